"""What is remembered between runs: always what a run without a memory would find."""

import contextlib
import dataclasses
import datetime as dt
import shutil
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import example
from lawkb import check, crew, loading, source
from lawkb.check import Finding
from lawkb.database import Database
from lawkb.library import Library
from lawkb.memory import FILE, DamagedError, Memory, digest, packed, unpacked
from lawkb.page import Page
from lawkb.rule import Reach
from lawkb.rules import RULES
from lawkb.snapshot import Snapshot
from lawkb.source import ChangedError

ROOT = Path(__file__).parents[1]
GUIDE = example.FILES["guide"]


def findings(root: Path, memory: Memory | None = None) -> tuple[Finding, ...]:
    return check.run(loading.library(root, example.TODAY, memory=memory))


def made(memory: Memory, kind: str, name: str, key: str) -> list[str]:
    """What had to be made, the second time that the thing is asked for."""
    calls: list[str] = []
    memory.recall(kind, name, key, lambda: calls.append(name) or name)
    return calls


def remembered(root: Path) -> Page:
    """The guide, as it is loaded the second time."""
    for _ in range(2):
        memory = Memory.under(root)
        found = loading.library(root, example.TODAY, memory=memory).by_path(GUIDE)
        memory.save()
    assert found
    return found


def test_the_text_of_a_remembered_page_is_not_read_until_it_is_asked_for(
    library_root: Path,
) -> None:
    fresh = example.load(library_root).by_path(GUIDE)
    again = remembered(library_root)
    assert fresh
    assert again.title == fresh.title
    assert again.sections == fresh.sections
    assert "text" not in vars(again.source)
    assert again.source.prose == fresh.source.prose
    assert again.source.values == fresh.source.values


def test_a_page_whose_text_is_not_remembered_any_more_has_that_of_its_file(
    library_root: Path,
) -> None:
    page = remembered(library_root)
    shutil.rmtree(library_root / ".cache")
    assert page.source.text == library_root.joinpath(GUIDE).read_text(encoding="utf-8")


def test_a_page_never_has_the_text_of_a_later_one(library_root: Path) -> None:
    page = remembered(library_root)
    shutil.rmtree(library_root / ".cache")
    example.write(
        library_root, GUIDE, example.with_paragraph(example.read(GUIDE), "刚才补了一句。")
    )
    with pytest.raises(ChangedError):
        _ = page.source.text


def test_what_is_known_under_its_key_is_not_made_again(tmp_path: Path) -> None:
    memory = Memory.under(tmp_path)
    assert made(memory, "page", "甲", "1") == ["甲"]
    memory.save()
    again = Memory.under(tmp_path)
    assert made(again, "page", "甲", "1") == []
    assert made(again, "page", "甲", "2") == ["甲"]
    assert made(again, "other", "甲", "1") == ["甲"]
    assert made(again, "page", "甲", "") == ["甲"]


def test_what_is_known_is_known_however_often_it_is_asked_for(tmp_path: Path) -> None:
    memory = Memory.under(tmp_path)
    assert made(memory, "page", "甲", "1") == ["甲"]
    memory.save()
    assert [made(memory, "page", "甲", "1") for _ in range(3)] == [[], [], []]


def test_another_program_forgets_everything(tmp_path: Path) -> None:
    memory = Memory.under(tmp_path)
    made(memory, "page", "甲", "1")
    memory.save()
    other = Memory.under(tmp_path)
    other.__dict__["program"] = "a later version"
    assert made(other, "page", "甲", "1") == ["甲"]


@pytest.mark.parametrize("damage", [b"no database", b""])
def test_a_damaged_memory_costs_time_and_nothing_else(tmp_path: Path, damage: bytes) -> None:
    file = example.write(tmp_path, ".cache/lawkb/memory.sqlite", damage)
    memory = Memory.under(tmp_path)
    assert made(memory, "page", "甲", "1") == ["甲"]
    memory.save()
    with sqlite3.connect(file) as connection:
        assert connection.execute("SELECT name FROM known").fetchall() == [("甲",)]
    connection.close()


@pytest.mark.parametrize(
    "damage",
    ["substr(value, 1, length(value) / 2)", "zeroblob(length(value))", "'words'", "x''"],
)
def test_a_damaged_row_costs_time_and_nothing_else(library_root: Path, damage: str) -> None:
    before = findings(library_root)
    memory = Memory.under(library_root)
    assert findings(library_root, memory) == before
    memory.save()
    with contextlib.closing(sqlite3.connect(library_root / ".cache/lawkb" / FILE)) as connection:
        assert connection.execute(f"UPDATE known SET value = {damage}").rowcount > 0  # noqa: S608
        connection.commit()
    for _ in range(2):
        again = Memory.under(library_root)
        assert findings(library_root, again) == before
        again.save()
    assert made(again, "page", GUIDE, "another key") == [GUIDE]


