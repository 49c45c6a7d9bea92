"""Render: the files that readers keep: a Word file of a form, a calendar of their own."""

import functools

from lawkb import body, index, inserts
from lawkb.library import Library
from lawkb.models import Form
from lawkb.page import Page
from lawkb.registry import Attendee, Calendar, Occasion
from lawkb.render.output import Download


def form(page: Page, library: Library) -> Download:
    """The Word file of a form: its sample, to be filled in."""
    from lawkb.publish import word  # noqa: PLC0415 - slow to load; only a changed form needs it

    entry = page.entry
    assert entry
    samples = [section for section in page.sections if section.title == Form.sample]
    text = "".join(body.render(page, library, within=(s.content, s.end)) for s in samples)
    day = entry.updated.date if entry.updated else library.today
    about = word.About(entry.title, "、".join(entry.authors), f"编号 {entry.id}", day)
    made = word.make(about, text)
    return Download(f"{index.address(Form)}/{entry.id}.docx", f"{entry.title}.docx", made)


def calendars(library: Library, frame: str) -> dict[Attendee, Download]:
    """The calendar of each of those who have something in it; `frame` is a digest of all data."""
    calendar = library.registry(Calendar)
    filled = calendar.model_copy(
        update={"occasions": [_filled(one, library) for one in calendar.occasions]}
    )
    made = {}
    for of in Attendee:
        if any(of in one.audience and not one.moving for one in calendar.occasions):
            name = f"{library.site.city}{of}普法日历"
            make = functools.partial(_calendar, of, filled, name)
            content = library.memory.recall("calendar", of.value, frame, make)
            made[of] = Download(f"calendar/{of.slug}.ics", f"{name}.ics", content)
    return made


def _filled(occasion: Occasion, library: Library) -> Occasion:
    """An occasion whose text bears the values of the facts that it names."""
    todo = inserts.fill(occasion.todo, lambda id_: body.bare_fact(id_, library))
    return occasion.model_copy(update={"todo": todo})


def _calendar(of: Attendee, calendar: Calendar, name: str) -> bytes:
    from lawkb.publish import ical  # noqa: PLC0415 - slow to load; only a changed one needs it

    return ical.make(of, calendar, name)
