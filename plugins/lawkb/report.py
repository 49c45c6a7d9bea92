"""Check: findings as text, JSON, GitHub annotations or SARIF."""

import datetime as dt
import json
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote

from lawkb import status
from lawkb.check import Finding
from lawkb.citation import Citation
from lawkb.laws import Law
from lawkb.library import Library
from lawkb.register import Register
from lawkb.rules import find


def text(findings: tuple[Finding, ...]) -> str:
    """One line a finding, as editors and terminals make clickable."""
    return "".join(f"{finding}\n" for finding in findings)


def as_json(findings: tuple[Finding, ...]) -> str:
    """A list of objects with `path, line, column, code, name, severity, message`."""
    return (
        json.dumps([_record(finding) for finding in findings], ensure_ascii=False, indent=1) + "\n"
    )


def github(findings: tuple[Finding, ...]) -> str:
    """GitHub's workflow commands: they show up beside the line of a pull request."""
    return "".join(
        f"::{finding.severity.value} file={_property(finding.path)},line={finding.line},"
        f"col={finding.column},title={finding.code} {finding.name}::{_data(finding.message)}\n"
        for finding in findings
    )


def sarif(findings: tuple[Finding, ...]) -> str:
    """SARIF 2.1.0; lines and columns count from 1, columns in characters as it prescribes."""
    return json.dumps(_sarif(findings), ensure_ascii=False, indent=1) + "\n"


def citations(found: tuple[Citation, ...], day: dt.date) -> str:
    """What a text cites, as a list of objects; `law` is the full title, null when it is not clear.

    `version` is the day since which the version that is meant has been in force; `status` is the
    state of the first article on that day, lower case, as in `status.State`.
    """
    return json.dumps([_cited(one, day) for one in found], ensure_ascii=False, indent=1) + "\n"


def _cited(citation: Citation, day: dt.date) -> dict[str, Any]:
    first = status.standings(citation, status.Clock(day, day))[0]
    version = first.then.effective if first.then else None
    # A title that the register does not know is still what the text calls the law.
    unknown = None if citation.laws else citation.title
    return {
        "start": citation.start,
        "end": citation.end,
        "kind": citation.kind.value,
        "law": citation.law.title if citation.law else unknown,
        "articles": [list(article) for article in citation.articles],
        "paragraphs": list(citation.paragraphs),
        "items": list(citation.items),
        "version": version.isoformat() if version else None,
        "status": first.state.name.lower(),
    }


def law(of: Law, library: Library) -> str:
    """A law's versions and every place of the library that cites it, as text."""
    lines = [
        f"{of.title}（{of.id}）",
        f"种类：{of.kind}" + (f"　文号：{of.number}" if of.number else ""),
    ]
    if of.aliases:
        lines.append(f"简称：{'、'.join(of.aliases)}")
    for version in of.versions:
        count = f"{version.articles} 条" if version.articles else "条数未登记"
        lines.append(f"　{version.adopted or '？'} 通过　{version.effective or '？'} 施行　{count}")
    if of.is_repealed(library.today):
        lines.append(f"　{of.repealed} 废止，替代：{'、'.join(of.successors) or '未登记'}")
    places = [
        f"{page.path}:{page.source.position(citation.start)[0]}: "
        f"{'、'.join(article.chinese for article in citation.articles) or '整部'}"
        for page in library.citing
        for citation in library.citations(page)
        if citation.law is of
    ]
    lines += [f"引用 {len(places)} 处：", *places]
    return "\n".join(lines) + "\n"


FORMATS: dict[str, Callable[[tuple[Finding, ...]], str]] = {
    "text": text,
    "json": as_json,
    "github": github,
    "sarif": sarif,
}


def summary(findings: Iterable[Finding], files: int, register: Register) -> str:
    """What a run found, in one line, and up to when the law was known to it."""
    counts = Counter(finding.severity for finding in findings)
    if not counts:
        return f"查了 {files} 个文件，没有发现问题{until(register)}。"
    parts = [f"{severity.label} {counts[severity]} 处" for severity in sorted(counts)]
    return f"查了 {files} 个文件：{'，'.join(parts)}{until(register)}。看说明：lawkb explain 编号"


def until(register: Register) -> str:
    """Up to when the law was known to a report."""
    if not register.laws:
        return "（没有法律登记表，没有核对引用）"
    return f"（法律登记至 {register.complete_to}）"


def _record(finding: Finding) -> dict[str, Any]:
    return {
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "message": finding.message,
    }


def _sarif(findings: tuple[Finding, ...]) -> dict[str, Any]:
    used = sorted({finding.code for finding in findings})
    rules = [rule for code in used if (rule := find(code))]
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "lawkb",
                        "rules": [
                            {
                                "id": rule.code,
                                "name": rule.name,
                                "shortDescription": {"text": rule.title},
                                "help": {"text": rule.doc, "markdown": rule.doc},
                            }
                            for rule in rules
                        ],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [_result(finding) for finding in findings],
            }
        ],
    }


def _result(finding: Finding) -> dict[str, Any]:
    level = "note" if finding.severity.value == "notice" else finding.severity.value
    region = {"startLine": finding.line, "startColumn": finding.column}
    location = {"artifactLocation": {"uri": quote(finding.path)}, "region": region}
    return {
        "ruleId": finding.code,
        "level": level,
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": location}],
    }


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
