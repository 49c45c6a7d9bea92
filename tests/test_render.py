"""Documents become Markdown: what readers of a page are shown, and who is shown nothing."""

import re
from pathlib import Path

import pytest
from inline_snapshot import external_file

import example
from lawkb import body, index
from lawkb.library import Library
from lawkb.render import Renderer, listings
from lawkb.render.handbook import rule_page
from lawkb.render.output import Output
from lawkb.rules import RULES, find

GUIDE, FAQ = example.FILES["guide"], example.FILES["faq"]
LINKING = {"e01.md", "w01.md", "k01.md"}
"""Whose authors link to the guide; that it can no longer be opened the rule `broken-link` says."""

WITHDRAWN = """status: 已撤下
withdrawn:
  date: 2026-11-20
  reason: 所依据的法律*已废止*
  successor: c01
"""


def site(library: Library, *, preview: bool = False) -> dict[str, Output]:
    findings = example.check.run(library)
    return {out.uri: out for out in Renderer(library, preview=preview, findings=findings).site()}


def change(root: Path, path: str, front: str = "", paragraph: str = "") -> None:
    text = example.read(path)
    text = example.with_front(text, front) if front else text
    text = example.with_paragraph(text, paragraph) if paragraph else text
    example.write(root, path, text)


@pytest.fixture(scope="module")
def sound() -> dict[str, Output]:
    return site(example.load(example.SOUND))


def test_a_guide_is_rendered_with_all_that_belongs_to_it(sound: dict[str, Output]) -> None:
    # After a wanted change of the templates: pytest --inline-snapshot=fix
    assert sound["g01.md"].text == external_file("pages/g01.md", format=".txt")


def test_every_page_of_the_site_has_one_file(sound: dict[str, Output]) -> None:
    fixed = {"index.md", "topics/index.md", "glossary.md", "facts.md", "changes.md"}
    documents = {f"{id_}.md" for id_ in ("g01", "c01", "w01", "q01", "e01", "p01")}
    topics = {"topics/labor/index.md", "topics/labor/wages.md", "topics/remedy/legal-aid.md"}
    rules = {f"editors/rules/{rule.code.lower()}.md" for rule in RULES}
    assert (fixed | documents | topics | rules) <= sound.keys()


def test_addresses_known_to_links_are_the_pages_of_the_site(sound: dict[str, Output]) -> None:
    library = example.load(example.SOUND)
    pages = {uri for uri in library.addresses if uri.endswith(".md")}
    assert pages <= sound.keys()


@pytest.mark.parametrize("status", ["草稿", "送审"])
def test_a_draft_is_only_in_the_preview(library_root: Path, status: str) -> None:
    change(library_root, GUIDE, f"status: {status}")
    library = example.load(library_root)
    assert "g01.md" not in site(library)
    linking = {uri for uri, page in site(library).items() if "/g01/" in page.text}
    assert linking <= LINKING
    shown = site(library, preview=True)["g01.md"]
    assert f"{status}：这一页还没有发布" in shown.text
    assert shown.meta["noindex"]


def test_a_withdrawn_page_says_why_and_what_to_read_instead(library_root: Path) -> None:
    change(library_root, GUIDE, WITHDRAWN)
    page = site(example.load(library_root))["g01.md"]
    assert "2026年11月20日 撤下" in page.text
    assert "原因：所依据的法律*已废止*" in page.text
    assert '<a class="lk-card-title" href="../c01/">包工头跑了，工钱找谁要</a>' in page.text
    assert "固定证据" not in page.text
    assert page.meta["noindex"]


def test_a_withdrawn_page_offers_no_successor_that_readers_cannot_open(library_root: Path) -> None:
    change(library_root, GUIDE, WITHDRAWN)
    change(library_root, example.FILES["case"], "status: 草稿")
    assert "c01" not in site(example.load(library_root))["g01.md"].text


def test_a_withdrawn_page_is_in_no_other_page(library_root: Path) -> None:
    change(library_root, GUIDE, WITHDRAWN)
    pages = site(example.load(library_root))
    assert {uri for uri, page in pages.items() if "/g01/" in page.text} <= LINKING


@pytest.mark.parametrize(
    ("insert", "shown"),
    [
        ("{{ hotline-12348 }}", '<a href="tel:12348">12348</a>'),
        ("{{hotline-12348}}", '<a href="tel:12348">12348</a>'),
        ("`{{ hotline-12348 }}`", "`{{ hotline-12348 }}`"),
        ("{{ arbitration-limit }}内", "1年内"),
        ("{{ local-wage }}", "（本市最低工资标准：请向当地核实）"),
        ("{{ legal-aid-site }}", '<a href="https://example.org/">法律援助网</a>'),
    ],
    ids=["telephone", "no-spaces", "code", "deadline", "unverified", "address"],
)
def test_a_fact_is_filled_in(library_root: Path, insert: str, shown: str) -> None:
    change(library_root, GUIDE, paragraph=f"甲{insert}乙")
    library = example.load(library_root)
    page = library.by_id("g01")
    assert page
    assert f"甲{shown}乙" in re.sub("</?(?:span|strong)[^>]*>", "", body.render(page, library))


