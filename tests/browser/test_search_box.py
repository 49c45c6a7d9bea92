"""Search as a reader meets it: the box, the page of results, and that it agrees with Python's."""

import datetime as dt
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect

from lawkb import loading
from lawkb.publish.manifest import Manifest
from lawkb.publish.revision import Revision
from lawkb.registry import Queries
from lawkb.search import shards
from lawkb.search.engine import Engine

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
PHONE = ViewportSize(width=390, height=844)
RANKED = """async (typed) => {
    const found = await lawkb.engine.search(typed);
    return { hits: found.hits.map((hit) => [hit.page, hit.score, hit.passage]), meant: found.meant };
}"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def engine() -> Engine:
    return loading.library(ROOT, dt.date(2026, 11, 22)).search


def results(page: Page, address: str, typed: str) -> list[str | None]:
    page.goto(f"{address}/search/?q={quote(typed)}")
    expect(page.locator(".lk-summary")).to_be_visible()
    return [hit.get_attribute("data-doc-id") for hit in page.locator("[data-doc-id]").all()]


def test_the_browser_cuts_and_reads_as_python_does(address: str, page: Page) -> None:
    vectors = yaml.safe_load(ROOT.joinpath("tests/search/vectors.yml").read_text(encoding="utf-8"))
    page.goto(f"{address}/search/")
    page.wait_for_function("window.lawkb && lawkb.pure")
    cut = page.evaluate(
        "(texts) => texts.map((text) => lawkb.pure.tokensOf(lawkb.pure.normal(text)))",
        [case["text"] for case in vectors["tokens"]],
    )
    assert cut == [case["tokens"] for case in vectors["tokens"]]
    read = page.evaluate(
        """([manifest, queries]) => {
            const lexicon = lawkb.pure.makeLexicon(manifest);
            return queries.map((typed) => {
                const terms = lawkb.pure.readQuery(typed, lexicon);
                return { weights: Object.fromEntries(terms.weights), citation: terms.citation, topics: terms.topics };
            });
        }""",
        [_manifest(vectors["lexicon"]), [case["query"] for case in vectors["terms"]]],
    )
    for terms, case in zip(read, vectors["terms"], strict=True):
        assert terms == {
            "weights": case["weights"],
            "citation": case.get("citation"),
            "topics": case["topics"],
        }, case["query"]


def _manifest(lexicon: dict[str, Any]) -> dict[str, Any]:
    """The lexicon of the vectors as the site's manifest would carry it."""
    concepts = [[name, " ".join(words)] for name, words in lexicon["concepts"].items()]
    topics = [
        [
            path,
            "",
            "",
            " ".join(words),
            [[*lexicon["concepts"]].index(name) for name in lexicon["akin"][path]],
        ]
        for path, words in lexicon["clues"].items()
    ]
    laws = [[id_, names[0], " ".join(names)] for id_, names in lexicon["laws"].items()]
    return {
        "concepts": concepts,
        "topics": topics,
        "laws": laws,
        "silent": " ".join(lexicon["silent"]),
    }


def test_the_browser_ranks_as_python_does(address: str, page: Page, engine: Engine) -> None:
    """Page, score and passage of every hit of every known question."""
    page.goto(f"{address}/search/")
    page.wait_for_function("window.lawkb && lawkb.engine")
    asked = [query.query for query in engine.library.registry(Queries).queries]
    assert len(asked) >= 120
    for typed in [*asked, "狗", "宅基地", "民法典1079", "KTV 噪音", "第43条"]:
        found = page.evaluate(RANKED, typed)
        expected = [[hit.page, hit.score, hit.passage] for hit in engine.hits(typed)]
        assert found["hits"] == expected, typed


