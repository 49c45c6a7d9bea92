"""What a page may hold: nothing that runs, loads or restyles, and everything that Markdown makes."""

from html.parser import HTMLParser

import pytest
from markdown import Markdown

from lawkb import html


class Elements(HTMLParser):
    """The elements, attributes and texts of an HTML fragment, however they are written."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[object] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: (value or "") for name, value in attrs}
        if "style" in values:
            values["style"] = values["style"].replace(" ", "").rstrip(";")
        self.found.append((tag, values))

    def handle_data(self, data: str) -> None:
        self.found += [data.strip()] if data.strip() else []


def elements(content: str) -> list[object]:
    parser = Elements()
    parser.feed(content)
    parser.close()
    return parser.found


def shown(markdown: Markdown, text: str) -> str:
    """A text as the site shows it."""
    return html.sanitise(markdown.reset().convert(text)).strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<script>alert(1)</script>甲", "<p>甲</p>"),
        ("<style>p {color: red}</style>甲", "<p>甲</p>"),
        ("<iframe src='//a.cn'></iframe>甲", "<p>甲</p>"),
        ("<svg><script>x</script></svg>甲", "<p>甲</p>"),
        ("<svg><style><img src=x onerror=y></style></svg>", '<p><img src="x"></p>'),
        ("<svg><image href='https://a.cn/x.png'/></svg>", "<p></p>"),
        ("<img src=x onerror=alert(1) alt=甲>", '<p><img src="x" alt="甲"></p>'),
        ("<p onclick='x' style='color:red'>甲</p>", "<p>甲</p>"),
        ("甲\n{ onclick=alert(1) style=color:red }", "<p>甲</p>"),
        ("[甲](javascript:alert(1))", "<p><a>甲</a></p>"),
        ("[甲](java&#115;cript:alert(1))", "<p><a>甲</a></p>"),
        ("[甲](data:text/html,x)", "<p><a>甲</a></p>"),
        ("<a href='vbscript:x'>甲</a>", "<p><a>甲</a></p>"),
        ("<link rel=stylesheet href=//a.cn/x.css>甲", "<p>甲</p>"),
        ("<meta http-equiv=refresh content='0;url=//a.cn'>甲", "<p>甲</p>"),
        ("<base href=//a.cn>甲", "<p>甲</p>"),
        ("<form action=//a.cn>甲</form>", "甲"),
        ("<video src=x autoplay>甲</video>", "甲"),
        ("<o:p>甲</o:p><font color=red>乙</font>", "<p>甲乙</p>"),
        ("<!-- 注 -->甲", "<p>甲</p>"),
        (
            "<IMAGE src='//a.cn/x.png' alt='图'>",
            '<p><img alt="图"></p>',
        ),
        (
            "<table><tr><td style='text-align:center;background:url(//a.cn)'>甲</td></tr></table>",
            '<table><tbody><tr><td style="text-align:center">甲</td></tr></tbody></table>',
        ),
        pytest.param(
            "![图](https://a.cn/x.png)",
            '<p><img alt="图"></p>',
        ),
        pytest.param(
            "<img src='//a.cn/x.png' alt='图'>",
            '<p><img alt="图"></p>',
        ),
    ],
    ids=lambda value: value[:32],
)
def test_what_runs_loads_or_restyles_is_taken_out(
    markdown: Markdown, text: str, expected: str
) -> None:
    assert shown(markdown, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        '!!! warning "甲"\n\n    乙',
        '??? quote "甲"\n\n    乙',
        "甲[^1]\n\n[^1]: 乙",
        "| 甲 | 乙 |\n| :-: | --: |\n| 1 | 2 |",
        "```yaml\nid: g01\n```",
        "1. 甲\n\n    - 乙\n\n2. 丙",
        "## 甲 { #jia .x }\n\n[甲](#jia){ .y title=乙 }\n\n[打电话](tel:12348)",
        "![图](images/small.png){ width=20 }",
        "> **甲** *乙* `丙` ~~丁~~<br>戊\n\n---",
        '<button class="lk-print" type="button" hidden>打印</button>',
        "<ul class='x'>\n<li><span>甲</span> 乙</li>\n</ul>",
    ],
    ids=lambda value: value[:12],
)
def test_what_markdown_makes_is_kept(markdown: Markdown, text: str) -> None:
    made = markdown.reset().convert(text)
    assert elements(html.sanitise(made)) == elements(made)
