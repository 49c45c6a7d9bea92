"""Publish: the calendar as one .ics file for each of those whose duties it holds."""

import datetime as dt

import icalendar

from lawkb.registry import Attendee, Calendar, Occasion, Repeat


def make(of: Attendee, calendar: Calendar, name: str) -> bytes:
    """The occasions of one audience; the same bytes for the same registry.

    Every event begins in the year after the registry was revised and recurs from there.
    """
    made = icalendar.Calendar()
    made.add("version", "2.0")
    made.add("prodid", "-//lawkb//calendar//ZH")
    made.add("x-wr-calname", name)
    revised = calendar.revised or dt.date(2026, 1, 1)
    for occasion in calendar.occasions:
        if of in occasion.audience and not occasion.moving:
            made.add_component(_event(occasion, revised))
    return made.to_ical()


def _event(occasion: Occasion, revised: dt.date) -> icalendar.Event:
    start = dt.date(revised.year + 1, occasion.months[0], occasion.day or 1)
    event = icalendar.Event()
    event.add("uid", f"{occasion.id}@lawkb")
    event.add("dtstamp", dt.datetime.combine(revised, dt.time(), dt.UTC))
    event.add("dtstart", start)
    event.add("dtend", start + dt.timedelta(days=occasion.days))
    if occasion.repeat is Repeat.MONTH:
        event.add("rrule", {"freq": "monthly", "bymonthday": start.day})
    else:
        event.add(
            "rrule", {"freq": "yearly", "bymonth": list(occasion.months), "bymonthday": start.day}
        )
    due = "" if occasion.day else "（本月底前）"
    event.add("summary", occasion.title + due)
    doubt = "" if occasion.verified_on else "（待核实）"
    event.add("description", f"{occasion.todo}\n依据：{occasion.source}{doubt}")
    event.add("transp", "TRANSPARENT")
    return event
