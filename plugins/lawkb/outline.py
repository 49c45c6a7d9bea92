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
_MARKUP = re.compile(r"!?\[(?P<text>[^\]]*)\]\([^)]*\)|[*`]{1,3}|~~")
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
    taken: dict[str, int] = {slug(str(source.meta.get("title", ""))): 0}
    result = []
    for match, end in zip(found, _ends(found, len(source.text)), strict=True):
        # The prose has code blanked out; a heading's own words are read from the text.
        raw = source.text[match.start("text") : match.end("text")]
        title, anchor = _read(raw, taken)
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
    return re.sub(
        r"<!--.*?(?:-->|\Z)", "", source.text[section.content : section.end], flags=re.DOTALL
    )


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
    title = _MARKUP.sub(lambda match: match["text"] or "", raw).strip()
    anchor = explicit or slug(title)
    if anchor in taken:
        taken[anchor] += 1
        anchor = f"{anchor}_{taken[anchor]}"
    taken[anchor] = 0
    return title, anchor


def _ids(attributes: str) -> Iterator[str]:
    return (part[1:] for part in attributes.split() if part.startswith("#"))
