"""Plain text is read faster and comes out the same: judged by Python-Markdown without our reader."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.util import Registry

from lawkb.inline import PlainText

EXTENSIONS = ["admonition", "attr_list", "footnotes", "tables", "toc", "pymdownx.details"]
READ = [
    *("甲", "乙。", " ", "\n", "\n\n", "“", '"', "'", "!", "(", ")", ">", "- ", "1. ", "## "),
    *("[甲](b/)", "[甲](b/#c)", '[甲](b/ "乙 丙")', "[甲](b/){ .lk-cite }"),
    *(
        '[甲](b/ "乙"){ .lk-term }',
        "| 甲 | 乙 |\n| --- | --- |\n",
        "|",
        "http://a.cn",
        "> ",
        "^",
        "~",
    ),
]
LEFT_ALONE = [
    *("  \n", "    ", "[", "]", "\\", "`", "*", "**", "_", "<", "&", "&amp;", "{", "}"),
    *(
        "[甲]( b )",
        "[甲](<b>)",
        "[甲](b 'c')",
        "[甲](b(c))",
        "[甲](b/){.x}",
        '[甲](b/ "乙　丙")',
        '[甲](b/ " 乙 ")',
        "[甲](b/){ #y }",
    ),
    *("{ .z }", "[甲]", "[甲][r]", "[r]: b/", "[^1]", "[^1]: 注", "[甲**乙**](b)", "[[甲](b)](c)"),
    *("![图](b.png)", "!!! tip\n", "<span>甲</span>", "<https://a.cn>", "<a@b.cn>", "<!-- 丙 -->"),
    *("甲*乙*", "甲_乙_", "甲`乙`", "甲\\*乙", "甲  \n乙"),
]
PARTS = st.lists(st.sampled_from(READ), max_size=4).map("".join)
TEXTS = st.lists(PARTS | st.sampled_from(LEFT_ALONE), max_size=4).map("".join)
PLAIN, READER = (Markdown(extensions=[*EXTENSIONS, *more]) for more in ([], [PlainText()]))


@settings(max_examples=500)
@given(TEXTS)
@example("- 甲[乙](b/)丙\n    - 丁[戊](c/)")
@example("[甲](b/)[乙](c/){ .lk-cite }\n{ .x }")
@example("| [甲](b/){ .lk-cite } | 乙 |\n| --- | --- |\n| 丙 | [丁](c/) |")
def test_every_text_comes_out_the_same(text: str) -> None:
    assert READER.reset().convert(text) == PLAIN.reset().convert(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲乙", "<p>甲乙</p>"),
        ("甲[乙](b/)丙", '<p>甲<a href="b/">乙</a>丙</p>'),
        (
            '[乙](b/ "丙"){ .lk-cite }',
            '<p><a class="lk-cite" href="b/" title="丙">乙</a></p>',
        ),
    ],
)
def test_the_patterns_are_not_asked_about_plain_text(text: str, expected: str) -> None:
    reader = Markdown(extensions=[PlainText()])
    reader.inlinePatterns = Registry()
    assert reader.convert(text) == expected
