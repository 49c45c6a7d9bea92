"""Reading a file: what any file on an editor's computer turns into, and where its faults stand."""

import re
from pathlib import Path

import pytest
import yaml
import yaml.reader
from hypothesis import example, given
from hypothesis import strategies as st

from lawkb import source
from lawkb.memory import packed, unpacked
from lawkb.source import Source

PAGE = "---\nid: g01\ntitle: 标准合同\n---\n\n正文\n"
SYNTAX, COLON = "front-matter-syntax", "full-width-colon"


def read(folder: Path, data: bytes) -> Source:
    path = folder / "page.md"
    path.write_bytes(data)
    return source.read(path, folder)


def faults(found: Source) -> list[tuple[str, int, int, str]]:
    """Rule, line, column and message of every fault."""
    return [
        (rule, *found.position(fault.where), fault.message)
        for rule, several in found.faults.items()
        for fault in several
    ]


@pytest.mark.parametrize(
    "data",
    [
        PAGE.encode(),
        PAGE.encode("utf-8-sig"),
        PAGE.replace("\n", "\r\n").encode(),
        PAGE.replace("\n", "\r").encode(),
        PAGE.replace("\n", "\r\n").encode("utf-8-sig"),
        f"\n \n{PAGE}".encode(),
        PAGE.replace("---\n\n", "...\n\n").encode(),
    ],
    ids=["utf-8", "bom", "crlf", "cr", "bom-and-crlf", "blank-lines-before", "dots-close"],
)
def test_a_page_reads_the_same_however_it_was_saved(tmp_path: Path, data: bytes) -> None:
    found = read(tmp_path, data)
    assert dict(found.meta) == {"id": "g01", "title": "标准合同"}
    assert found.body.strip() == "正文"
    assert faults(found) == []


@pytest.mark.parametrize(
    ("data", "place", "said"),
    [
        (b"", (1, 1), "空文件"),
        (b" \r\n\xe3\x80\x80\n", (1, 1), "空文件"),
        (PAGE.encode("gb18030"), (3, 8), "GB18030"),
        (PAGE.replace("\n", "\r\n").encode("gb18030"), (3, 8), "GB18030"),
        (PAGE.encode("utf-16"), (1, 1), "UTF-16"),
        (b"\x89PNG\r\n\x1a\n\xff\xff\xff", (1, 1), "Word 文档或图片"),
        (PAGE.encode() + b"\xff\xff", (7, 1), "不是 UTF-8"),
        (b"---\nid: g01\ntitle: x\n", (1, 1), "没有配对"),
        (b"\n---\nid: g01\n", (2, 1), "没有配对"),
        (b"---\nsummary: " + b"x" * 900_000 + b"\n---\n", (2, 1), "内容太大：900 KB"),
        (PAGE.encode() + b"x" * 1_000_000, (1, 1), "内容太大：1,000 KB"),
    ],
    ids=[
        "empty",
        "blank",
        "gb18030",
        "gb18030-crlf",
        "utf-16",
        "binary",
        "broken-at-the-end",
        "unclosed",
        "unclosed-below-a-blank-line",
        "900-kb-of-front-matter",
        "1-mb",
    ],
)
def test_an_unreadable_file_is_one_fault_at_its_place(
    tmp_path: Path, data: bytes, place: tuple[int, int], said: str
) -> None:
    [(rule, *position, message)] = faults(read(tmp_path, data))
    assert (rule, tuple(position)) == ("unreadable-file", place)
    assert said in message


def test_a_file_of_20_mb_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    with path.open("wb") as file:
        file.truncate(20_000_000)
    found = source.read(path, tmp_path)
    assert found.text == ""
    assert "内容太大：20,000 KB" in faults(found)[0][3]


def test_a_link_out_of_the_library_is_refused_unread(tmp_path: Path) -> None:
    outside, root = tmp_path / "secret.md", tmp_path / "root"
    outside.write_text(PAGE, encoding="utf-8")
    root.mkdir()
    root.joinpath("page.md").symlink_to(outside)
    found = source.read(root / "page.md", root)
    assert found.text == ""
    assert "符号链接" in faults(found)[0][3]


def test_a_link_inside_the_library_is_read(tmp_path: Path) -> None:
    tmp_path.joinpath("real.md").write_text(PAGE, encoding="utf-8")
    tmp_path.joinpath("page.md").symlink_to(tmp_path / "real.md")
    assert source.read(tmp_path / "page.md", tmp_path).meta["id"] == "g01"


