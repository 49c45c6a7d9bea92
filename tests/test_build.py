"""The real site, built as it is published: every address, link and file that readers will use."""

import functools
import json
import os
import posixpath
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

import example
from lawkb.page import Page

REPOSITORY = Path(__file__).parents[1]
SOURCES = ("content", "guides", "cases", "courseware", "theme", "mkdocs.yml")
DRAFT, WITHDRAWN, RENAMED = "g97", "g98", "g05"


@functools.cache
def day() -> str:
    """That of the last change of a document: on an earlier one the library cannot be published."""
    entries = (page.entry for page in example.load(REPOSITORY).documents)
    return max(str(change.date) for entry in entries if entry for change in entry.changes)


@dataclass
class Document(HTMLParser):
    """What an HTML file offers and what it leads to; `loads` are fetched without a click."""

    ids: set[str] = field(default_factory=set)
    leads: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    hidden: int = 0

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.hidden += tag in {"code", "script", "style"}
        self.ids |= {values[name] for name in ("id", "name") if name in values}
        target = values.get("href") or values.get("src")
        if target is None:
            return
        self.leads.append(target)
        kept = {"canonical", "alternate", "prev", "next"}
        if tag != "a" and not (tag == "link" and values.get("rel") in kept):
            self.loads.append(target)

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in {"code", "script", "style"}

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.words.append(data)


@dataclass(frozen=True)
class Site:
    """A built site."""

    root: Path

    @cached_property
    def files(self) -> dict[str, bytes]:
        found = (file for file in self.root.rglob("*") if file.is_file())
        return {file.relative_to(self.root).as_posix(): file.read_bytes() for file in found}

    @cached_property
    def pages(self) -> dict[str, Document]:
        """Every HTML file, parsed."""
        parsed = {}
        for name, content in self.files.items():
            if name.endswith(".html"):
                parsed[name] = Document()
                parsed[name].feed(content.decode())
        return parsed

    def text(self, name: str) -> str:
        return self.files[name].decode()

    def target(self, page: str, link: str) -> tuple[str, str]:
        """The file, and the place in it, that a link of a page leads to."""
        path, fragment = unquote(urlsplit(link).path), unquote(urlsplit(link).fragment)
        if path.startswith("/"):
            file = path[1:]
        else:
            file = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
        if not path:
            file = page
        elif path.endswith("/") or file == "." or not posixpath.splitext(file)[1]:
            file = posixpath.normpath(posixpath.join(file, "index.html"))
        return file, fragment


def run(root: Path, *args: str) -> None:
    """Run a Python program in a folder; it must succeed."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1795305600"}
    done = subprocess.run(  # noqa: S603
        [sys.executable, *args],
        cwd=root,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr


def lawkb(root: Path, site: Path) -> Site:
    run(root, "-m", "lawkb", "build", "--strict", "--as-of", day(), "--site-dir", str(site))
    return Site(site)


@pytest.fixture(scope="session")
def documents() -> tuple[Page, ...]:
    """The published documents of the repository."""
    return example.load(REPOSITORY).listed


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of the repository."""
    return lawkb(REPOSITORY, tmp_path_factory.mktemp("built") / "site")


