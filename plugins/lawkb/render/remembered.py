"""Render: the plan of pages that have no source, remembered: to make it looks at every document."""

import functools
from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeAlias

from lawkb.memory import digest
from lawkb.render.output import Output, Planned
from lawkb.render.templates import Templates

Planning: TypeAlias = Callable[[Templates], Iterator[Planned]]


class _Row(NamedTuple):
    """What is remembered of a page; `key` tells what it is made from."""

    uri: str
    title: str
    key: str


def plan(planning: Planning, templates: Templates) -> Iterator[Planned]:
    """The pages of a planning that looks at what the indexes are made from, and at nothing else.

    While that is the same, the planning itself is done only if one of the pages has to be made.
    """
    pages = functools.cache(lambda: {page.uri: page for page in planning(templates)})

    def rows() -> tuple[_Row, ...]:
        return tuple(_Row(page.uri, page.title, page.key()) for page in pages().values())

    def make(uri: str) -> Output:
        return pages()[uri].make()

    library = templates.library
    name = f"{planning.__module__} {'preview' if templates.preview else 'site'}"
    made_from = digest([templates.frame, library.index.digest])
    for uri, title, key in library.memory.recall("plan", name, made_from, rows):
        yield Planned(uri, title, None, functools.partial(str, key), functools.partial(make, uri))
