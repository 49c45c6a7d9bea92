"""Search: the postings of all pages, by token: an inverted index, made by sorting numbers."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from lawkb.publish.share import Share
from lawkb.search import shards, table
from lawkb.search.postings import (
    LAST_PAGE,
    LAST_PASSAGE,
    LEVEL_BITS,
    PAGE,
    PAIR,
    TOKEN,
    WORD,
    Numbers,
    Postings,
)
from lawkb.search.shards import Layout
from lawkb.search.table import LEVELS

AT_ONCE = 200_000
"""About so many places become tables together: more would fill the memory."""

Flags: TypeAlias = npt.NDArray[np.bool_]

_LAST, _MORE, _SIGNS, _SKIPS = (
    np.frombuffer(letters.encode(), np.uint8)
    for letters in (table.LAST, table.MORE, table.SIGNS, table.SKIPS)
)
_POWERS = np.array([table.BASE**exponent for exponent in range(1, 5)], np.uint32)
_KINDS = np.array([WORD << TOKEN, PAIR << TOKEN], np.uint64)
_BELOW = np.uint64((1 << TOKEN) - 1)


@dataclass(frozen=True)
class Part:
    """The tokens of which one process makes the scripts, when several make them together."""

    layout: Layout
    share: Share

    @property
    def names(self) -> Iterator[str]:
        """The names of the scripts, but for those of common tokens."""
        for kind, count in self.layout.counts.items():
            for number in range(self.share.number - 1, count, self.share.of):
                yield f"{kind}{count}/{number}"

    def has(self, token: str) -> bool:
        """Whether a token is one of them."""
        return self.layout.number(token) % self.share.of == self.share.number - 1

    def holds(self, kind: str, *units: Numbers) -> Flags:
        """Which tokens are, all of a kind, given by their first characters, their second ones …"""
        value = np.uint32(shards.BASIS)
        for codes in units:
            value = (value ^ codes) * np.uint32(shards.PRIME)  # which overflows, as it should
        number = value % np.uint32(self.layout.counts[kind])
        return number % np.uint32(self.share.of) == self.share.number - 1


@dataclass
class Inverted:
    """The places of tokens in all pages, numbered in the order in which they are added.

    `part` tells which tokens, if not all; `heavy` are the common ones, once `scripts` were made.
    """

    part: Part | None = None
    pages: int = 0
    passages: int = 0
    heavy: frozenset[str] = frozenset()
    _words: dict[str, int] = field(default_factory=dict)
    _places: Numbers = field(default_factory=lambda: np.empty(AT_ONCE, np.uint64))
    _filled: int = 0

    def add(self, postings: Postings) -> None:
        """Add a page."""
        assert self.pages <= LAST_PAGE  # more would be taken for other tokens
        places = postings.places
        characters, words, pairs = np.split(places, np.searchsorted(places, _KINDS))
        if self.part:
            characters = characters[self.part.holds("u", (characters >> TOKEN).astype(np.uint32))]
            codes = (pairs >> TOKEN).astype(np.uint32)
            pairs = pairs[self.part.holds("i", codes >> 16, codes & 0xFFFF)]
        page = np.uint64(self.pages << PAGE)
        for found in (characters, self._renumbered(words, postings), pairs):
            self._append(found | page)
        self.pages += 1
        self.passages += len(postings.passages)

    def _append(self, places: Numbers) -> None:
        """Add places to the array, which grows where it lies: a copy would double the memory."""
        end = self._filled + len(places)
        if end > len(self._places):
            self._places.resize(max(end, len(self._places) * 5 // 4), refcheck=False)
        self._places[self._filled : end] = places
        self._filled = end

    def _renumbered(self, places: Numbers, postings: Postings) -> Numbers:
        """The places of the words of one page with the numbers that these have in all pages."""
        numbers = np.array([*map(self._number, postings.words)], np.uint64)
        found = numbers[((places >> TOKEN) - WORD).astype(np.intp)]
        return (places & _BELOW | found << TOKEN)[found > 0]

    def _number(self, word: str) -> int:
        """The number of a word, which is 0 if somebody else takes it."""
        number = self._words.get(word)
        if number is None:
            is_ours = self.part is None or self.part.has(word)
            number = self._words[word] = WORD + len(self._words) if is_ours else 0
        return number

    def each(self) -> Iterator[tuple[str, str]]:
        """Every token with its table (see `table`)."""
        places = self._places[: self._filled]
        # More than twice as fast as the usual sort: it merges pages, each of which is in order.
        places.sort(kind="stable")
        words = [*self._words]
        start = 0
        while start < len(places):
            last = places[min(start + AT_ONCE, len(places)) - 1] >> TOKEN
            end = int(np.searchsorted(places, last << TOKEN | _BELOW, "right"))
            yield from _tables(places[start:end], words)
            start = end

    def scripts(self, part: Part) -> Iterator[tuple[str, str]]:
        """Name and content of the scripts that hold the tables of a part."""
        dealt = part.layout.deal(self.each())
        self.heavy = dealt.heavy
        yield from dealt.scripts(part.names)

    @cached_property
    def tables(self) -> dict[str, str]:
        """The table of each token, once all pages are added."""
        return dict(self.each())

    def table(self, token: str) -> list[tuple[int, list[tuple[int, int]]]]:
        """The pages that have a token, each with the passages that do and their levels."""
        if token not in self._read:
            owns = table.split(self.tables.get(token, ""))
            self._read[token] = [(page, [*table.levels(own)]) for page, own in owns.items()]
        return self._read[token]

    def has(self, token: str) -> bool:
        """Whether any page has a token."""
        return token in self.tables

    def is_heavy(self, token: str) -> bool:
        """Whether a token is too common to be worth its bytes beside others."""
        return shards.is_heavy(token, len(self.tables.get(token, "")))

    @cached_property
    def _read(self) -> dict[str, list[tuple[int, list[tuple[int, int]]]]]:
        return {}


def _tables(places: Numbers, words: list[str]) -> Iterator[tuple[str, str]]:
    """The tokens that stand at some places, given in order, with their tables."""
    numbers = (places >> TOKEN).astype(np.uint32)
    new_token = _differs(numbers)
    letters, starts = _letters((places & _BELOW).astype(np.uint32), new_token)
    starts = [*starts[new_token].tolist(), len(letters)]
    for number, start, end in zip(numbers[new_token].tolist(), starts, starts[1:], strict=False):
        if number >= PAIR:
            token = chr(number >> 16) + chr(number & 0xFFFF)
        else:
            token = chr(number) if number < WORD else words[number - WORD]
        yield token, letters[start:end]


def _letters(places: Numbers, new_token: Flags) -> tuple[str, npt.NDArray[np.intp]]:
    """The letters of tables one after another, and where those of each place begin.

    `places` are without their tokens, for half as many bytes take half the time.
    """
    pages, passages = places >> PAGE, places >> LEVEL_BITS & LAST_PASSAGE
    new_page = new_token | _differs(pages)
    steps = _steps(pages, new_token)[new_page]
    between = _steps(passages, new_page)
    skips = between // table.NEAR
    digits = np.zeros(len(places), np.uint8)
    digits[new_page] = np.searchsorted(_POWERS, steps, "right") + 1
    lengths = digits + (skips + (len(_SKIPS) - 1)) // len(_SKIPS) + 1
    ends = np.cumsum(lengths)
    starts = ends - lengths
    letters = np.empty(int(ends[-1]), np.uint8)
    _write_digits(letters, starts[new_page], steps)
    _write_skips(letters, starts + digits, skips)
    letters[ends - 1] = _SIGNS[between % table.NEAR * LEVELS + (places & (LEVELS - 1))]
    return letters.tobytes().decode("ascii"), starts


def _write_digits(letters: npt.NDArray[np.uint8], at: npt.NDArray[np.intp], rest: Numbers) -> None:
    """Write numbers, small digits first, each from its own place on."""
    while len(rest):
        rest, digit = np.divmod(rest, table.BASE)
        letters[at] = np.where(rest > 0, _MORE[digit], _LAST[digit])
        more = rest > 0
        rest, at = rest[more], at[more] + 1


def _write_skips(letters: npt.NDArray[np.uint8], at: npt.NDArray[np.intp], rest: Numbers) -> None:
    """Write that passages are left out, each from its own place on."""
    while len(more := np.flatnonzero(rest)):
        rest, at = rest[more], at[more]
        step = np.minimum(rest, len(_SKIPS))
        letters[at] = _SKIPS[step - 1]
        rest, at = rest - step, at + 1


def _differs(numbers: Numbers) -> Flags:
    """Which numbers are others than the ones before."""
    return np.concatenate(([True], numbers[1:] != numbers[:-1]))


def _steps(numbers: Numbers, anew: Flags) -> Numbers:
    """How many others stand between each number and the one before, from 0 on where it begins anew."""
    before = np.concatenate((numbers[:1], numbers[:-1] + 1))
    return np.where(anew, numbers, numbers - before)
