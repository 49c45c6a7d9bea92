"""Check: run the rules over a library, honour `allow`, give findings in reading order."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from lawkb import allow
from lawkb.allow import Allow
from lawkb.fault import Fault
from lawkb.library import Library
from lawkb.memory import digest
from lawkb.page import Page, Parsed
from lawkb.rule import Reach, Rule, Scope, Severity
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


Looked: TypeAlias = tuple[tuple[Finding, ...], tuple[Allow, ...]]
"""What rules find in a file, allowed or not, and the allows of a file that was looked at by itself."""


def run(
    library: Library,
    rules: Iterable[Rule] = RULES,
    progress: Callable[[Iterable[Parsed]], Iterable[Parsed]] = iter,
) -> tuple[Finding, ...]:
    """Everything that the rules find, sorted by path and place.

    `progress` is handed the files and hands them on, so that a shell can show how far it is.
    """
    looked, found = _Look(library, tuple(rules)), []
    for subject in progress(library.files):
        found += looked.at(subject)
        subject.source.forget()
    library.memory.save()
    return tuple(sorted(found))


def learn(library: Library, rules: Iterable[Rule] = RULES) -> None:
    """Remember what is wrong with each page by itself, for a later `run` over the whole library."""
    looked = _Look(library, tuple(rules))
    for page in library.pages:
        looked.recalled(page, Reach.SUBJECT)
    library.memory.save()


def alone(page: Page, library: Library, rules: Iterable[Rule] = RULES) -> tuple[Finding, ...]:
    """What is wrong with a page by itself: at once, before the whole library has been looked at."""
    findings, _ = _Look(library, tuple(rules)).recalled(page, Reach.SUBJECT)
    return tuple(sorted(findings))


def blocking(findings: Iterable[Finding], library: Library) -> tuple[Finding, ...]:
    """The errors that would reach readers: all of them but those in drafts."""
    errors = (finding for finding in findings if finding.severity is Severity.ERROR)
    pages = {page.path: page for page in library.pages}
    return tuple(
        finding
        for finding in errors
        if finding.path not in pages or pages[finding.path].blocks_publishing
    )


@dataclass(frozen=True)
class _Look:
    """The rules at work on a library, with what the library remembers of earlier runs.

    What a rule finds in a file that has not changed is remembered as long as all that it may look
    into is the same.
    """

    library: Library
    rules: tuple[Rule, ...]

    def at(self, subject: Parsed) -> Iterator[Finding]:
        """The findings in one file, but for those that an allow covers."""
        looked = [self.recalled(subject, reach) for reach in self._reaches]
        allows = dict.fromkeys((found for _, allows in looked for found in allows), 0)
        for finding in (finding for findings, _ in looked for finding in findings):
            covering = [a for a in allows if a.covers(finding.name, finding.line)]
            if not covering or finding.name in NEVER_SILENT:
                yield finding
            for found in covering:
                allows[found] += 1
        for found, silenced in allows.items():
            for rule in (rule for rule in self.rules if rule.scope is Scope.ALLOW):
                # An allow for what could not be looked at is not unused.
                faults = rule.check(found, silenced + (found.name in self._idle))
                yield from (_finding(subject, rule, fault) for fault in faults)

    def recalled(self, subject: Parsed, reach: Reach) -> Looked:
        """What the rules of a reach find in a file, made now or remembered."""
        key = subject.source.digest and subject.source.digest + self._digests[reach]
        return self.library.memory.recall(
            _KINDS[reach], subject.path, key, lambda: self._looked(subject, reach)
        )

    def _looked(self, subject: Parsed, reach: Reach) -> Looked:
        found = tuple(
            _finding(subject, rule, fault)
            for rule in self._active[reach]
            if rule.scope is Scope.FILE or isinstance(subject, Page)
            for fault in rule.check(subject, self.library)
        )
        return found, tuple(allow.find(subject.source)) if reach is Reach.SUBJECT else ()

    @cached_property
    def _reaches(self) -> tuple[Reach, ...]:
        """How far the rules look: over a large library, those of search themselves find nothing."""
        return tuple(r for r in Reach if r is not Reach.WHOLE or self.library.search.is_small)

    @cached_property
    def _active(self) -> dict[Reach, tuple[Rule, ...]]:
        """The rules of each reach that look at files and have something to look into."""
        looking = [rule for rule in self.rules if rule.scope is not Scope.ALLOW]
        active = [rule for rule in looking if rule.name not in self._idle]
        return {reach: tuple(rule for rule in active if rule.reach is reach) for reach in Reach}

    @cached_property
    def _idle(self) -> frozenset[str]:
        """The rules that have nothing to look into."""
        empty = self.library.law_texts.is_empty
        return frozenset(rule.name for rule in self.rules if rule.needs_texts and empty)

    @cached_property
    def _digests(self) -> dict[Reach, str]:
        """A digest of what the rules of each reach may look into besides their subject."""
        library = self.library
        names = [rule.name for rule in self.rules]
        own = digest([library.data_digest, str(library.today), library.law_texts.digest, *names])
        others = digest([own, library.surface_digest])
        whole = digest([others, *(page.source.digest for page in library.pages)])
        return {Reach.SUBJECT: own, Reach.OTHERS: others, Reach.WHOLE: whole}


_KINDS = {reach: f"findings: {reach}" for reach in Reach}
"""How the memory calls what the rules of each reach find."""


def _finding(subject: Parsed, rule: Rule, fault: Fault) -> Finding:
    line, column = subject.source.position(fault.where)
    return Finding(subject.path, line, column, rule.code, rule.name, rule.severity, fault.message)
