"""Search: the passages of a page become postings: how much each token matters in each passage.

A library has tens of millions of places where a token stands. They are numbers in arrays: as
objects they took more than twice the time.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from lawkb.search import table, tokens
from lawkb.search.lexicon import Lexicon, fold
from lawkb.search.table import LEVELS

Numbers: TypeAlias = npt.NDArray[np.integer]

LEVEL_BITS, PASSAGE_BITS, PAGE_BITS = 3, 11, 18
"""A place is one number: token, page, passage and level, so that to sort places is to order them."""

PAGE, TOKEN = LEVEL_BITS + PASSAGE_BITS, LEVEL_BITS + PASSAGE_BITS + PAGE_BITS
LAST_PAGE, LAST_PASSAGE = 2**PAGE_BITS - 1, 2**PASSAGE_BITS - 1
"""The highest numbers; what stands further down a page is found in the last passage."""

WORD = 0x1_0000
"""Tokens as numbers: a character is its code, a word this and more, a pair both codes."""

PAIR = tokens.ZERO << 16


@dataclass(frozen=True)
class Passage:
    """What a result can show and link to, and what it says.

    `fields` are texts with their weights, `marks` tokens of laws and topics with theirs; a token
    that weighs `half` has half of its effect.
    """

    heading: str
    anchor: str
    text: str
    fields: tuple[tuple[str, int], ...] = ()
    marks: tuple[tuple[str, int], ...] = ()
    half: float = 1.0


@dataclass(frozen=True)
class Postings:
    """One page as search knows it; the first passage is its head: titles, summary, keywords.

    `passages` are headings, anchors and texts; `words` are the tokens that are neither a pair of
    characters nor one; `data` are the bytes of `places`, which are remembered faster.
    """

    passages: tuple[tuple[str, str, str], ...]
    words: tuple[str, ...]
    data: bytes = field(repr=False)

    @property
    def places(self) -> Numbers:
        """Where each token stands, as if the page had the number 0, in order."""
        return np.frombuffer(self.data, np.uint64)

    @property
    def owns(self) -> dict[str, str]:
        """What each token has in this page (see `table`)."""
        found: dict[str, str] = {}
        following: dict[str, int] = {}
        for place in self.places.tolist():
            token = self._token(place >> TOKEN)
            passage, level = divmod(place & (1 << PAGE) - 1, LEVELS)
            step = passage - following.get(token, 0)
            found[token] = found.get(token, "") + table.sign(step, level + 1)
            following[token] = passage + 1
        return found

    def _token(self, number: int) -> str:
        if number >= PAIR:
            return chr(number >> 16) + chr(number & 0xFFFF)
        return chr(number) if number < WORD else self.words[number - WORD]


def of(passages: Sequence[Passage], lexicon: Lexicon) -> Postings:
    """The postings of a page with those passages."""
    said = _Said(passages)
    words = said.words(lexicon)
    pairs, counts = _counted(said.pairs)
    numbers, weights = _numbered(words)
    half = np.array([passage.half for passage in passages])
    places = (
        said.characters,
        np.sort(_levelled(numbers, weights, half)),
        _levelled(pairs, counts, half),
    )
    shown = tuple((passage.heading, passage.anchor, passage.text) for passage in passages)
    names = tuple(dict.fromkeys(token for token, _ in words))
    return Postings(shown, names, np.concatenate(places).tobytes())


def of_levels(passages: Iterable[Mapping[str, int]]) -> Postings:
    """The postings of a page whose tokens, none a single character, have those levels (1 to 8)."""
    levels = {
        (token, number): level - 1
        for number, passage in enumerate(passages)
        for token, level in passage.items()
    }
    numbers, weights = _numbered(levels)
    names = tuple(dict.fromkeys(token for token, _ in levels))
    return Postings((), names, np.sort(numbers | weights).tobytes())


def _numbered(words: Mapping[tuple[str, int], int]) -> tuple[Numbers, Numbers]:
    """The places of words by passage, without levels, and what they weigh."""
    ids: dict[str, int] = {}
    numbers = [
        (WORD + ids.setdefault(token, len(ids))) << TOKEN | passage << LEVEL_BITS
        for token, passage in words
    ]
    return np.array(numbers, np.uint64), np.array([*words.values()], np.uint64)


def _counted(places: Numbers) -> tuple[Numbers, npt.NDArray[np.intp]]:
    """The distinct places in order, and how often there is each."""
    places = np.sort(places)
    is_edge = np.ones(len(places) + 1, bool)
    np.not_equal(places[1:], places[:-1], out=is_edge[1:-1])
    edges = is_edge.nonzero()[0]
    return places[edges[:-1]], edges[1:] - edges[:-1]


def _levelled(places: Numbers, weights: npt.NDArray[np.integer], half: npt.NDArray) -> Numbers:
    """Places without levels, and their weights, as places."""
    passages = (places >> LEVEL_BITS & LAST_PASSAGE).astype(np.intp)
    levels = np.rint(LEVELS * weights / (weights + half[passages]))
    return places | (np.maximum(levels, 1) - 1).astype(np.uint64)


class _Said:
    """All that the passages of a page say, as one text of which every character has its passage."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        fields = [
            (text, weight, min(number, LAST_PASSAGE))
            for number, passage in enumerate(passages)
            for text, weight in passage.fields
        ]
        self.passages = passages
        self.text = tokens.spoken("".join(f"{text}\n" for text, _, _ in fields))
        lengths = [len(text) + 1 for text, _, _ in fields]
        self.weight = np.array([weight for _, weight, _ in fields], np.intp).repeat(lengths)
        self.passage = np.array([at for _, _, at in fields], np.uint64).repeat(lengths)
        self.rest, self.articles = tokens.without_articles(self.text)
        codes = _codes(self.rest)
        han = _is_han(codes)
        self.at = (han[:-1] & han[1:]).nonzero()[0]
        """Where pairs of characters begin."""
        self.starts = codes[self.at] << 16 | codes[self.at + 1]

    @property
    def pairs(self) -> Numbers:
        """The place of each pair, without a level, as often as it weighs."""
        return self._places(self.starts, self.at).repeat(self.weight[self.at])

    @property
    def characters(self) -> Numbers:
        """Where each character stands, at the lowest level: for who types just 狗.

        Of the head and of all that follows, the first place tells as much as all would.
        """
        codes = _codes(self.text)
        at = _is_han(codes).nonzero()[0]
        places, _ = _counted(self._places(codes[at], at))
        is_first = np.ones(len(places), bool)
        np.not_equal(places[1:] >> TOKEN, places[:-1] >> TOKEN, out=is_first[1:])
        is_first[1:] |= (places[:-1] >> LEVEL_BITS & LAST_PASSAGE) == 0
        return places[is_first]

    def words(self, lexicon: Lexicon) -> dict[tuple[str, int], int]:
        """What every other token weighs in each passage that has it."""
        latin = [*tokens.latin(self.rest)]
        said = [*self.articles, *latin, *self._concepts(lexicon, [at for _, at in latin])]
        at = np.array([at for _, at in said], np.intp)
        found: dict[tuple[str, int], int] = {}
        where = zip(said, self.passage[at].tolist(), self.weight[at].tolist(), strict=True)
        for (token, _), passage, weight in where:
            place = token, passage
            found[place] = found.get(place, 0) + weight
        for number, passage in enumerate(self.passages):
            for token, weight in passage.marks:
                place = token, min(number, LAST_PASSAGE)
                found[place] = found.get(place, 0) + weight
        return found

    def _concepts(self, lexicon: Lexicon, latin: list[int]) -> Iterator[tuple[str, int]]:
        """The tokens of the concepts of which a word begins at a place; some begin as Latin words do."""
        starts, started = lexicon.concept_starts, lexicon.started
        words, text = lexicon.concept_words, self.text
        likely = lexicon.may_start[fold(self.starts)].nonzero()[0]
        pairs = self.starts[likely]
        numbers = starts.searchsorted(pairs)
        sure = starts[numbers] == pairs
        han = zip(self.at[likely[sure]].tolist(), numbers[sure].tolist(), strict=True)
        begins = [(at, started[number]) for at, number in han]
        begins += [(at, words.get(text[at : at + 2], ((), ()))) for at in latin]
        for at, (alone, longer) in begins:
            for concept in alone:
                yield concept, at
            for word, concept in longer:
                if text.startswith(word, at):
                    yield concept, at

    def _places(self, numbers: npt.NDArray[np.uint32], at: npt.NDArray[np.intp]) -> Numbers:
        return numbers.astype(np.uint64) << TOKEN | self.passage[at] << LEVEL_BITS


def _codes(text: str) -> npt.NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def _is_han(codes: npt.NDArray[np.uint32]) -> npt.NDArray[np.bool_]:
    return ((codes >= tokens.FIRST) & (codes <= tokens.LAST)) | (codes == tokens.ZERO)
