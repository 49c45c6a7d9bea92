"""Findings in the formats that editors, terminals and continuous integration read."""

import datetime as dt
import json

from lawkb import report
from lawkb.check import Finding
from lawkb.laws import Law
from lawkb.register import Register
from lawkb.rule import Severity

ERROR = Finding("guides/甲,乙.md", 3, 8, "F007", "invalid-field", Severity.ERROR, "100% 不对：\n乙")
NOTICE = Finding("a.md", 1, 1, "T501", "placeholder-text", Severity.NOTICE, "还没写完")


def test_text_is_one_line_a_finding() -> None:
    assert (
        report.text((NOTICE, NOTICE)) == "a.md:1:1: T501 提示：还没写完（placeholder-text）\n" * 2
    )
    assert report.text(()) == ""


def test_json_holds_every_part_of_a_finding() -> None:
    assert json.loads(report.as_json((NOTICE,))) == [
        {
            "path": "a.md",
            "line": 1,
            "column": 1,
            "code": "T501",
            "name": "placeholder-text",
            "severity": "notice",
            "message": "还没写完",
        }
    ]
    assert json.loads(report.as_json(())) == []
    assert "还没写完" in report.as_json((NOTICE,))


def test_github_annotations_are_escaped() -> None:
    assert report.github((ERROR, NOTICE)) == (
        "::error file=guides/甲%2C乙.md,line=3,col=8,title=F007 invalid-field::100%25 不对：%0A乙\n"
        "::notice file=a.md,line=1,col=1,title=T501 placeholder-text::还没写完\n"
    )


def test_sarif_names_the_rules_that_found_something() -> None:
    log = json.loads(report.sarif((ERROR, NOTICE, NOTICE)))
    [run] = log["runs"]
    assert log["version"] == "2.1.0"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["F007", "T501"]
    assert all(rule["shortDescription"]["text"] for rule in run["tool"]["driver"]["rules"])
    assert [result["level"] for result in run["results"]] == ["error", "note", "note"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["results"][0]["message"] == {"text": "100% 不对：\n乙"}
    [location] = run["results"][0]["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "guides/%E7%94%B2%2C%E4%B9%99.md"},
        "region": {"startLine": 3, "startColumn": 8},
    }


def test_the_summary_counts_by_severity() -> None:
    without = Register((), dt.date(1, 1, 1))
    assert report.summary((), 3, without).startswith("查了 3 个文件，没有发现问题（没有法律登记表")
    register = Register((Law(id="a", title="某某法", kind="法律"),), dt.date(2026, 5, 16))
    counted = report.summary((ERROR, NOTICE, NOTICE), 3, register)
    assert counted.startswith("查了 3 个文件：错误 1 处，提示 2 处（法律登记至 2026-05-16）。")
