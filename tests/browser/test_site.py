"""What readers would miss on the real site, at the width of a phone and of a desktop."""

import gzip
import re
from collections import deque
from html.parser import HTMLParser
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    FloatRect,
    Locator,
    Page,
    Request,
    ViewportSize,
    expect,
)

import example
from lawkb.library import of_type
from lawkb.models import COLLECTIONS, Card, Entry, Form, Rumor

pytestmark = pytest.mark.browser

PHONE = ViewportSize(width=390, height=844)
DESKTOP = ViewportSize(width=1280, height=900)
WIDTHS = [pytest.param(PHONE, id="phone"), pytest.param(DESKTOP, id="desktop")]

PARTS = 6
"""All pages are too many for one of the processes that share the tests."""

# One page of each template, documents aside; what holds for it holds for its siblings.
INDEXES = [
    "/",
    "/topics/",
    "/topics/labor/",
    "/topics/labor/wages/",
    "/topics/land/homestead/",
    "/guides/",
    "/cards/",
    "/rumors/",
    "/forms/",
    "/calendar/",
    "/audience/worker/",
    "/changes/",
    "/glossary/",
    "/facts/",
    "/search/",
    "/offline/",
    "/laws/",
    "/laws/changes/",
    "/laws/traps/",
    "/laws/public-security-penalty-law/",
    "/laws/public-security-penalty-law/53/",
    "/about/",
    "/editors/",
    "/editors/front-matter/",
    "/editors/rules/",
    "/editors/rules/f007/",
    "/editors/coverage/",
    "/404.html",
]


def _kinds() -> list[str]:
    """One page of each template: the indexes, and the first document of each type."""
    listed = example.load(Path(__file__).parents[2]).listed
    first = (next(iter(of_type(listed, kind)), None) for kind in COLLECTIONS)
    return [*INDEXES, *(f"/{page.id}/" for page in first if page)]


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.targets: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        target = dict(attrs).get("href")
        if tag == "a" and target:
            self.targets.append(target)


def _links(file: Path) -> list[str]:
    parser = _Links()
    parser.feed(file.read_text(encoding="utf-8"))
    return parser.targets


def _box(element: Locator) -> FloatRect:
    box = element.bounding_box()
    assert box, "not on the screen"
    return box


def _pages(site: Path) -> set[str]:
    found = (file.parent.relative_to(site).as_posix() for file in site.rglob("index.html"))
    return {"/" if name == "." else f"/{name}/" for name in found}


def _zipped(site: Path, address: str) -> bytes:
    """What a server that packs sends for an address."""
    file = site / unquote(address).removeprefix("/")
    return gzip.compress((file / "index.html" if file.is_dir() else file).read_bytes(), 6)


def test_every_page_is_reachable_from_home(site: Path) -> None:
    seen, queue = {"/"}, deque(["/"])
    while queue:
        page = queue.popleft()
        for target in _links(site / page.strip("/") / "index.html"):
            url = urlsplit(urldefrag(urljoin(f"http://site{page}", target))[0])
            path = unquote(url.path)
            exists = (site / path.strip("/") / "index.html").is_file()
            if url.netloc == "site" and path not in seen and exists:
                seen.add(path)
                queue.append(path)
    assert _pages(site) - seen == set()


def _problems(
    browser: Browser, viewport: ViewportSize, address: str, paths: list[str], letters: str = "100%"
) -> list[str]:
    """Errors in the console, requests to other hosts and sideways scrolling, on some pages.

    `letters` is how large they are, to what the theme makes them.
    """
    context = browser.new_context(viewport=viewport)
    page = context.new_page()
    problems: list[str] = []
    page.on(
        "console", lambda m: problems.append(f"{page.url}: {m.text}") if m.type == "error" else None
    )
    page.on("pageerror", lambda error: problems.append(f"{page.url}: {error}"))

    def note(request: Request) -> None:
        if not request.url.startswith((address, "data:", "blob:")):
            problems.append(f"{page.url}: asks {request.url}")

    page.on("request", note)
    for path in paths:
        page.goto(address + path)
        page.evaluate(_LARGER, letters)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > viewport["width"]:
            problems.append(f"{path}: {width} px wide")
    context.close()
    return [problem for problem in problems if "404.html" not in problem]


