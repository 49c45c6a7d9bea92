"""The project's own pages state no dead law, today and on the days on which the law will change."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

import example
from lawkb import check, impact, loading
from lawkb.check import Finding
from lawkb.library import Library
from lawkb.page import model
from lawkb.rule import Severity
from lawkb.source import parse
from lawkb.status import State

ROOT = Path(__file__).parents[1]
TODAY, NEW_YEAR = dt.date(2026, 11, 22), dt.date(2027, 1, 1)


@pytest.fixture(scope="module")
def libraries() -> dict[dt.date, Library]:
    return {day: loading.library(ROOT, day) for day in (TODAY, NEW_YEAR)}


def about_law(library: Library) -> list[Finding]:
    return [found for found in check.run(library) if found.code.startswith("C")]


def with_page(library: Library, text: str) -> Library:
    """The library and one page more."""
    page = model(parse("guides/agriculture.md", text))
    return Library(
        library.root,
        library.today,
        (*library.pages, page),
        library.registries,
        library.assets,
        library.strays,
    )


def changing(library: Library) -> Iterator[tuple[str, str]]:
    """The pages that cite a law of which a version takes effect between the two days."""
    for page in library.pages:
        for standing in library.standings(page):
            law = standing.law
            pending = law.pending(TODAY) if law else None
            if law and pending and pending.effective and pending.effective <= NEW_YEAR:
                yield page.path, law.short


def test_the_content_cites_law(libraries: dict[dt.date, Library]) -> None:
    library = libraries[TODAY]
    cited = {s.law.id for page in library.documents for s in library.standings(page) if s.law}
    assert {"civil-code", "legal-aid-law", "villagers-committee-law"} <= cited


def test_no_page_states_dead_law_today(libraries: dict[dt.date, Library]) -> None:
    errors = [found for found in about_law(libraries[TODAY]) if found.severity is Severity.ERROR]
    assert errors == []


def test_every_law_that_a_page_cites_is_in_force_or_old_on_purpose(
    libraries: dict[dt.date, Library],
) -> None:
    library = libraries[TODAY]
    # A law that is still to come may be named; the rule `pending-version` reminds of the day.
    fine = {State.STANDS, State.HISTORICAL, State.UNKNOWN, State.NOT_YET}
    wrong = [
        (page.path, standing.citation.title, standing.state)
        for page in library.documents
        for standing in library.standings(page)
        if standing.state not in fine
    ]
    assert wrong == []


def test_what_the_new_year_outdates_are_the_pages_that_cite_what_changes_then(
    libraries: dict[dt.date, Library],
) -> None:
    now, then = (
        {(found.path, found.code) for found in about_law(libraries[day])}
        for day in (TODAY, NEW_YEAR)
    )
    cite_it = {path for path, _ in changing(libraries[NEW_YEAR])}
    assert cite_it == {"guides/homestead.md"}
    assert {path for path, code in now if code == "C104"} == cite_it
    assert then - now == {(path, "C107") for path in cite_it}


@pytest.mark.parametrize(
    ("day", "words", "codes"),
    [
        (TODAY, "《农业法》第二条说了什么是农业。", ["C104"]),
        (NEW_YEAR, "《农业法》第二条说了什么是农业。", ["C107"]),
        (NEW_YEAR, "《农业法》第一百条还没有。", ["C101"]),
        (TODAY, "《民法典》第七百零三条说了什么是租赁。", []),
        (NEW_YEAR, "《民法典》第七百零三条说了什么是租赁。", []),
    ],
)
def test_a_page_on_agriculture_would_be_found(
    libraries: dict[dt.date, Library], day: dt.date, words: str, codes: list[str]
) -> None:
    text = example.with_front(
        example.with_paragraph(example.read(example.FILES["guide"]), words),
        f"id: g88\npublished: {TODAY}\nlaw_as_of: {TODAY}\n"
        f"changes: [{{date: {TODAY}, note: 甲}}]\nrelated: []",
    )
    library = with_page(libraries[day], text)
    found = [one.code for one in about_law(library) if one.path == "guides/agriculture.md"]
    assert found == codes
    law = library.register.by_id["agriculture-law"]
    rows = impact.of(law, *impact.versions(law, day), library)
    assert {row.id for row in rows} == ({"g88"} if "农业法" in words else set())
