"""Check: rewrite what is certain, a number that moved while its text did not, and nothing else."""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lawkb import numerals
from lawkb.laws import Sameness
from lawkb.library import Library
from lawkb.page import Page
from lawkb.status import Standing, State

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

    def write(self) -> None:
        """Change the file, every byte that is not part of the repair as it was."""
        self.path.write_bytes(self.new.encode("utf-8"))


def repairs(library: Library) -> Iterator[Repair]:
    """The repairs of every page that has something certain to repair."""
    for page in library.pages:
        edits = sorted(set(_edits(page, library)))
        if edits:
            path = library.root / page.path
            # Read again, since a Source has neither the BOM nor the carriage returns of its file.
            raw = path.read_bytes().decode("utf-8")
            yield Repair(path, page.path, raw, _applied(raw, edits))


def _edits(page: Page, library: Library) -> Iterator[Edit]:
    for standing in library.standings(page):
        if standing.state is State.MOVED and _is_certain(standing):
            yield from _renumbered(page.source.text, standing)


def _is_certain(standing: Standing) -> bool:
    """Whether the rule is word for word the same and the citation names its law and one article."""
    law, then, now, article = standing.law, standing.then, standing.now, standing.article
    if not (law and then and now and article) or len(standing.citation.articles) != 1:
        return False
    return law.trace(article, then, now).sameness is Sameness.SAME


def _renumbered(text: str, standing: Standing) -> Iterator[Edit]:
    """The new number, and the version that it belongs to, so that it is not taken for an old one."""
    citation, today, now = standing.citation, standing.today, standing.now
    words = text[citation.start : citation.end]
    number = _NUMBER.search(words, len(words) - len(_article_part(words)))
    if not (number and today and now and now.adopted) or today.sub or number.start() == 0:
        return
    start = citation.start + number.start("number")
    yield Edit(
        start, citation.start + number.end("number"), _as_typed(number["number"], today.number)
    )
    if citation.version is None:
        at = citation.start + number.start()
        yield Edit(at, at, f"（{now.adopted.year}年版）")


def _article_part(words: str) -> str:
    """From the article on: what stands after the law's name."""
    found = re.search(rf"第?\s?{numerals.NUMERAL}\s?条", words)
    return words[found.start() :] if found else ""


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
        if char != "\ufeff" and not (char == "\r" and raw[at + 1 : at + 2] == "\n")
    ]
    offsets.append(len(raw))
    parts, at = [], 0
    for edit in edits:
        parts += [raw[at : offsets[edit.start]], edit.text]
        at = offsets[edit.end]
    return "".join([*parts, raw[at:]])
