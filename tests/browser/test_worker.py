"""Without a network: what was read or kept is there and says how old it is, the rest says it is not."""

import datetime as dt
import email.utils
import functools
import http.server
import json
import re
import shutil
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from lawkb.host.serve import Preview
from lawkb.publish import offline

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
PHONE = ViewportSize(width=390, height=844)
MOUNT = "/kb/"
PAGES = "async () => (await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map((key) => new URL(key.url).pathname)))).flat()"
CONTROLLED = "navigator.serviceWorker.ready.then(() => Boolean(navigator.serviceWorker.controller))"
TODAY = dt.date.today()  # noqa: DTZ011 - the day that the browser, on this machine, will show


@dataclass
class Server:
    """A site under a path of a host that can be stopped, slowed down and set back in time."""

    folder: Path
    asked: list[str] = field(default_factory=list)
    delay: float = 0
    day: dt.datetime | None = None
    status: int = 0
    running: http.server.ThreadingHTTPServer | None = None
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}{MOUNT}"

    def start(self) -> None:
        handler = functools.partial(_Handler, self)
        self.running = http.server.ThreadingHTTPServer(("127.0.0.1", self.port), handler)
        self.port = self.running.server_port
        threading.Thread(target=self.running.serve_forever, daemon=True).start()

    def stop(self) -> None:
        if self.running:
            self.running.shutdown()
            self.running.server_close()
            self.running = None


class _Handler(http.server.SimpleHTTPRequestHandler):
    def __init__(self, site: Server, *args: Any) -> None:
        self.site = site
        super().__init__(*args, directory=str(site.folder))

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        self.site.asked.append(path.removeprefix(MOUNT))
        time.sleep(self.site.delay)
        if self.site.status:
            self.send_error(self.site.status)
        elif path.startswith(MOUNT):
            super().do_GET()
        else:
            self.send_error(404)

    def translate_path(self, path: str) -> str:
        return super().translate_path("/" + path.removeprefix(MOUNT))

    def date_time_string(self, timestamp: float | None = None) -> str:
        if timestamp is None and self.site.day:
            return email.utils.format_datetime(self.site.day, usegmt=True)
        return super().date_time_string(timestamp)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
        """Say nothing."""


@pytest.fixture
def server(site: Path) -> Iterator[Server]:
    found = Server(site)
    found.start()
    yield found
    found.stop()


@pytest.fixture
def changing(site: Path, tmp_path: Path) -> Iterator[Server]:
    """A site that may be published anew."""
    found = Server(Path(shutil.copytree(site, tmp_path / "site")))
    found.start()
    yield found
    found.stop()


def visit(page: Page, server: Server, path: str = "") -> None:
    """Read a page with a network, until a copy of it is kept."""
    page.goto(server.url + path)
    until(page, CONTROLLED)
    for needed in (path, "assets/lawkb.js", "assets/lawkb.css"):
        holds(page, MOUNT + needed)


def until(page: Page, promised: str, arg: object = None) -> None:
    """Wait until an asynchronous expression is true; `wait_for_function` looks at it only once."""
    end = time.monotonic() + 15
    while not page.evaluate(promised, arg):
        assert time.monotonic() < end, promised
        page.wait_for_timeout(50)


def holds(page: Page, path: str) -> None:
    until(page, f"async (path) => (await ({PAGES})()).includes(path)", path)