_LARGER = """times => {
    const root = document.documentElement, size = parseFloat(getComputedStyle(root).fontSize);
    root.style.fontSize = `${size * parseFloat(times) / 100}px`;
}"""


def test_each_kind_of_page_fits_a_phone_with_letters_twice_as_large(
    address: str, browser: Browser
) -> None:
    cards = [f"/k{number:02}/" for number in range(1, 18)]
    assert _problems(browser, PHONE, address, [*_kinds(), *cards], "200%") == []


@pytest.mark.parametrize("part", range(PARTS))
def test_pages_are_quiet_and_fit_a_phone(
    site: Path, address: str, browser: Browser, part: int
) -> None:
    """All of them but two of three pages on laws: those list the same documents in the same way."""
    every = sorted(_pages(site))
    laws = [path for path in every if path.startswith("/laws/")]
    others = [path for path in every if not path.startswith("/laws/")]
    paths = [*others, *laws[::3]][part::PARTS]
    assert len(paths) > len(_kinds())
    assert _problems(browser, PHONE, address, paths) == []


def test_each_kind_of_page_is_quiet_and_fits_a_desktop(address: str, browser: Browser) -> None:
    assert _kinds()
    assert _problems(browser, DESKTOP, address, _kinds()) == []


def test_all_parts_of_the_site_are_in_sight_on_the_narrowest_phone(
    address: str, browser: Browser
) -> None:
    page = browser.new_page(viewport=ViewportSize(width=320, height=568))
    page.goto(address)
    links = [link.bounding_box() for link in page.locator(".lk-nav a").all()]
    assert len(links) == 5
    assert all(box and box["x"] >= 0 and box["x"] + box["width"] <= 320 for box in links)
    page.close()


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize(
    ("viewport", "scheme"),
    # Colours do not depend on the width.
    [(PHONE, "light"), (PHONE, "dark"), (DESKTOP, "light")],
    ids=["phone", "dark", "desktop"],
)
def test_axe_finds_no_serious_violation(
    address: str,
    browser: Browser,
    viewport: ViewportSize,
    scheme: Literal["light", "dark"],
    part: int,
) -> None:
    context = browser.new_context(viewport=viewport, color_scheme=scheme)
    page = context.new_page()
    found = []
    paths = _kinds()[part::PARTS]
    assert paths
    for path in paths:
        page.goto(address + path)
        found += [
            (path, violation["id"], violation["nodes"][0]["html"][:120])
            for violation in Axe().run(page).response["violations"]
            if violation["impact"] in {"serious", "critical"}
        ]
    context.close()
    assert found == []


def test_home_has_three_doors_the_problems_and_the_hotline(address: str, page: Page) -> None:
    page.goto(address)
    for door in ("我有法律问题", "我是法律顾问", "我来写稿"):
        expect(page.get_by_role("link", name=re.compile(door)).first).to_be_visible()
    expect(page.get_by_role("link", name="12348").first).to_have_attribute("href", "tel:12348")
    page.get_by_role("link", name="老板拖欠工资怎么办").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("工钱")


def test_a_villager_reads_the_answer_on_the_first_two_screens(address: str, page: Page) -> None:
    page.goto(f"{address}/q01/")
    question = page.locator("article h2").first
    answer = page.locator("article h2 + p").first
    expect(question).to_have_text(re.compile("？$"))
    assert _box(answer)["y"] < 2 * PHONE["height"]


def test_villagers_pages_have_large_print_and_large_targets(address: str, page: Page) -> None:
    page.goto(f"{address}/q01/")
    size = page.evaluate("getComputedStyle(document.querySelector('article h2 + p')).fontSize")
    assert float(size.removesuffix("px")) >= 18
    for row in page.locator(".lk-questions + ul > li").all():
        assert _box(row)["height"] >= 44


def test_a_document_states_its_status_and_dates(address: str, page: Page) -> None:
    page.goto(f"{address}/g05/")
    article = page.locator("article")
    for words in (
        "示范稿，未经业务指导小组审定",
        "法律状态截至",
        "下次复核",
        "尚未审定",
        "lawkb 示范库",
    ):
        expect(article).to_contain_text(words)
    expect(page.locator("footer")).to_contain_text("不是对具体案件的法律意见")
    expect(page.locator("footer").get_by_role("link", name="12348")).to_be_visible()


