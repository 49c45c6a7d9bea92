"""Check: what a rule is. One file in `rules/` holds one; the catalogue lists them."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from inspect import cleandoc
from typing import Any, TypeAlias

from lawkb.fault import Fault

Check: TypeAlias = Callable[[Any, Any], Iterable[Fault]]


class Severity(StrEnum):
    """What a finding does: an error stops publishing, the others do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"

    @property
    def label(self) -> str:
        """The severity in Chinese."""
        return {"error": "错误", "warning": "提醒", "notice": "提示"}[self]


@dataclass(frozen=True)
class Example:
    """A fence of a rule's page: what must be reported (`bad`) or must not (`good`).

    `info` are the words after `bad` or `good`: a content type, then `front` (lines of front
    matter), `body` (a whole body) or `file PATH` (a whole file); with none, a paragraph.
    """

    bad: bool
    info: tuple[str, ...]
    text: str


class Scope(StrEnum):
    """What a rule's function is called with."""

    PAGE = "page"
    """A page and the library."""

    FILE = "file"
    """A page or a registry of `content/_data/`, and the library."""

    ALLOW = "allow"
    """An allow and the number of findings that it silenced."""


class Reach(StrEnum):
    """What a rule looks into, and so how long what it found may be remembered."""

    SUBJECT = "subject"
    """Its page or registry, and every registry."""

    OTHERS = "others"
    """Also what other pages are called and hold in front matter and headings, and other files."""

    WHOLE = "whole"
    """The words of the whole library."""


@dataclass(frozen=True)
class Rule:
    """One thing that may be wrong: `check` takes what `scope` says and yields the faults.

    `doc` is the rule's page in Chinese; its first line is the title.
    """

    code: str
    name: str
    severity: Severity
    check: Check
    doc: str
    scope: Scope = Scope.PAGE
    needs_texts: bool = False
    """Whether it looks at nothing where no texts of laws were imported."""

    reach: Reach = Reach.SUBJECT

    @property
    def title(self) -> str:
        """The first line of the rule's page."""
        return self.doc.partition("\n")[0].rstrip("。")

    @property
    def examples(self) -> tuple[Example, ...]:
        """The fences of the rule's page."""
        return tuple(
            Example(kind == "bad", tuple(info.split()), text)
            for kind, info, text in _FENCE.findall(self.doc)
        )


_FENCE = re.compile(r"^```(bad|good)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def rule(
    code: str,
    name: str,
    severity: Severity,
    scope: Scope = Scope.PAGE,
    *,
    needs_texts: bool = False,
    reach: Reach = Reach.SUBJECT,
) -> Callable[[Check], Rule]:
    """Make a Rule of a function whose docstring is the rule's page."""

    def make(check: Check) -> Rule:
        doc = cleandoc(check.__doc__ or "")
        return Rule(code, name, severity, check, doc, scope, needs_texts, reach)

    return make
