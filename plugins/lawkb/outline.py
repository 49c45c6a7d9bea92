"""Model: the headings of a body and what stands under each of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pymdownx.slugs import slugify

from lawkb.source import Source

NOTES = "讲者备注："
"""What begins the words of the speaker on a slide of a courseware item."""

NOTES_PATTERN = re.compile(r"^讲者备注[：:]", re.MULTILINE)

_HEADING = re.compile(r"^(?P<marks>#{1,6})[ \t]*(?P<text>[^\n#].*?)[ \t]*#*$", re.MULTILINE)
_ATTRIBUTES = re.compile(r"\s*\{:?\s*(?P<inside>[^{}]*)\}\s*$")
_MARKUP = re.compile(r"!?\[(?P<text>[^\]]*)\]\([^)]*\)|[*_`~]{1,3}")
_SLUGIFY = slugify(case="lower")


@dataclass(frozen=True)
class Section:
    """A heading with its content; offsets are in the source's text, `end` includes subsections."""

    level: int
    title: str
    anchor: str
    start: int
    content: int
    end: int


def sections(source: Source) -> tuple[Section, ...]:
    """Every heading of the body, in order; code and comments hold none."""
    found = list(_HEADING.finditer(source.prose, source.body_start))
    taken: set[str] = set()
    result = []
    for position, match in enumerate(found):
        level = len(match["marks"])
        end = next(
            (later.start() for later in found[position + 1 :] if len(later["marks"]) <= level),
            len(source.text),
        )
        # The prose has code blanked out; a heading's own words are read from the text.
        raw = source.text[match.start("text") : match.end("text")]
        title, anchor = _read(raw, taken)
        result.append(Section(level, title, anchor, match.start(), match.end(), end))
    return tuple(result)


def inside(source: Source, section: Section) -> str:
    """What stands under a heading, code included and comments not."""
    return re.sub(r"<!--.*?-->", "", source.text[section.content : section.end], flags=re.DOTALL)


def slug(title: str) -> str:
    """The anchor of a heading, the same as the site's `toc` extension gives it."""
    return _SLUGIFY(title, "-")


def _read(raw: str, taken: set[str]) -> tuple[str, str]:
    """Title and anchor of a heading as typed, with `{#anchor}` and repeats as `toc` treats them."""
    explicit = None
    if attributes := _ATTRIBUTES.search(raw):
        raw = raw[: attributes.start()]
        explicit = next(_ids(attributes["inside"]), None)
    title = _MARKUP.sub(lambda match: match["text"] or "", raw).strip()
    anchor = explicit or slug(title)
    base, number = anchor, 0
    while anchor in taken:
        number += 1
        anchor = f"{base}_{number}"
    taken.add(anchor)
    return title, anchor


def _ids(attributes: str) -> Iterator[str]:
    return (part[1:] for part in attributes.split() if part.startswith("#"))
