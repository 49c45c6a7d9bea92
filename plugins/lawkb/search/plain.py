"""Search: what a reader sees of a Markdown text, without its marks."""

import re
from collections.abc import Iterable

from lawkb import inserts, outline
from lawkb.body import fact_value
from lawkb.library import Library
from lawkb.source import Source

_DROPPED = re.compile(
    r"^[ \t]*(?:`{3,}|~{3,})[^\n]*$|<!--.*?(?:-->|\Z)|<[a-zA-Z/][^<>\n]*>|\{:?[ \t]*[#.][^{}\n]*\}"
    r"|^[ \t]*\|?(?:[ \t]*:?-{2,}:?[ \t]*\|?)+[ \t]*$|^[ \t]*#{1,6}[ \t]+|\[\^[^\]\n]*\]:?",
    re.MULTILINE | re.DOTALL,
)
_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\([^()\n]*\)")
_BOX = re.compile(
    r'^[ \t]*(?:!!!|\?\?\?\+?|===)[ \t]*\w*[ \t]*(?:"([^"\n]*)")?[ \t]*$', re.MULTILINE
)
_EMPHASIS = re.compile(r"\*|~~|`|:[a-z0-9]+(?:-[a-z0-9]+)+:")
_ITEM = re.compile(r"^[ \t]*(?:[-*+]|\d+\.|>|:)[ \t]+", re.MULTILINE)
_DROPPED_SIGNS = ("```", "~~~", "<", "{", "--", "#", "[^")
_BOX_SIGNS, _EMPHASIS_SIGNS = ("!!!", "???", "==="), ("*", "~~", "`", ":")
"""Without one of these a pattern finds nothing, and they are found sooner than it is tried."""

_BOUNDARY = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*(?:[-*+]|\d+\.)[ \t])")
_JOINED = re.compile(r" (?<=[^\x00-\x7f] )(?=[^\x00-\x7f])")


def text(markdown: str) -> str:
    """One paragraph of plain text."""
    # A zero keeps apart what the page shows apart, while broken lines are joined.
    found = _BOUNDARY.sub("\n\0\n", markdown)
    if _has(found, _DROPPED_SIGNS):
        found = _DROPPED.sub(" ", found)
    if "](" in found:
        found = _LINK.sub(lambda match: match[1], found)
    if _has(found, _BOX_SIGNS):
        found = _BOX.sub(lambda match: match[1] or "", found)
    found = _ITEM.sub("", found)
    if _has(found, _EMPHASIS_SIGNS):
        found = _EMPHASIS.sub("", found)
    found = found.replace("|", " ")
    found = outline.NOTES_PATTERN.sub("", found)
    found = _JOINED.sub("", " ".join(found.split()))
    return " ".join(found.replace("\0", " ").split())


def _has(text: str, signs: Iterable[str]) -> bool:
    return any(sign in text for sign in signs)


def is_listing(markdown: str, length: int) -> bool:
    """Whether a text, of which a reader sees so many characters, mostly names other pages."""
    links = _LINK.finditer(markdown) if "](" in markdown else ()
    return 2 * sum(len(match[1]) for match in links) > length


def with_inserts(source: Source, library: Library, start: int, end: int) -> str:
    """A part of the source's text with the facts and the shared passages that it inserts."""
    parts, at = [], start
    for first, last, id_ in inserts.find(source, start, end):
        parts += [source.text[at:first], _shown(id_, source, library)]
        at = last
    return "".join([*parts, source.text[at:end]])


def _shown(id_: str, source: Source, library: Library) -> str:
    shared = library.snippets.get(id_)
    # A passage holds no other, as on the page.
    if shared and source not in [passage.source for passage in library.snippets.values()]:
        inside = shared.source
        return with_inserts(inside, library, inside.body_start, len(inside.text))
    fact = library.facts.by_id.get(id_)
    if fact is None or fact.verified_on is None:
        return fact.name if fact else ""
    return fact_value(id_, library) + fact.unit
