"""Search: the words that mean something to it: synonyms, words of topics, laws, and empty phrases."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from lawkb import register
from lawkb.laws import LawKind
from lawkb.library import Library
from lawkb.registry import Thesaurus
from lawkb.search import tokens

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

CONCEPT, TOPIC, LAW = "~", "^", "§"
"""The first character of a token that stands for a set of words, a topic, an instrument."""

LONGEST_LAW_NAME = 16
"""Nobody types the whole title of a judicial interpretation."""

STATE = "中华人民共和国"

_Started: TypeAlias = tuple[tuple[str, ...], tuple[tuple[str, str], ...]]
"""The concepts of the word that two characters are; the longer words that begin so, with theirs."""


@dataclass(frozen=True)
class Lexicon:
    """What a library's search knows; the browser gets the same.

    `concepts` and `clues` are words by term and by topic path; `akin` are the concepts whose words
    are clues, too; `laws` are names by law id, the short one first; `silent` says nothing; `gone`
    are the names of laws that others have replaced, by id, too.
    """

    concepts: Mapping[str, tuple[str, ...]]
    clues: Mapping[str, tuple[str, ...]]
    akin: Mapping[str, tuple[str, ...]]
    laws: Mapping[str, tuple[str, ...]]
    silent: tuple[str, ...]
    gone: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def topics(self) -> dict[str, tuple[str, ...]]:
        """The words of each topic, those of its concepts included."""
        return {
            path: tuple(
                dict.fromkeys(
                    (*words, *(w for name in self.akin[path] for w in self.concepts[name]))
                )
            )
            for path, words in self.clues.items()
        }

    @cached_property
    def by_word(self) -> dict[str, tuple[str, ...]]:
        """The tokens that each word stands for."""
        found: dict[str, list[str]] = {}
        for mark, table in ((CONCEPT, self.concepts), (TOPIC, self.topics)):
            for name, words in table.items():
                for word in words:
                    found.setdefault(word, []).append(mark + name)
        return {word: tuple(marks) for word, marks in found.items()}

    @cached_property
    def concept_words(self) -> dict[str, _Started]:
        """By the first two characters of words: the concepts of these alone, longer words with theirs."""
        found: dict[str, tuple[list[str], list[tuple[str, str]]]] = {}
        for name, words in self.concepts.items():
            for word in words:
                alone, longer = found.setdefault(word[:2], ([], []))
                if len(word) > len(word[:2]):
                    longer.append((word, CONCEPT + name))
                else:
                    alone.append(CONCEPT + name)
        return {start: (tuple(alone), tuple(longer)) for start, (alone, longer) in found.items()}

    @cached_property
    def concept_starts(self) -> "npt.NDArray[np.uint32]":
        """The pairs of characters with which words of concepts begin, as numbers, in order.

        The last is greater than all, so that every number has its place.
        """
        import numpy as np  # noqa: PLC0415 - takes longer to import than a question to answer

        pairs = [start for start in self.concept_words if tokens.is_pair(start)]
        codes = sorted(ord(first) << 16 | ord(second) for first, second in pairs)
        return np.array([*codes, 0xFFFF_FFFF], np.uint32)

    @cached_property
    def may_start(self) -> "npt.NDArray[np.bool_]":
        """By the `fold` of a pair of characters, whether a word of a concept may begin with it."""
        import numpy as np  # noqa: PLC0415 - takes longer to import than a question to answer

        found = np.zeros(0x1_0000, bool)
        found[fold(self.concept_starts[:-1])] = True
        return found

    @cached_property
    def started(self) -> "tuple[_Started, ...]":
        """The concepts of which a word begins with each of `concept_starts`."""
        starts = self.concept_starts[:-1].tolist()
        return tuple(self.concept_words[chr(pair >> 16) + chr(pair & 0xFFFF)] for pair in starts)

    @cached_property
    def longest(self) -> int:
        """The length of the longest word."""
        return max(map(len, self.by_word), default=0)

    @cached_property
    def silent_phrases(self) -> re.Pattern[str] | None:
        """What says nothing and is longer than a character, the longest first; None if nothing is."""
        phrases = [phrase for phrase in self.silent if len(phrase) > 1]
        return re.compile("|".join(map(re.escape, phrases))) if phrases else None

    @cached_property
    def by_law_name(self) -> dict[str, str]:
        """The law of each name as typed: normal, without 《》 and without the state's name."""
        return {name: id_ for id_, names in self.laws.items() for name in names}

    def words_in(self, text: str) -> Iterator[tuple[int, str]]:
        """Place and word of every known word of a normal text, overlapping ones too."""
        for start in range(len(text)):
            for length in range(min(self.longest, len(text) - start), 1, -1):
                word = text[start : start + length]
                if word in self.by_word:
                    yield start, word


