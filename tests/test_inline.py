"""Plain text is read faster and comes out the same: judged by Python-Markdown without our reader."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.blockprocessors import EmptyBlockProcessor
from markdown.util import Registry
from pymdownx.slugs import slugify

from lawkb import loading
from lawkb.inline import EXTENSIONS, PlainText
from lawkb.render import Renderer

READ = [
    *("甲", "乙。", " ", "\n", "\n\n", "\n\n\n", "“", '"', "'", "!", "(", ")", ">", "]", "a", "1"),
    *("- ", "1. ", "１. ", "## ", "### 丙\n\n", "    ", "> ", "^", "~", "|", ": ", "=", "--"),
    *("[甲](b/)", "[甲](b/#c)", '[甲](b/ "乙 丙")', "[甲](b/){ .lk-cite }"),
    *('[甲](b/ "乙"){ .lk-term }', "| 甲 | 乙 |\n| --- | --- |\n", "http://a.cn"),
    *("**", "**甲**", "**甲[乙](b/)**", "**甲\n乙**", '<span class="lk-fact" title="乙">丙</span>'),
    *('<a href="tel:110">110</a>', '<strong class="c">', "</strong>", "**甲<span>乙**丙</span>"),
    *("!!! tip\n    ", '??? note "丁"\n\n    ', "\n\n    ", "- 甲\n- 乙\n", "\n---\n", "\n===\n"),
]
LEFT_ALONE = [
    *("  \n", "[", "\\", "`", "*", "***", "_", "<", "&", "&amp;", "{", "}", "\t", "\r"),
    *("[甲]( b )", "[甲](<b>)", "[甲](b 'c')", "[甲](b(c))", "[甲](b/){.x}", "[甲](b/){ #y }"),
    *('[甲](b/ "乙　丙")', '[甲](b/ " 乙 ")', "{ .z }", "[甲]", "[甲][r]", "[r]: b/", "[^1]"),
    *("[^1]: 注", "[甲**乙**](b)", "[[甲](b)](c)", "![图](b.png)", "!!! tip\n", "<span>甲</span>"),
    *("<https://a.cn>", "<a@b.cn>", "<!-- 丙 -->", "甲*乙*", "甲_乙_", "甲`乙`", "甲\\*乙"),
    *("甲  \n乙", "** 甲**", "**甲 **", "<div>\n", "</div>", "<p>", "```\n", "~~~\n"),
    '<a title="**">',
]
PARTS = st.lists(st.sampled_from(READ), max_size=6).map("".join)
TEXTS = st.lists(PARTS | st.sampled_from(LEFT_ALONE), max_size=5).map("".join)
NAMES = sorted(EXTENSIONS - {"fenced_code"})  # another reads the same
SETTINGS = {"toc": {"marker": "", "slugify": slugify(case="lower")}}
PLAIN, READER = (
    Markdown(extensions=[*NAMES, *more], extension_configs=SETTINGS) for more in ([], [PlainText()])
)
ROOT = Path(__file__).parent.parent


@settings(max_examples=1000)
@given(TEXTS)
@example("- 甲[乙](b/)丙\n    - 丁[戊](c/)")
@example("[甲](b/)[乙](c/){ .lk-cite }\n{ .x }")
@example("| [甲](b/){ .lk-cite } | 乙 |\n| --- | --- |\n| 丙 | [丁](c/) |")
@example("## 甲\n\n## 甲\n\n## A  B\n\n## ！\n\n甲{ #a-b }\n\n## 甲_1")
@example("## 甲\n\n## 甲 { #a }\n\n## A > B\n\n## *甲*\n\n## [乙](c/)\n\n## A\\_B &amp;")
@example("甲[^1]\n\n乙\n\n[^1]: 丙\n\n    丁")
@example("- 甲\n\n- 乙\n\n    丙\n\n丁")
@example('!!! tip "甲"\n    乙\n\n    丙\n\n    - 丁\n\n        戊')
def test_every_text_comes_out_the_same(text: str) -> None:
    assert READER.reset().convert(text) == PLAIN.reset().convert(text)


def test_every_document_of_ours_comes_out_the_same() -> None:
    library = loading.library(ROOT, dt.date(2026, 11, 28))
    for output in (planned.make() for planned in Renderer(library).pages()):
        assert READER.reset().convert(output.body) == PLAIN.reset().convert(output.body)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲乙", "<p>甲乙</p>"),
        ("甲[乙](b/)丙", '<p>甲<a href="b/">乙</a>丙</p>'),
        ("甲\n\n**乙**丙", "<p>甲</p>\n<p><strong>乙</strong>丙</p>"),
        ("## 甲\n\n乙 > 丙", "<h2>甲</h2>\n<p>乙 &gt; 丙</p>"),
        (
            '[乙](b/ "丙"){ .lk-cite }',
            '<p><a class="lk-cite" href="b/" title="丙">乙</a></p>',
        ),
    ],
)
def test_the_patterns_are_not_asked_about_plain_text(text: str, expected: str) -> None:
    reader = Markdown(extensions=[PlainText()])
    ours = reader.parser.blockprocessors[0]
    reader.inlinePatterns, reader.parser.blockprocessors = Registry(), Registry()
    reader.parser.blockprocessors.register(ours, "ours", 0)
    reader.parser.blockprocessors.register(EmptyBlockProcessor(reader.parser), "empty", 1)
    assert reader.convert(text) == expected


def test_fenced_code_keeps_its_settings() -> None:
    fenced = '```yaml title="甲"\n## 乙\n```'
    assert READER.reset().convert(fenced) == PLAIN.reset().convert(fenced)
    assert '<span class="filename">甲</span>' in READER.reset().convert(fenced)


@pytest.mark.parametrize("changed", [{"marker": "[TOC]"}, {"permalink": True}, {"baselevel": 2}])
def test_a_table_of_contents_that_is_asked_for_is_made(changed: dict[str, object]) -> None:
    settings = {"toc": {"marker": ""} | changed}
    plain, reader = (
        Markdown(extensions=["toc", *more], extension_configs=settings)
        for more in ([], [PlainText()])
    )
    text = "[TOC]\n\n# 甲\n\n## 乙"
    assert reader.convert(text) == plain.convert(text)