@pytest.mark.parametrize(
    "kind",
    [
        "missing",
        "folder",
        pytest.param("loop"),
    ],
)
def test_what_cannot_be_opened_is_a_fault(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "page.md"
    if kind == "folder":
        path.mkdir()
    elif kind == "loop":
        path.symlink_to(path)
    [(rule, line, column, _)] = faults(source.read(path, tmp_path))
    assert (rule, line, column) == ("unreadable-file", 1, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("标题: 甲乙丙\nid：g01", [(COLON, 3, 3, "“id”后面是全角冒号")]),
        ("id：　g01\ntitle： 甲", [(COLON, 2, 3, "“id”"), (COLON, 3, 6, "“title”")]),
        (
            "changes:\n  - date：2026-01-01\n    note：首次",
            [(COLON, 3, 9, "“date”"), (COLON, 4, 9, "“note”")],
        ),
        ("title: 甲\nid: g01\ntitle: 乙", [("duplicate-key", 4, 1, "“title”写了两遍")]),
        ("changes: [{date: 甲, date: 乙}]", [("duplicate-key", 2, 21, "“date”写了两遍")]),
        ("title: 甲: 乙", [(SYNTAX, 2, 9, "冒号")]),
        ("😀: 甲\nb: 😀乙: c", [(SYNTAX, 3, 6, "冒号")]),
        ("标题: 甲\nsummary: “\x07”", [(SYNTAX, 3, 11, "U+0007")]),
        ("标题: 甲\nsummary: *a", [(SYNTAX, 3, 10, "别名")]),
        ("summary: &a 甲", [(SYNTAX, 2, 10, "锚点")]),
        ("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]", [(SYNTAX, 2, 4, "锚点")]),
        ("topics: " + "[" * 30_000 + "]" * 30_000, [(SYNTAX, 2, 21, "12 层")]),
        ("甲", [(SYNTAX, 2, 1, "名称: 内容")]),
        ("- 甲", [(SYNTAX, 2, 1, "名称: 内容")]),
        ("title: [甲\nid: g01", [(SYNTAX, 2, 8, "括号")]),
        ('title: "甲\nid: g01', [(SYNTAX, 2, 8, "引号")]),
        ("\ttitle: 甲", [(SYNTAX, 2, 1, "Tab")]),
        ("title: @甲", [(SYNTAX, 2, 8, "“@”")]),
        ("? [甲]\n: 乙", [(SYNTAX, 2, 3, "简单的名称")]),
        pytest.param(
            "title: 甲\nid:g01",
            [(SYNTAX, 3, 1, "id:g01")],
        ),
        pytest.param(
            "summary: **重要**",
            [(SYNTAX, 2, 11, "引号")],
        ),
        pytest.param(
            "sources:\n  - APP：国家反诈中心",
            [],
        ),
        pytest.param(
            "summary: |\n  第一\n  app：不是键",
            [],
        ),
    ],
    ids=[
        "full-width-colon",
        "full-width-colon-with-spaces",
        "full-width-colon-in-a-list",
        "key-twice",
        "key-twice-in-a-record",
        "two-colons",
        "two-colons-after-emoji",
        "control-character",
        "alias",
        "anchor",
        "anchor-bomb",
        "30000-brackets",
        "a-word",
        "a-list",
        "open-bracket",
        "open-quote",
        "tab",
        "at-sign",
        "key-that-is-a-list",
        "no-space-after-the-colon",
        "bold",
        "full-width-colon-in-an-item",
        "full-width-colon-in-a-block",
    ],
)
def test_a_fault_is_reported_where_it_stands(
    text: str, expected: list[tuple[str, int, int, str]]
) -> None:
    found = faults(source.parse("page.md", f"---\n{text}\n---\n"))
    assert [fault[:3] for fault in found] == [fault[:3] for fault in expected]
    for (*_, message), (*_, said) in zip(found, expected, strict=True):
        assert said in message


@pytest.mark.parametrize(
    ("text", "said"),
    [("正文\n", "没有前置信息"), ("——\nid: g01\n——\n", "不是三个半角减号")],
    ids=["none", "dashes-by-word"],
)
def test_a_page_without_front_matter_is_reported(text: str, said: str) -> None:
    [(rule, line, column, message)] = faults(source.parse("page.md", text))
    assert (rule, line, column) == ("no-front-matter", 1, 1)
    assert said in message


def test_a_repaired_colon_keeps_the_value_and_every_later_place() -> None:
    found = source.parse("page.md", "---\nid：g01\ntitle：甲\ntopics: [乙]\n---\n")
    assert dict(found.meta) == {"id": "g01", "title": "甲", "topics": ["乙"]}
    assert [found.position(path) for path in (("title",), ("topics", 0))] == [(3, 7), (4, 10)]


def test_of_two_equal_keys_the_first_counts() -> None:
    assert source.parse("page.md", "---\na: 甲\na: 乙\n---\n").meta["a"] == "甲"


def test_every_scalar_stays_as_it_was_typed() -> None:
    text = "---\na: 2024-02-30\nb: 12:30\nc: no\nd: 0123\ne: ~\nf:\ng: '~'\n---\n"
    expected = {"a": "2024-02-30", "b": "12:30", "c": "no", "d": "0123", "e": None, "f": None}
    assert dict(source.parse("page.md", text).meta) == {**expected, "g": "~"}


