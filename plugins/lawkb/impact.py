"""Index: what an amendment touches: each sentence of the library that cites a changed article."""

import datetime as dt
import json
import re
from dataclasses import asdict, dataclass

from lawkb import records
from lawkb.citation import Citation
from lawkb.laws import Article, Law, Move, Sameness, Version
from lawkb.library import Library
from lawkb.models import Faq
from lawkb.page import Page, Parsed
from lawkb.status import State


@dataclass(frozen=True)
class Touched:
    """One cited article that a change touches, with the place and the person to ask.

    `now` are the candidates for its new number, best first; `what` says what happened to it.
    """

    path: str
    line: int
    column: int
    id: str
    place: str
    sentence: str
    article: str
    now: tuple[str, ...]
    what: str
    owner: str


def of(
    law: Law, start: Version | None, end: Version | None, library: Library
) -> tuple[Touched, ...]:
    """The work list of a change from one version to another, or of a repeal when `end` is None.

    What already speaks of the later version, or of an old one on purpose, is not touched.
    """
    found = (
        _touched(file, standing.citation, standing.article, move)
        for file in library.citing
        for standing in library.standings(file)
        if standing.law is law and standing.article and standing.state is not State.HISTORICAL
        if not (end and _is_from(standing.then, end))
        if (move := _move(law, standing.article, start, end))
    )
    return tuple(sorted(found, key=lambda row: (row.path, row.line, row.column)))


def _is_from(then: Version | None, end: Version) -> bool:
    """Whether a citation speaks of the version `end` or a later one."""
    return bool(then and then.effective and end.effective and then.effective >= end.effective)


def versions(law: Law, today: dt.date) -> tuple[Version | None, Version | None]:
    """The change that matters most: to the pending version, or else the last that took effect."""
    dated = sorted((v for v in law.versions if v.effective), key=lambda v: v.effective or today)
    if law.is_repealed(today) or not dated:
        return (dated[-1] if dated else None), None
    if isinstance(law.repealed, dt.date) and not law.pending(today):
        return dated[-1], None
    end = law.pending(today) or dated[-1]
    place = dated.index(end)
    return (dated[place - 1] if place else None), end


def as_json(rows: tuple[Touched, ...]) -> str:
    """A list of objects, one a cited article."""
    return json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1) + "\n"


def text(rows: tuple[Touched, ...]) -> str:
    """One line a cited article, which editors and terminals make clickable."""
    return "".join(
        f"{row.path}:{row.line}:{row.column}: {row.what}：第{row.article}条{_arrow(row)}　{row.place}"
        f"　{row.sentence}（{row.owner}）\n"
        for row in rows
    )


def markdown(rows: tuple[Touched, ...]) -> str:
    """A table to paste into an agenda."""
    head = "| 文档 | 行 | 原条号 | 变化 | 现条号 | 原句 | 负责人 |\n| --- | --- | --- | --- | --- | --- | --- |\n"
    return head + "".join(
        f"| {row.id} {row.place} | {row.path}:{row.line} | {row.article} | {row.what} | {'、'.join(row.now)} "
        f"| {row.sentence.replace('|', '／')} | {row.owner} |\n"
        for row in rows
    )


FORMATS = {"text": text, "json": as_json, "md": markdown}


def _arrow(row: Touched) -> str:
    return f" → 第{'、'.join(row.now)}条" if row.now else ""


def _move(
    law: Law, article: Article, start: Version | None, end: Version | None
) -> tuple[str, tuple[Article, ...]] | None:
    """What happened to an article and where it may stand now; None when nothing did."""
    if end is None:
        return "法律已废止", law.candidates(article)
    if start is None:
        return None
    move = law.trace(article, start, end)
    what = _what(article, move)
    return (what, (move.to,) if move.to else ()) if what else None


def _what(article: Article, move: Move) -> str:
    if move.to is None:
        return "已删去"
    changed = {Sameness.SAME: "", Sameness.CHANGED: "文字有改动", Sameness.GUESS: "可能已是另一条"}
    moved = "条号已变" if move.to != article else ""
    return "，".join(filter(None, (moved, changed[move.sameness])))


def _touched(
    file: Parsed,
    citation: Citation,
    article: Article,
    move: tuple[str, tuple[Article, ...]],
) -> Touched:
    line, column = file.source.position(citation.start)
    entry = file.entry if isinstance(file, Page) else None
    what, now = move
    return Touched(
        file.path,
        line,
        column,
        entry.id if entry else "",
        _place(file, citation.start),
        _sentence(file.source.text, citation),
        str(article),
        tuple(map(str, now)),
        what,
        "、".join(entry.authors) if entry else "管理员",
    )


def _place(page: Parsed, offset: int) -> str:
    """The section, slide, question or record in which an offset lies."""
    if not isinstance(page, Page):
        return getattr(records.finder(page)(offset), "label", "")
    if offset < page.source.body_start:
        return "前置信息"
    inside = [section for section in page.sections if section.start <= offset < section.end]
    question = [section for section in inside if section.level == 2]  # noqa: PLR2004 - `##`
    chosen = (question or inside)[-1:] if page.type is Faq else inside[-1:]
    return chosen[0].title if chosen else page.title


def _sentence(text: str, citation: Citation) -> str:
    """The sentence around a citation, on one line."""
    start = max(text.rfind(mark, 0, citation.start) for mark in "。；！？\n") + 1
    ends = [text.find(mark, citation.end) for mark in "。；！？\n"]
    end = min((found for found in ends if found >= 0), default=len(text))
    return re.sub(r"\s+", " ", text[start : end + 1]).strip(" -#*|")
