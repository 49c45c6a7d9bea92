"""Edit: a blank page of a type: sound front matter, every section, and only words left to write."""

import datetime as dt
import re
from typing import Any

import yaml

from lawkb.fields import Level, Region, Status
from lawkb.library import Library
from lawkb.models import Case, Courseware, Entry, Faq, Policy
from lawkb.outline import NOTES

PLACEHOLDER = "【待写】"


def next_id(kind: type[Entry], library: Library) -> str:
    """The lowest id above all those of the type, so that one given up is never given again."""
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
    if name in given:
        return given[name]
    blank: dict[str, Any] = {
        "id": id_,
        "type": kind.type_name,
        "title": f"{PLACEHOLDER}标题",
        "plain_title": f"{PLACEHOLDER}村民会怎么说",
        "summary": f"{PLACEHOLDER}一两句话，说清读者能得到什么。",
        "level": Level.PUBLIC.value if kind in {Faq, Case} else Level.ADVISER.value,
        "region": Region.NATION.value,
        "status": Status.DRAFT.value,
        "reviewers": [],
        "changes": [],
        "published": "",
        "law_as_of": "",
        "review_due": "",
        "keywords": [],
        "related": [],
        "sources": [],
        "provenance": "改编示例",
        "minutes": 30,
        "services": ["咨询"],
    }
    if kind is Policy:
        blank |= {
            "issuer": PLACEHOLDER,
            "document_number": PLACEHOLDER,
            "issued": today.isoformat(),
            "force": "待核实",
        }
    return blank.get(name)


def file_name(title: str, id_: str) -> str:
    """A file name that keeps the title's characters and nothing that a link trips over."""
    bare = re.sub(r"[^\w]+", "-", title.replace(PLACEHOLDER, "")).strip("-").lower()
    return f"{bare or id_}.md"
