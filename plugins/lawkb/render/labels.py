"""Render: what readers see of a document elsewhere: its name, what a card says of it, its dates."""

import datetime as dt

from markupsafe import Markup

from lawkb.fields import Level
from lawkb.models import Entry
from lawkb.page import Page

_MARKS = ("provenance", "verdict", "kind")
"""What only documents of some types have, and a card shows."""


def title(entry: Entry) -> str:
    """What a document is called by its readers."""
    return entry.plain_title if entry.level is Level.PUBLIC else entry.title


def name(page: Page) -> str:
    """What the document of a page is called by its readers."""
    assert page.entry
    return title(page.entry)


def marks(page: Page, lead: str) -> Markup:
    """What a card says of a document: `lead`, what its type knows of it, when it was changed."""
    entry = page.entry
    assert entry
    known = [vars(entry)[mark] for mark in _MARKS if mark in vars(entry)]
    changed = [f"{entry.updated.date} 更新"] if entry.updated else []
    return Markup(" · ").join(filter(None, [lead, *known, *changed]))


def day(date: dt.date | None) -> str:
    """A date as Chinese readers write it."""
    return f"{date.year}年{date.month}月{date.day}日" if date else "尚无"
