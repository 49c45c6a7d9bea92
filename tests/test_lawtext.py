"""Texts of laws: what is read from Markdown, from Word and from plain text."""

import datetime as dt
import io
import time
import zipfile
from pathlib import Path

import docx
import pytest

import example
from lawkb import lawtext
from lawkb.laws import Article
from lawkb.lawtext import UnreadableTextError

WORD = """\
示范市村务公开条例

（2019年5月1日示范市第八届人民代表大会常务委员会第一次会议通过　根据2025年1月10日《关于修改〈示范条例〉的决定》修正）

目　　录

第一章　总　　则

第一章　总　　则

第一条　为了让测试有条文可比，制定本条例。

第二条　村民委员会应当公布收支情况。

下列事项应当同时公布：

（一）集体资产的出租；

（二）补助的发放。

第二条之一　公布不少于三十日。

第二章　附　　则

第一百条　本条例自2019年6月1日起施行。
"""
SHAPE = {Article(1): (0,), Article(2): (0, 2), Article(2, 1): (0,), Article(100): (0,)}


def word(path: Path, text: str) -> Path:
    document = docx.Document()
    for line in filter(None, text.split("\n")):
        document.add_paragraph(line)
    document.save(str(path))
    return path


def test_a_word_file_of_the_national_database_is_read(tmp_path: Path) -> None:
    text = lawtext.read(word(tmp_path / "甲.docx", WORD))
    assert text.title == "示范市村务公开条例"
    assert text.adopted == dt.date(2025, 1, 10)
    assert text.shape == SHAPE
    assert text.articles[Article(2)][1] == "下列事项应当同时公布："


def test_the_day_in_the_name_of_a_file_counts_more_than_the_one_in_its_text(
    tmp_path: Path,
) -> None:
    text = lawtext.read(word(tmp_path / "示范市村务公开条例_20250111.docx", WORD))
    assert text.adopted == dt.date(2025, 1, 11)


def test_markdown_is_read_with_its_dates(tmp_path: Path) -> None:
    text = lawtext.read(example.write(tmp_path, "law.md", example.LAW_TEXT))
    assert (text.adopted, text.effective) == (dt.date(2025, 1, 10), dt.date(2025, 3, 1))
    assert text.shape == {Article(1): (0,), Article(2): (0, 2), Article(3): (0,)}


@pytest.mark.parametrize("content", [example.LAW_TEXT, WORD], ids=["markdown", "plain"])
def test_what_is_written_is_read_back(tmp_path: Path, content: str) -> None:
    text = lawtext.read(example.write(tmp_path, "law.md", content))
    assert lawtext.read(example.write(tmp_path, "again.md", lawtext.write(text))) == text


@pytest.mark.parametrize(
    ("lines", "articles"),
    [
        ("第一条　甲，\n乙。", {Article(1): ("甲，乙。",)}),
        ("第一条　甲。\n乙。", {Article(1): ("甲。", "乙。")}),
        (
            "第一条　甲：\n（一）乙；\n（二）丙。",
            {Article(1): ("甲：", "（一）乙；", "（二）丙。")},
        ),
        ("第一条\n甲。", {Article(1): ("甲。",)}),
        ("第一条 甲。\n一、诉讼时效\n第二条 乙。", {Article(1): ("甲。",), Article(2): ("乙。",)}),
        ("第一条 甲。\n第二节 乙\n第二条 丙。", {Article(1): ("甲。",), Article(2): ("丙。",)}),
        ("第1条 甲。", {Article(1): ("甲。",)}),
        ("## 第一章　总则　第一条　甲。", {Article(1): ("甲。",)}),
        ("第一条 甲。\n附：\n第一条 旧的。", {Article(1): ("甲。", "附：")}),
    ],
    ids=[
        "broken-line",
        "paragraphs",
        "items",
        "number-alone",
        "heading",
        "division",
        "arabic",
        "glued",
        "begins-again",
    ],
)
def test_lines_become_articles(
    tmp_path: Path, lines: str, articles: dict[Article, tuple[str, ...]]
) -> None:
    assert lawtext.read(example.write(tmp_path, "law.txt", lines)).articles == articles


def packed(types: str) -> bytes:
    """A zip file whose list of parts is this."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        file.writestr("[Content_Types].xml", types)
    return made.getvalue()


def test_a_line_for_each_character_is_joined_in_no_time(tmp_path: Path) -> None:
    text = "第一条　甲\n" + "长\n" * 60_000
    begin = time.process_time()
    assert len(lawtext.read(example.write(tmp_path, "law.txt", text)).articles[Article(1)]) == 1
    assert time.process_time() - begin < 3  # it took 20 seconds


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("law.docx", b"no zip", "不是能读的 Word 文件"),
        ("law.docx", b"PK\x03\x04", "不是能读的 Word 文件"),
        ("law.docx", packed("<a"), "不是能读的 Word 文件"),
        ("law.docx", packed("<a/>"), "不是能读的 Word 文件"),
        ("law.md", "第一条".encode("gb18030"), "不是 UTF-8 编码"),
        ("law.md", "一则通知。", "找不到“第一条”"),
        ("law.txt", "", "找不到“第一条”"),
    ],
)
def test_what_is_no_text_of_a_law_is_refused_in_chinese(
    tmp_path: Path, name: str, content: str | bytes, said: str
) -> None:
    with pytest.raises(UnreadableTextError, match=said):
        lawtext.read(example.write(tmp_path, name, content))
