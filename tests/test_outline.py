"""Headings: their anchors must be those that the site gives, or links to them break."""

import re

import pytest
from markdown import Markdown

from lawkb import outline, source

PLAIN = [
    "## 先问清楚\n\n甲\n\n### 几个例外\n\n乙\n",
    "## 办理步骤与期限（2026年）\n\n## 《劳动法》第五十条\n\n## “加付”——赔偿金\n",
    "## 老板说“没钱”怎么办？\n\n## 老板说“没钱”，怎么办？\n",
    "## 甲\n\n## 甲\n\n## 甲\n",
    "## **甲**乙\n\n## *甲* 乙\n\n## [甲](https://example.org/) 乙\n",
    "## 甲 ~~乙~~\n\n## 甲\\*乙\n",
    "## 甲 { #jia }\n\n## 乙 {#yi .warn}\n\n## 丙 {: #bing }\n",
    "## 甲 { #yi }\n\n## yi\n",
    "## About USB 3.0 & C++\n\n## 1. 第一步\n",
    "##甲\n\n## 乙 ##\n\n#### 丙\n\n##\t丁\n",
    "## 甲 #\n\n## C#\n",
    "# 甲\n\n## 乙<br>丙\n",
    "## 甲\n```\n## 不是标题\n```\n<!--\n## 也不是\n-->\n\n## 乙\n",
    "    ## 缩进四格是代码\n",
    "甲\n## 紧跟着的标题\n",
    "## 甲  乙\n",
    "## a_b_c\n",
    "## 甲_1\n\n## 甲\n\n## 甲\n",
    "## 甲\n\n## 甲\n\n## 甲_1\n",
    "## `甲` 乙\n",
    "## `甲`\n",
    "## 甲 `乙`\n",
    "## 甲&amp;乙\n",
]
WRONG = {
    "setext": "甲\n===\n\n乙\n---\n",
    "in-a-list": "- 甲\n\n    ## 乙\n",
    "in-an-admonition": "!!! note\n\n    ## 甲\n",
    "empty": "##\n\n## 乙\n",
}


def parse(body: str) -> source.Source:
    return source.parse("page.md", f"---\nid: g01\n---\n{body}")


def compare(markdown: Markdown, body: str) -> None:
    found = [(section.level, section.anchor) for section in outline.sections(parse(body))]
    html = markdown.reset().convert(body)
    assert found == [(int(h), id_) for h, id_ in re.findall(r'<h(\d)[^>]* id="([^"]*)"', html)]


@pytest.mark.parametrize("body", PLAIN)
def test_anchors_are_those_of_the_site(markdown: Markdown, body: str) -> None:
    compare(markdown, body)


@pytest.mark.xfail(reason="`outline` reads these headings otherwise than Python-Markdown")
@pytest.mark.parametrize("body", WRONG.values(), ids=WRONG)
def test_anchors_of_unusual_headings_are_those_of_the_site(markdown: Markdown, body: str) -> None:
    compare(markdown, body)


def test_a_section_holds_its_subsections_and_ends_where_the_next_begins() -> None:
    found = parse("## 甲\n\n一\n\n### 乙\n\n二\n\n## 丙\n\n三\n")
    texts = [found.text[s.content : s.end].split() for s in outline.sections(found)]
    assert texts == [["一", "###", "乙", "二"], ["二"], ["三"]]


@pytest.mark.parametrize(
    ("content", "inside"),
    [
        ("<!-- 注 -->", ""),
        ("<!--\n注\n-->\n甲", "甲"),
        ("```\n码\n```", "```\n码\n```"),
        pytest.param(
            "`<!-- 注 -->`",
            "`<!-- 注 -->`",
        ),
    ],
    ids=["comment", "long-comment", "code", "comment-as-code"],
)
def test_code_stands_under_a_heading_and_a_comment_does_not(content: str, inside: str) -> None:
    found = parse(f"## 甲\n{content}\n")
    [section] = outline.sections(found)
    assert outline.inside(found, section).strip() == inside


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("甲 { #jia }", "甲"),
        ("**甲** 和 [乙](g01)", "甲 和 乙"),
        ("甲 ##", "甲"),
        ("{{ hotline }} 甲", "{{ hotline }} 甲"),
        ("甲 {{ hotline }}", "甲 {{ hotline }}"),
    ],
)
def test_a_title_has_no_markup(heading: str, title: str) -> None:
    [section] = outline.sections(parse(f"## {heading}\n"))
    assert section.title == title
