"""Check: findings as text, JSON, GitHub annotations or SARIF."""

import json
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote

from lawkb.check import Finding
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


FORMATS: dict[str, Callable[[tuple[Finding, ...]], str]] = {
    "text": text,
    "json": as_json,
    "github": github,
    "sarif": sarif,
}


def summary(findings: Iterable[Finding], files: int) -> str:
    """What a run found, in one line."""
    counts = Counter(finding.severity for finding in findings)
    if not counts:
        return f"查了 {files} 个文件，没有发现问题。"
    parts = [f"{severity.label} {counts[severity]} 处" for severity in sorted(counts)]
    return f"查了 {files} 个文件：{'，'.join(parts)}。看说明：lawkb explain 编号"


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
