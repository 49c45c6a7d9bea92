"""The calendar: what is written in the registry and what a telephone shows of it."""

import datetime as dt
import re
from pathlib import Path
from typing import Any

import icalendar
import pytest

import example
from lawkb.publish import ical
from lawkb.registry import Attendee, Calendar, Occasion
from lawkb.render import Renderer

BASE = {"id": "a", "title": "甲", "audience": ["法律顾问"], "todo": "做事；逗号,", "source": "某法"}
REVISED = dt.date(2026, 11, 22)


def occasion(**changes: object) -> Occasion:
    return Occasion.model_validate({**BASE, **changes})


def event(**changes: object) -> Any:
    """The one event of a calendar, read back."""
    calendar = Calendar(revised=REVISED, occasions=[occasion(**changes)])
    made = icalendar.Calendar.from_ical(ical.make(Attendee.ADVISER, calendar, "日历"))
    [found] = made.walk("VEVENT")
    return found


@pytest.mark.parametrize(
    ("given", "start", "end", "rule"),
    [
        ({"repeat": "每月"}, "2027-01-01", "2027-01-02", "FREQ=MONTHLY;BYMONTHDAY=1"),
        ({"repeat": "每月", "day": "5"}, "2027-01-05", "2027-01-06", "FREQ=MONTHLY;BYMONTHDAY=5"),
        (
            {"repeat": "每季度"}, "2027-03-01", "2027-03-02",
            "FREQ=YEARLY;BYMONTHDAY=1;BYMONTH=3,6,9,12",
        ),
        ({"repeat": "每半年"}, "2027-06-01", "2027-06-02", "FREQ=YEARLY;BYMONTHDAY=1;BYMONTH=6,12"),
        (
            {"repeat": "每半年", "month": "1", "day": "1", "days": "10"}, "2027-01-01", "2027-01-11",
            "FREQ=YEARLY;BYMONTHDAY=1;BYMONTH=1,7",
        ),
        ({"repeat": "每年"}, "2027-12-01", "2027-12-02", "FREQ=YEARLY;BYMONTHDAY=1;BYMONTH=12"),
        (
            {"repeat": "每年", "month": "12", "day": "4"}, "2027-12-04", "2027-12-05",
            "FREQ=YEARLY;BYMONTHDAY=4;BYMONTH=12",
        ),
    ],
)  # fmt: skip
def test_an_occasion_recurs(given: dict[str, str], start: str, end: str, rule: str) -> None:
    found = event(**given)
    assert (str(found.start), str(found.end)) == (start, end)
    assert found["rrule"].to_ical().decode() == rule


@pytest.mark.parametrize(
    ("given", "when"),
    [
        ({"repeat": "每月"}, "每月，没有规定哪一天"),
        ({"repeat": "每月", "day": "5"}, "每月5日"),
        ({"repeat": "每半年", "month": "1", "day": "1", "days": "10"}, "1月1日、7月1日起10天"),
        ({"repeat": "每年", "month": "12", "day": "4"}, "12月4日"),
        ({"repeat": "每年", "month": "10", "moving": "农历九月初九"}, "每年农历九月初九"),
    ],
)
def test_readers_are_told_when(given: dict[str, str], when: str) -> None:
    assert occasion(**given).when == when


def test_what_is_due_within_a_period_says_so_and_doubt_is_shown() -> None:
    found = event(repeat="每年")
    assert found["summary"] == "甲（本月底前）"
    assert found["description"] == "做事；逗号,\n依据：某法（待核实）"
    sure = event(repeat="每年", month="12", day="4", verified_on="2026-11-22")
    assert sure["summary"] == "甲"
    assert sure["description"] == "做事；逗号,\n依据：某法"


def test_the_same_registry_gives_the_same_bytes() -> None:
    calendar = Calendar(revised=REVISED, occasions=[occasion(repeat="每年")])
    made = ical.make(Attendee.ADVISER, calendar, "日历")
    assert made == ical.make(Attendee.ADVISER, calendar, "日历")
    assert b"DTSTAMP:20261122T000000Z" in made


@pytest.mark.parametrize(
    ("repeat", "month", "day", "sound"),
    [
        ("每年", "2", "28", True),
        ("每年", "2", "29", False),
        ("每年", "2", "30", False),
        ("每年", "13", "1", False),
        ("每年", "", "4", False),
        ("每半年", "2", "28", True),
        ("每半年", "8", "31", False),
        ("每季度", "1", "31", False),
        ("每月", "", "28", True),
        ("每月", "", "31", False),
    ],
)
def test_a_day_that_does_not_come_every_time_is_refused(
    library_root: Path, repeat: str, month: str, day: str, *, sound: bool
) -> None:
    entry = "\n    ".join(
        ["id: a", "title: 甲", "audience: [法律顾问]", f"repeat: {repeat}", f"day: {day}"]
        + ([f"month: {month}"] if month else [])
        + ["todo: 甲", "source: 甲"]
    )
    example.write(library_root, "content/_data/calendar.yml", f"occasions:\n  - {entry}\n")
    codes = {finding.code for finding in example.check_root(library_root)}
    assert codes == (set() if sound else {"F007"})
    assert list(Renderer(example.load(library_root)).downloads())


def test_each_attendee_gets_a_file_with_his_own_occasions() -> None:
    files = Renderer(example.load(example.SOUND)).calendars
    assert [(of.value, file.uri, file.name) for of, file in files.items()] == [
        ("法律顾问", "calendar/adviser.ics", "某市法律顾问普法日历.ics"),
        ("司法分局", "calendar/office.ics", "某市司法分局普法日历.ics"),
    ]
    titles = [
        [
            str(found["summary"])
            for found in icalendar.Calendar.from_ical(file.content).walk("VEVENT")
        ]
        for file in files.values()
    ]
    assert titles == [["半年考核", "国家宪法日"], ["每月核查（本月底前）", "半年考核"]]


def test_the_page_shows_what_the_files_do_not_hold() -> None:
    pages = {out.uri: out.text for out in Renderer(example.load(example.SOUND)).site()}
    page = pages["calendar.md"]
    assert "每年农历九月初九 · 法律顾问" in page
    assert '12月4日 · 法律顾问 · <span class="lk-demo">待核实</span>' in page
    assert '<a href="../e01/">值班日流程</a>' in page
    assert ">1年</span>的不算" in page
    assert re.findall("<h2[^>]*>(.+)</h2>", page) == ["每月", "每半年", "每年"]
