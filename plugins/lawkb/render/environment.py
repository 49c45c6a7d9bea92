"""Render: what every template can use, whatever page it is filled for."""

import functools
import os
from collections.abc import Callable
from typing import Any

import jinja2
from markupsafe import Markup

from lawkb import body, index, links, outline, overview, twins
from lawkb.library import Library, of_type
from lawkb.memory import Memory
from lawkb.models import COLLECTIONS
from lawkb.registry import Topics
from lawkb.render import labels


def make(library: Library, icon: Callable[[str], Markup], *, preview: bool) -> jinja2.Environment:
    """The templates of this package, with their filters and with what they know of a library."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("lawkb"),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        bytecode_cache=compiled(library.memory),
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "day": labels.day,
        "slug": outline.slug,
        "outward": links.outward,
    }
    names: Any = environment.globals
    names |= _known(library) | {"icon": icon, "preview": preview}
    return environment


def compiled(memory: Memory) -> jinja2.FileSystemBytecodeCache | None:
    """Where compiled templates are kept between runs: to compile them takes longer than to use them.

    Jinja compares the text of a template; the program, too, says how it is compiled.
    """
    folder = memory.file and memory.file.parent
    if not (folder and folder.is_dir() and os.access(folder, os.W_OK)):
        return None
    return jinja2.FileSystemBytecodeCache(str(folder), f"{memory.program[:12]}-%s.template")


def _known(library: Library) -> dict[str, Any]:
    """What templates know of a library."""
    return {
        "library": library,
        "index": library.index,
        "register": library.register,
        "texts": library.law_texts,
        "groups": library.registry(Topics).groups,
        "site": library.site,
        "hotline": body.show_fact(library.site.hotline, library),
        "hotline_number": body.fact_value(library.site.hotline, library),
        "kinds": COLLECTIONS,
        "address": index.address,
        "twins": twins,
        "of_type": of_type,
        "overview": functools.partial(overview.of, library),
        "today": library.today,
    }
