"""Search: which page answers best, the same here and in `search.js`: whole numbers throughout."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from math import floor, log2

from lawkb.search.document import LEVELS
from lawkb.search.inverted import Inverted
from lawkb.search.query import Terms

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
    """A page found, by number, with its score and the number of its best passage."""

    page: int
    score: int
    passage: int


def rank(terms: Terms, inverted: Inverted, ranks: Sequence[int]) -> list[Hit]:
    """The pages that match any term, the best first; `ranks` are the ranks of all pages."""
    spans, owners = inverted.spans, inverted.owners
    pages: Counter[int] = Counter()
    passages: Counter[int] = Counter()
    covered: Counter[int] = Counter()
    total = 0
    for token in _chosen(terms, inverted):
        table = inverted.tables[token]
        worth = terms.weights[token] * _rarity(len(table), inverted.passages)
        total += worth
        heads: dict[int, int] = {}
        bodies: dict[int, int] = {}
        for posting in table:
            passage, level = divmod(posting, LEVELS)
            value = worth * (level + 1)
            passages[passage] += value
            page = owners[passage]
            part = heads if passage == spans[page].start else bodies
            part[page] = max(part.get(page, 0), value)
        for page in heads.keys() | bodies.keys():
            pages[page] += HEAD * heads.get(page, 0) + bodies.get(page, 0)
            covered[page] += worth
    hits = [_hit(page, pages[page], passages, spans[page], ranks) for page in pages]
    hits.sort(key=lambda hit: (-hit.score, hit.page))
    near = [hit for hit in hits if covered[hit.page] * LEAST >= total]
    return near if len(near) >= FEW else hits


def _hit(
    page: int, score: int, passages: Mapping[int, int], span: range, ranks: Sequence[int]
) -> Hit:
    """A page with the passage to show: its head only when nothing else of it matches."""
    shown = max(span[1:] or span, key=lambda number: (passages.get(number, 0), -number))
    close = passages.get(shown, 0)
    return Hit(page, (score + CLOSE * close) * ranks[page], shown if close else span.start)


def _chosen(terms: Terms, inverted: Inverted) -> list[str]:
    """The tokens worth looking up: the common ones only where there are few others."""
    known = [token for token in terms.weights if token in inverted.tables]
    light = [token for token in known if not inverted.is_heavy(token)]
    return light if len(light) >= ENOUGH else known


def _rarity(count: int, passages: int) -> int:
    return floor(16 * log2(1 + passages / count) + 0.5)
