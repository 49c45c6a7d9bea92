"""Whole: questions of the library that ask nearly the same, found without comparing each with each."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lawkb.models import Faq
from lawkb.outline import Section

if TYPE_CHECKING:
    from lawkb.library import Library
    from lawkb.page import Page

ALIKE = 0.75
"""The share of pairs of characters that two questions have in common (Jaccard)."""

_EMPTY = re.compile(
    r"怎么办|要不要|能不能|可不可以|是不是|有没有|可以|[^一-龥a-zA-Z0-9]|[吗呢吧啊了的]"
)


@dataclass(frozen=True)
class Question:
    """One question of an FAQ page."""

    page: "Page"
    section: Section

    @property
    def pairs(self) -> frozenset[str]:
        """Every two neighbouring characters, without the words that all questions share."""
        bare = _EMPTY.sub("", self.section.title)
        return frozenset(bare[n : n + 2] for n in range(len(bare) - 1)) or frozenset({bare})


def questions(library: "Library") -> dict[str, list[tuple[Section, Question]]]:
    """By page, its questions that nearly repeat an earlier one, with that one."""
    asked = [
        Question(page, section)
        for page in library.documents
        if page.type is Faq
        for section in page.sections
        if section.level == 2  # noqa: PLR2004 - `##`
    ]
    found: dict[str, list[tuple[Section, Question]]] = defaultdict(list)
    for later, earlier in _alike(asked):
        found[later.page.path].append((later.section, earlier))
    return found


def _alike(asked: list[Question]) -> Iterator[tuple[Question, Question]]:
    """Each question that is like an earlier one, with the first such.

    Two sets that share so much share one of the rarest members of each (prefix filtering), so only
    questions with a rare pair in common are compared.
    """
    sets = [question.pairs for question in asked]
    frequency = Counter(pair for pairs in sets for pair in pairs)
    holding: dict[str, list[int]] = defaultdict(list)
    for number, pairs in enumerate(sets):
        rarest = sorted(pairs, key=lambda pair: (frequency[pair], pair))
        prefix = rarest[: len(pairs) - math.ceil(ALIKE * len(pairs)) + 1]
        candidates = sorted({other for pair in prefix for other in holding[pair]})
        for other in candidates:
            shared = len(pairs & sets[other])
            if shared >= ALIKE * (len(pairs) + len(sets[other]) - shared):
                yield asked[number], asked[other]
                break
        for pair in prefix:
            holding[pair].append(number)