def test_a_byte_that_a_disk_has_changed_is_noticed() -> None:
    data = packed(["原来的话"])
    for at in range(len(data)):
        with pytest.raises(DamagedError):
            unpacked(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])


def test_a_memory_that_is_damaged_inside_is_made_anew(tmp_path: Path) -> None:
    memory = Memory.under(tmp_path)
    for number in range(40):
        memory.keep("page", str(number), "1", "字" * 30_000)
    memory.save()
    file = tmp_path / ".cache/lawkb" / FILE
    data = bytearray(file.read_bytes())
    data[65536 : 3 * 65536] = bytes(2 * 65536)
    file.write_bytes(data)
    for _ in range(2):
        again = Memory.under(tmp_path)
        assert again.recall("page", "1", "1", lambda: "字" * 30_000) == "字" * 30_000
        again.keep("page", "new", "1", "新")
        again.save()
    assert Memory.under(tmp_path).peek("page", "new", "1") == "新"


def test_what_others_have_written_since_under_another_key_is_not_taken(tmp_path: Path) -> None:
    memory, other = Memory.under(tmp_path), Memory.under(tmp_path)
    memory.recall("page", "甲", "1", lambda: "一")
    memory.save()
    assert memory.recall("page", "甲", "1", lambda: "再做的一") == "一"
    other.recall("page", "甲", "2", lambda: "二")
    other.save()
    assert memory.recall("page", "甲", "1", lambda: "再做的一") == "再做的一"


def test_a_busy_memory_is_left_to_whom_it_serves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = Memory.under(tmp_path)
    made(memory, "page", "甲", "1")
    memory.save()
    other = Memory.under(tmp_path)
    assert other.file
    with contextlib.closing(sqlite3.connect(other.file)) as connection:
        monkeypatch.setattr(
            Database, "_connect", lambda _: connection.execute("SELECT * FROM nowhere")
        )
        assert made(other, "page", "甲", "1") == ["甲"]
        other.save()
        monkeypatch.undo()
    assert made(Memory.under(tmp_path), "page", "甲", "1") == []