def test_the_browser_ranks_alike_where_words_are_common(
    tmp_path: Path, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With many common words and scripts, as in a library of thousands, on a stick."""
    monkeypatch.setattr(shards, "HEAVY", 120)
    monkeypatch.setattr(shards, "SHARD", {"i": 90, "u": 90})
    engine = loading.library(ROOT, dt.date(2026, 11, 22)).search
    for uri, content in Revision(engine, Manifest(tmp_path, tmp_path / "none")).scripts():
        file = tmp_path / uri
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    shutil.copytree(ROOT / "content/assets", tmp_path / "assets")
    box = '<meta charset="utf-8"><script src="assets/search/engine.js"></script>'
    (tmp_path / "index.html").write_text(box, encoding="utf-8")
    page.goto(f"file://{tmp_path}/index.html")
    asked = [query.query for query in engine.library.registry(Queries).queries]
    assert any(map(engine.inverted.is_heavy, engine.terms(asked[0]).weights))
    for typed in [*asked[::8], "工资", "狗"]:
        found = page.evaluate(RANKED, typed)["hits"]
        assert found == [[hit.page, hit.score, hit.passage] for hit in engine.hits(typed)], typed


def test_a_passage_that_is_no_more_is_shown_empty(address: str, page: Page) -> None:
    """As a browser asks for it that still has a script from before an edit."""
    page.goto(f"{address}/search/")
    page.wait_for_function("window.lawkb && lawkb.engine")
    asked = "() => lawkb.engine.open().then(() => lawkb.engine.passage(0, 9999))"
    assert page.evaluate(asked) == {"heading": "", "anchor": "", "text": ""}


def test_nothing_of_search_is_loaded_before_the_box_is_used(address: str, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/g05/", wait_until="networkidle")
    assert [url for url in asked if "search" in url] == []
    page.locator("#lk-q").focus()
    page.wait_for_function("window.lawkb && lawkb.engine")


def test_results_come_while_typing_and_lead_to_the_answer(address: str, page: Page) -> None:
    page.goto(f"{address}/about/")
    page.keyboard.press("/")
    expect(page.locator("#lk-q")).to_be_focused()
    page.keyboard.type("老板拖欠工资怎么办")
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    expect(page.locator("#lk-q")).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".lk-live")).to_contain_text("找到")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    active = page.locator("#lk-q").get_attribute("aria-activedescendant")
    assert active == options.first.get_attribute("id")
    page.keyboard.press("Escape")
    expect(options.first).to_be_hidden()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/[gqwk]\d+/"))


def test_nothing_is_searched_while_the_input_method_composes(address: str, page: Page) -> None:
    page.goto(f"{address}/about/")
    page.locator("#lk-q").focus()
    page.wait_for_function("document.querySelector('#lk-q').getAttribute('role') === 'combobox'")
    page.evaluate(
        """() => {
            const input = document.querySelector("#lk-q");
            input.dispatchEvent(new CompositionEvent("compositionstart"));
            input.value = "gong'zi";
            input.dispatchEvent(new InputEvent("input", { isComposing: true }));
        }"""
    )
    page.wait_for_timeout(500)
    expect(page.get_by_role("option")).to_have_count(0)
    page.evaluate(
        """() => {
            const input = document.querySelector("#lk-q");
            input.value = "工资";
            input.dispatchEvent(new CompositionEvent("compositionend"));
        }"""
    )
    expect(page.get_by_role("option").first).to_be_visible()


@pytest.mark.parametrize("slowly", [False, True])
def test_results_have_an_address_and_the_back_button_works(
    address: str, page: Page, *, slowly: bool
) -> None:
    first = results(page, address, "欠薪")
    for typed in ("外嫁", "外嫁女分红") if slowly else ("外嫁女分红",):
        page.locator("#lk-q").fill(typed)
        if slowly:  # who pauses sees an answer before he is done
            expect(page.locator(".lk-summary")).to_contain_text(typed)
    page.keyboard.press("Enter")
    expect(page.locator(".lk-summary")).to_contain_text("外嫁女分红")
    assert "q=" in page.url
    page.locator(".lk-hit a").first.click()
    page.wait_for_url(lambda url: "/search/" not in url)
    page.go_back()
    expect(page.locator(".lk-summary")).to_contain_text("外嫁女分红")
    page.go_back()
    expect(page.locator(".lk-summary")).to_contain_text("欠薪")
    assert [h.get_attribute("data-doc-id") for h in page.locator(".lk-hit").all()] == first


def test_each_time_that_the_box_is_entered_is_another_question(address: str, page: Page) -> None:
    asked = ("欠薪", "外嫁女分红", "宅基地")
    results(page, address, asked[0])
    for typed in asked[1:]:
        page.locator("#lk-q").fill(typed)
        expect(page.locator(".lk-summary")).to_contain_text(typed)
        page.keyboard.press("Enter")
    for typed in reversed(asked[:-1]):
        page.go_back()
        expect(page.locator(".lk-summary")).to_contain_text(typed)


def test_who_comes_back_from_a_result_finds_the_list_as_it_was(address: str, page: Page) -> None:
    results(page, address, "工资")
    # By the keyboard: texts that are filled in as they are seen move what a mouse is about to press.
    page.locator(".lk-more-hits").press("Enter")
    expect(page.locator(".lk-hit")).to_have_count(30)
    page.locator(".lk-hit h2 a").nth(25).press("Enter")
    page.wait_for_url(lambda url: "/search/" not in url)
    page.go_back()
    expect(page.locator(".lk-hit")).to_have_count(30)
    expect(page.locator(".lk-hit h2 a").nth(25)).to_be_in_viewport()
    page.locator("#lk-q").fill("欠薪")
    expect(page.locator(".lk-summary")).to_contain_text("欠薪")
    expect(page.locator(".lk-hit")).to_have_count(10)


def test_filters_count_truly_and_combine(address: str, page: Page) -> None:
    results(page, address, "工资")
    total = _total(page)
    for name in ("类型", "话题", "读者", "法律"):
        expect(page.get_by_label(name)).to_be_visible()
    labels = page.get_by_label("类型").locator("option").all_inner_texts()
    counts = [int(label.split("（")[1].rstrip("）")) for label in labels[1:]]
    handbook = total - sum(counts)
    assert handbook >= 0
    page.get_by_label("类型").select_option(labels[1])
    expect(page.locator(".lk-summary")).to_contain_text(f"找到 {counts[0]} 条")
    assert "type=" in page.url
    kinds = page.locator(".lk-hit__facts").all_inner_texts()
    assert {kind.split(" · ")[0] for kind in kinds} == {labels[1].split("（")[0]}
    law = page.get_by_label("法律").locator("option").all_inner_texts()[1]
    page.get_by_label("法律").select_option(law)
    expect(page.locator(".lk-summary")).to_contain_text(
        f"找到 {law.split('（')[1].rstrip('）')} 条"
    )
    page.go_back()
    page.go_back()
    expect(page.locator(".lk-summary")).to_contain_text(f"找到 {total} 条")


def test_the_keyboard_stays_in_the_filter_that_it_changed(address: str, page: Page) -> None:
    results(page, address, "工资")
    kinds = page.get_by_label("类型")
    kinds.focus()
    for number in (1, 2):
        wanted = kinds.locator("option").nth(number).get_attribute("value")
        page.keyboard.press("ArrowDown")
        page.wait_for_url(f"**type={wanted}*")
        expect(kinds).to_be_focused()


def test_filters_that_leave_nothing_can_be_taken_back(address: str, page: Page) -> None:
    page.goto(f"{address}/search/?q=工资&type=1&topic=3&audience=2")
    expect(page.locator(".lk-summary")).to_contain_text("没有找到")
    topic = page.get_by_label("话题")
    expect(topic.locator("option:checked")).to_contain_text("（0）")
    topic.select_option("")
    expect(page.locator(".lk-summary")).to_contain_text("条")


def _total(page: Page) -> int:
    match = re.search(r"找到 (\d+) 条", page.locator(".lk-summary").inner_text())
    assert match
    return int(match[1])


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("民法典1079", "laws/civil-code/1079"),
        ("《中华人民共和国民法典》第一千零七十九条", "laws/civil-code/1079"),
        ("劳动合同法第82条", "laws/labour-contract-law/82"),
        ("民法典第九百九十九条", "laws/civil-code"),
    ],
)
def test_a_typed_citation_answers_with_its_page(
    site: Path, address: str, page: Page, typed: str, first: str
) -> None:
    assert results(page, address, typed)[0] == first
    assert (site / first / "index.html").is_file()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("合同法", ["合同法"]),
        ("婚姻法和担保法", ["婚姻法", "担保法"]),
        ("劳动合同法", []),
        ("民法典 环境保护法", ["环境保护法"]),
    ],
)
def test_who_types_a_law_that_was_replaced_is_told(
    address: str, page: Page, typed: str, told: list[str]
) -> None:
    results(page, address, typed)
    notices = page.locator(".lk-gone")
    expect(notices).to_have_count(len(told))
    for number, law in enumerate(told):
        expect(notices.nth(number)).to_contain_text(f"《{law}》自 20")
    if told:
        notices.first.get_by_role("link").first.click()
        page.wait_for_url("**/laws/*-code/")


def test_a_misheard_word_is_offered_and_found(address: str, page: Page) -> None:
    assert results(page, address, "劳动仲才")
    expect(page.locator(".lk-meant")).to_contain_text("您是不是要找：劳动仲裁")


@pytest.mark.parametrize("typed", ["净身出户", "婚前财产", "被强奸了"])
def test_what_was_typed_right_is_not_made_another_word(
    address: str, page: Page, typed: str
) -> None:
    page.goto(f"{address}/search/?q={typed}")
    expect(page.locator(".lk-summary")).to_be_visible()
    expect(page.locator(".lk-meant")).to_have_count(0)


def test_a_page_is_found_by_the_number_on_its_print(address: str, page: Page) -> None:
    assert results(page, address, "K08")[0] == "k08"


def test_nothing_found_shows_topics_and_the_hotline(address: str, page: Page) -> None:
    assert results(page, address, "qwxyz") == []
    nothing = page.locator(".lk-nothing")
    expect(nothing.get_by_role("link", name="12348")).to_have_attribute("href", "tel:12348")
    nothing.get_by_role("listitem").first.get_by_role("link").click()
    page.wait_for_url("**/topics/**")


def test_every_result_leads_to_a_place_that_exists(site: Path, address: str, page: Page) -> None:
    results(page, address, "房东 工资 分红 调解")
    targets = page.locator(".lk-hit a").evaluate_all("links => links.map((link) => link.href)")
    assert len(targets) > 10
    for target in targets:
        path, _, anchor = target.removeprefix(f"{address}/").partition("#")
        html = (site / path / "index.html").read_text(encoding="utf-8")
        assert not anchor or f'id="{unquote(anchor)}"' in html, target


def test_search_works_from_a_folder_on_a_stick(site: Path, page: Page) -> None:
    page.goto(f"file://{site}/about/index.html")
    page.locator("#lk-q").fill("欠薪")
    page.get_by_role("option").first.click()
    page.wait_for_url("**/index.html*")
    expect(page.locator("article h1")).to_be_visible()
    page.locator(".lk-brand").click()
    expect(page.locator("article h1")).to_be_visible()
    assert page.url.endswith("/index.html")


def test_without_scripts_the_box_leads_to_the_topics(address: str, browser: Browser) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/g05/")
    page.locator("#lk-q").fill("工资")
    page.keyboard.press("Enter")
    page.wait_for_url("**/topics/?q=*")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_violation_in_results(
    address: str, browser: Browser, scheme: Any
) -> None:
    context = browser.new_context(viewport=PHONE, color_scheme=scheme)
    page = context.new_page()
    results(page, address, "老板拖欠工资")
    found = _violations(page)
    page.goto(f"{address}/about/")
    page.locator("#lk-q").fill("老板拖欠工资")
    expect(page.get_by_role("option").first).to_be_visible()
    found += _violations(page)
    width = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert found == []
    assert width == PHONE["width"]


def _violations(page: Page) -> list[tuple[str, str]]:
    return [
        (violation["id"], violation["nodes"][0]["html"][:160])
        for violation in Axe().run(page).response["violations"]
        if violation["impact"] in {"serious", "critical"}
    ]
