"""Render: the files that readers keep: a Word file of a form, a calendar of their own."""

import functools
from collections.abc import Callable

from lawkb import body, index, inserts
from lawkb.library import Library
from lawkb.models import Entry, Form
from lawkb.page import Page
from lawkb.registry import Attendee, Calendar, Occasion
from lawkb.render.output import Download


def form(page: Page, library: Library, key: Callable[[], str]) -> Download:
    """The Word file of a form: its sample, to be filled in; `key` tells what it is made from."""
    entry = page.entry
    assert entry

    def content() -> bytes:
        make = functools.partial(_form, page, entry, library)
        return library.memory.recall("form", page.path, key(), make)

    return Download(f"{index.address(Form)}/{entry.id}.docx", f"{entry.title}.docx", content)


def _form(page: Page, entry: Entry, library: Library) -> bytes:
    from lawkb.publish import word  # noqa: PLC0415 - slow to load; only a changed form needs it

    samples = [section for section in page.sections if section.title == Form.sample]
    text = "".join(body.render(page, library, within=(s.content, s.end)) for s in samples)
    day = entry.updated.date if entry.updated else library.today
    about = word.About(entry.title, "、".join(entry.authors), f"编号 {entry.id}", day)
    return word.make(about, text)


def calendars(library: Library, frame: str) -> dict[Attendee, Download]:
    """The calendar of each of those who have something in it; `frame` is a digest of all data."""
    memory, calendar = library.memory, library.registry(Calendar)
    made = {}
    for of in Attendee:
        if any(of in one.audience and not one.moving for one in calendar.occasions):
            name = f"{library.site.city}{of}普法日历"
            make = functools.partial(_calendar, of, library, name)
            content = functools.partial(memory.recall, "calendar", of.value, frame, make)
            made[of] = Download(f"calendar/{of.slug}.ics", f"{name}.ics", content)
    return made


def _calendar(of: Attendee, library: Library, name: str) -> bytes:
    from lawkb.publish import ical  # noqa: PLC0415 - slow to load; only a changed one needs it

    calendar = library.registry(Calendar)
    occasions = [_filled(one, library) for one in calendar.occasions]
    return ical.make(of, calendar.model_copy(update={"occasions": occasions}), name)


def _filled(occasion: Occasion, library: Library) -> Occasion:
    """An occasion whose text bears the values of the facts that it names."""
    todo = inserts.fill(occasion.todo, lambda id_: body.bare_fact(id_, library))
    return occasion.model_copy(update={"todo": todo})
