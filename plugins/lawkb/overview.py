"""Index: how the library stands on one day: what it covers, what is due, what is still open."""

import datetime as dt
import json
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from lawkb import index, twins
from lawkb.fields import Change, Status
from lawkb.index import Currency, Index
from lawkb.laws import Law
from lawkb.library import Library, of_type
from lawkb.models import COLLECTIONS, Card, Case, Entry, Faq, Guide
from lawkb.page import Page
from lawkb.registry import Fact, Group, Topic, Topics

NEEDED: tuple[type[Entry], ...] = (Guide, Case, Faq)
"""What every group of topics needs: for an adviser, for a neighbour, for a villager."""


@dataclass(frozen=True)
class Row:
    """One topic and how many published documents of each type it has, by the type's name."""

    path: str
    group: Group
    topic: Topic
    counts: dict[str, int]


@dataclass(frozen=True)
class Overview:
    """The state of a library; each list is in the order in which the work should be done.

    `coming` are the laws that will change and whom that concerns; `outdated` the documents whose
    law has changed already; `unsynced` the cards whose guide has; `open` what is not published.
    """

    as_of: dt.date
    published: int
    rows: tuple[Row, ...]
    lacking: tuple[tuple[Group, tuple[type[Entry], ...]], ...]
    overdue: tuple[Page, ...]
    coming: tuple[tuple[dt.date, Law, tuple[Page, ...]], ...]
    outdated: tuple[Page, ...]
    unsynced: tuple[tuple[Page, Change], ...]
    without_card: tuple[Page, ...]
    unverified: tuple[tuple[Fact, tuple[Page, ...]], ...]
    open: tuple[Page, ...]


def of(library: Library) -> Overview:
    """How a library stands on its day."""
    indexes = library.index
    cards = of_type(library.listed, Card)
    return Overview(
        library.today,
        len(library.listed),
        tuple(_rows(library, indexes)),
        tuple(lacking(library)),
        index.overdue(library),
        tuple(sorted(_coming(library, indexes), key=lambda row: (row[0], row[1].id))),
        tuple(page for page in library.listed if indexes.currency(page) is Currency.STALE),
        tuple((card, change) for card in cards if (change := twins.unsynced(card, library))),
        tuple(guide for guide in twins.without_card(library) if guide in library.listed),
        tuple(_unverified(library)),
        tuple(page for page in library.documents if _status(page) in _OPEN),
    )


def lacking(library: Library) -> Iterator[tuple[Group, tuple[type[Entry], ...]]]:
    """The groups of topics that have no published document of a type that every group needs."""
    present = {
        (path.partition("/")[0], type(page.entry))
        for page in library.listed
        if page.entry
        for path in page.entry.topics
    }
    for group in library.registry(Topics).groups:
        if missing := tuple(kind for kind in NEEDED if (group.slug, kind) not in present):
            yield group, missing


def as_text(overview: Overview) -> str:
    """The overview for a terminal."""
    lines = [
        f"{overview.as_of} 的资料库：已发布 {overview.published} 篇，未发布 {len(overview.open)} 篇。"
    ]
    lines += ["", "话题 × 类型（已发布的篇数，“缺”是每个话题都应当有的）", *_table(overview.rows)]
    for heading, items in _lists(overview):
        lines += ["", f"{heading}（{len(items)}）", *(f"  {item}" for item in items or ("没有",))]
    return "\n".join(lines) + "\n"


def as_json(overview: Overview) -> str:
    """The overview for programs: an object of lists, each named as in `Overview`."""
    record: dict[str, Any] = {
        "as_of": str(overview.as_of),
        "published": overview.published,
        "topics": [
            {
                "path": row.path,
                "group": row.group.name,
                "name": row.topic.name,
                "counts": row.counts,
            }
            for row in overview.rows
        ],
        "lacking": [
            {"group": group.slug, "types": [kind.type_name for kind in kinds]}
            for group, kinds in overview.lacking
        ],
        "overdue": [_record(page) for page in overview.overdue],
        "coming": [
            {"law": law.title, "effective": str(day), "documents": _ids(pages)}
            for day, law, pages in overview.coming
        ],
        "outdated": [_record(page) for page in overview.outdated],
        "unsynced": [
            _record(card) | {"changed": str(change.date), "note": change.note}
            for card, change in overview.unsynced
        ],
        "without_card": [_record(page) for page in overview.without_card],
        "unverified": [
            {"fact": fact.id, "name": fact.name, "documents": _ids(pages)}
            for fact, pages in overview.unverified
        ],
        "open": [_record(page) for page in overview.open],
    }
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