def test_a_place_that_is_not_in_the_file_is_its_nearest_parent() -> None:
    found = source.parse("page.md", "---\nid: g01\nwithdrawn: {date: 2026-01-01}\n---\n")
    assert found.position(("withdrawn", "reason")) == (3, 12)
    assert found.position(("title",)) == (2, 1)


def test_code_and_comments_are_no_prose() -> None:
    text = "---\na: 甲\n---\n文 `码` <!-- 注 -->\n```\n码\n```\n文\n~~~~\n码\n~~~\n码\n"
    prose = source.parse("page.md", text).prose
    assert re.findall("[文码注甲]", prose) == ["文", "文"]


def test_comments_are_found_with_their_place_unless_they_are_code() -> None:
    found = source.parse("page.md", "---\na: 甲\n---\n<!-- 一 -->`<!-- 二 -->`\n<!-- 三\n")
    assert [(found.position(at), text) for at, text in found.comments] == [
        ((4, 1), "<!-- 一 -->"),
        ((5, 1), "<!-- 三\n"),
    ]


def test_full_width_digits_are_read_at_the_same_offsets() -> None:
    found = source.parse("page.md", "---\na: １３８\n---\n６２２２　０２１２－３ 甲\n")
    assert found.half_width == "---\na: 138\n---\n6222 0212-3 甲\n"


PIECES = st.sampled_from(
    [
        *"：[]{}\"'*&|>\t#`甲\n\r\x00\ufeff\x85\u2028%@",
        *("---\n", "...\n", "a: ", "- ", "? ", "<<: ", "2026-02-30", "!!python/object:os.system"),
        *("<!--", "-->", "```", "~~~"),
    ]
)
TEXTS = st.one_of(st.text(), st.lists(PIECES).map("".join), st.lists(PIECES).map("---\n".join))


@given(st.sampled_from(["page.md", "facts.yml"]), TEXTS)
@example("page.md", "---\n# 说明\n---\n")
@example("page.md", "---\ntitle: \x80\n---\n")
def test_reading_never_raises_and_every_fault_has_a_place(name: str, text: str) -> None:
    found = source.parse(name, text)
    for _, line, column, message in faults(found):
        assert 1 <= line <= text.count("\n") + 1
        assert column >= 1
        assert re.search("[一-龥]", message)


@given(TEXTS)
def test_prose_keeps_length_and_lines(text: str) -> None:
    found = source.parse("page.md", f"---\na: 甲\n---\n{text}")
    assert len(found.prose) == len(found.text)
    assert [i for i, c in enumerate(found.prose) if c == "\n"] == [
        i for i, c in enumerate(found.text) if c == "\n"
    ]


WORDS = st.text("甲乙丙丁abc09", min_size=1, max_size=8)
VALUES = st.recursive(
    WORDS,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        | st.dictionaries(WORDS, inner, min_size=1, max_size=3)
    ),
    max_leaves=8,
)


@given(st.dictionaries(WORDS, VALUES, min_size=1, max_size=5), st.booleans())
def test_every_offset_points_at_the_text_of_its_value(front: dict, flow: bool) -> None:  # noqa: FBT001
    typed = yaml.safe_dump(front, allow_unicode=True, default_flow_style=flow, default_style=None)
    found = source.parse("page.md", f"---\n{typed}---\n正文")
    assert dict(found.meta) == front
    for path, offset in found.values.items():
        value: object = front
        for part in path:
            value = value[part]
        if isinstance(value, str):
            assert found.text[offset:].lstrip("'\"").startswith(value)
    for path, offset in found.keys.items():
        assert found.text[offset:].lstrip("'\"").startswith(str(path[-1]))


def test_what_was_forgotten_of_a_remembered_file_is_there_again() -> None:
    read = source.parse("guides/g.md", "---\nid: g01\n---\n\n正文，有 `代码`。\n")
    rest = packed(read.rest)
    remembered = unpacked(packed(read))
    remembered.lies_apart(lambda: unpacked(rest))
    before = remembered.text, remembered.meta, remembered.prose, remembered.position(("id",))
    remembered.forget()
    assert "text" not in vars(remembered)
    again = remembered.text, remembered.meta, remembered.prose, remembered.position(("id",))
    assert again == before
    assert unpacked(packed(remembered.rest))["text"] == read.text


def test_what_was_just_read_cannot_be_forgotten() -> None:
    read = source.parse("guides/g.md", "---\nid: g01\n---\n\n正文。\n")
    read.forget()
    assert read.body == "\n正文。\n"


def test_a_folder_that_leads_outside_is_not_read(tmp_path: Path) -> None:
    outside, root = tmp_path / "outside", tmp_path / "root"
    outside.mkdir()
    root.mkdir()
    outside.joinpath("page.md").write_text(PAGE, encoding="utf-8")
    root.joinpath("guides").symlink_to(outside, target_is_directory=True)
    found = source.read(root / "guides/page.md", root)
    assert [*found.faults] == [source.UNREADABLE]
    assert found.text == ""
