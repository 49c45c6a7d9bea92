"""Edit: a blank page of a type: sound front matter, every section, and only words left to write."""

import datetime as dt
import re
from typing import Any

import yaml
from pydantic.fields import FieldInfo

from lawkb import twins
from lawkb.fields import Level, Region, Status
from lawkb.library import Library
from lawkb.models import Card, Case, Courseware, Entry, Faq, Guide, PublicEntry
from lawkb.outline import NOTES

PLACEHOLDER = "【待写】"

LONGEST = 40
"""Characters of a file name: systems refuse names of more than 255 bytes."""


def next_id(kind: type[Entry], library: Library) -> str:
    """The lowest id above all those of the type that the library still holds, withdrawn ones too.

    A card has the digits of its guide, so the first guide without one decides.
    """
    waiting = twins.without_card(library) if kind is Card else ()
    if waiting:
        return f"{kind.prefix}{(waiting[0].id or '')[1:]}"
    numbers = [int(id_[1:]) for id_ in library.ids if re.fullmatch(rf"{kind.prefix}\d{{2,4}}", id_)]
    return f"{kind.prefix}{max(numbers, default=0) + 1:02d}"


def page(kind: type[Entry], id_: str, today: dt.date, given: dict[str, Any]) -> str:
    """A draft as the text of a file; `given` holds the front matter that the editor stated."""
    front = {
        name: value
        for name in kind.model_fields
        if (value := _value(name, kind, id_, today, given)) is not None
    }
    text = yaml.safe_dump(front, allow_unicode=True, sort_keys=False, width=1000)
    text = text.replace(": ''\n", ":\n")  # an empty value to fill in, not an empty text
    return f"---\n{text}---\n\n{body(kind)}"


def body(kind: type[Entry]) -> str:
    """The sections of a blank page, each saying what belongs there."""
    if kind is Faq:
        return _question("【待写】村民会怎么问？") + _question("【待写】第二个问题？")
    if kind is Courseware:
        return "".join(_slide(title) for title in ("讲什么", "记住三点", "今天就做"))
    return "".join(f"## {title}\n\n{PLACEHOLDER}\n\n" for title in kind.sections)


def _question(text: str) -> str:
    return f"## {text}\n\n{PLACEHOLDER}先用一两句话说结论。\n\n### 怎么做\n\n1. {PLACEHOLDER}\n\n### 找谁\n\n{PLACEHOLDER}\n\n"


def _slide(title: str) -> str:
    return f"## {title}\n\n- {PLACEHOLDER}\n\n{NOTES}{PLACEHOLDER}\n\n"


def _value(name: str, kind: type[Entry], id_: str, today: dt.date, given: dict[str, Any]) -> Any:
    """The value with which a field starts: given, known, an honest blank, or left out."""
    known: dict[str, Any] = {
        "id": id_,
        "type": kind.type_name,
        "level": (
            Level.PUBLIC if issubclass(kind, (Faq, Case, PublicEntry)) else Level.ADVISER
        ).value,
        "region": Region.NATION.value,
        "status": Status.DRAFT.value,
        "reviewers": [],
        "published": "",
        "changes": [],
        "law_as_of": "",
        "review_due": "",
        "keywords": [],
        "related": [],
        "sources": [],
        "guide": f"{Guide.prefix}{id_[1:]}",
    }
    if name in given or name in known:
        return given.get(name, known.get(name))
    field = kind.model_fields[name]
    return _blank(field, today) if field.is_required() else None


def _blank(field: FieldInfo, today: dt.date) -> Any:
    """What a required field starts with: a text to write, today, or its own example."""
    if field.annotation is str:
        return f"{PLACEHOLDER}{field.title}"
    if field.annotation is dt.date:
        return today.isoformat()
    return yaml.safe_load(str(field.examples[0])) if field.examples else PLACEHOLDER


def file_name(title: str, id_: str) -> str:
    """A file name that keeps the title's characters and nothing that a link trips over."""
    bare = re.sub(r"[^\w]+", "-", title.replace(PLACEHOLDER, "")).strip("-").lower()
    return f"{bare[:LONGEST].strip('-') or id_}.md"
