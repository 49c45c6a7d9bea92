"""Model: the headings of a body and what stands under each of them."""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from pymdownx.slugs import slugify

from lawkb.source import Source

NOTES = "讲者备注："
"""What begins the words of the speaker on a slide of a courseware item."""

NOTES_PATTERN = re.compile(r"^讲者备注[：:]", re.MULTILINE)

# The first mark before what precedes it: by that character `re` skips all others.
_HEADING = re.compile(
    r"(?P<marks>#(?<![^\n].)#{0,5})[ \t]*(?P<text>[^\n#].*?)[ \t]*#*$", re.MULTILINE
)
_ATTRIBUTES = re.compile(r"\s*\{:?\s*(?P<inside>[^{}]*)\}\s*$")
_MARKUP = re.compile(r"!?\[(?P<text>[^\]]*)\]\([^)]*\)|[*`]{1,3}|~~")
_SLUGIFY = slugify(case="lower")


class Section(NamedTuple):
    """A heading with its content; offsets are in the source's text, `end` includes subsections."""

    level: int
    title: str
    anchor: str
    start: int
    content: int
    end: int


def sections(source: Source) -> tuple[Section, ...]:
    """Every heading of the body, in order; code and comments hold none."""
    # Found in the text, since a heading may hold code, which the prose has blanked out.
    every = _HEADING.finditer(source.text, source.body_start)
    found = [match for match in every if source.prose[match.start()] == "#"]
    taken: dict[str, int] = {}
    result = []
    for match, end in zip(found, _ends(found, len(source.text)), strict=True):
        title, anchor = _read(match["text"], taken)
        level = len(match["marks"])
        result.append(Section(level, title, anchor, match.start(), match.end(), end))
    return tuple(result)


def _ends(found: list[re.Match[str]], last: int) -> list[int]:
    """Where each heading's section ends: at the next heading of its level or above."""
    following = [last] * 7
    ends = []
    for match in reversed(found):
        level = len(match["marks"])
        ends.append(following[level])
        for deeper in range(level, 7):
            following[deeper] = match.start()
    return ends[::-1]


def inside(source: Source, section: Section) -> str:
    """What stands under a heading, code included and comments not."""
    parts, at = [], section.content
    for start, comment in source.comments:
        if section.content <= start < section.end:
            parts.append(source.text[at:start])
            at = start + len(comment)
    return "".join([*parts, source.text[at : section.end]])


def slug(title: str) -> str:
    """The anchor of a heading, the same as the site's `toc` extension gives it."""
    return _SLUGIFY(title, "-")


def _read(raw: str, taken: dict[str, int]) -> tuple[str, str]:
    """Title and anchor of a heading as typed, with `{#anchor}` and repeats as `toc` treats them.

    `taken` counts the repeats of each anchor so far.
    """
    explicit = None
    if attributes := _ATTRIBUTES.search(raw):
        raw = raw[: attributes.start()]
        explicit = next(_ids(attributes["inside"]), None)
    title = " ".join(unescape(_MARKUP.sub(lambda match: match["text"] or "", raw)).split())
    return title, unused(explicit or slug(title), taken)


def unused(anchor: str, taken: dict[str, int]) -> str:
    """The anchor, or the first of its numbered repeats that nobody has, counted as `toc` does.

    `taken` counts the repeats of each anchor so far.
    """
    found = _unused(anchor, taken)
    taken[found] = 0
    return found


def _unused(anchor: str, taken: dict[str, int]) -> str:
    if anchor not in taken:
        return anchor
    base, _, last = anchor.rpartition("_")
    base, number = (base, int(last)) if base and last.isdecimal() else (anchor, 0)
    number = max(number, taken[anchor])
    while f"{base}_{(number := number + 1)}" in taken:
        pass
    taken[anchor] = number
    return f"{base}_{number}"


def _ids(attributes: str) -> Iterator[str]:
    return (part[1:] for part in attributes.split() if part.startswith("#"))