def test_a_page_reads_without_scripts(address: str, browser: Browser) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/q01/")
    expect(page.locator("article h2").first).to_be_visible()
    expect(page.locator("header").get_by_role("link").first).to_be_visible()
    context.close()


def test_print_shows_the_page_and_not_the_chrome(address: str, page: Page) -> None:
    page.goto(f"{address}/g05/")
    page.emulate_media(media="print")
    expect(page.locator("header").first).not_to_be_visible()
    expect(page.locator("article h1")).to_be_visible()
    expect(page.get_by_text("以网站现行版本为准").first).to_be_visible()


def _first(kind: type[Entry]) -> str:
    """The id of the first published document of a type."""
    listed = example.load(Path(__file__).parents[2]).listed
    found = next(iter(of_type(listed, kind)), None)
    if found is None or found.id is None:
        pytest.skip(f"the library holds no {kind.type_name} yet")
    return found.id


def test_a_card_is_printed_on_one_sheet(address: str, page: Page) -> None:
    page.goto(f"{address}/{_first(Card)}/")
    sheets = re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(prefer_css_page_size=True))
    assert len(sheets) == 1


def test_a_form_is_printed_without_its_explanation_and_downloaded(address: str, page: Page) -> None:
    page.goto(f"{address}/{_first(Form)}/")
    with page.expect_download() as download:
        page.locator(".lk-download").click()
    assert download.value.suggested_filename.endswith(".docx")
    assert Path(download.value.path()).read_bytes().startswith(b"PK")
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="怎么填")).not_to_be_visible()
    expect(page.locator("article h1")).to_be_visible()
    expect(page.locator("#样张 + *")).to_be_visible()


def test_a_rumour_is_settled_on_the_first_screen(address: str, page: Page) -> None:
    page.goto(f"{address}/{_first(Rumor)}/")
    for part in (".lk-claim", ".lk-verdict strong"):
        box = _box(page.locator(part))
        assert box["y"] + box["height"] < PHONE["height"]
    assert page.locator(".lk-verdict svg").count() == 1


def test_a_calendar_is_downloaded(address: str, page: Page) -> None:
    page.goto(f"{address}/calendar/")
    with page.expect_download() as download:
        page.get_by_role("link", name="法律顾问的日历").click()
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert text.startswith("BEGIN:VCALENDAR")


def test_the_skip_link_leads_to_the_text(address: str, page: Page) -> None:
    page.goto(f"{address}/g05/")
    page.keyboard.press("Tab")
    expect(page.locator(".md-skip")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") != ""


def test_a_page_is_light(site: Path, address: str, browser: Browser) -> None:
    """A villager pays for each byte: 75 KB and eight requests for all that a first page needs."""
    heaviest = max(_pages(site), key=lambda path: len(_zipped(site, path)))
    for path in ("/", heaviest):
        # Each a first visit of its own: what one page still asks for, or its worker, is not the next one's.
        context = browser.new_context(viewport=PHONE, service_workers="block")
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request, asked=asked: asked.append(urlsplit(request.url).path))
        page.goto(address + path, wait_until="load")
        context.close()
        assert path in asked
        assert len(asked) <= 8, asked
        assert sum(len(_zipped(site, one)) for one in asked) <= 75_000, asked


def test_the_choice_of_dark_holds_on_the_next_page(address: str, page: Page) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(f"{address}/g05/")
    page.get_by_role("button", name="换成深色").click()
    page.goto(f"{address}/")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.get_by_role("button", name="换成浅色").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")


def test_the_table_of_contents_shows_where_one_is(address: str, page: Page) -> None:
    page.set_viewport_size(DESKTOP)
    page.goto(f"{address}/g05/")
    page.evaluate("document.getElementById('材料清单').scrollIntoView()")
    expect(page.locator(".md-nav__link--active")).to_have_text("材料清单")


def test_a_wide_table_scrolls_in_a_box_of_its_own(address: str, browser: Browser) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/editors/coverage/")
    box = page.locator(".md-typeset__scrollwrap").first
    assert box.evaluate(
        "box => [getComputedStyle(box).overflowX, box.offsetWidth <= innerWidth]"
    ) == [
        "auto",
        True,
    ]
    context.close()
