"""Model: where the articles of one version went in the next, by comparing their texts."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from lawkb.laws import Article, Move, Moves, Sameness

SIMILAR = 0.6
"""From here on an article counts as the same rule, amended; under it, as a guess."""

RELATED = 0.4
"""Under this, an article counts as gone."""

_SPACE = re.compile(r"[\s　*]")

Bag = Counter[str]


def moves(old: Mapping[Article, tuple[str, ...]], new: Mapping[Article, tuple[str, ...]]) -> Moves:
    """Where each article of `old` stands in `new`; articles that kept number and text are left out.

    Identical texts are paired first, then the most similar ones (by the pairs of characters
    that they share). Nothing here reads the law: what is no `SAME` is for a lawyer to judge.
    """
    before = {article: _SPACE.sub("", "".join(lines)) for article, lines in old.items()}
    after = {article: _SPACE.sub("", "".join(lines)) for article, lines in new.items()}
    pairs = dict(_identical(before, after))
    found = {article: Move(to, Sameness.SAME) for article, to in pairs.items() if article != to}
    left = {article: text for article, text in before.items() if article not in pairs}
    taken = set(pairs.values())
    free = {article: text for article, text in after.items() if article not in taken}
    scored = _similar(left, free, after)
    for article in left:
        to, score = scored.get(article, (None, 0.0))
        sameness = Sameness.CHANGED if score >= SIMILAR else Sameness.GUESS
        found[article] = Move(to, sameness)
    return dict(sorted(found.items()))


def write(found: Moves) -> str:
    """Moves as the register writes them: `42~50 43=51 57×`."""
    return " ".join(
        f"{old}×" if move.to is None else f"{old}{move.sameness}{move.to}"
        for old, move in found.items()
    )


def _identical(
    before: Mapping[Article, str], after: Mapping[Article, str]
) -> Iterator[tuple[Article, Article]]:
    """The articles whose text is the same; of several, the one with the same number."""
    by_text: dict[str, list[Article]] = defaultdict(list)
    for article, text in after.items():
        by_text[text].append(article)
    for article, text in before.items():
        if same := by_text.get(text):
            to = article if article in same else same[0]
            same.remove(to)
            yield article, to


def _similar(
    left: Mapping[Article, str], free: Mapping[Article, str], after: Mapping[Article, str]
) -> dict[Article, tuple[Article, float]]:
    """The best partner of each article and how similar it is; two may have gone into one."""
    bags = {article: _bag(text) for article, text in after.items()}
    holders: dict[str, list[Article]] = defaultdict(list)
    for article, bag in bags.items():
        for pair in bag:
            holders[pair].append(article)
    ranked = []
    for article, text in left.items():
        bag = _bag(text)
        near = Counter(other for pair in bag for other in holders.get(pair, ()))
        ranked += [
            (_similarity(bag, bags[other]), other in free, other == article, article, other)
            for other, _ in near.most_common(8)
        ]
    found: dict[Article, tuple[Article, float]] = {}
    used: set[Article] = set()
    for score, is_free, _, article, other in sorted(ranked, reverse=True):
        if article in found or score < RELATED or (is_free and other in used):
            continue
        found[article] = (other, score)
        used.add(other)
    return found


def _bag(text: str) -> Bag:
    return Counter(text[at : at + 2] for at in range(len(text) - 1))


def _similarity(one: Bag, other: Bag) -> float:
    """How much two texts have in common, halfway between the mean and the shorter of them.

    An amendment often only adds paragraphs, and then the shorter text is still all there.
    """
    common, lengths = (one & other).total(), (one.total(), other.total())
    mean, shorter = sum(lengths) / 2, min(lengths)
    return common / ((mean + shorter) / 2 or 1)
