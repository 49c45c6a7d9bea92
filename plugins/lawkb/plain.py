"""Model: the words of a villagers' page, without markup and without what only quotes the law."""

import re
from collections.abc import Iterator

from lawkb import numerals, outline
from lawkb.fields import Level
from lawkb.models import Form
from lawkb.page import Page

GAP = "\0"
"""What stands in the place of every character that no reader reads as a word of the sentence."""

_MARKUP = re.compile(
    r"^#{1,6} .*$|^\|[\s:|-]*$|^(?:!!!|\?\?\?\+?) .*$"
    r"|^[ \t]*(?:[-*+]|\d+\.)[ \t]+(?:\[[ xX]\])?"
    rf"|{outline.NOTES_PATTERN.pattern}"
    r"|\]\([^()\n]{0,300}\)|[\[\]*`]|<[^<>\n]{0,300}>|\{[^{}\n]{0,80}\}+|\{",
    re.MULTILINE,
)
# A law's name, its year or number in brackets, and the article: as long as the law made them.
_CITATION = re.compile(
    r"《[^《》\n]{0,100}》(?:（[^（）\n]{0,30}[年号版][^（）\n]{0,6}）)?"
    rf"|第{numerals.NUMERAL}条(?:之{numerals.NUMERAL})?(?:第{numerals.NUMERAL}[款项])*"
)
_SENTENCE = re.compile(r"[^。！？；|\n]+")
_QUOTING = frozenset({"法律依据", Form.sample})
"""Sections that cite, or that are written for an office."""


def text(page: Page) -> str:
    """The prose of a villagers' page with gaps in it, every offset unchanged; else empty."""
    if not (page.entry and page.entry.level is Level.PUBLIC):
        return ""
    prose = _MARKUP.sub(_gap, page.source.prose)
    parts, at = [], 0
    for section in page.sections:
        if section.title in _QUOTING and section.start >= at:
            parts += [prose[at : section.start], GAP * (section.end - section.start)]
            at = section.end
    return _CITATION.sub(_gap, "".join([*parts, prose[at:]]))


def sentences(page: Page) -> Iterator[tuple[int, int]]:
    """Offset and length in characters of every sentence; citations do not count."""
    for match in _SENTENCE.finditer(text(page)):
        if length := len("".join(match[0].replace(GAP, "").split())):
            typed = page.source.text[match.start() : match.end()]
            yield match.end() - len(typed.lstrip("-*+> \t")), length


def _gap(match: re.Match[str]) -> str:
    return GAP * len(match[0])
