"""`<!-- allow -->`: which lines it covers, and what it says when it covers nothing."""

from pathlib import Path

import pytest

import example
from lawkb import allow, source

WORD = "待补充"


def found_in(body: str) -> list[tuple[str, str, int, int]]:
    read = source.parse("page.md", f"---\nid: g01\n---\n{body}")
    return [(a.name, a.reason, a.first_line, a.last_line) for a in allow.find(read)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("甲 <!-- allow a-b: 理由 --> 乙\n丙\n", [("a-b", "理由", 4, 4)]),
        ("<!-- allow a: 理由 -->\n\n甲\n乙\n\n丙\n", [("a", "理由", 4, 7)]),
        ("<!-- allow a：理由 -->\n甲", [("a", "理由", 4, 5)]),
        ("<!-- allow a -->\n甲", [("a", "", 4, 5)]),
        ("<!--allow a:理由-->\n甲", [("a", "理由", 4, 5)]),
        ("<!-- allow a: 一\n二 -->\n甲", [("a", "一\n二", 4, 6)]),
        ("<!-- allow a: 理由 -->\n", [("a", "理由", 4, 5)]),
        ("`<!-- allow a: 理由 -->`\n", []),
        ("<!-- disallow a: 理由 -->\n", []),
    ],
    ids=[
        "same-line",
        "next-paragraph",
        "full-width-colon",
        "no-reason",
        "no-spaces",
        "two-lines",
        "nothing-after-it",
        "code",
        "another-word",
    ],
)
def test_an_allow_covers_its_line_or_the_paragraph_after_it(
    body: str, expected: list[tuple[str, str, int, int]]
) -> None:
    assert found_in(body) == expected


@pytest.mark.parametrize(
    ("front", "body", "expected"),
    [
        ("", f"{WORD} <!-- allow placeholder-text: 理由 -->", []),
        ("", f"<!-- allow placeholder-text: 理由 -->\n\n{WORD}", []),
        ("", f"<!-- allow placeholder-text: 理由 -->\n甲\n\n{WORD}", ["A901", "T501"]),
        ("", f"<!-- allow broken-link: 理由 -->\n{WORD}", ["A901", "T501"]),
        ("", f"<!-- allow placeholder: 理由 -->\n{WORD}", ["A901", "T501"]),
        ("", f"<!-- allow placeholder-text -->\n{WORD}", ["A902"]),
        ("", "<!-- allow unused-allow: 理由 -->", ["A901"]),
        (f"summary: {WORD}  # allow placeholder-text: 理由", "", []),
        (f"# allow placeholder-text: 理由\nsummary: {WORD}", "", []),
        (f"summary: {WORD}\nkeywords: []  # allow placeholder-text: 理由", "", ["A901", "T501"]),
    ],
    ids=[
        "beside",
        "above",
        "above-another-paragraph",
        "for-another-rule",
        "for-no-rule",
        "without-reason",
        "for-itself",
        "front-matter-beside",
        "front-matter-above",
        "front-matter-elsewhere",
    ],
)
def test_an_allow_silences_what_it_covers(
    library_root: Path, front: str, body: str, expected: list[str]
) -> None:
    path = example.FILES["guide"]
    text = example.with_paragraph(example.read(path), body)
    if front:
        text = text.replace("summary: 从证据到法援，每一步写明期限。\n", f"{front}\n")
        text = text.replace("keywords: [讨薪]\n", "" if "keywords" in front else "keywords: []\n")
    example.write(library_root, path, text)
    assert sorted(finding.code for finding in example.check_root(library_root)) == expected


def test_an_allow_cannot_speak_for_a_file_that_cannot_be_read(library_root: Path) -> None:
    text = "---\nid: g02  # allow unreadable-file: 理由\n"
    example.write(library_root, "guides/unclosed.md", text)
    assert "F001" in {finding.code for finding in example.check_root(library_root)}
