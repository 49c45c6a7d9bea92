"""Check: punctuation that a Chinese text writes otherwise, each with what should stand there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lawkb.source import Source


@dataclass(frozen=True)
class Slip:
    """Characters of a source's text and what should stand in their place."""

    start: int
    end: int
    found: str
    wanted: str


# What is matched stands before what must precede it: by its first character `re` skips the rest.
_HAN = r"[一-龥《》“”（）、〔〕]"
_WIDE = str.maketrans(",;:?!.", "，；：？！。")
_POINT = re.compile(
    rf"[,;:?!.](?:(?<={_HAN}[^.])(?:[ \t]*(?={_HAN})|(?=[ \t]*$))"
    r"|(?<=[一-龥]\.)(?=[一-龥]|[ \t]*$))",
    re.MULTILINE,
)
# Not after `]`, where an address stands; something Chinese must be inside.
_ROUND = re.compile(
    r"(?P<open>[ \t(](?<=[一-龥》”].)(?:(?<=\()|(?<!\()\())(?=[^()\n{}]*[一-龥])[^()\n{}]*(?P<close>\))"
)
_QUOTES = re.compile(r"(?P<open>\")(?<=[一-龥，。：；、（].)[^\"\n]{1,60}(?P<close>\")")
_YEAR = r"[ ]?(?P<year>(?:19[4-9]\d|20\d\d))[ ]?"
_DOCUMENT = re.compile(rf"[\[【（(［](?<=[一-龥].){_YEAR}[\]】）)］](?=[ ]?\d{{1,5}}号)")
_CASE = re.compile(
    rf"[〔\[【(［](?<![一-龥].){_YEAR}[〕\]】)］]"
    r"(?=[ ]?[一-龥]{1,2}\d{0,4}[一-龥]{1,6}\d{1,6}号)"
)


def points(source: Source) -> Iterator[Slip]:
    """Half-width punctuation between Chinese characters; code and front matter hold none."""
    prose = source.prose
    for match in _POINT.finditer(prose, source.body_start):
        yield _slip(match, 0, match[0].strip().translate(_WIDE))
    for pattern, pair in ((_ROUND, "（）"), (_QUOTES, "“”")):
        for match in pattern.finditer(prose, source.body_start):
            yield _slip(match, "open", pair[0])
            yield _slip(match, "close", pair[1])


def brackets(source: Source) -> Iterator[Slip]:
    """The brackets around the year: 〔〕 in the number of a document, （） in that of a case."""
    text = source.text[: source.body_start] + source.prose[source.body_start :]
    for pattern, pair in ((_DOCUMENT, "〔{}〕"), (_CASE, "（{}）")):
        for match in pattern.finditer(text):
            yield _slip(match, 0, pair.format(match["year"]))


def _slip(match: re.Match[str], group: str | int, wanted: str) -> Slip:
    return Slip(match.start(group), match.end(group), match[group].strip(), wanted)
