"""Search: postings as text: where a token stands in one page, and in all pages.

A table is read from left to right: digits tell how many pages further the next page with the token
is, signs which of its passages have it and at which level. Digits and signs are different letters,
so that what a token has in one page, its `own`, can be taken out and put in as it is.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import accumulate, islice
from operator import sub

LEVELS = 8
"""How finely the weight of a token in a passage is told; more costs bytes and finds no more."""

NEAR = 5
"""So many passages are told in one sign."""

_LETTERS = "".join(chr(code) for code in range(33, 127) if chr(code) not in '"\\')
_BASE = 23
_LAST, _MORE = _LETTERS[:_BASE], _LETTERS[_BASE : 2 * _BASE]
_SIGNS = _LETTERS[2 * _BASE : 2 * _BASE + NEAR * LEVELS]
_SKIPS = _LETTERS[2 * _BASE + NEAR * LEVELS :]
_ENTRY = re.compile(f"([{re.escape(_LAST + _MORE)}]+)([{re.escape(_SIGNS + _SKIPS)}]+)")


class _Distances(dict[int, str]):
    """The digits of a number, small first; those of small ones are at hand.

    >>> DISTANCES[0], DISTANCES[22], DISTANCES[23]
    ('!', '8', '9#')
    """

    def __missing__(self, number: int) -> str:
        digits = ""
        while number >= _BASE:
            number, digit = divmod(number, _BASE)
            digits += _MORE[digit]
        return digits + _LAST[number]


class _Numbers(dict[str, int]):
    """The number of some digits."""

    def __missing__(self, digits: str) -> int:
        number = _LAST.index(digits[-1])
        for digit in reversed(digits[:-1]):
            number = number * _BASE + _MORE.index(digit)
        return number


_AT_HAND = range(_BASE * _BASE)
DISTANCES = _Distances((number, _Distances()[number]) for number in _AT_HAND)
_NUMBERS = _Numbers((digits, number) for number, digits in DISTANCES.items())


def sign(passages: int, level: int) -> str:
    """A level (1 to 8) that many passages after the last one that has the token.

    >>> sign(0, 1), sign(4, 8), sign(5, 1), sign(64, 1)
    ('P', 'x', 'yP', '~~q')
    """
    skips = ""
    while passages >= NEAR:
        step = min(passages // NEAR, len(_SKIPS))
        skips += _SKIPS[step - 1]
        passages -= step * NEAR
    return skips + _SIGNS[passages * LEVELS + level - 1]


class _Signs(dict[int, tuple[str, ...]]):
    """The signs of every level, by the passages before; those of few passages are at hand.

    >>> SIGNS[0][1], SIGNS[4][8], SIGNS[64][1]
    ('P', 'x', '~~q')
    """

    def __missing__(self, passages: int) -> tuple[str, ...]:
        return "", *(sign(passages, level) for level in range(1, LEVELS + 1))


SIGNS = _Signs((passages, _Signs()[passages]) for passages in range(64))


def levels(own: str) -> Iterator[tuple[int, int]]:
    """The passages of a page that have a token, each with its level.

    >>> [*levels(sign(0, 3) + sign(0, 8) + sign(70, 1))]
    [(0, 3), (1, 8), (72, 1)]
    """
    passage = 0
    for letter in own:
        if letter in _SKIPS:
            passage += NEAR * (_SKIPS.index(letter) + 1)
        else:
            step, level = divmod(_SIGNS.index(letter), LEVELS)
            passage += step
            yield passage, level + 1
            passage += 1


def split(table: str) -> dict[int, str]:
    """What a token has in each page, by the page's number."""
    entries = _ENTRY.findall(table)
    steps = (_NUMBERS[digits] + 1 for digits, _ in entries)
    pages = islice(accumulate(steps, initial=-1), 1, None)
    return dict(zip(pages, (own for _, own in entries), strict=True))


def joined(owns: Mapping[int, str]) -> str:
    """The table of what a token has in each page.

    >>> split(joined({700: "PQ", 3: "yP"}))
    {3: 'yP', 700: 'PQ'}
    """
    pages = sorted(owns)
    steps = map(sub, pages, (page + 1 for page in (-1, *pages)))
    return "".join(DISTANCES[step] + owns[page] for step, page in zip(steps, pages, strict=False))


def replaced(table: str, changes: Mapping[int, str]) -> str:
    """A table in which some pages have another own; an empty one takes the page out."""
    owns = {**split(table), **changes}
    return joined({page: own for page, own in owns.items() if own})
