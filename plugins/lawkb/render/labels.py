"""Render: what readers see of a document elsewhere: its name, what a card says of it, its dates."""

import datetime as dt

from markupsafe import Markup, escape

from lawkb.fields import Level
from lawkb.models import Entry
from lawkb.page import Page

_MARKS = ("provenance", "verdict", "kind")
"""What only documents of some types have, and a card shows."""


def title(entry: Entry) -> str:
    """What a document is called by its readers."""
    return entry.plain_title if entry.level is Level.PUBLIC else entry.title


def row(page: Page, address: str, *more: str) -> Markup:
    """A document in a list, as HTML: its name, which leads to that address, its type, `more`."""
    assert page.entry
    words = escape(" · ".join((page.entry.label, *more)))
    return Markup(  # noqa: S704 - each part is escaped, and an address of ours needs no escaping
        f'<li><a href="{address}">{escape(title(page.entry))}</a> '
        f'<span class="lk-formal">{words}</span></li>'
    )


def card(page: Page, address: str, lead: str | None = None) -> Markup:
    """A document with what it is about; `lead` says more than its type where all are of one type."""
    assert page.entry
    entry = page.entry
    return Markup(  # noqa: S704 - each part is escaped, and an address of ours needs no escaping
        '<p class="lk-card">\n'
        f'<a class="lk-card-title" href="{address}">{escape(title(entry))}</a>\n'
        f'<span class="lk-card-meta">{_marks(page, entry.label if lead is None else lead)}</span>\n'
        f"{escape(entry.summary)}\n"
        "</p>"
    )


def day(date: dt.date | None) -> str:
    """A date as Chinese readers write it."""
    return f"{date.year}年{date.month}月{date.day}日" if date else "尚无"


def _marks(page: Page, lead: str) -> Markup:
    """What a card says of a document: `lead`, what its type knows of it, when it was changed."""
    entry = page.entry
    assert entry
    known = [vars(entry)[mark] for mark in _MARKS if mark in vars(entry)]
    changed = [f"{entry.updated.date} 更新"] if entry.updated else []
    return Markup(" · ").join(filter(None, [lead, *known, *changed]))