def chinese(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def notice(page: Page) -> Any:
    return page.locator(".lk-kept [role=status]")


def test_a_page_that_was_read_can_be_read_without_a_network(server: Server, page: Page) -> None:
    visit(page, server, "q01/")
    holds(page, f"{MOUNT}assets/lawkb.css")
    server.stop()
    page.goto(f"{server.url}q01/")
    expect(page.locator("article h2").first).to_be_visible()
    said = f"离线副本，存于 {chinese(TODAY)}；联网后会自动更新。"
    expect(notice(page)).to_have_text(said)
    background = "getComputedStyle(document.querySelector('.lk-header')).backgroundColor"
    assert page.evaluate(background) == "rgb(0, 85, 127)"
    page.goto(f"{server.url}q01")
    expect(notice(page)).to_have_text(said)


def test_a_page_that_nobody_read_says_so_and_what_there_is(server: Server, page: Page) -> None:
    visit(page, server, "q01/")
    title = page.title().split(" - ")[0]
    server.stop()
    page.goto(f"{server.url}g05/")
    expect(page.get_by_role("heading", level=1)).to_have_text("这一页还没有存到手机里")
    expect(page.get_by_role("link", name="12348")).to_have_attribute("href", "tel:12348")
    page.get_by_role("link", name=title).click()
    expect(notice(page)).to_contain_text("离线副本")


def test_the_network_comes_first_and_renews_the_copy(changing: Server, page: Page) -> None:
    visit(page, changing, "q01/")
    rewrite(changing, "q01/index.html", "</h1>", "（改过的）</h1>")
    page.goto(f"{changing.url}q01/")
    expect(page.locator("h1")).to_contain_text("（改过的）")
    expect(page.locator(".lk-kept")).to_have_count(0)
    until(page, f"async () => (await ({HTML})('q01/')).includes('（改过的）')")
    changing.stop()
    page.goto(f"{changing.url}q01/")
    expect(page.locator("h1")).to_contain_text("（改过的）")


@pytest.mark.parametrize(
    ("word", "said"),
    [("", "已经核对，和网站上的一样"), ("（改过的）", "这一页已经改过：看新的")],
)
def test_a_slow_network_shows_the_copy_and_then_whether_it_holds(
    changing: Server, page: Page, word: str, said: str
) -> None:
    visit(page, changing, "q01/")
    rewrite(changing, "q01/index.html", "</h1>", f"{word}</h1>")
    changing.delay = 5
    started = time.monotonic()
    page.goto(f"{changing.url}q01/", wait_until="commit")
    assert time.monotonic() - started < 4.5
    expect(notice(page)).to_contain_text("离线副本")
    expect(notice(page)).to_contain_text(said, timeout=10_000)


def test_an_old_copy_warns_that_law_may_have_moved(server: Server, page: Page) -> None:
    server.day = dt.datetime.now(dt.UTC) - dt.timedelta(days=40)
    visit(page, server, "q01/")
    server.stop()
    page.goto(f"{server.url}q01/")
    expect(notice(page)).to_contain_text(f"存于 {chinese(server.day.astimezone().date())}；")
    expect(notice(page)).to_contain_text("已经40天，法律可能变了，引用前请联网核对")


def test_a_page_that_was_taken_down_does_not_come_back(changing: Server, page: Page) -> None:
    visit(page, changing, "q01/")
    shutil.rmtree(changing.folder / "q01")
    page.goto(f"{changing.url}q01/")
    expect(page.locator("article")).to_have_count(0)
    until(page, f"async () => !(await ({PAGES})()).includes('{MOUNT}q01/')")
    changing.stop()
    page.goto(f"{changing.url}q01/")
    expect(page.get_by_role("heading", level=1)).to_have_text("这一页还没有存到手机里")


def test_a_server_that_fails_is_no_network(server: Server, page: Page) -> None:
    visit(page, server, "q01/")
    server.status = 500
    page.goto(f"{server.url}q01/")
    expect(notice(page)).to_contain_text("离线副本")
    page.goto(f"{server.url}g05/")
    assert f"{MOUNT}g05/" not in page.evaluate(PAGES)


def test_nothing_is_fetched_that_nobody_asked_for(server: Server, page: Page) -> None:
    visit(page, server, "q01/")
    page.wait_for_timeout(1000)
    extra = [path for path in server.asked if path not in {"q01/", "sw.js"}]
    shown = page.evaluate("performance.getEntriesByType('resource').map((entry) => entry.name)")
    assert {server.url + path for path in extra} <= set(shown)
    assert len(server.asked) == len(set(server.asked))
    assert [path for path in server.asked if "search" in path or "offline" in path] == []


def test_only_whole_files_of_this_site_are_kept(server: Server, page: Page) -> None:
    visit(page, server, "q01/")
    page.evaluate(
        """async () => {
            await fetch("../g01/", { method: "HEAD" });
            await fetch("../g02/", { headers: { Range: "bytes=0-99" } });
            await fetch("../g03/", { method: "POST" });
            await fetch("../missing.js");
            await fetch("/elsewhere/");
            await fetch("../about");
            await fetch("../g04/", { cache: "no-store" });
            await fetch("../changes/");
        }"""
    )
    holds(page, f"{MOUNT}changes/")
    kept = page.evaluate(PAGES)
    unwanted = ["g01/", "g02/", "g03/", "g04/", "missing.js", "about"]
    assert [path for path in unwanted if MOUNT + path in kept] == []
    assert "/elsewhere/" not in kept
    page.goto(f"{server.url}about")
    assert page.url == f"{server.url}about/"


def test_without_the_parts_of_search_the_box_says_so(server: Server, page: Page) -> None:
    visit(page, server, "about/")
    server.stop()
    page.locator("#lk-q").focus()
    expect(page.locator(".lk-lacking")).to_contain_text("搜索没有装载成功")
    server.start()
    page.locator("#lk-q").blur()
    page.locator("#lk-q").fill("欠薪")
    expect(page.get_by_role("option").first).to_be_visible()
    expect(page.locator(".lk-lacking")).to_have_count(0)
    server.stop()
    page.locator("#lk-q").fill("外嫁女分红")
    expect(page.locator(".lk-panel")).to_contain_text("这部分还没有存到手机里")
    page.locator(".lk-panel").get_by_role("link", name="存到手机离线看").wait_for()


def test_everything_can_be_kept_and_searched_without_a_network(
    site: Path, server: Server, page: Page
) -> None:
    packages = json.loads((site / offline.SUMMARY).read_text(encoding="utf-8"))
    size = f"{packages['core']['bytes'] / 1e6:.1f}.MB"
    keep(page, server, re.compile(f"^存资料和搜索.*{packages['core']['pages']} 页，下载 {size}"))
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    server.stop()
    page.reload()
    expect(page.locator(".lk-offline")).to_contain_text(f"资料和搜索已经存齐，{chinese(TODAY)}")
    page.goto(f"{server.url}search/?q=外嫁女分红")
    expect(page.locator(".lk-summary")).to_contain_text("找到")
    page.locator(".lk-hit a").first.click()
    expect(notice(page)).to_contain_text(f"离线副本，存于 {chinese(TODAY)}")
    page.goto(f"{server.url}laws/civil-code/1079/")
    expect(page.get_by_role("heading", level=1)).to_have_text("这一页还没有存到手机里")
    page.get_by_role("link", name="搜索").click()
    expect(page.locator("#lk-q")).to_be_visible()


def test_the_articles_of_laws_can_be_kept_as_well(server: Server, page: Page) -> None:
    keep(page, server, re.compile("^连法条一起存"))
    expect(page.locator(".lk-offline")).to_contain_text("和网站上的一样，不用再下载")
    server.stop()
    page.goto(f"{server.url}laws/civil-code/1079/")
    expect(notice(page)).to_contain_text("离线副本")


def test_what_can_be_downloaded_can_be_without_a_network(server: Server, page: Page) -> None:
    keep(page, server, re.compile("^存资料和搜索"))
    server.stop()
    for path, link in (("calendar/", "法律顾问的日历"), ("t01/", "下载 Word 版")):
        page.goto(server.url + path)
        with page.expect_download() as download:
            page.get_by_role("link", name=link).first.click()
        assert Path(download.value.path()).read_bytes()[:2] in {b"BE", b"PK"}


def test_a_new_edition_costs_only_what_changed(changing: Server, page: Page) -> None:
    keep(page, changing, re.compile("^存资料和搜索"))
    rewrite(changing, "q01/index.html", "</h1>", "（改过的）</h1>")
    (changing.folder / "g05/index.html").unlink()
    renamed_search(changing)
    offline.write(changing.folder)
    changing.asked.clear()
    page.reload()
    page.get_by_role("button", name=re.compile(r"^更新，要下载 [\d.]+.[MK]B$")).click()
    expect(page.locator(".lk-offline")).to_contain_text("存好了", timeout=120_000)
    fetched = {path for path in changing.asked if not path.startswith(("assets/", "search/"))}
    assert fetched == {"q01/", *fetched.intersection({"offline/", "sw.js"}), *LISTS}
    kept = page.evaluate(PAGES)
    assert f"{MOUNT}g05/" not in kept
    assert len({path.split("/")[3] for path in kept if re.search(r"search/\w+/", path)}) == 1
    changing.stop()
    page.goto(f"{changing.url}q01/")
    expect(page.locator("h1")).to_contain_text("（改过的）")


def test_kept_search_stays_whole_when_the_site_moves_on(changing: Server, page: Page) -> None:
    """The new index, met once with a network, must not take the place of the one that is whole."""
    keep(page, changing, re.compile("^存资料和搜索"))
    renamed_search(changing)
    page.goto(f"{changing.url}search/?q=欠薪")
    expect(page.locator(".lk-summary")).to_contain_text("找到")
    assert any(path.startswith("search/new/") for path in changing.asked)
    changing.stop()
    page.goto(f"{changing.url}search/?q=外嫁女分红")
    expect(page.locator(".lk-summary")).to_contain_text("找到")


def test_keeping_goes_on_where_the_network_broke_off(server: Server, page: Page) -> None:
    page.goto(f"{server.url}offline/")
    page.get_by_role("button", name=re.compile("^存资料和搜索")).click()
    page.wait_for_function("(document.querySelector('progress') || {}).value > 1e6")
    server.stop()
    expect(page.locator(".lk-offline [role=status]")).to_contain_text("网络断了")
    before = set(server.asked)
    server.start()
    server.asked.clear()
    page.reload()
    expect(page.locator(".lk-offline")).to_contain_text("上一次没有存完")
    keep(page, server, re.compile("^存资料和搜索"))
    again = before.intersection(server.asked) - {"offline/", *LISTS}
    assert len(again) <= 8, again


def test_a_full_phone_is_told(server: Server, page: Page, phone: BrowserContext) -> None:
    visit(page, server, "offline/")
    origin = server.url.removesuffix(MOUNT)
    protocol = phone.new_cdp_session(page)
    protocol.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": 1_500_000})
    page.get_by_role("button", name=re.compile("^存资料和搜索")).click()
    expect(page.locator(".lk-offline [role=status]")).to_contain_text("手机的空间不够")


def test_a_file_that_is_not_the_one_published_is_not_kept(changing: Server, page: Page) -> None:
    rewrite(changing, "q01/index.html", "</h1>", "（别人改的）</h1>")
    page.goto(f"{changing.url}offline/")
    page.get_by_role("button", name=re.compile("^存资料和搜索")).click()
    said = page.locator(".lk-offline [role=status]")
    expect(said).to_contain_text("和网站公布的不一样", timeout=120_000)
    assert f"{MOUNT}q01/" not in page.evaluate(PAGES)


def test_everything_can_be_deleted(server: Server, page: Page) -> None:
    visit(page, server, "q01/")
    page.evaluate("caches.open('of another site').then((cache) => cache.put('/x', new Response()))")
    page.goto(f"{server.url}offline/")
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="全部删除").click()
    expect(page.locator(".lk-offline")).to_contain_text("已经全部删除")
    assert page.evaluate(PAGES) == ["/x"]
    server.stop()
    page.goto(f"{server.url}q01/")
    expect(page.get_by_role("heading", level=1)).to_have_text("这一页还没有存到手机里")


