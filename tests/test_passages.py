"""Passages that several pages share: written once, shown and checked everywhere."""

import shutil
from pathlib import Path

import pytest

import example
from lawkb.index import Index
from lawkb.render import Renderer

PASSAGE = "content/_data/snippets/where-to-ask.md"
FRONT = "---\ntitle: 甲\nlaw_as_of: 2026-11-01\n---\n\n"
GUIDE = example.FILES["guide"]
REGISTER = Path(__file__).parents[1] / "content/_data/laws"


def codes(root: Path) -> dict[str, str]:
    return {finding.code: finding.path for finding in example.check_root(root)}


def test_a_passage_is_shown_with_its_facts_and_links_as_the_page_needs_them() -> None:
    pages = {out.uri: out.text for out in Renderer(example.load(example.SOUND)).site()}
    shown = '村（社区）法律顾问，或者打 <a href="tel:12348">12348</a>，见[指引](../g01/)。'
    assert shown in pages["k01.md"]


def test_a_passage_is_no_page_of_the_site() -> None:
    uris = {out.uri for out in Renderer(example.load(example.SOUND)).site()}
    assert [uri for uri in uris if "where-to-ask" in uri or "_data" in uri] == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[甲](g99)\n", "L201"),
        ("{{ no-such-fact }}\n", "L207"),
        ("打 13800138000。\n", "P602"),
        ("## 标题\n\n甲\n", "L209"),
        ("{{ where-to-ask }}\n", "L209"),
        ("先取证,再投诉。\n", "T507"),
    ],
)
def test_a_passage_is_checked_like_a_page(library_root: Path, text: str, code: str) -> None:
    example.write(library_root, PASSAGE, FRONT + text)
    assert codes(library_root) == {code: PASSAGE}


@pytest.mark.parametrize(
    ("front", "code"),
    [("title: 甲\n", "F007"), ("title: 甲\nlaw_as_of: 2026-11-01\nid: a\n", "F006")],
)
def test_the_front_matter_of_a_passage_is_checked(
    library_root: Path, front: str, code: str
) -> None:
    example.write(library_root, PASSAGE, f"---\n{front}---\n\n甲\n")
    assert codes(library_root) == {code: PASSAGE}


def test_dead_law_in_a_passage_is_reported_and_known_to_the_page(library_root: Path) -> None:
    example.write_register(library_root)
    folder = library_root / "content/_data/laws"
    folder.mkdir()
    shutil.copy(REGISTER / "public-security-penalty-law.yml", folder)
    words = "《治安管理处罚法》第四十三条。\n"
    example.write(library_root, PASSAGE, FRONT.replace("2026-11-01", "2025-12-01") + words)
    library = example.load(library_root)
    assert "C103" in codes(library_root)
    card = library.by_id("k01")
    assert card
    state = Index(library).law_state(card)
    assert state
    assert state.currency == "有条文变动待复核"
    law = library.register.by_id["public-security-penalty-law"]
    assert [page.id for page in Index(library).documents_on(law)] == ["k01"]


def test_a_library_without_passages_needs_no_folder(library_root: Path) -> None:
    shutil.rmtree(library_root / "content/_data/snippets")
    card = example.FILES["card"]
    text = example.read(card).replace("{{ where-to-ask }}", "找法律顾问。")
    example.write(library_root, card, text)
    assert codes(library_root) == {}
