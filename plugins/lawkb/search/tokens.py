"""Search: a text becomes tokens, the same here and in `search.js`.

Chinese is cut into overlapping pairs of characters: 宅基地 is 宅基 and 基地. No dictionary decides,
so the index and the query cannot disagree. Latin words and numbers are tokens, an article number
is one (`#43`), and so is a Chinese character that stands alone.
"""

import re
import string
from collections.abc import Iterator
from operator import add

from lawkb import numerals
from lawkb.laws import Article

FIRST, LAST, ZERO = 0x3400, 0x9FFF, 0x3007
"""The codes of the Chinese characters, and of 〇, which stands apart."""

HAN = f"{chr(FIRST)}-{chr(LAST)}{chr(ZERO)}"
"""The Chinese characters, as the inside of a character class."""

LONGEST = 24
"""Characters of a Latin word that count."""

_WIDE = {chr(code): chr(code - 0xFEE0).lower() for code in range(0xFF01, 0xFF5F)}
_NORMAL = _WIDE | {"　": " "} | {letter: letter.lower() for letter in string.ascii_uppercase}
_UNUSUAL = re.compile("[！-～　A-Z]")
_WORDY = re.compile("[０-９Ａ-Ｚａ-ｚA-Z]")
_ARTICLE = re.compile(
    # One set of characters begins it, so that all between is passed over at one look.
    r"[第0-9](?:(?<=第)[〇零一二两三四五六七八九十百千0-9]{1,9}|(?<!第)[0-9]*)条"
    r"(?:之(?P<sub>[一二三四五六七八九十]{1,3}))?"
)
_LATIN = re.compile("[a-z0-9]+")
_PAIR = re.compile(f"[{HAN}]{{2}}")
_RUN = re.compile(rf"[{HAN}]+|[a-z0-9]+")


def normal(text: str) -> str:
    """The text in half-width and lower case, every offset unchanged.

    >>> normal("ＱＱ群　ABC")
    'qq群 abc'
    """
    # A third of the time of `str.translate`, which looks up every Chinese character.
    return _UNUSUAL.sub(lambda match: _NORMAL[match[0]], text)


def spoken(text: str) -> str:
    """The text with letters and digits as `normal` has them; its punctuation, which is most, stays.

    >>> spoken("ＱＱ群，ABC")
    'qq群，abc'
    """
    return _WORDY.sub(lambda match: _NORMAL[match[0]], text)


def article(number: str, sub: str | None) -> str | None:
    """The token of an article number as typed, without its law.

    >>> article("四十三", None), article("133", "一"), article("十十", None)
    ('#43', '#133-1', None)
    """
    value = numerals.parse(number)
    return f"#{Article(value, numerals.parse(sub) or 0 if sub else 0)}" if value else None


def _article(match: re.Match[str]) -> str | None:
    number, _, _ = match[0].removeprefix("第").partition("条")
    return article(number, match["sub"])


def runs(text: str) -> Iterator[str]:
    """The tokens of article numbers, and the runs of Chinese and of Latin, of a normal text."""
    at = 0
    for match in _ARTICLE.finditer(text):
        token = _article(match)
        if token:
            yield from _RUN.findall(text, at, match.start())
            yield token
            at = match.end()
    yield from _RUN.findall(text, at)


def of(text: str) -> list[str]:
    """The tokens of a normal text, in order.

    >>> of(normal("在ＱＱ上被骗1500元，治安法第四十三条"))
    ['在', 'qq', '上被', '被骗', '1500', '元', '治安', '安法', '#43']
    """
    found: list[str] = []
    for run in runs(text):
        if run[0] <= "z":  # a number, a Latin word, an article
            found.append(run[:LONGEST])
        elif len(run) > 1:
            found += map(add, run, run[1:])
        else:
            found.append(run)
    return found


def without_articles(text: str) -> tuple[str, list[tuple[str, int]]]:
    """A normal text with spaces for its article numbers, and their tokens with their places.

    >>> without_articles("按第八条办")
    ('按   办', [('#8', 1)])
    """
    found: list[tuple[str, int]] = []

    def take(match: re.Match[str]) -> str:
        token = _article(match)
        if token is None:
            return match[0]
        found.append((token, match.start()))
        return " " * len(match[0])

    return _ARTICLE.sub(take, text), found


def latin(text: str) -> Iterator[tuple[str, int]]:
    """The tokens of Latin words and of numbers in a normal text, with their places."""
    return ((match[0][:LONGEST], match.start()) for match in _LATIN.finditer(text))


def is_pair(token: str) -> bool:
    """Whether a token is a pair of Chinese characters."""
    return _PAIR.fullmatch(token) is not None
