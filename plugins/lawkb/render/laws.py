"""Render: the reverse index: each cited law, each cited article, what changes, what is a trap."""

import datetime as dt
from collections.abc import Iterator, Mapping

from lawkb.laws import Article, Law, LawKind, Version
from lawkb.page import Page
from lawkb.render import listings
from lawkb.render.output import Planned
from lawkb.render.templates import Templates


def plan(templates: Templates) -> Iterator[Planned]:
    """All laws, their changes, the names that mislead, then each law with its articles."""
    register = templates.library.register
    yield templates.index_page("laws/index.md", "法律索引", "laws.html", kinds_of_law=LawKind)
    yield _changes(templates)
    traps = [law for law in register.laws if law.successors]
    yield templates.index_page("laws/traps.md", "名称陷阱", "traps.html", traps=traps)
    for id_, articles in templates.library.index.citing.items():
        law = register.by_id[id_]
        yield _law(law, articles, templates)
        yield from _articles(law, articles, templates)


def _changes(templates: Templates) -> Planned:
    """What has changed within a year, and what will."""
    register, today = templates.library.register, templates.library.today
    year = today - dt.timedelta(days=365)
    dated = [(v.effective, law, v) for law in register.laws for v in law.versions if v.effective]
    recent = sorted((row for row in dated if year < row[0] <= today), key=_first, reverse=True)
    coming = sorted((row for row in dated if row[0] > today), key=_first)
    return templates.index_page(
        "laws/changes.md", "法律变动", "law_changes.html", recent=recent, coming=coming
    )


def _law(
    law: Law, articles: Mapping[Article | None, tuple[Page, ...]], templates: Templates
) -> Planned:
    """A law: how often each of its articles is cited, and the first documents that do."""
    citing = templates.library.index.documents_on(law)
    first = citing[: listings.ON_A_PAGE]
    counts = (f"{article} {len(pages)}" for article, pages in articles.items())
    heads = (page.source.head_digest for page in first)
    return templates.page(
        f"laws/{law.id}/index.md",
        law.short,
        "law.html",
        *(str(len(citing)), *counts, *heads),
        law=law,
        articles=articles,
        citing=first,
        total=len(citing),
    )


def _articles(
    law: Law, articles: Mapping[Article | None, tuple[Page, ...]], templates: Templates
) -> Iterator[Planned]:
    """Each cited article of a law: the documents that cite it."""
    for article, pages in articles.items():
        if article:
            yield from listings.parted(
                templates,
                f"laws/{law.id}/{article}.md",
                f"{law.short}{article.chinese}",
                "article.html",
                pages,
                " ".join(map(str, articles)),
                law=law,
                article=article,
            )


def _first(row: tuple[dt.date, Law, Version]) -> dt.date:
    return row[0]
