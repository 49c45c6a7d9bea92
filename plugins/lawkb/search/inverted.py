"""Search: the postings of all pages, by token: an inverted index in memory."""

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lawkb.search.document import LEVELS, Postings

HEAVY = 2000
"""A token with more postings is common: a file of its own holds it, for who types nothing else."""


@dataclass
class Inverted:
    """By token, one number a posting: the passage's number times `LEVELS`, plus its level.

    Passages are numbered in the order in which pages are added; `sizes` is how many each page has.
    """

    tables: "dict[str, array[int]]" = field(default_factory=dict)
    sizes: list[int] = field(default_factory=list)
    passages: int = 0

    def add(self, postings: Postings) -> None:
        """Add a page."""
        tables = self.tables
        for passage in postings.passages:
            base = self.passages * LEVELS - 1
            for token, level in passage.levels.items():
                table = tables.get(token)
                if table is None:
                    table = tables[token] = array("I")
                table.append(base + level)
            self.passages += 1
        self.sizes.append(len(postings.passages))

    def spans(self) -> Iterator[range]:
        """The passages of each page."""
        first = 0
        for size in self.sizes:
            yield range(first, first + size)
            first += size

    def is_heavy(self, token: str) -> bool:
        """Whether the token is too common to be worth its bytes beside others."""
        return len(self.tables.get(token, ())) > HEAVY


def of(pages: Iterable[Postings]) -> Inverted:
    """The index of some pages."""
    inverted = Inverted()
    for postings in pages:
        inverted.add(postings)
    return inverted
