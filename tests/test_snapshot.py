"""The files of a library, looked at again and again: only those that somebody touched are read."""

import os
import sys
from pathlib import Path

import pytest

import example
from lawkb import loading, source
from lawkb.memory import Memory
from lawkb.snapshot import TICK, Snapshot

GUIDE, CASE = example.FILES["guide"], example.FILES["case"]


@pytest.fixture
def first(library_root: Path) -> Snapshot:
    """All files, read long after they were saved."""
    found = Snapshot(library_root).now()
    for name in found.names:
        age(library_root / name, found.taken - 2 * TICK)
    found = found.now()
    for name in found.names:
        found.key(name)
    return found


def age(path: Path, nanoseconds: int) -> None:
    os.utime(path, ns=(nanoseconds, nanoseconds))


def test_a_file_that_nobody_touched_keeps_its_key_unread(
    first: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = first.now()
    monkeypatch.setattr(source, "key", None)
    assert {name: now.key(name) for name in now.names} == first.keys
    assert now.touched(first) == []


def test_who_was_saved_comes_or_goes_is_seen(first: Snapshot, library_root: Path) -> None:
    text = example.read(GUIDE)
    example.write(library_root, GUIDE, text.replace("示范", "式范"))
    example.write(library_root, "guides/new.md", text)
    (library_root / CASE).unlink()
    now = first.now()
    assert sorted(now.touched(first)) == sorted([GUIDE, "guides/new.md"])
    assert {*now.names} == {*first.names, "guides/new.md"} - {CASE}
    assert now.key(GUIDE) == source.key(str(library_root / GUIDE)) != first.keys[GUIDE]


def test_an_edit_within_a_tick_of_the_clock_is_not_missed(
    first: Snapshot, library_root: Path
) -> None:
    """A memory stick counts in steps of two seconds, so two edits may bear the same time."""
    path, text = library_root / GUIDE, example.read(GUIDE)
    example.write(library_root, GUIDE, f"{text}\n甲\n")
    age(path, first.taken)
    second = first.now()
    before = second.key(GUIDE)
    example.write(library_root, GUIDE, f"{text}\n乙\n")
    age(path, first.taken)
    third = second.now()
    assert third.touched(second) == []
    assert third.key(GUIDE) != before


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_folder_that_is_a_link_has_no_key_and_is_said_to_be_one(
    library_root: Path, tmp_path: Path
) -> None:
    outside = library_root.joinpath("guides").rename(tmp_path / "outside")
    library_root.joinpath("guides").symlink_to(outside, target_is_directory=True)
    assert Snapshot.of(library_root).key(GUIDE) == ""
    memory = Memory.under(library_root)
    found = loading.library(library_root, example.TODAY, memory=memory).by_path(GUIDE)
    assert found
    assert source.UNREADABLE in found.faults
    memory.save()
    library_root.joinpath("guides").unlink()
    outside.rename(library_root / "guides")
    again = loading.library(library_root, example.TODAY, memory=Memory.under(library_root))
    assert [page.faults for page in again.pages if page.path == GUIDE] == [{}]