FORMATS: dict[str, Callable[[Overview], str]] = {"text": as_text, "json": as_json}

_OPEN = frozenset({Status.DRAFT, Status.SUBMITTED})


def _rows(library: Library, indexes: Index) -> Iterator[Row]:
    for path, (group, topic) in library.topics.items():
        pages = indexes.by_topic.get(path, ())
        counts = {kind.type_name: len(of_type(pages, kind)) for kind in COLLECTIONS}
        yield Row(path, group, topic, counts)


def _coming(library: Library, indexes: Index) -> Iterator[tuple[dt.date, Law, tuple[Page, ...]]]:
    for law in library.register.laws:
        version = law.pending(library.today)
        pages = indexes.documents_on(law) if version else ()
        if version and version.effective and pages:
            yield version.effective, law, pages


def _unverified(library: Library) -> Iterator[tuple[Fact, tuple[Page, ...]]]:
    using: dict[str, list[Page]] = {}
    for page in library.listed:
        texts = (page, *library.passages(page))
        for id_ in {id_ for text in texts for _, _, id_ in text.inserts}:
            using.setdefault(id_, []).append(page)
    for fact in library.facts.facts:
        if fact.verified_on is None:
            yield fact, tuple(using.get(fact.id, ()))


def _status(page: Page) -> Status | None:
    return page.entry.status if page.entry else None


def _table(rows: Iterable[Row]) -> Iterator[str]:
    width = max((_width(row.topic.name) for row in rows), default=0) + 4
    yield " " * width + "".join(f"{kind.label}  " for kind in COLLECTIONS)
    group = None
    for row in rows:
        if row.group is not group:
            group = row.group
            yield group.name
        cells = "".join(
            _padded(_cell(row.counts[kind.type_name], kind), _width(kind.label) + 2)
            for kind in COLLECTIONS
        )
        yield _padded(f"  {row.topic.name}", width) + cells.rstrip()


def _cell(count: int, kind: type[Entry]) -> str:
    return str(count) if count else "缺" if kind.every_topic else "-"


def _lists(overview: Overview) -> Iterator[tuple[str, list[str]]]:
    yield (
        "话题组还缺的",
        [f"{g.name}：{'、'.join(kind.label for kind in kinds)}" for g, kinds in overview.lacking],
    )
    yield "过了复核日期", [f"{_named(page)}：{_due(page)} 到期" for page in overview.overdue]
    yield (
        "将要变动的法律",
        [f"{day} 《{law.short}》：{'、'.join(_ids(pages))}" for day, law, pages in overview.coming],
    )
    yield "引用的法律已经变动", [_named(page) for page in overview.outdated]
    yield (
        "待同步的明白卡",
        [
            f"{_named(card)}：指引在 {change.date} 改过，{change.note}"
            for card, change in overview.unsynced
        ],
    )
    yield "没有明白卡的指引", [_named(page) for page in overview.without_card]
    yield (
        "没有核实的事实",
        [
            f"{fact.id} {fact.name}：{'、'.join(_ids(pages)) or '没有已发布的文档引用'}"
            for fact, pages in overview.unverified
        ],
    )
    yield "还没有发布", [f"{_named(page)}（{_status(page)}）" for page in overview.open]


def _named(page: Page) -> str:
    return f"{page.id} {page.title}"


def _due(page: Page) -> dt.date | None:
    return page.entry.review_due if page.entry else None


def _ids(pages: Iterable[Page]) -> list[str]:
    return [page.id or page.path for page in pages]


def _record(page: Page) -> dict[str, Any]:
    due = _due(page)
    return {
        "id": page.id,
        "path": page.path,
        "title": page.title,
        "status": _status(page),
        "review_due": str(due) if due else None,
    }


def _width(text: str) -> int:
    """How many columns of a terminal a text takes: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