@pytest.mark.parametrize(
    ("typed", "rendered"),
    [
        ("带上：\n- 合同\n- 工牌", "带上：\n\n- 合同\n- 工牌"),
        ("步骤：\n1. 合同", "步骤：\n\n1. 合同"),
        ("- 合同\n- 工牌", "- 合同\n- 工牌"),
        ("!!! tip\n\n    甲", '!!! tip "提示"\n\n    甲'),
        ('!!! tip "甲"\n\n    乙', '!!! tip "甲"\n\n    乙'),
        ("```\n甲\n- 乙\n```", "```\n甲\n- 乙\n```"),
        pytest.param(
            "```\n!!! tip\n```",
            "```\n!!! tip\n```",
        ),
    ],
    ids=["list", "steps", "apart", "untitled", "titled", "code", "admonition-in-code"],
)
def test_what_editors_leave_out_is_put_in(library_root: Path, typed: str, rendered: str) -> None:
    change(library_root, GUIDE, paragraph=typed)
    library = example.load(library_root)
    page = library.by_id("g01")
    assert page
    assert f"\n{rendered}\n" in body.render(page, library)


@pytest.mark.parametrize("value", ["javascript:alert(1)", "data:text/html,甲", "example.org"])
def test_a_fact_leads_only_to_addresses(library_root: Path, value: str) -> None:
    facts = library_root / "content/_data/facts.yml"
    text = facts.read_text(encoding="utf-8").replace("https://example.org/", value)
    facts.write_text(text, encoding="utf-8")
    library = example.load(library_root)
    assert body.show_fact("legal-aid-site", library) == '<a href="">法律援助网</a>'
    assert f'href="{value}' not in site(library)["facts.md"].text


def test_a_fact_says_where_it_comes_from_and_when_that_was_checked() -> None:
    title = 'title="申请劳动仲裁的时效：《劳动争议调解仲裁法》第二十七条，2026-11-22 核实"'
    assert title in body.show_fact("arbitration-limit", example.load(example.SOUND))


@pytest.mark.parametrize(
    ("typed", "target"),
    [
        ("c01", "../c01/"),
        ("c01#启示", "../c01/#启示"),
        ("#先问清楚", "#先问清楚"),
        ("g01#先问清楚", "#先问清楚"),
        ("labor/wages", "../topics/labor/wages/"),
        ("/faq/", "../faq/"),
        ("../cases/contractor.md", "../c01/"),
        ("images/small.png", "../guides/images/small.png"),
        ("https://example.org/", "https://example.org/"),
    ],
)
def test_a_link_is_written_as_the_site_needs_it(
    library_root: Path, typed: str, target: str
) -> None:
    change(library_root, GUIDE, paragraph=f"[甲]({typed})和`[甲]({typed})`")
    library = example.load(library_root)
    page = library.by_id("g01")
    assert page
    assert f"[甲]({target})和`[甲]({typed})`" in body.render(page, library)


@pytest.mark.parametrize(
    ("typed", "rendered"),
    [
        ("先打110，再打120。", "先打[110](tel:110)，再打[120](tel:120)。"),
        ("危险：110", "危险：[110](tel:110)"),
        ("第110条、110元、110 页、2110、1.110、法释〔2020〕110号", None),
        ("按〔2020〕110的样子", None),
        ("[打110](c01)", "[打110](../c01/)"),
        ("`110`", None),
    ],
)
def test_one_touch_dials_the_numbers_for_danger(
    library_root: Path, typed: str, rendered: str | None
) -> None:
    change(library_root, GUIDE, paragraph=typed)
    library = example.load(library_root)
    page = library.by_path(GUIDE)
    assert page
    assert f"\n{rendered or typed}\n" in body.render(page, library)


@pytest.mark.parametrize(
    ("paragraph", "linked"),
    [
        ("申请仲裁。", ["仲裁"]),
        ("申请劳动仲裁，再仲裁，又仲裁。", ["劳动仲裁", "仲裁"]),
        ("**仲裁**", ["仲裁"]),
        ("《仲裁》", []),
        ("[仲裁](g01)", []),
        ("`仲裁`", []),
        ("### 仲裁", []),
        ("| 仲裁 |\n| --- |\n| 仲裁 |", []),
        ('<span title="仲裁">甲</span>', []),
        ("<!-- 仲裁 -->", []),
    ],
)
def test_a_term_is_explained_where_villagers_meet_it_first(
    library_root: Path, paragraph: str, linked: list[str]
) -> None:
    change(library_root, FAQ)
    text = example.read(FAQ).replace("；不行就申请劳动仲裁", "")
    example.write(library_root, FAQ, example.with_paragraph(text, paragraph))
    library = example.load(library_root)
    page = library.by_id("q01")
    assert page
    rendered = body.render(page, library)
    assert rendered.count(".lk-term") == len(linked)
    for term in linked:
        assert rendered.count(f"[{term}](../glossary/#{term} ") == 1


def test_no_term_is_explained_to_advisers(sound: dict[str, Output]) -> None:
    assert "仲裁" in sound["g01.md"].text
    assert ".lk-term" not in sound["g01.md"].text


