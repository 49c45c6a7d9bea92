"""Search: the postings of all pages, by token: an inverted index in memory."""

from dataclasses import dataclass, field
from functools import cached_property

from lawkb.search import table
from lawkb.search.document import Postings

HEAVY = 5000
"""A token whose table has more letters is common: a file of its own holds it."""


class Table(bytearray):
    """The table of a token while pages are added to it; `last` is the last of them."""

    __slots__ = ("last",)
    last: int


@dataclass
class Inverted:
    """The tables of all tokens; pages are numbered in the order in which they are added.

    All is bytes, as the scripts will hold it: millions of postings as objects would fill the memory.
    """

    tables: dict[bytes, Table] = field(default_factory=dict)
    pages: int = 0
    passages: int = 0

    def add(self, postings: Postings) -> None:
        """Add a page."""
        tables, number = self.tables, self.pages
        parts = iter(postings.tokens.split(b" ")) if postings.tokens else iter(())
        for token, own in zip(parts, parts, strict=True):
            found = tables.get(token)
            if found is None:
                found = tables[token] = Table()
                found.last = -1
            found += _STEPS[number - found.last - 1]
            found += own
            found.last = number
        self.pages += 1
        self.passages += len(postings.passages)

    def table(self, token: str) -> list[tuple[int, list[tuple[int, int]]]]:
        """The pages that have a token, each with the passages that do and their levels."""
        if token not in self._read:
            owns = table.split(self.tables.get(token.encode(), b"").decode())
            self._read[token] = [(page, [*table.levels(own)]) for page, own in owns.items()]
        return self._read[token]

    def has(self, token: str) -> bool:
        """Whether any page has a token."""
        return token.encode() in self.tables

    def is_heavy(self, token: str) -> bool:
        """Whether a token is too common to be worth its bytes beside others."""
        return is_heavy(token, len(self.tables.get(token.encode(), b"")))

    @cached_property
    def _read(self) -> dict[str, list[tuple[int, list[tuple[int, int]]]]]:
        return {}


def is_heavy(token: str, letters: int) -> bool:
    """Whether a token with a table of so many letters is common; a single character never is."""
    return len(token) > 1 and letters > HEAVY


class _Steps(dict[int, bytes]):
    def __missing__(self, number: int) -> bytes:
        return table.DISTANCES[number].encode()


_STEPS = _Steps((number, digits.encode()) for number, digits in table.DISTANCES.items())
