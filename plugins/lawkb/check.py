"""Check: run the rules over a library, honour `allow`, give findings in reading order."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from lawkb import allow
from lawkb.fault import Fault
from lawkb.library import Library
from lawkb.page import Page, Parsed
from lawkb.rule import Rule, Scope, Severity
from lawkb.rules import RULES

NEVER_SILENT = frozenset({"unreadable-file", "unused-allow", "unexplained-allow"})
"""An allow cannot speak for a file that could not be read, nor for itself."""


@dataclass(frozen=True, order=True)
class Finding:
    """One fault with its place: line and column from 1, the column in characters."""

    path: str
    line: int
    column: int
    code: str
    name: str
    severity: Severity
    message: str

    def __str__(self) -> str:
        """`path:line:col: CODE message`, which editors and terminals make clickable."""
        return (
            f"{self.path}:{self.line}:{self.column}: {self.code} "
            f"{self.severity.label}：{self.message}（{self.name}）"
        )


def run(
    library: Library,
    rules: Iterable[Rule] = RULES,
    progress: Callable[[Iterable[Parsed]], Iterable[Parsed]] = iter,
) -> tuple[Finding, ...]:
    """Everything that the rules find, sorted by path and place.

    `progress` is handed the files and hands them on, so that a shell can show how far it is.
    """
    rules = tuple(rules)
    return tuple(
        sorted(
            finding
            for subject in progress(library.files)
            for finding in _of(subject, library, rules)
        )
    )


def blocking(findings: Iterable[Finding], library: Library) -> tuple[Finding, ...]:
    """The errors that would reach readers: all of them but those in drafts."""
    errors = (finding for finding in findings if finding.severity is Severity.ERROR)
    pages = {page.path: page for page in library.pages}
    return tuple(
        finding
        for finding in errors
        if finding.path not in pages or pages[finding.path].blocks_publishing
    )


def _of(subject: Parsed, library: Library, rules: tuple[Rule, ...]) -> Iterator[Finding]:
    allows = dict.fromkeys(allow.find(subject.source), 0)
    for rule in rules:
        if rule.scope is Scope.ALLOW or (
            rule.scope is Scope.PAGE and not isinstance(subject, Page)
        ):
            continue
        for fault in rule.check(subject, library):
            finding = _finding(subject, rule, fault)
            covering = [a for a in allows if a.covers(rule.name, finding.line)]
            if not covering or rule.name in NEVER_SILENT:
                yield finding
            for found in covering:
                allows[found] += 1
    for rule in rules:
        if rule.scope is Scope.ALLOW:
            for found, silenced in allows.items():
                yield from (_finding(subject, rule, fault) for fault in rule.check(found, silenced))


def _finding(subject: Parsed, rule: Rule, fault: Fault) -> Finding:
    line, column = subject.source.position(fault.where)
    return Finding(subject.path, line, column, rule.code, rule.name, rule.severity, fault.message)
