"""Links and images: what is found in a body, and where on the site it leads."""

import pytest

import example
from lawkb import links, source
from lawkb.library import Library
from lawkb.links import Link
from lawkb.source import Source


@pytest.fixture(scope="module")
def library() -> Library:
    return example.load(example.SOUND)


def parse(body: str) -> Source:
    return source.parse(example.FILES["guide"], f"---\nid: g01\n---\n{body}\n")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("[甲](g01)", ["g01"]),
        ("[甲](  g01  )", ["g01"]),
        ('[甲](g01 "标题")', ["g01"]),
        ("[甲](<a b.md>)", ["a b.md"]),
        ("[甲](a(b).md)", ["a(b).md"]),
        ("[甲[乙]](g01)", ["g01"]),
        ("[甲\n乙](g01)", ["g01"]),
        ("![图](x.png)", ["!x.png"]),
        ("[![图](x.png)](g01)", ["!x.png", "g01"]),
        ("[甲][a]\n\n[a]: g01", ["g01"]),
        ("<a href='g01'>甲</a>", ["g01"]),
        ("<A class=x HREF=g01>甲</A>", ["g01"]),
        ("<img alt='' src='x.png'>", ["!x.png"]),
        ("<https://a.cn> <mailto:a@b.cn>", ["https://a.cn", "mailto:a@b.cn"]),
        ("[甲](JavaScript:alert(1))", ["JavaScript:alert(1)"]),
        ("[甲]（g01）", ["g01 全角括号"]),
        ("[甲](a b.md)", ["a b.md 空格"]),
        ("《民法典》[节选]（2021年）", []),
        ("`[甲](g99)` <!-- [甲](g99) -->", []),
        ("```\n[甲](g99)\n```", []),
        ("[^1]: 注", []),
        pytest.param("[甲](g01）", ["g01 全角括号"]),
        pytest.param("[甲](g01\n)", ["g01"]),
        pytest.param(
            "![图][a]\n\n[a]: https://a.cn/x.png",
            ["!https://a.cn/x.png"],
        ),
        pytest.param("[a]: <g01>", ["g01"]),
        pytest.param("\\[甲](g01)", []),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_links_and_images_are_found(body: str, expected: list[str]) -> None:
    found = links.find(parse(body))
    shown = [f"{'!' if x.image else ''}{x.target} {x.malformed}".strip() for x in found]
    assert shown == expected


@pytest.mark.parametrize(
    "body", ['[甲]( g01 "题")', "![甲]( x.png )", "<a href='g01'>", "[甲]: g01", "<https://a.cn>"]
)
def test_a_link_knows_where_its_target_stands(body: str) -> None:
    read = parse(body)
    [link] = links.find(read)
    assert read.text[link.start : link.end] == link.target


@pytest.mark.xfail(reason="the rule missing-alt-text finds none")
def test_an_image_by_definition_has_its_text() -> None:
    [link] = links.find(parse("![流程图][a]\n\n[a]: x.png"))
    assert link.text == "流程图"


@pytest.mark.parametrize(
    ("target", "place"),
    [
        ("c01", "c01.md"),
        ("g01#先问清楚", "g01.md#先问清楚"),
        ("#先问清楚", "g01.md#先问清楚"),
        ("q01#%E8%80%81", "q01.md#老"),
        ("labor/wages", "topics/labor/wages.md"),
        ("../cases/contractor.md", "c01.md"),
        ("../content/faq/wages.md#甲", "q01.md#甲"),
        ("/cases/contractor.md", "c01.md"),
        ("/content/index.md", "index.md"),
        ("images/small.png", "guides/images/small.png"),
        ("/changes/", "changes.md"),
        ("/changes", "changes.md"),
        ("/faq/", "faq/index.md"),
        ("/topics/labor/", "topics/labor/index.md"),
        ("/audience/woman/", "audience/woman.md"),
        ("g99", None),
        ("contractor.md", None),
        ("images/Small.png", None),
        ("labor/nothing", None),
        ("..", None),
        ("//example.org/x", None),
        ("G01", None),
        pytest.param("/q01/", "q01.md"),
        pytest.param("/", "index.md"),
        pytest.param("", None),
    ],
)
def test_a_target_leads_to_one_place(library: Library, target: str, place: str | None) -> None:
    found = links.resolve(Link(target, 0, 0), library.by_id("g01"), library)
    shown = found and f"{found.uri}#{found.fragment}".rstrip("#")
    assert shown == place


@pytest.mark.parametrize(
    ("target", "scheme"),
    [
        ("HTTPS://a.cn", "https"),
        ("javascript:alert(1)", "javascript"),
        ("tel:12348", "tel"),
        ("C:\\甲.doc", "c"),
        ("labor/wages", ""),
        ("#甲:乙", ""),
        ("甲:乙", ""),
    ],
)
def test_a_scheme_is_known_however_it_is_typed(target: str, scheme: str) -> None:
    assert Link(target, 0, 0).scheme == scheme


@pytest.mark.parametrize(
    ("uri", "start", "path"),
    [
        ("c01.md", "g01.md", "../c01/"),
        ("c01.md", "c01.md", "./"),
        ("c01.md", "index.md", "c01/"),
        ("index.md", "c01.md", "../"),
        ("index.md", "index.md", "./"),
        ("c01.md", "topics/labor/index.md", "../../c01/"),
        ("topics/labor/index.md", "topics/labor/wages.md", "../"),
        ("guides/images/图 1.png", "g01.md", "../guides/images/%E5%9B%BE%201.png"),
        ("topics/labor/wages.md", "topics/labor/index.md", "wages/"),
    ],
)
def test_an_address_is_relative_to_the_page(uri: str, start: str, path: str) -> None:
    assert links.relative(uri, start) == path
