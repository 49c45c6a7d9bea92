"""Render: the pages of the registries that readers use: glossary, facts, calendar."""

from collections.abc import Iterator, Mapping

from lawkb.registry import Attendee, Calendar, Glossary, Occasion, Repeat
from lawkb.render.output import Download, Planned
from lawkb.render.templates import Templates


def plan(templates: Templates, calendars: Mapping[Attendee, Download]) -> Iterator[Planned]:
    """One page a registry; `calendars` are the files that the page of the calendar offers."""
    library = templates.library
    # The common characters stand in this encoding by their sound, as in a dictionary.
    terms = sorted(library.registry(Glossary).terms, key=lambda term: term.term.encode("gb18030"))
    yield templates.page("glossary.md", "法律词语大白话", "glossary.html", terms=terms)
    facts = library.facts.facts
    yield templates.page("facts.md", "电话、期限和金额", "facts.html", facts=facts)
    calendar = library.registry(Calendar)
    yield templates.index_page(
        "calendar.md",
        "普法日历",
        "calendar.html",
        calendar=calendar,
        rows=_rows(calendar),
        files=calendars,
    )


def _rows(calendar: Calendar) -> list[tuple[Repeat, list[Occasion]]]:
    """The occasions by how they repeat, those of each kind from January to December."""
    return [
        (repeat, sorted(of, key=_month))
        for repeat in reversed(Repeat)
        if (of := [one for one in calendar.occasions if one.repeat is repeat])
    ]


def _month(occasion: Occasion) -> tuple[int, int]:
    return occasion.months[0], occasion.day or 0
