"""Render: the plan of pages that have no source, remembered: to make it looks at every document."""

import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeAlias

from lawkb.memory import digest
from lawkb.render.output import Output, Planned
from lawkb.render.templates import Templates

Planning: TypeAlias = Callable[[Templates], Iterator[Planned]]

_KIND = "plan"


class _Row(NamedTuple):
    """What is remembered of a page; `key` tells what it is made from."""

    uri: str
    title: str
    key: str


@dataclass(frozen=True)
class Remembered:
    """A planning of pages that looks at what the indexes are made from, and at nothing else.

    While that is the same, the planning itself is done only if one of its pages has to be made.
    """

    planning: Planning
    templates: Templates

    def plan(self) -> Iterator[Planned]:
        """The pages, the planning done now or remembered."""
        for uri, title, key in self._rows:
            make = functools.partial(self._make, uri)
            yield Planned(uri, title, None, functools.partial(str, key), make)
        if not self._rows:
            yield from self._pages.values()

    def remember(self) -> None:
        """Keep the planning in mind, if it was done now."""
        if not self._rows:
            rows = tuple(_Row(page.uri, page.title, page.key()) for page in self._pages.values())
            self.templates.library.memory.keep(_KIND, self._name, self._made_from, rows)

    @cached_property
    def _rows(self) -> tuple[_Row, ...]:
        memory = self.templates.library.memory
        if not memory.knows(_KIND):  # to tell what it would be made from takes time, too
            return ()
        return memory.peek(_KIND, self._name, self._made_from) or ()

    @cached_property
    def _pages(self) -> dict[str, Planned]:
        return {page.uri: page for page in self.planning(self.templates)}

    def _make(self, uri: str) -> Output:
        return self._pages[uri].make()

    @property
    def _name(self) -> str:
        return f"{self.planning.__module__} {self.templates.edition}"

    @cached_property
    def _made_from(self) -> str:
        return digest([self.templates.frame, self.templates.library.index.digest])