def test_a_memory_that_is_just_being_made_is_waited_for(tmp_path: Path) -> None:
    """Until it has a journal, SQLite itself would not wait."""
    memory = Memory.under(tmp_path)
    assert memory.file
    memory.file.parent.mkdir(parents=True)
    with contextlib.closing(sqlite3.connect(memory.file, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        release = threading.Timer(0.3, other.rollback)
        release.start()
        made(memory, "page", "甲", "1")
        memory.save()
        release.join()
    assert made(Memory.under(tmp_path), "page", "甲", "1") == []


def test_what_is_saved_while_it_is_read_is_remembered_as_it_is(
    library_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = example.read(GUIDE)
    after = example.with_front(before, "title: 改了标题")
    key = source.key

    def saved(path: str) -> str:
        found = key(path)
        if path.endswith(GUIDE):
            example.write(library_root, GUIDE, after)
        return found

    monkeypatch.setattr(source, "key", saved)
    memory = Memory.under(library_root)
    assert title(loading.library(library_root, example.TODAY, memory=memory)) == "改了标题"
    memory.save()
    monkeypatch.setattr(source, "key", key)
    example.write(library_root, GUIDE, before)
    again = loading.library(library_root, example.TODAY, memory=Memory.under(library_root))
    assert title(again) != "改了标题"


def title(library: Library) -> str:
    page = library.by_path(GUIDE)
    assert page
    return page.title


def test_parts_cannot_be_mistaken_for_one_another() -> None:
    assert digest(["a", "bc"]) != digest(["ab", "c"])
    assert digest(["a", ""]) != digest(["a"])


CHANGES = {
    "body": lambda text: text.replace("\n## ", "\n待补充。\n\n## ", 1),
    "front-matter": lambda text: example.with_front(text, "status: 草稿\nrelated: [c99]"),
    "heading": lambda text: text.replace("## 适用情形", "## 适用的情形"),
    "changes": lambda text: example.with_front(text, "changes: [{date: 2026-11-20, note: 甲}]"),
    "id": lambda text: example.with_front(text, "id: g77"),
    "unreadable": lambda text: text.replace("---\n", "", 1),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_check_with_a_memory_finds_what_one_without_finds(
    library_root: Path, change: str
) -> None:
    before = findings(library_root, Memory.under(library_root))
    assert before == findings(library_root)
    example.write(library_root, GUIDE, CHANGES[change](example.read(GUIDE)))
    after = findings(library_root)
    assert after != before
    assert findings(library_root, Memory.under(library_root)) == after
    example.write(library_root, GUIDE, example.read(GUIDE))
    assert findings(library_root, Memory.under(library_root)) == before


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("content/_data/facts.yml", "facts: []\n"),
        ("content/_data/topics.yml", "groups: []\n"),
        ("content/_data/jargon.yml", "words: [证据]\n"),
        ("content/_data/snippets/where-to-ask.md", "---\ntitle: 甲\n---\n"),
        (
            "content/_data/snippets/arbitration-limit.md",
            "---\ntitle: 甲\nlaw_as_of: 2026-01-01\n---\n甲\n",
        ),
    ],
)
def test_a_changed_registry_is_noticed(library_root: Path, file: str, text: str) -> None:
    findings(library_root, Memory.under(library_root))
    example.write(library_root, file, text)
    assert findings(library_root, Memory.under(library_root)) == findings(library_root) != ()


def test_another_day_is_noticed(library_root: Path) -> None:
    later = dt.date(2030, 1, 1)
    findings(library_root, Memory.under(library_root))
    library = loading.library(library_root, later, memory=Memory.under(library_root))
    assert check.run(library) == example.check_root(library_root, later) != ()


def test_a_removed_image_is_noticed(library_root: Path) -> None:
    example.write(library_root, "guides/images/a.png", b"\x89PNG")
    shown = example.with_paragraph(example.read(GUIDE), "![甲](images/a.png)")
    example.write(library_root, GUIDE, shown)
    assert findings(library_root, Memory.under(library_root)) == ()
    (library_root / "guides/images/a.png").unlink()
    assert {f.code for f in findings(library_root, Memory.under(library_root))} == {"L203"}


def test_only_rules_that_say_so_look_beyond_their_page() -> None:
    """What such a rule finds is remembered as long as its own page and the registries last."""
    whole = loading.library(ROOT, example.TODAY)
    alone = tuple(rule for rule in RULES if rule.reach is Reach.SUBJECT)
    expected = check.run(whole, alone)
    found = [
        finding
        for page in whole.pages
        for finding in check.run(
            dataclasses.replace(whole, pages=(page,), assets=(), strays=()),
            alone,
            lambda _files, page=page: (page,),  # the registries are the same each time
        )
    ]
    registries = {parsed.path for parsed in whole.registries}
    assert found == [finding for finding in expected if finding.path not in registries]


def test_citations_are_remembered_with_their_laws(tmp_path: Path) -> None:
    page = loading.library(ROOT, example.TODAY).by_id("g05")
    assert page
    memory = Memory(tmp_path / "memory.sqlite")
    first = loading.library(ROOT, example.TODAY, memory=memory).citations(page)
    memory.save()
    again = loading.library(ROOT, example.TODAY, memory=Memory(tmp_path / "memory.sqlite"))
    assert again.citations(page) == first != ()


class Watched(Memory):
    """A memory that notes what had to be made."""

    def recall(self, kind: str, name: str, key: str, make: Callable[[], Any]) -> Any:
        def noted() -> Any:
            made.add((kind, name))
            return make()

        made: set[tuple[str, str]] = self.__dict__.setdefault("made", set())
        return super().recall(kind, name, key, noted)


def test_writing_in_a_page_has_that_page_looked_at_and_no_other(library_root: Path) -> None:
    findings(library_root, Memory.under(library_root))
    example.write(library_root, GUIDE, example.with_paragraph(example.read(GUIDE), "多一句。"))
    memory = Watched.under(library_root)
    findings(library_root, memory)
    kinds = {"page", "citations", "findings: subject", "findings: others"}
    assert {(kind, name) for kind, name in memory.__dict__["made"] if kind in kinds} == {
        (kind, GUIDE) for kind in kinds
    }


def test_what_is_written_while_the_file_is_held_is_there_for_others(tmp_path: Path) -> None:
    memory, other = Memory(tmp_path / FILE), Memory(tmp_path / FILE)
    with memory.held():
        memory.keep("kind", "name", "key", "a thing")
        memory.save()
        assert other.peek("kind", "name", "key") == "a thing"
        assert memory.peek("kind", "name", "key") == "a thing"
    assert memory.peek("kind", "name", "key") == "a thing"


def test_registries_that_others_have_read_meanwhile_are_not_read_again(
    library_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = Snapshot.of(library_root)
    whole = [*loading.registries(files, Memory())]
    shares = [
        (hand, Memory.under(library_root), Snapshot.of(library_root))
        for hand in crew.deal(files, 2)
    ]
    read = [
        parsed.path
        for hand, memory, seen in shares
        for parsed in loading.registries(seen, memory, hand)
    ]
    assert sorted(read) == sorted(parsed.path for parsed in whole)
    for _, memory, _ in shares:
        memory.exchange("registry")
    monkeypatch.setattr(source, "read", None)
    _, memory, seen = shares[0]
    again = [*loading.registries(seen, memory)]
    assert [(parsed.path, parsed.value) for parsed in again] == [
        (parsed.path, parsed.value) for parsed in whole
    ]


def test_a_file_that_cannot_be_held_costs_time_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    memory = Memory(tmp_path / FILE)
    with memory.held():
        assert memory.recall("kind", "name", "key", lambda: "made") == "made"
        memory.save()