def fold(pairs: "npt.NDArray[np.uint32]") -> "npt.NDArray[np.uint32]":
    """Pairs of characters as numbers of 16 bits; few pairs share one."""
    return pairs * pairs.dtype.type(0x9E37_79B1) >> 16  # by Fibonacci hashing


def of(library: Library, cited: Iterable[str] = ()) -> Lexicon:
    """The lexicon of a library; `cited` are the ids of the laws that have a page on the site."""
    thesaurus = library.registry(Thesaurus)
    # Without spaces, since these stand between the tokens of an index.
    concepts = {
        "".join(entry.term.split()): _normal((entry.term, *entry.words))
        for entry in thesaurus.synonyms
    }
    topics = {
        path: [topic.name, topic.plain, *topic.synonyms]
        for path, (_, topic) in library.topics.items()
    }
    for clues in thesaurus.topics:
        if clues.topic in topics:
            topics[clues.topic] += clues.words
    clues = {path: _normal(words) for path, words in topics.items()}
    # Who says 冷静期 and who says 离婚冷静期 ask about the same.
    akin = {
        path: tuple(name for name, same in concepts.items() if {*same} & {*words})
        for path, words in clues.items()
    }
    laws = {id_: library.register.by_id[id_] for id_ in cited}
    return Lexicon(
        concepts,
        {
            path: _telling(words, {word for name in akin[path] for word in concepts[name]})
            for path, words in clues.items()
        },
        akin,
        {id_: tuple(_law_names((law.short, *register.names(law)))) for id_, law in laws.items()},
        _normal(sorted(thesaurus.silent, key=lambda phrase: (-len(phrase), phrase))),
        dict(_gone(library, {*laws})),
    )


def _gone(library: Library, cited: Container[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The names of the laws that others have replaced, if no page tells of them and no law bears them.

    Old interpretations, which have a dozen names each, only lawyers ask for, who know `laws/traps/`.
    """
    replaced = {
        law.id: law
        for law in library.register.laws
        if law.successors
        and law.is_repealed(library.today)
        and law.kind is not LawKind.INTERPRETATION
    }
    bearers = library.register.by_name
    for id_, law in replaced.items():
        names = (
            name
            for name in register.names(law)
            if all(bearer.id in replaced for bearer in bearers[name])
        )
        if id_ not in cited and (own := tuple(_law_names(names))):
            yield id_, own


def _normal(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(tokens.normal, words)))


def _telling(words: tuple[str, ...], known: set[str]) -> tuple[str, ...]:
    """The words that tell something new: who types 拖欠工资 has typed 工资."""
    every = {*words, *known}
    return tuple(
        word
        for word in words
        if word not in known and not any(other in word for other in every if other != word)
    )


def _law_names(names: Iterable[str]) -> Iterator[str]:
    plain = (bare(tokens.normal(name)).removeprefix(STATE) for name in names)
    yield from dict.fromkeys(name for name in plain if 1 < len(name) <= LONGEST_LAW_NAME)


def bare(text: str) -> str:
    """A normal text without what stands around and between the words of a law's name."""
    return "".join(char for char in text if char not in "《》〈〉 \t\n")
