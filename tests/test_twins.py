"""A guide and its card: each leads to the other, and the card says when it lags behind."""

from pathlib import Path

import pytest

import example
from lawkb.render import Renderer

GUIDE, CARD = example.FILES["guide"], example.FILES["card"]
CHANGED = "changes: [{date: 2026-11-01, note: 首次发布}, {date: 2026-11-20, note: 期限改了}]"


def page(root: Path, uri: str) -> str:
    return {out.uri: out.text for out in Renderer(example.load(root)).site()}[uri]


def codes(root: Path) -> list[str]:
    return [finding.code for finding in example.check_root(root)]


def change(root: Path, path: str, front: str) -> None:
    example.write(root, path, example.with_front(example.read(path), front))


def test_each_leads_to_the_other() -> None:
    assert '<dt>村民版</dt>\n<dd><a href="../k01/">工钱被拖，先做这几步</a>' in page(
        example.SOUND, "g01.md"
    )
    assert '<a href="../g01/">欠薪处理指引</a> <span class="lk-formal">业务指引 · 律师版' in page(
        example.SOUND, "k01.md"
    )


@pytest.mark.parametrize(
    ("synced", "late"),
    [("2026-11-07", True), ("2026-11-19", True), ("2026-11-20", False), ("2026-11-22", False)],
)
def test_a_card_lags_when_its_guide_changed_after_it_was_compared(
    library_root: Path, synced: str, *, late: bool
) -> None:
    change(library_root, GUIDE, CHANGED)
    change(library_root, CARD, f"synced: {synced}")
    assert codes(library_root) == (["D405"] if late else [])
    shown = page(library_root, "k01.md")
    assert ("待同步：对应的业务指引在 2026年11月20日改过" in shown) is late


def test_what_has_changed_is_said(library_root: Path) -> None:
    change(library_root, GUIDE, CHANGED)
    [finding] = example.check_root(library_root)
    assert (finding.path, finding.line) == (CARD, 13)
    assert "指引 g01 在 2026-11-20 改过：期限改了" in finding.message


def test_a_draft_card_is_neither_linked_nor_enough(library_root: Path) -> None:
    change(library_root, CARD, "status: 草稿")
    assert "k01" not in page(library_root, "g01.md")


def test_a_guide_without_a_card_is_named(library_root: Path) -> None:
    library_root.joinpath(CARD).unlink()
    [finding] = example.check_root(library_root)
    assert (finding.code, finding.path) == ("S307", GUIDE)


@pytest.mark.parametrize(
    ("front", "said"),
    [
        ("guide: g99", "没有编号是“g99”的业务指引"),
        ("guide: c01", "没有编号是“c01”的业务指引"),
        ("id: k02", "请把本卡的编号改成 k01"),
        ("level: 顾问", "明白卡是写给村民看的，“层级”（level）只能是“公众”"),
    ],
)
def test_a_card_that_fits_no_guide_is_refused(library_root: Path, front: str, said: str) -> None:
    change(library_root, CARD, front)
    messages = [f.message for f in example.check_root(library_root) if f.path == CARD]
    assert said in "".join(messages)


def test_a_published_card_needs_a_published_guide(library_root: Path) -> None:
    change(library_root, GUIDE, "status: 草稿")
    assert "F017" in codes(library_root)


def test_the_next_card_is_that_of_the_first_guide_without_one(library_root: Path) -> None:
    from lawkb.edit import new  # noqa: PLC0415 - used here only
    from lawkb.models import Card  # noqa: PLC0415

    change(library_root, GUIDE, "id: g07")
    example.write(library_root, "guides/other.md", example.read(GUIDE))
    example.write(
        library_root, "guides/third.md", example.with_front(example.read(GUIDE), "id: g03")
    )
    assert new.next_id(Card, example.load(library_root)) == "k03"
