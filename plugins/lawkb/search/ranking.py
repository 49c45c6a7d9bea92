"""Search: which page answers best, the same here and in `search.js`: whole numbers throughout."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from math import floor, log2
from typing import TYPE_CHECKING

from lawkb.search.query import Terms

if TYPE_CHECKING:
    from lawkb.search.inverted import Inverted

ENOUGH = 4
"""With that many rarer tokens, the common ones are left alone."""

HEAD, CLOSE = 2, 1
"""What the head of a page counts, and what the best passage does: words that stand together."""


LEAST, FEW = 6, 5
"""A page must match a sixth of what was typed, unless fewer than five do."""


class Rank(IntEnum):
    """Whom a page serves; its score counts that many eighths."""

    PUBLIC = 9
    ADVISER = 8
    HANDBOOK = 1


@dataclass(frozen=True)
class Hit:
    """A page found, by number, with its score and the number of its passage to show."""

    page: int
    score: int
    passage: int


def rank(terms: Terms, inverted: "Inverted", ranks: Sequence[int]) -> list[Hit]:
    """The pages that match any term, the best first; `ranks` are the ranks of all pages."""
    pages: Counter[int] = Counter()
    passages: defaultdict[int, defaultdict[int, int]] = defaultdict(lambda: defaultdict(int))
    covered: Counter[int] = Counter()
    total = 0
    for token in _chosen(terms, inverted):
        table = inverted.table(token)
        count = sum(len(levels) for _, levels in table)
        worth = terms.weights[token] * _rarity(count, inverted.passages)
        total += worth
        for page, levels in table:
            head = body = 0
            inside = passages[page]
            for passage, level in levels:
                value = worth * level
                if passage:
                    inside[passage] += value
                    body = max(body, value)
                else:
                    head = value
            pages[page] += HEAD * head + body
            covered[page] += worth
    hits = [_hit(page, score, passages[page], ranks) for page, score in pages.items()]
    hits.sort(key=lambda hit: (-hit.score, hit.page))
    near = [hit for hit in hits if covered[hit.page] * LEAST >= total]
    return near if len(near) >= FEW else hits


def _hit(page: int, score: int, passages: Mapping[int, int], ranks: Sequence[int]) -> Hit:
    """A page with the passage to show: its head only when nothing else of it matches."""
    shown = max(passages, key=lambda number: (passages[number], -number), default=0)
    close = passages[shown] if shown else 0
    return Hit(page, (score + CLOSE * close) * ranks[page], shown)


def _chosen(terms: Terms, inverted: "Inverted") -> list[str]:
    """The tokens worth looking up: the common ones only where there are few others."""
    known = [token for token in terms.weights if inverted.has(token)]
    light = [token for token in known if not inverted.is_heavy(token)]
    return light if len(light) >= ENOUGH else known


def _rarity(count: int, passages: int) -> int:
    return floor(16 * log2(1 + passages / count) + 0.5)
