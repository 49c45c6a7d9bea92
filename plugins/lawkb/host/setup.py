"""Shell: what `mkdocs.yml` must say for a site of ours, found out before MkDocs clears the last one."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from lawkb.host import files
from lawkb.library import Library
from lawkb.links import Link

DOCS = "content"
STYLE = "assets/accent.css"
"""The only style sheet that lies nowhere: it is made of the accent colours."""

ACCENT = {"light": "#00557f", "dark": "#7cc7ee"}
"""The colour of links and headings, on paper and on a dark screen."""


def faults(config: MkDocsConfig) -> Iterator[str]:
    """What is wrong with a configuration, and what to do about it."""
    docs = Path(config.docs_dir)
    if not config.use_directory_urls:
        yield "mkdocs.yml 里的 use_directory_urls 要是 true：各页之间的链接都是这样写的。"
    if docs.name != DOCS:
        yield f"mkdocs.yml 里的 docs_dir 要是 {DOCS}，现在是“{docs.name}”。请改回来。"
    accent: Any = config.extra.get("accent", ACCENT)
    if not (isinstance(accent, dict) and all(isinstance(accent.get(name), str) for name in ACCENT)):
        yield 'mkdocs.yml 的 extra: accent: 下面要有 light 和 dark 两行，各写一个颜色，如 light: "#00557f"。'
    scripts = (str(getattr(script, "path", script)) for script in config.extra_javascript)
    for name in (*config.extra_css, *scripts):
        if name != STYLE and not Link(name, 0, 0).scheme and not (docs / name).is_file():
            yield f"mkdocs.yml 里写了 {name}，可是没有 {DOCS}/{name} 这个文件。请找回来，或者删掉那一行。"


def lost_pages(config: MkDocsConfig, library: Library) -> str:
    """What to say of pages that the navigation names and the library does not have; else empty."""
    own = {page.uri for page in library.pages} | library.addresses
    named = files.nav_of(config, ())
    lost = "、".join(uri for uri in named if uri not in own and not Link(uri, 0, 0).scheme)
    return f"mkdocs.yml 的 nav 写了 {lost}，可是没有这一页。请找回来，或者改 nav。" if lost else ""