def test_a_new_worker_takes_over_and_keeps_the_copies(changing: Server, page: Page) -> None:
    visit(page, changing, "q01/")
    page.evaluate("name => caches.open(name)", f"lawkb-of-old {changing.url}")
    page.evaluate("name => caches.open(name)", f"lawkb-seen {changing.url}other/")
    rewrite(changing, "sw.js", '"use strict";', '"use strict"; self.isNew = true;')
    page.evaluate(
        """() => new Promise((resolve) => {
            navigator.serviceWorker.addEventListener("controllerchange", resolve);
            navigator.serviceWorker.ready.then((registration) => registration.update());
        })"""
    )
    until(page, "async () => (await caches.keys()).length === 2")
    names = page.evaluate("caches.keys()")
    assert sorted(names) == [f"lawkb-seen {changing.url}", f"lawkb-seen {changing.url}other/"]
    assert f"{MOUNT}q01/" in page.evaluate(PAGES)


def test_a_preview_has_no_worker_and_sends_another_away(
    changing: Server, page: Page, tmp_path: Path
) -> None:
    """An editor may have looked at the built site at the same address before."""
    visit(page, changing, "q01/")
    changing.folder = previewed(tmp_path / "preview")
    page.goto(f"{changing.url}q01/")
    until(page, "async () => (await navigator.serviceWorker.getRegistrations()).length === 0")
    page.goto(f"{changing.url}offline/")
    expect(page.locator(".lk-offline")).to_contain_text("这是预览")
    assert page.evaluate("navigator.serviceWorker.controller") is None
    assert not (changing.folder / offline.SUMMARY).exists()


