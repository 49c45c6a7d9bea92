"""The Word file of a form: what its writer sees when it is opened."""

import dataclasses
import datetime as dt
import io
import time
import zipfile
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

import example
from lawkb.publish import word
from lawkb.render import Renderer

ABOUT = word.About("工资清单", "示范甲", "编号 t01", dt.date(2026, 11, 22))


def opened(text: str) -> Document:
    return docx.Document(io.BytesIO(word.make(ABOUT, text)))


def lines(text: str) -> list[tuple[str, str]]:
    """Style and text of each paragraph after the title."""
    return [(p.style.name if p.style else "", p.text) for p in opened(text).paragraphs[1:]]


def number(paragraph: Paragraph) -> str:
    """The numbering to which a step belongs."""
    [value] = paragraph._p.xpath("./w:pPr/w:numPr/w:numId/@w:val")
    return value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲\n\n乙", [("Normal", "甲"), ("Normal", "乙")]),
        ("### 一、基本信息\n\n甲", [("Heading 2", "一、基本信息"), ("Normal", "甲")]),
        ("姓名：＿＿＿＿　电话：＿＿＿＿", [("Normal", "姓名：＿＿＿＿　电话：＿＿＿＿")]),
        ("- 甲\n- 乙", [("List Bullet", "甲"), ("List Bullet", "乙")]),
        ("- 甲\n\n- 乙", [("List Bullet", "甲"), ("List Bullet", "乙")]),
        (
            '- <span class="lk-box">☐</span> 甲\n- <span class="lk-box">☑</span> 乙',
            [("Normal", "☐ 甲"), ("Normal", "☑ 乙")],
        ),
        ("1. 甲\n2. 乙", [("List Number", "甲"), ("List Number", "乙")]),
        (
            "1. 甲\n\n    补一段\n\n    - 小项\n\n2. 乙",
            [
                ("List Number", "甲"),
                ("Normal", "补一段"),
                ("List Bullet", "小项"),
                ("List Number", "乙"),
            ],
        ),
        (
            "- 甲\n    - 乙\n        1. 丙\n- 丁",
            [
                ("List Bullet", "甲"),
                ("List Bullet", "乙"),
                ("List Number", "丙"),
                ("List Bullet", "丁"),
            ],
        ),
        ("看[指引](g01.md)。", [("Normal", "看指引。")]),
        ("贴照片：\n\n![身份证](id.png)", [("Normal", "贴照片："), ("Normal", "（图：身份证）")]),
        ("```\n甲\n\n  乙\n```", [("Normal", "甲\n\n  乙")]),
        ("甲\x0b乙\x07", [("Normal", "甲乙")]),
        ("##### 小题\n\n甲", [("Heading 3", "小题"), ("Normal", "甲")]),
        ('??? note "怎么填"\n\n    先签名。', [("Normal", "怎么填"), ("Normal", "先签名。")]),
        ("</ul></strong><li>甲</li>", [("Normal", ""), ("List Bullet", "甲")]),
        ('!!! warning "注意"\n\n    要签名。', [("Normal", "注意"), ("Normal", "要签名。")]),
        ("", []),
    ],
)
def test_markdown_becomes_paragraphs(text: str, expected: list[tuple[str, str]]) -> None:
    assert lines(text) == expected


def test_a_table_keeps_its_cells() -> None:
    [table] = opened("| 月份 | 应发 |\n| --- | --- |\n| ＿＿ | **5**元 |").tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["月份", "应发"],
        ["＿＿", "5元"],
    ]
    assert table.cell(0, 0).paragraphs[0].runs[0].bold


def test_a_cell_may_have_lines_and_a_picture() -> None:
    [table] = opened("| 甲 |\n| --- |\n| 一<br>二 |\n| ![印章](seal.png) |").tables
    assert [row.cells[0].text for row in table.rows] == ["甲", "一\n二", "（图：印章）"]


def test_a_table_of_many_rows_takes_no_longer_for_each() -> None:
    def seconds(rows: int) -> float:
        text = "| 甲 | 乙 |\n| --- | --- |\n" + "| ＿ | ＿ |\n" * rows
        begin = time.process_time()
        word.make(ABOUT, text)
        return time.process_time() - begin

    assert seconds(400) < 12 * seconds(100)


def test_many_authors_fit_into_the_properties_of_the_file() -> None:
    about = dataclasses.replace(ABOUT, author="示范甲、" * 100)
    made = docx.Document(io.BytesIO(word.make(about, "甲")))
    assert made.core_properties.author == about.author[: word.LONGEST_PROPERTY]


def test_bold_words_are_bold_and_no_others() -> None:
    [_, paragraph] = opened("先**取证**再投诉").paragraphs
    assert [(run.text, run.bold) for run in paragraph.runs] == [
        ("先", None), ("取证", True), ("再投诉", None),
    ]  # fmt: skip


def test_every_numbered_list_begins_at_one() -> None:
    [_, first, second, _, third] = opened("1. 甲\n2. 乙\n\n中间\n\n1. 丙").paragraphs
    assert number(first) == number(second) != number(third)


def test_the_same_text_gives_the_same_bytes_without_a_moment_in_them() -> None:
    made = word.make(ABOUT, "1. 甲\n\n| 甲 |\n| --- |\n| 乙 |")
    assert made == word.make(ABOUT, "1. 甲\n\n| 甲 |\n| --- |\n| 乙 |")
    with zipfile.ZipFile(io.BytesIO(made)) as file:
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert [name for name in file.namelist() if "thumbnail" in name] == []
        core = file.read("docProps/core.xml").decode()
    assert "工资清单" in core
    assert "示范甲" in core
    assert {dt.date.fromisoformat(part[:10]) for part in core.split(">") if part[:2] == "20"} == {
        ABOUT.day
    }


def test_chinese_text_is_set_in_chinese_fonts() -> None:
    document = opened("### 甲\n\n乙")
    for style, font in (("Normal", "宋体"), ("Title", "黑体"), ("Heading 2", "黑体")):
        fonts = document.styles[style].element.rPr.rFonts
        assert fonts.get(qn("w:eastAsia")) == font
        assert [key for key in fonts.attrib if key.endswith("Theme")] == []
    languages = {lang.get(qn("w:eastAsia")) for lang in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"zh-CN"}


def test_the_file_of_a_form_holds_its_sample_and_nothing_else() -> None:
    library = example.load(example.SOUND)
    [form] = Renderer(library).forms.values()
    assert (form.uri, form.name) == ("forms/t01.docx", "工资清单.docx")
    document = docx.Document(io.BytesIO(form.content))
    assert [paragraph.text for paragraph in document.paragraphs if paragraph.text] == [
        "工资清单", "申请人：＿＿＿＿　1年内提交", "附件", "☐ 工资条", "☑ 身份证", "签名。",
    ]  # fmt: skip
    assert len(document.tables) == 1


@pytest.mark.parametrize("heading", ["## 样张 {#form}", "## 样张  ", "## 样张 ##"])
def test_the_sample_is_found_however_its_heading_is_typed(library_root: Path, heading: str) -> None:
    path = example.FILES["form"]
    example.write(library_root, path, example.read(path).replace("## 样张", heading))
    [form] = Renderer(example.load(library_root)).forms.values()
    assert "申请人：＿＿＿＿　1年内提交" in [
        paragraph.text for paragraph in docx.Document(io.BytesIO(form.content)).paragraphs
    ]