@pytest.fixture(scope="session")
def changed_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository at an address, with a draft and a withdrawn document, one file renamed."""
    root = tmp_path_factory.mktemp("changed")
    for name in SOURCES:
        source = REPOSITORY / name
        shutil.copytree(source, root / name) if source.is_dir() else shutil.copy(source, root)
    configuration = root.joinpath("mkdocs.yml").read_text(encoding="utf-8")
    configuration = configuration.replace('site_url: ""', "site_url: https://example.org/kb/")
    configuration = configuration.replace("  - lawkb\n", f'  - lawkb:\n      as_of: "{day()}"\n')
    example.write(root, "mkdocs.yml", configuration)
    [guide] = [page for page in example.load(root).listed if page.id == RENAMED]
    text = guide.source.text
    draft = f"id: {DRAFT}\nstatus: 草稿\ntitle: 没有人看得到的草稿"
    example.write(root, "guides/draft.md", example.with_front(text, draft))
    withdrawal = f"{{date: {day()}, reason: 所依据的法律已废止, successor: {RENAMED}}}"
    gone = f"id: {WITHDRAWN}\nstatus: 已撤下\ntitle: 已经作废的指引\nwithdrawn: {withdrawal}"
    example.write(root, "guides/gone.md", example.with_front(text, gone))
    root.joinpath("guides/2026").mkdir()
    root.joinpath(guide.path).rename(root / "guides/2026/改了名字.md")
    return root


@pytest.fixture(scope="session")
def changed(changed_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    return lawkb(changed_root, tmp_path_factory.mktemp("built") / "site")


def test_the_site_bears_the_record_of_its_checks(site: Site) -> None:
    stamp = json.loads(site.text("checks.json"))
    assert stamp["as_of"] == day()
    assert "error" not in stamp["findings"]


def test_every_published_document_is_at_its_address(
    site: Site, documents: tuple[Page, ...]
) -> None:
    assert {f"{page.id}/index.html" for page in documents} <= site.files.keys()


def test_no_link_leads_to_a_missing_file_or_place(site: Site) -> None:
    broken = []
    for name, page in site.pages.items():
        for link in page.leads:
            if urlsplit(link).scheme or link.startswith("//"):
                continue
            file, fragment = site.target(name, link)
            if file not in site.files or (
                fragment and file in site.pages and fragment not in site.pages[file].ids
            ):
                broken.append((name, link))
    assert broken == []


def test_nothing_is_loaded_from_another_host(site: Site) -> None:
    foreign = [
        (name, link)
        for name, page in site.pages.items()
        for link in page.loads
        if urlsplit(link).netloc or urlsplit(link).scheme
    ]
    styles = [
        (name, found)
        for name in site.files
        if name.endswith(".css")
        for found in re.findall(
            r"(?:url\(|@import)\s*[\"']?(?:https?:)?//[^)\"']*", site.text(name)
        )
    ]
    assert (foreign, styles) == ([], [])


def test_every_asset_that_a_page_names_is_small_enough_for_a_village(site: Site) -> None:
    images = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".svg")
    sizes = {name: len(data) for name, data in site.files.items() if name.endswith(images)}
    assert {name: size for name, size in sizes.items() if size > 500_000} == {}


def test_nothing_unfilled_is_shown(site: Site) -> None:
    for name, page in site.pages.items():
        words = " ".join(page.words)
        assert not re.findall(r"\{\{|\{%|\bNone\b|\{ [.#]\w", words), name


def test_every_document_says_whose_text_it_is_and_as_of_when(
    site: Site, documents: tuple[Page, ...]
) -> None:
    for page in documents:
        words = " ".join(site.pages[f"{page.id}/index.html"].words)
        assert "法律状态截至" in words
        assert page.entry
        assert ("示范稿，未经业务指导小组审定" in words) == (not page.entry.reviewers)


def test_a_draft_is_nowhere(changed: Site) -> None:
    assert [name for name in changed.files if DRAFT in name] == []
    naming = [name for name, data in changed.files.items() if "没有人看得到的草稿".encode() in data]
    assert naming == []


def test_a_withdrawn_document_keeps_its_address_and_nothing_else(changed: Site) -> None:
    page = f"{WITHDRAWN}/index.html"
    assert "所依据的法律已废止" in changed.text(page)
    assert f"../{RENAMED}/" in changed.pages[page].leads
    naming = {name for name, data in changed.files.items() if WITHDRAWN.encode() in data}
    # A phone that keeps the text must get the notice in its place.
    assert naming == {page, "offline/core.json"}


def test_the_sitemap_holds_the_published_documents(changed: Site) -> None:
    assert f"{RENAMED}/" in changed.text("sitemap.xml")


def test_the_feed_begins_with_the_last_change(changed: Site) -> None:
    first = changed.text("feed.xml").partition("<entry>")[2]
    (entry,) = re.findall(rf"<id>https?://[^<>]*/([a-z]\d+)/#{day()}</id>", first)[:1]
    assert f"{entry}/index.html" in changed.pages


def test_search_knows_the_published_documents(changed: Site) -> None:
    cards = [
        changed.text(name) for name in changed.files if re.fullmatch(r"search/\w+/d/\d+\.js", name)
    ]
    assert f'["{RENAMED}","{RENAMED}/"' in "".join(cards)
    assert WITHDRAWN not in "".join(cards)


def test_a_renamed_file_keeps_its_address(site: Site, changed: Site) -> None:
    name = f"{RENAMED}/index.html"
    assert changed.pages[name].ids == site.pages[name].ids


def test_mkdocs_alone_builds_the_same_site(
    changed: Site, changed_root: Path, tmp_path: Path
) -> None:
    run(changed_root, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "site"))
    alone = Site(tmp_path / "site").files
    assert alone.keys() == changed.files.keys()
    assert [name for name in alone if alone[name] != changed.files[name]] == []
