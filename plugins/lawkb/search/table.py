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
BASE = 23
LAST, MORE = _LETTERS[:BASE], _LETTERS[BASE : 2 * BASE]
"""The last digit of a number, and the digits before it."""

SIGNS = _LETTERS[2 * BASE : 2 * BASE + NEAR * LEVELS]
SKIPS = _LETTERS[2 * BASE + NEAR * LEVELS :]
_ENTRY = re.compile(f"([{re.escape(LAST + MORE)}]+)([{re.escape(SIGNS + SKIPS)}]+)")


def digits(number: int) -> str:
    """The digits of a number, small first.

    >>> digits(0), digits(22), digits(23)
    ('!', '8', '9#')
    """
    found = ""
    while number >= BASE:
        number, digit = divmod(number, BASE)
        found += MORE[digit]
    return found + LAST[number]


def _number(digits: str) -> int:
    """The number of some digits."""
    number = LAST.index(digits[-1])
    for digit in reversed(digits[:-1]):
        number = number * BASE + MORE.index(digit)
    return number


def sign(passages: int, level: int) -> str:
    """A level (1 to 8) that many passages after the last one that has the token.

    >>> sign(0, 1), sign(4, 8), sign(5, 1), sign(64, 1)
    ('P', 'x', 'yP', '~~q')
    """
    skips = ""
    while passages >= NEAR:
        step = min(passages // NEAR, len(SKIPS))
        skips += SKIPS[step - 1]
        passages -= step * NEAR
    return skips + SIGNS[passages * LEVELS + level - 1]


def levels(own: str) -> Iterator[tuple[int, int]]:
    """The passages of a page that have a token, each with its level.

    >>> [*levels(sign(0, 3) + sign(0, 8) + sign(70, 1))]
    [(0, 3), (1, 8), (72, 1)]
    """
    passage = 0
    for letter in own:
        if letter in SKIPS:
            passage += NEAR * (SKIPS.index(letter) + 1)
        else:
            step, level = divmod(SIGNS.index(letter), LEVELS)
            passage += step
            yield passage, level + 1
            passage += 1


def split(table: str) -> dict[int, str]:
    """What a token has in each page, by the page's number."""
    entries = _ENTRY.findall(table)
    steps = (_number(digits) + 1 for digits, _ in entries)
    pages = islice(accumulate(steps, initial=-1), 1, None)
    return dict(zip(pages, (own for _, own in entries), strict=True))


def joined(owns: Mapping[int, str]) -> str:
    """The table of what a token has in each page.

    >>> split(joined({700: "PQ", 3: "yP"}))
    {3: 'yP', 700: 'PQ'}
    """
    pages = sorted(owns)
    steps = map(sub, pages, (page + 1 for page in (-1, *pages)))
    return "".join(digits(step) + owns[page] for step, page in zip(steps, pages, strict=False))


def replaced(table: str, changes: Mapping[int, str]) -> str:
    """A table in which some pages have another own; an empty one takes the page out."""
    owns = {**split(table), **changes}
    return joined({page: own for page, own in owns.items() if own})
