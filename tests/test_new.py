"""A blank page: everything is sound already, only the words are missing."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

import example
from lawkb import page as pages
from lawkb import source
from lawkb.edit import new
from lawkb.models import COLLECTIONS, Card, Entry, Guide

GIVEN: dict[str, Any] = {
    "title": "工伤认定：怎么办",
    "plain_title": "上班受伤了怎么办",
    "topics": ["labor/wages"],
    "audience": ["法律顾问"],
    "authors": ["示范甲"],
}
each_type = pytest.mark.parametrize("kind", COLLECTIONS, ids=lambda kind: kind.type_name)


@each_type
def test_a_blank_page_lacks_only_words(library_root: Path, kind: type[Entry]) -> None:
    if kind is Card:  # which waits for a guide
        second = example.with_front(example.read(example.FILES["guide"]), "id: g02")
        example.write(library_root, "guides/second.md", second)
    id_ = new.next_id(kind, example.load(library_root))
    path = f"{kind.folder}/blank.md"
    example.write(library_root, path, new.page(kind, id_, example.TODAY, GIVEN))
    found = example.check_root(library_root)
    assert {(finding.path, finding.code) for finding in found} == {(path, "T501")}
    assert f"{kind.prefix}02" == id_


@each_type
def test_a_blank_page_is_a_draft_with_what_was_given(kind: type[Entry]) -> None:
    text = new.page(kind, f"{kind.prefix}02", example.TODAY, GIVEN)
    entry = pages.model(source.parse(f"{kind.folder}/a.md", text)).entry
    assert entry
    assert (entry.status, entry.title, entry.type) == ("草稿", GIVEN["title"], kind.type_name)
    assert (entry.reviewers, entry.published) == ([], None)


@each_type
def test_a_blank_page_has_its_keys_in_the_order_of_the_model(kind: type[Entry]) -> None:
    text = new.page(kind, f"{kind.prefix}02", example.TODAY, GIVEN)
    keys = [*source.parse("a.md", text).meta]
    assert keys == [name for name in kind.model_fields if name in keys]


@pytest.mark.parametrize(
    ("ids", "id_"),
    [
        ([], "g01"),
        (["g01", "g02"], "g03"),
        (["g07"], "g08"),
        (["g99"], "g100"),
        (["g100", "g2", "g1234"], "g1235"),
        (["c50"], "g01"),
    ],
)
def test_an_id_is_never_given_twice(tmp_path: Path, ids: list[str], id_: str) -> None:
    for number, taken in enumerate(ids):
        folder = "cases" if taken.startswith("c") else "guides"
        example.write(tmp_path, f"{folder}/{number}.md", f"---\nid: {taken}\n---\n")
    assert new.next_id(Guide, example.load(tmp_path)) == id_


@pytest.mark.xfail(reason="only the ids of files that are still there are known")
def test_an_id_is_not_given_again_after_its_file_was_deleted(library_root: Path) -> None:
    newest = example.with_front(example.read(example.FILES["guide"]), "id: g02")
    file = example.write(library_root, "guides/second.md", newest)
    assert new.next_id(Guide, example.load(library_root)) == "g03"
    file.unlink()
    assert new.next_id(Guide, example.load(library_root)) == "g03"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("欠薪处理指引", "欠薪处理指引.md"),
        ("集体成员（含外嫁女）确认：办理 指引", "集体成员-含外嫁女-确认-办理-指引.md"),
        ("《A》/B", "a-b.md"),
        ("../../etc/passwd", "etc-passwd.md"),
        ("？！", "g02.md"),
        ("【待写】", "g02.md"),
    ],
)
def test_a_file_name_is_the_title_without_what_links_trip_over(title: str, name: str) -> None:
    assert new.file_name(title, "g02") == name


@pytest.mark.parametrize(
    "title", ["甲: 乙", "#1", "2026-11-22", "@甲", "no", "'甲\"", "- 甲", "甲：乙"]
)
def test_a_title_comes_back_as_it_was_typed(title: str) -> None:
    text = new.page(Guide, "g02", dt.date(2026, 11, 22), {**GIVEN, "title": title})
    assert source.parse("guides/a.md", text).meta["title"] == title
