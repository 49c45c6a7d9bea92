"""A source becomes a page: of which type, under which address, and what stops publishing."""

import pytest

import example
from lawkb import page, source
from lawkb.models import Case, Entry, Faq, Guide
from lawkb.page import Page

GUIDE = example.FILES["guide"]


def model(path: str, text: str) -> Page:
    return page.model(source.parse(path, text))


@pytest.mark.parametrize(
    ("path", "front", "kind"),
    [
        ("guides/a.md", "id: g01", Guide),
        ("guides/2026/a.md", "id: g01", Guide),
        ("guides/a.md", "type: case", Case),
        ("guides/a.md", "type: 指引", Guide),
        ("content/faq/a.md", "id: q01", Faq),
        ("content/faq.md", "id: q01", None),
        ("content/index.md", "title: 首页", None),
        ("content/about/a.md", "type: guide", Guide),
    ],
)
def test_a_page_is_of_the_type_that_it_states_or_that_its_folder_holds(
    path: str, front: str, kind: type[Entry] | None
) -> None:
    assert model(path, f"---\n{front}\n---\n").type is kind


def test_a_page_of_the_site_needs_no_front_matter() -> None:
    found = model("content/about/a.md", "# 关于\n\n文\n")
    assert (found.faults, found.title, found.uri) == ({}, "关于", "about/a.md")


def test_a_document_needs_one() -> None:
    found = model("guides/a.md", "# 关于\n")
    assert [*found.faults] == ["no-front-matter"]
    assert found.entry is None


@pytest.mark.parametrize("path", [GUIDE, "guides/改名.md", "guides/2026/a.md"])
def test_the_address_is_the_id_wherever_the_file_lies(path: str) -> None:
    assert model(path, example.read(GUIDE)).uri == "g01.md"


@pytest.mark.parametrize(
    ("front", "blocks"),
    [
        ("status: 已发布", True),
        ("status: 已撤下\nwithdrawn: {date: 2026-11-01, reason: 过时}", True),
        ("status: 草稿", False),
        ("status: 送审", False),
        ("status: 草搞", True),
    ],
)
def test_only_what_readers_cannot_see_never_blocks_publishing(front: str, blocks: bool) -> None:  # noqa: FBT001
    found = model(GUIDE, example.with_front(example.read(GUIDE), front))
    assert found.blocks_publishing is blocks


def test_the_id_is_known_though_the_rest_is_unsound() -> None:
    assert model(GUIDE, "---\nid: g07\n---\n").id == "g07"
    assert model(GUIDE, "---\nid: [g07]\n---\n").id is None


def test_all_faults_of_a_page_are_collected_at_once() -> None:
    text = example.with_front(
        example.read(GUIDE),
        "title：甲\nlevel: 谁\nlevel: 公众\npublished: 2026-02-30\nsumary: 乙",
    )
    assert {rule: len(found) for rule, found in model(GUIDE, text).faults.items()} == {
        "full-width-colon": 1,
        "duplicate-key": 1,
        "unknown-key": 1,
        "invalid-field": 2,
    }
