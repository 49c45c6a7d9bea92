"""Check: rewrite what is certain and nothing else.

That is a number that moved while its text did not, a half-width mark between Chinese characters,
and the brackets of a document's number.
"""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lawkb import allow, numerals, saving, source, typography
from lawkb.laws import Sameness
from lawkb.library import Library
from lawkb.page import Page
from lawkb.status import Standing, State

# A law's own name and nothing between it and the article.
_NAMED = re.compile(r"《[^《》]+》\s?\[?|(?![该同本此])[一-龥]+(?:法典|法|条例|规定|办法|解释)")
_NUMBER = re.compile(rf"第?\s?(?P<number>{numerals.NUMERAL})\s?条")


@dataclass(frozen=True, order=True)
class Edit:
    """Characters of a page's text and what replaces them."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Repair:
    """What would change in one file; `diff` shows it, `write` does it."""

    path: Path
    name: str
    old: str
    new: str

    @property
    def diff(self) -> str:
        """A unified diff of the lines that change."""
        old, new = self.old.splitlines(keepends=True), self.new.splitlines(keepends=True)
        return "".join(difflib.unified_diff(old, new, self.name, self.name, n=0))

    def write(self) -> bool:
        """Change the file, every byte that is not part of the repair as it was.

        Gives whether that was possible: what somebody has saved meanwhile is left alone.
        """
        if self.path.read_bytes() != self.old.encode("utf-8"):
            return False
        saving.save(self.path, self.new.encode("utf-8"))
        return True


def repairs(library: Library) -> Iterator[Repair]:
    """The repairs of every page that has something certain to repair."""
    for page in library.writings:
        edits = sorted({*_edits(page, library), *_slips(page)})
        if edits:
            path = library.root / page.path
            # Read again, since a Source has neither the BOM nor the carriage returns of its file.
            raw = path.read_bytes().decode("utf-8", errors="replace")
            if source.read(path, library.root).digest == page.source.digest:  # not saved meanwhile
                yield Repair(path, page.path, raw, _applied(raw, edits))


def _edits(page: Page, library: Library) -> Iterator[Edit]:
    standings = library.standings(page)
    allows = [found for found in allow.find(page.source) if found.name == "moved-article"]
    for place, standing in enumerate(standings):
        line = page.source.position(standing.citation.start)[0]
        meant = any(found.covers("moved-article", line) for found in allows)
        following = standings[place + 1 :]
        certain = standing.state is State.MOVED and _is_certain(standing) and not meant
        if certain and not _is_inherited(page.source.text, standing, following):
            yield from _renumbered(page.source.text, standing)


def _slips(page: Page) -> Iterator[Edit]:
    """Punctuation as Chinese texts write it."""
    allows = list(allow.find(page.source))
    for name, slips in (
        ("half-width-punctuation", typography.points),
        ("wrong-brackets", typography.brackets),
    ):
        for slip in slips(page.source):
            line = page.source.position(slip.start)[0]
            if not any(found.covers(name, line) for found in allows):
                yield Edit(slip.start, slip.end, slip.wanted)


def _is_inherited(text: str, standing: Standing, following: tuple[Standing, ...]) -> bool:
    """Whether a later bare article takes its law, and so its version, from this citation."""
    later = next((found for found in following if found.law is standing.law), None)
    if later is None or later.citation.start == standing.citation.start:
        return later is not None
    return not _NAMED.match(text[later.citation.start : later.citation.end])


def _is_certain(standing: Standing) -> bool:
    """Whether the rule is word for word the same and the citation names its law and one article."""
    law, then, now, article = standing.law, standing.then, standing.now, standing.article
    if not (law and then and now and article) or len(standing.citation.articles) != 1:
        return False
    if standing.citation.version is not None:
        return False
    return law.trace(article, then, now).sameness is Sameness.SAME


def _renumbered(text: str, standing: Standing) -> Iterator[Edit]:
    """The new number, and the version that it belongs to, so that it is not taken for an old one."""
    citation, today, now = standing.citation, standing.today, standing.now
    words = text[citation.start : citation.end]
    number = _NUMBER.search(words)
    if not (number and today and now and now.adopted) or today.sub:
        return
    if not _NAMED.fullmatch(words[: number.start()]):
        return  # 该法第三十条, 《…》第三章第三十条: nobody would read a version put in there
    start = citation.start + number.start("number")
    yield Edit(
        start, citation.start + number.end("number"), _as_typed(number["number"], today.number)
    )
    at = citation.start + number.start()
    yield Edit(at, at, f"（{now.adopted.year}年版）")


def _as_typed(old: str, number: int) -> str:
    """The number in the script in which the old one was typed."""
    if old.isascii():
        return str(number)
    if old.isdecimal():
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))
    return numerals.chinese(number)


def _applied(raw: str, edits: list[Edit]) -> str:
    """The raw text with edits whose offsets count neither a BOM nor carriage returns."""
    offsets = [
        at
        for at, char in enumerate(raw)
        if not (at == 0 and char == "\ufeff")
        and not (char == "\r" and raw[at + 1 : at + 2] == "\n")
    ]
    offsets.append(len(raw))
    parts, at = [], 0
    for edit in edits:
        parts += [raw[at : offsets[edit.start]], edit.text]
        at = offsets[edit.end]
    return "".join([*parts, raw[at:]])
