"""Model: the slides of a talk: what stands on each, what is said to it, how long that takes."""

import re
from dataclasses import dataclass

from lawkb import outline
from lawkb.outline import Section
from lawkb.page import Page

SPOKEN = (200, 240)
"""Characters that a speaker says in a minute, slowly and quickly."""

SHOWN = (1, 3)
"""Minutes beside the notes for each slide: to read it out, give an example, take a question."""

_MARKUP = re.compile(r"\]\([^()\n]*\)|\{+[^{}\n]*\}+|<[^<>\n]*>|[\s*`\[\]|#-]|!!!")


@dataclass(frozen=True)
class Slide:
    """One slide: its heading, and how many characters stand on it and in its notes."""

    section: Section
    shown: int
    spoken: int


def of(page: Page) -> tuple[Slide, ...]:
    """The slides of a courseware item."""
    return tuple(_slide(page, section) for section in page.sections if section.level == 2)  # noqa: PLR2004 - `##`


def minutes(slides: tuple[Slide, ...]) -> tuple[int, int]:
    """How long a talk takes at least and at most, by its slides and notes."""
    words = sum(slide.spoken for slide in slides)
    slow, quick = SPOKEN
    least, most = SHOWN
    return round(words / quick + least * len(slides)), round(words / slow + most * len(slides))


def _slide(page: Page, section: Section) -> Slide:
    inside = outline.inside(page.source, section)
    notes = outline.NOTES_PATTERN.search(inside)
    shown = inside[: notes.start()] if notes else inside
    return Slide(section, _count(shown), _count(inside[notes.end() :]) if notes else 0)


def _count(text: str) -> int:
    return len(_MARKUP.sub("", text))
