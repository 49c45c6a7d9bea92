"""Search: what a reader sees of a Markdown text, without its marks."""

import re

from lawkb import inserts, outline
from lawkb.body import fact_value
from lawkb.library import Library
from lawkb.source import Source

_DROPPED = re.compile(
    r"^[ \t]*(?:`{3,}|~{3,})[^\n]*$|<!--.*?-->|<[a-zA-Z/][^<>\n]*>|\{:?[ \t]*[#.][^{}\n]*\}"
    r"|^[ \t]*\|?(?:[ \t]*:?-{2,}:?[ \t]*\|?)+[ \t]*$|^[ \t]*#{1,6}[ \t]+|\[\^[^\]\n]*\]:?",
    re.MULTILINE | re.DOTALL,
)
_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\([^()\n]*\)")
_BOX = re.compile(
    r'^[ \t]*(?:!!!|\?\?\?\+?|===)[ \t]*\w*[ \t]*(?:"([^"\n]*)")?[ \t]*$', re.MULTILINE
)
_EMPHASIS = re.compile(r"\*{1,3}|~~|`|:[a-z0-9]+(?:-[a-z0-9]+)+:")
_ITEM = re.compile(r"^[ \t]*(?:[-*+]|\d+\.|>|:)[ \t]+", re.MULTILINE)
_CELL = re.compile(r"[ \t]*\|[ \t]*")
_SPACE = re.compile(r"\s+")
_JOINED = re.compile(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])")


def text(markdown: str) -> str:
    """One paragraph of plain text."""
    found = _DROPPED.sub(" ", markdown)
    found = _LINK.sub(r"\1", found)
    found = _BOX.sub(lambda match: match[1] or "", found)
    found = _EMPHASIS.sub("", _ITEM.sub("", found))
    found = outline.NOTES_PATTERN.sub("", _CELL.sub(" ", found))
    return _JOINED.sub("", _SPACE.sub(" ", found)).strip()


def with_facts(source: Source, library: Library, start: int, end: int) -> str:
    """A part of the source's text with the values of the facts that it inserts."""
    parts, at = [], start
    for first, last, id_ in inserts.find(source):
        if start <= first and last <= end:
            parts += [source.text[at:first], _shown(id_, library)]
            at = last
    return "".join([*parts, source.text[at:end]])


def _shown(id_: str, library: Library) -> str:
    fact = next((fact for fact in library.facts.facts if fact.id == id_), None)
    if fact is None or fact.verified_on is None:
        return fact.name if fact else ""
    return fact_value(id_, library) + fact.unit
