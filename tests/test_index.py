"""What stands under a topic, what belongs to a document and why; drafts are nowhere."""

import datetime as dt
from pathlib import Path

import pytest

import example
from lawkb import index
from lawkb.index import Index
from lawkb.page import Page


def ids(pages: tuple[Page, ...]) -> list[str]:
    return [page.id or "" for page in pages]


def related(root: Path, id_: str) -> list[tuple[str, str]]:
    library = example.load(root)
    page = library.by_id(id_)
    assert page
    return [(found.page.id or "", found.reason) for found in Index(library).related(page)]


def change(root: Path, kind: str, front: str) -> None:
    path = example.FILES[kind]
    example.write(root, path, example.with_front(example.read(path), front))


def test_documents_stand_under_every_topic_audience_and_type_of_theirs() -> None:
    found = Index(example.load(example.SOUND))
    assert {topic: ids(pages) for topic, pages in found.by_topic.items()} == {
        "labor/wages": ["c01", "k01", "q01", "t01", "r01", "w01", "g01"],
        "remedy/legal-aid": ["e01", "p01", "g01"],
    }
    assert {audience: ids(pages) for audience, pages in found.by_audience.items()} == {
        "法律顾问": ["c01", "e01", "g01"],
        "外来务工人员": ["c01", "k01", "q01", "t01", "r01", "w01"],
        "联络员": ["p01"],
    }
    assert [ids(pages) for pages in found.by_type.values()] == [
        ["g01"], ["k01"], ["c01"], ["w01"], ["q01"], ["r01"], ["t01"], ["e01"], ["p01"],
    ]  # fmt: skip


def test_a_topic_that_is_named_twice_lists_once(library_root: Path) -> None:
    change(library_root, "case", "topics: [labor/contract, labor/contract]")
    found = Index(example.load(library_root))
    assert ids(found.by_topic["labor/contract"]) == ["c01"]


def test_related_documents_come_with_the_best_reason_and_only_once() -> None:
    assert related(example.SOUND, "g01") == [
        ("k01", "村民版"),
        ("c01", "编者推荐"),
        ("q01", "文中提到"),
        ("e01", "提到本文"),
        ("w01", "提到本文"),
        ("t01", "同一话题：工资与欠薪"),
        ("p01", "同一话题：法律援助"),
        ("r01", "同一话题：工资与欠薪"),
    ]


def test_documents_that_share_more_topics_come_first(library_root: Path) -> None:
    change(library_root, "policy", "topics: [remedy/legal-aid, labor/wages]")
    change(library_root, "experience", "topics: [labor/contract]")
    assert related(library_root, "p01") == [
        ("g01", "同一话题：法律援助、工资与欠薪"),
        ("c01", "同一话题：工资与欠薪"),
        ("k01", "同一话题：工资与欠薪"),
        ("q01", "同一话题：工资与欠薪"),
        ("t01", "同一话题：工资与欠薪"),
        ("r01", "同一话题：工资与欠薪"),
        ("w01", "同一话题：工资与欠薪"),
    ]


def test_no_more_are_shown_than_one_can_choose_from(library_root: Path) -> None:
    for number in range(10, 30):
        text = example.with_front(example.read(example.FILES["case"]), f"id: c{number}")
        example.write(library_root, f"cases/{number}.md", text)
    assert len(related(library_root, "g01")) == index.MAX_RELATED


def test_backlinks_are_the_documents_that_link_here() -> None:
    found = Index(example.load(example.SOUND)).backlinks
    assert {path: ids(pages) for path, pages in found.items()} == {
        example.FILES["case"]: ["g01"],
        example.FILES["faq"]: ["g01"],
        example.FILES["guide"]: ["k01", "e01", "w01"],
    }


@pytest.mark.parametrize(
    "front",
    [
        "status: 草稿",
        "status: 送审",
        "status: 已撤下\nwithdrawn: {date: 2026-11-01, reason: 过时}",
        "status: 没有的",
    ],
    ids=["draft", "submitted", "withdrawn", "unsound"],
)
def test_what_is_not_published_is_in_no_list(library_root: Path, front: str) -> None:
    change(library_root, "guide", front)
    library = example.load(library_root)
    found = Index(library)
    listed = [
        *found.by_topic.values(),
        *found.by_audience.values(),
        *found.by_type.values(),
        *found.targets.values(),
        *found.backlinks.values(),
        [page for _, page in found.changes],
        *([relation.page for relation in found.related(page)] for page in library.listed),
    ]
    assert len(listed) > 10
    assert "g01" not in {page.id for pages in listed for page in pages}


def test_changes_are_newest_first() -> None:
    found = Index(example.load(example.SOUND)).changes
    assert [page.id for _, page in found] == [
        *("t01", "r01", "k01", "p01", "e01", "q01", "w01", "c01", "g01")
    ]


def test_a_topic_lacks_the_kinds_of_document_that_it_does_not_have() -> None:
    found = {path: [kind.prefix for kind in lacking]
             for path, lacking in Index(example.load(example.SOUND)).gaps()}  # fmt: skip
    assert found == {
        "labor/contract": ["g", "c", "w", "q"],
        "remedy/legal-aid": ["c", "w", "q"],
    }


@pytest.mark.parametrize(
    ("today", "late"),
    [(dt.date(2027, 5, 1), []), (dt.date(2027, 5, 3), ["g01", "c01"])],
)
def test_overdue_documents_are_listed_the_longest_first(today: dt.date, late: list[str]) -> None:
    assert ids(index.overdue(example.load(example.SOUND, today))) == late