def test_a_document_leads_to_another_only_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "MAX_RELATED", 1)
    text = site(example.load(example.SOUND))["g01.md"].text
    read_on, told, *_ = text.split('id="lk-related">')[1].split("<h2 ")
    assert re.findall(r'href="\.\./(\w+)/"', read_on) == ["k01"]
    assert "还有哪些文档提到本文" in told
    assert re.findall(r'href="\.\./(\w+)/"', told) == ["e01", "w01"]


def test_terms_are_in_the_order_of_their_sound(sound: dict[str, Output]) -> None:
    terms = sound["glossary.md"].text
    assert re.findall("<h2[^>]*>(.+)</h2>", terms) == ["劳动仲裁", "仲裁"]
    assert '<a href="#劳动仲裁">劳动仲裁</a>\n<a href="#仲裁">仲裁</a>' in terms


def test_a_faq_begins_with_its_questions(sound: dict[str, Output]) -> None:
    assert '<li><a href="#老板不给钱怎么办">老板不给钱怎么办？</a></li>' in sound["q01.md"].text


def test_what_a_speaker_says_opens_on_demand(sound: dict[str, Output]) -> None:
    notes = '??? quote "讲者备注"\n\n    接着讲。\n\n    记得看[指引](../g01/)。\n\n## 追到手'
    assert notes in sound["w01.md"].text
    assert sound["w01.md"].text.count("??? quote") == 3


def test_a_page_is_a_demonstration_until_somebody_has_reviewed_it(library_root: Path) -> None:
    review = "{name: 示范乙, organization: 业务指导小组, date: 2026-11-09, scope: 全文}"
    change(library_root, GUIDE, f"reviewers: [{review}]")
    pages = site(example.load(library_root))
    assert "示范稿，未经业务指导小组审定" in pages["q01.md"].text
    assert "示范稿" not in pages["g01.md"].text
    assert "2026年11月9日，业务指导小组 示范乙：全文" in pages["g01.md"].text


def test_markup_in_front_matter_is_shown_as_typed(library_root: Path) -> None:
    change(library_root, GUIDE, "title: 甲*乙*<b>丙</b>[丁](g01)")
    page = site(example.load(library_root))["g01.md"]
    assert ">甲*乙*&lt;b&gt;丙&lt;/b&gt;[丁](g01)</h1>" in page.text


def test_a_preview_shows_what_was_found_on_the_page(library_root: Path) -> None:
    change(library_root, GUIDE, "related: [c99]")
    library = example.load(library_root)
    assert "没有编号为“c99”的文档" in site(library, preview=True)["g01.md"].text
    assert "没有编号为“c99”的文档" not in site(library)["g01.md"].text


@pytest.mark.parametrize(
    "front",
    [
        pytest.param(
            "topics: [labor/wage]",
            id="unknown-topic",
        ),
        pytest.param(
            "status: 已撤下",
            id="withdrawn-without-reason",
        ),
        pytest.param("changes: []\nlaw_as_of:\nreview_due:\npublished:", id="no-dates"),
        pytest.param("topics: []\nlevel: 谁", id="invalid"),
        pytest.param("status: 没有的", id="unknown-status"),
    ],
)
def test_a_preview_shows_a_page_that_cannot_be_published(library_root: Path, front: str) -> None:
    change(library_root, GUIDE, front)
    assert "检查发现" in site(example.load(library_root), preview=True)["g01.md"].text


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("topics"),
        *("glossary", "facts", "site"),
    ],
)
def test_a_preview_does_without_a_registry(library_root: Path, name: str) -> None:
    library_root.joinpath(f"content/_data/{name}.yml").unlink()
    assert "g01.md" in site(example.load(library_root), preview=True)


def test_the_page_of_a_rule_titles_its_examples() -> None:
    rule = find("file-name")
    assert rule
    page = rule_page(rule)
    assert '```markdown title="会被指出的写法（文件 guides/外嫁女 指引（新）.md）"\n' in page
    assert "```bad" not in page
    assert rule.title not in page


def test_a_fact_in_a_heading_is_reported_since_lists_would_show_its_id(library_root: Path) -> None:
    text = example.read(FAQ).replace("## 老板不给钱", "## {{ arbitration-limit }}内老板不给钱")
    example.write(library_root, FAQ, text)
    assert "unknown-fact" in {finding.name for finding in example.check_root(library_root)}


def test_a_long_list_is_parted(library_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listings, "ON_A_PAGE", 1)
    example.write(library_root, "guides/b.md", example.read(GUIDE).replace("id: g01", "id: g77"))
    pages = {output.uri: output.text for output in Renderer(example.load(library_root)).site()}
    assert (
        '共 2 篇，第 1 页，共 2 页：\n<strong>1</strong>\n<a href="page-2/">2</a>'
        in pages["guides/index.md"]
    )
    assert "<strong>2</strong>" in pages["guides/page-2.md"]
    shown = [('/g01/"' in pages[uri], '/g77/"' in pages[uri]) for uri in pages if "guides/" in uri]
    assert sorted(shown) == [(False, True), (True, False)]
