"""Search: the postings of all pages, by token: an inverted index in memory."""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

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
                if token not in tables:
                    tables[token] = array("I")
                tables[token].append(base + level)
            for char in passage.characters:
                if char not in tables:
                    tables[char] = array("I")
                tables[char].append(base + 1)
            self.passages += 1
        self.sizes.append(len(postings.passages))

    @cached_property
    def spans(self) -> tuple[range, ...]:
        """The passages of each page, once all pages are added."""
        ends = tuple(accumulate(self.sizes))
        return tuple(range(end - size, end) for end, size in zip(ends, self.sizes, strict=True))

    @cached_property
    def owners(self) -> tuple[int, ...]:
        """The page of each passage, once all pages are added."""
        return tuple(page for page, span in enumerate(self.spans) for _ in span)

    def is_heavy(self, token: str) -> bool:
        """Whether the token is too common to be worth its bytes beside others."""
        return len(self.tables.get(token, ())) > HEAVY


def of(pages: Iterable[Postings]) -> Inverted:
    """The index of some pages."""
    inverted = Inverted()
    for postings in pages:
        inverted.add(postings)
    return inverted
