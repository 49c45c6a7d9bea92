"""The scripts of search after an edit: only some are written, and all are as if made from nothing."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import example
from lawkb.host import build
from lawkb.host.serve import Preview
from lawkb.memory import Memory
from lawkb.publish import revision, search
from lawkb.publish.indexing import Indexing
from lawkb.search import engine, shards
from rebuilding import built, edit, order, prepare, tree

GUIDE, CASE, TALK = (example.FILES[name] for name in ("guide", "case", "courseware"))
CITING = "按《示范条例》第二条，收支情况要公布。"
OTHER = CITING.replace("示范", "另一")
ENDS = "\n\n".join(f"村民第{number}次问起收支。" * 40 for number in range(6))

Edit = Callable[[Path], object]


@pytest.fixture(autouse=True)
def _large(monkeypatch: pytest.MonkeyPatch) -> None:
    """The example library counts as a large one, with some scripts of each kind."""
    monkeypatch.setattr(engine, "SMALL", 0)
    monkeypatch.setattr(shards, "SHARD", {"i": 1000, "u": 1000})
    monkeypatch.setattr(shards, "STEP", 4)
    # The theme of the example library prints when a site was built.
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")


@pytest.fixture
def wholes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Grows whenever all scripts are made."""
    calls: list[str] = []
    scripts = Indexing.scripts

    def noted(*args: Any) -> Iterator[tuple[str, str]]:
        calls.append("whole")
        return scripts(*args)

    monkeypatch.setattr(Indexing, "scripts", noted)
    return calls


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A library with a site."""
    root = prepare(tmp_path / "library")
    other = example.LAW.replace("model-rules", "other-rules").replace("示范条例", "另一条例")
    example.write(root, "content/_data/laws/other-rules.yml", other)
    edit(root, CASE, lambda text: example.with_paragraph(text, CITING))
    build.build(order(root))
    return root


def body(path: str, words: str) -> Edit:
    return lambda root: edit(root, path, lambda text: example.with_paragraph(text, words))


def front(path: str, lines: str) -> Edit:
    return lambda root: edit(root, path, lambda text: example.with_front(text, lines))


def both(*edits: Edit) -> Edit:
    return lambda root: [change(root) for change in edits]


def shortened(root: Path) -> None:
    edit(root, GUIDE, lambda text: text.replace(ENDS, ""))


def data(name: str, old: str, new: str) -> Edit:
    return lambda root: edit(root, f"content/_data/{name}", lambda text: text.replace(old, new, 1))


SOME: dict[str, Edit] = {
    "a sentence": body(GUIDE, "再写一句。"),
    "many passages": body(GUIDE, ENDS),
    "a title": front(GUIDE, "title: 换了的标题"),
    "keywords": front(GUIDE, "keywords: [血汗钱]"),
    "another audience": front(GUIDE, "audience: [法律顾问, 调解员]"),
    "a second topic": front(CASE, "topics: [labor/wages, remedy/legal-aid]"),
    "a law that others cite": body(GUIDE, CITING),
    "two pages": both(body(GUIDE, "再写一句。"), body(CASE, "也写一句。")),
}
ALL: dict[str, Edit] = {
    "another first topic": front(CASE, "topics: [remedy/legal-aid]"),
    "whom it serves": front(TALK, "level: 顾问"),
    "a law that nobody cited": body(GUIDE, OTHER),
    "a page that goes": lambda root: (root / TALK).unlink(),
    "a page that is withdrawn": front(TALK, "status: 草稿"),
    "a page that comes": lambda root: example.write(
        root, "guides/new.md", example.with_front(example.read(GUIDE), "id: g77\ntitle: 新的")
    ),
    "a file that is moved": lambda root: (root / CASE).rename(root / "cases/moved.md"),
    "another synonym": data("thesaurus.yml", "老板", "东家"),
    "a fact that no page shows": data("facts.yml", "name: ", "name: 另"),
}
SILENT = {"a file that is moved", "a fact that no page shows"}
"""What changes nothing that a reader can search."""


@pytest.mark.parametrize("name", [*SOME, *ALL])
def test_what_an_edit_leaves_is_what_is_made_from_nothing(
    root: Path, wholes: list[str], name: str
) -> None:
    before = scripts(tree(root / "site"))
    (SOME | ALL)[name](root)
    after = scripts(built(order(root)))
    assert bool(wholes) == (name in ALL)
    assert (after == before) == (name in SILENT)
    assert after == scripts(built(order(root, "other", clean=True)))


def written(before: dict[str, bytes], after: dict[str, bytes] | None) -> set[str]:
    """The folders of search in which something has changed."""
    new = scripts(before).items() ^ scripts(after).items()
    return {uri.split("/")[2].rstrip("0123456789") for uri, _ in new}


def test_a_sentence_touches_no_cards(root: Path) -> None:
    before = tree(root / "site")
    body(GUIDE, "再写一句。")(root)
    assert written(before, built(order(root))) == {"i", "t", "u"}


def test_after_a_sentence_nothing_is_made_that_lists_all_pages(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "lists", None)
    monkeypatch.setattr(search, "manifest", None)
    monkeypatch.setattr(search, "version", None)
    before = tree(root / "site")
    body(GUIDE, "再写一句。")(root)
    assert scripts(built(order(root))) != scripts(before)


def test_edits_one_after_another_come_to_the_same(root: Path, wholes: list[str]) -> None:
    for words in ("甲乙丙。", ENDS, "丁戊。"):
        body(GUIDE, words)(root)
        build.build(order(root))
    shortened(root)
    after = built(order(root))
    assert wholes == []
    assert after == built(order(root, "other", clean=True))


def test_a_law_that_only_a_draft_cites_is_known(root: Path) -> None:
    front(TALK, "status: 草稿")(root)
    before = scripts(built(order(root)))
    body(TALK, OTHER)(root)
    after = scripts(built(order(root)))
    assert after != before
    assert after == scripts(built(order(root, "other", clean=True)))


def test_another_program_makes_all_again(
    root: Path, wholes: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Memory, "program", "a later version")
    build.build(order(root))
    assert wholes == ["whole"]


def test_an_edit_that_is_taken_back_leaves_nothing(root: Path, wholes: list[str]) -> None:
    before, text = tree(root / "site"), (root / GUIDE).read_text(encoding="utf-8")
    body(GUIDE, ENDS)(root)
    build.build(order(root))
    example.write(root, GUIDE, text)
    assert built(order(root)) == before
    assert wholes == []


def test_another_day_changes_no_more_than_the_cards(root: Path, wholes: list[str]) -> None:
    """In a preview, since nobody may publish what the law of that day makes wrong."""
    later = "shape: 2:0/2\n  - {adopted: 2026-11-01, effective: 2026-12-01, articles: 3}"
    law = example.LAW.replace("shape: 2:0/2", later)
    example.write(root, "content/_data/laws/model-rules.yml", law)
    preview = shown(root, "preview")
    before = tree(preview.site)
    wholes.clear()
    edit(root, "mkdocs.yml", lambda text: text.replace("2026-11-22", "2026-12-02"))
    preview.follow()
    assert written(before, tree(preview.site)) == {"d"}
    assert wholes == []
    assert scripts(tree(preview.site)) == scripts(tree(shown(root, "other").site))


def shown(root: Path, name: str) -> Preview:
    """A preview of the whole site."""
    (root.parent / name).mkdir()
    preview = Preview(root, root.parent / name, "127.0.0.1:0")
    preview.server.server_close()
    preview.whole()
    return preview


def test_a_token_becomes_common_and_rare_again(
    root: Path, wholes: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shards, "HEAVY", 8)
    edit(root, GUIDE, lambda text: text + "\n")
    (root / "site/search/index.js").unlink()
    first = built(order(root))
    assert first
    wholes.clear()
    for path in (GUIDE, CASE):
        body(path, "稀奇话。" * 3)(root)
    for path in (example.FILES["faq"], example.FILES["experience"], example.FILES["policy"]):
        body(path, "稀奇话。")(root)
    common = built(order(root))
    assert common
    assert common.keys() - first.keys() != set()
    assert wholes == []
    assert common == built(order(root, "other", clean=True))
    for path in (GUIDE, CASE):
        edit(root, path, lambda text: text.replace("稀奇话。", ""))
    rare = built(order(root))
    assert common.keys() - (rare or {}).keys() != set()
    assert rare == built(order(root, "another", clean=True))


def test_more_words_than_scripts_can_hold_change_all(
    root: Path, wholes: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shards, "SHARD", {"i": 90, "u": 90})
    (root / "site/search/index.js").unlink()
    build.build(order(root))
    wholes.clear()
    words = "".join(chr(code) for code in range(0x4E00, 0x6200))
    body(GUIDE, words)(root)
    after = built(order(root))
    assert wholes == ["whole"]
    assert after == built(order(root, "other", clean=True))


def test_many_changed_pages_change_all(
    root: Path, wholes: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(revision, "FEW", 1)
    SOME["two pages"](root)
    assert built(order(root)) == built(order(root, "other", clean=True))
    assert wholes == ["whole", "whole"]


@pytest.mark.parametrize("damage", ["changed", "deleted", "another"])
def test_a_script_that_somebody_changed_is_repaired(
    root: Path, wholes: list[str], damage: str
) -> None:
    for file in (root / "site/search").rglob("*/i*/*.js"):
        if damage == "deleted":
            file.unlink()
        else:
            text = file.read_text(encoding="utf-8")
            file.write_text(text.replace("!", "#") if damage == "changed" else "", encoding="utf-8")
    body(GUIDE, ENDS)(root)
    assert built(order(root)) == built(order(root, "other", clean=True))
    assert wholes == ["whole", "whole"]


def test_sites_of_one_library_do_not_mix(root: Path) -> None:
    build.build(order(root, "second"))
    body(GUIDE, "再写一句。")(root)
    build.build(order(root, "second"))
    body(CASE, "也写一句。")(root)
    whole = built(order(root, "other", clean=True))
    assert built(order(root)) == whole
    assert built(order(root, "second")) == whole


def test_a_preview_changes_what_an_edit_touches(root: Path, wholes: list[str]) -> None:
    preview = shown(root, "preview")
    wholes.clear()
    for number in range(3):
        body(GUIDE, f"第{number}句。\n\n{ENDS}")(root)
        preview.follow()
    shortened(root)
    preview.follow()
    assert wholes == []
    assert scripts(tree(preview.site)) == scripts(built(order(root, "other", clean=True)))


def scripts(files: dict[str, bytes] | None) -> dict[str, bytes]:
    """The scripts of search among the files of a site."""
    assert files
    return {uri: files[uri] for uri in files if uri.startswith("search/") and uri.endswith(".js")}