def test_from_a_stick_nothing_is_registered_and_nothing_fails(site: Path, page: Page) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"file://{site}/offline/index.html")
    expect(page.locator(".lk-offline")).to_contain_text("不用再存")
    assert errors == []


def test_an_old_browser_is_told_where_to_look(server: Server, page: Page) -> None:
    page.add_init_script("delete Navigator.prototype.serviceWorker")
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{server.url}offline/")
    expect(page.locator(".lk-offline")).to_contain_text("请用手机自带的浏览器打开")
    page.locator("#lk-q").fill("欠薪")
    expect(page.get_by_role("option").first).to_be_visible()
    assert errors == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_violation_without_a_network(
    server: Server, browser: Browser, scheme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(viewport=PHONE, color_scheme=scheme)
    page = context.new_page()
    visit(page, server, "q01/")
    visit(page, server, "offline/")
    found = violations(page, ".lk-offline button")
    server.stop()
    for path, shown in (
        ("q01/", ".lk-kept p"),
        ("offline/", ".lk-offline button"),
        ("g05/", ".again"),
    ):
        page.goto(server.url + path)
        found += violations(page, shown)
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    context.close()
    assert found == []


LISTS = ("offline/packages.json", "offline/core.json", "offline/laws.json")
HTML = "async (path) => (await caches.match(new URL(path, (await navigator.serviceWorker.ready).scope).href)).text()"


def keep(page: Page, server: Server, name: re.Pattern[str]) -> None:
    """Go to the page that keeps things and have it do so."""
    page.goto(f"{server.url}offline/")
    page.get_by_role("button", name=name).click()
    said = page.locator(".lk-offline [role=status]")
    expect(said).to_contain_text("存好了", timeout=120_000)


def rewrite(server: Server, path: str, old: str, new: str) -> None:
    file = server.folder / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def renamed_search(server: Server) -> None:
    """Another version of the same index."""
    folder = server.folder / "search"
    [version] = [path.name for path in folder.iterdir() if path.is_dir()]
    (folder / version).rename(folder / "new")
    rewrite(server, "search/index.js", f'"{version}"', '"new"')


def previewed(folder: Path) -> Path:
    """The real site as an editor sees it."""
    folder.mkdir()
    preview = Preview(ROOT, folder, "127.0.0.1:0")
    preview.whole()
    preview.server.server_close()
    return folder


def violations(page: Page, shown: str) -> list[tuple[str, str]]:
    page.locator(shown).first.wait_for()
    return [
        (violation["id"], violation["nodes"][0]["html"][:160])
        for violation in Axe().run(page).response["violations"]
        if violation["impact"] in {"serious", "critical"}
    ]
