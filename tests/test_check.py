"""Running the rules: the order of findings, what stops publishing, and the day that counts."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

import pytest

import example
from lawkb import check
from lawkb.page import Parsed
from lawkb.rule import Scope, Severity
from lawkb.rules import RULES, find

GUIDE, CASE = example.FILES["guide"], example.FILES["case"]


def change(root: Path, path: str, front: str) -> None:
    example.write(root, path, example.with_front(example.read(path), front))


def test_findings_stand_in_reading_order(library_root: Path) -> None:
    text = example.with_paragraph(example.read(GUIDE), "待补充，待补充。\n\n[甲](g99)")
    example.write(library_root, GUIDE, example.with_front(text, "related: [c99, c98]"))
    change(library_root, CASE, "title: 待补充")
    found = [(f.path, f.line, f.column) for f in example.check_root(library_root)]
    assert found == sorted(found)
    assert [path for path, *_ in found] == [CASE] + [GUIDE] * 5


def test_a_finding_is_one_clickable_line(library_root: Path) -> None:
    change(library_root, GUIDE, "related: [c99]")
    [finding] = example.check_root(library_root)
    place = f"{GUIDE}:{finding.line}:11: L206"
    assert (
        str(finding) == f"{place} 错误：没有编号为“c99”的文档。请核对编号。（unavailable-related）"
    )


@pytest.mark.parametrize(
    ("front", "blocking"),
    [
        ("related: [c99]", ["L206"]),
        ("status: 草稿\nrelated: [c99]", []),
        ("status: 送审\nrelated: [c99]", []),
        ("review_due: 2026-11-21", []),
        ("status: 草稿\nid: x", []),
        ("status: 没有的", ["F007"]),
    ],
    ids=["published", "draft", "submitted", "warning", "unsound-draft", "unknown-status"],
)
def test_only_errors_that_could_reach_readers_stop_publishing(
    library_root: Path, front: str, blocking: list[str]
) -> None:
    # What is no sound document is in no list, so nothing of it may be linked to.
    example.write(library_root, "guides/second.md", example.read(GUIDE))
    change(library_root, GUIDE, "id: g02")
    text = example.read(GUIDE)
    example.write(library_root, GUIDE, text)
    second = example.with_front(example.with_front(text, "id: g02\nrelated: []"), front)
    example.write(library_root, "guides/second.md", second)
    found = example.check_root(library_root)
    assert found
    stopping = check.blocking(found, example.load(library_root))
    assert [finding.code for finding in stopping] == blocking


def test_an_error_in_a_registry_stops_publishing(library_root: Path) -> None:
    example.write(library_root, "content/_data/facts.yml", "facts: 甲\n")
    found = example.check_root(library_root)
    stopping = check.blocking(found, example.load(library_root))
    assert "content/_data/facts.yml" in {finding.path for finding in stopping}


@pytest.mark.parametrize(
    ("today", "codes"),
    [
        (dt.date(2026, 10, 31), ["D403"] * 3),
        (dt.date(2026, 11, 1), []),
        (dt.date(2027, 5, 1), []),
        (dt.date(2027, 5, 2), ["D401"]),
    ],
    ids=["the-day-before", "first-day", "last-day", "the-day-after"],
)
def test_the_day_that_is_given_counts(library_root: Path, today: dt.date, codes: list[str]) -> None:
    found = [f.code for f in example.check_root(library_root, today) if f.path == GUIDE]
    assert found == codes


@pytest.mark.parametrize(
    ("today", "held"),
    [(dt.date(2019, 12, 31), True), (dt.date(2020, 1, 1), True), (dt.date(2020, 1, 2), False)],
)
def test_a_fact_holds_until_the_end_of_its_last_day(
    library_root: Path,
    today: dt.date,
    held: bool,  # noqa: FBT001
) -> None:
    text = example.with_paragraph(example.read(GUIDE), "{{ expired-amount }}")
    example.write(library_root, GUIDE, text)
    codes = {finding.code for finding in example.check_root(library_root, today)}
    assert ("D404" not in codes) is held


PLAIN = "---\ntitle: 甲\n---\n乙\n"
TEXT, TOPICS = example.read(GUIDE), example.read("content/_data/topics.yml")


@pytest.mark.parametrize(
    ("path", "text", "code"),
    [
        ("content/changes.md", PLAIN, "F015"),
        ("content/g01.md", PLAIN, "F015"),
        ("content/_data/topics.yml", TOPICS.replace("slug: contract", "slug: index"), "F015"),
        ("content/_data/site.yml", "hotline: arbitration-limit\n", "F012"),
        (GUIDE, example.with_front(TEXT, "summary: 在{{ arbitration-limit }}内"), "L207"),
        (GUIDE, example.with_front(TEXT, "topics: [labor/wages, labor/wages]"), "F008"),
        (GUIDE, example.with_paragraph(TEXT, "![图表][a]\n\n[a]: https://a.cn/x.png"), "L203"),
        (GUIDE, example.with_paragraph(TEXT, "甲\n==="), "S303"),
        (GUIDE, example.with_paragraph(TEXT, "[甲]()"), "L201"),
        (GUIDE, example.with_paragraph(TEXT, "[甲](g01）"), "L201"),
    ],
    ids=[
        "page-at-the-address-of-an-index",
        "page-at-the-address-of-a-document",
        "topic-at-the-address-of-its-group",
        "hotline-that-is-no-telephone",
        "fact-in-the-summary",
        "topic-twice",
        "image-of-another-host-by-definition",
        "top-heading-by-underline",
        "link-to-nowhere",
        "link-with-one-full-width-bracket",
    ],
)
def test_what_readers_would_stumble_over_is_reported(
    library_root: Path, path: str, text: str, code: str
) -> None:
    example.write(library_root, path, text)
    assert (path, code) in {(f.path, f.code) for f in example.check_root(library_root)}


def test_rules_can_be_chosen(library_root: Path) -> None:
    change(library_root, GUIDE, "title: 待补充\nrelated: [c99]")
    rule = find("T501")
    assert rule
    assert [f.code for f in check.run(example.load(library_root), [rule])] == ["T501"]


def test_every_file_is_shown_to_the_progress_display(library_root: Path) -> None:
    seen: list[str] = []

    def progress(files: Iterable[Parsed]) -> Iterable[Parsed]:
        files = list(files)
        seen.extend(file.path for file in files)
        return files

    check.run(example.load(library_root), progress=progress)
    assert {GUIDE, "content/_data/facts.yml"} <= set(seen)


def test_a_rule_about_allows_has_the_severity_of_its_kind() -> None:
    assert {rule.name: rule.severity for rule in RULES if rule.scope is Scope.ALLOW} == {
        "unused-allow": Severity.WARNING,
        "unexplained-allow": Severity.ERROR,
    }
