"""What holds for every content type, so that a new one has only to be listed."""

import string
from importlib import resources

import pytest

import example
from lawkb import page, source
from lawkb.fault import Fault
from lawkb.models import COLLECTIONS, Case, Courseware, Entry, Guide
from lawkb.page import Page

each_type = pytest.mark.parametrize("kind", COLLECTIONS, ids=lambda kind: kind.type_name)


def model(kind: type[Entry], front: str = "") -> Page:
    """The example of a type, with some lines of its front matter changed."""
    path = example.FILES[kind.type_name]
    text = example.with_front(example.read(path), front) if front else example.read(path)
    return page.model(source.parse(path, text))


def faults(found: Page) -> list[Fault]:
    return [fault for several in found.faults.values() for fault in several]


@each_type
def test_a_type_has_a_template(kind: type[Entry]) -> None:
    assert resources.files("lawkb").joinpath("templates", f"{kind.type_name}.html").is_file()


@each_type
def test_the_example_of_a_type_is_sound(kind: type[Entry]) -> None:
    found = model(kind)
    assert faults(found) == []
    assert isinstance(found.entry, kind)
    assert found.uri == f"{found.id}.md"


@each_type
def test_the_example_of_a_type_lies_in_its_folder_and_has_its_sections(kind: type[Entry]) -> None:
    found = model(kind)
    assert found.path.startswith(f"{kind.folder}/")
    titles = [section.title for section in found.sections if section.level == 2]
    assert [title for title in titles if title in kind.sections] == list(kind.sections)


@each_type
def test_a_type_is_named_in_chinese_for_readers(kind: type[Entry]) -> None:
    assert not set(kind.label) & set(string.ascii_letters)
    assert kind.purpose.endswith("。")


@each_type
def test_every_field_has_a_title_and_an_example_that_is_not_english(kind: type[Entry]) -> None:
    for name, field in kind.model_fields.items():
        assert field.title, name
        assert not set(field.title) & set(string.ascii_letters), name
        assert field.examples, name


def test_names_folders_and_prefixes_are_unique() -> None:
    for attribute in ("type_name", "label", "folder", "prefix"):
        values = [getattr(kind, attribute) for kind in COLLECTIONS]
        assert sorted(set(values)) == sorted(values)


@each_type
def test_an_id_with_the_letter_of_another_type_is_refused(kind: type[Entry]) -> None:
    [fault] = faults(model(kind, "id: z01"))
    assert fault.where == ("id",)
    assert f"{kind.label}的编号以 {kind.prefix} 开头" in fault.message


@each_type
def test_every_required_field_is_missed_at_once(kind: type[Entry]) -> None:
    path = example.FILES[kind.type_name]
    found = page.model(source.parse(path, "---\nkeywords: []\n---\n"))
    required = [(name,) for name, field in kind.model_fields.items() if field.is_required()]
    assert [fault.where for fault in faults(found)] == required


@pytest.mark.parametrize(
    ("front", "where"),
    [
        ("published: 2026-02-30", ("published",)),
        ("published: 20260201", ("published",)),
        ("published: 2026-1-1", ("published",)),
        ("status: 发布", ("status",)),
        ("id: g1", ("id",)),
        ("id: G01", ("id",)),
        ("id: g01x", ("id",)),
        ("id: g００", ("id",)),
        ("topics: []", ("topics",)),
        ("topics: [labor]", ("topics", 0)),
        ("topics: [a/b, a/c, a/d, a/e, a/f, a/g]", ("topics",)),
        ("topics: labor/wages", ("topics",)),
        ("title: [甲]", ("title",)),
        ("title: '  '", ("title",)),
        (f"title: {'长' * 41}", ("title",)),
        (f"summary: {'长' * 121}", ("summary",)),
        ("title: |\n  两\n  行", ("title",)),
        ("audience: [法律顾问, 路人]", ("audience", 1)),
        ("services: []", ("services",)),
        ("changes: [{date: 2026-01-01}]", ("changes", 0, "note")),
        ("reviewers: [{name: 示范乙}]", ("reviewers", 0, "organization")),
        ("related: [第一篇]", ("related", 0)),
        ("withdrawn: 过时了", ("withdrawn",)),
        ("authors: [示范甲, ]", None),
        (f"title: {'长' * 40}", None),
        ("id: g0001", None),
    ],
    ids=lambda value: str(value)[:24],
)
def test_a_value_is_refused_where_it_stands(front: str, where: tuple | None) -> None:
    found = [fault.where for fault in faults(model(Guide, front))]
    assert found[:1] == ([] if where is None else [where])


def test_a_real_case_needs_a_source() -> None:
    [fault] = faults(model(Case, "provenance: 真实公开\nsources: []"))
    assert fault.where == ("sources",)
    assert faults(model(Case, "provenance: 真实公开\nsources: [某市公报]")) == []


@pytest.mark.parametrize(
    ("minutes", "sound"), [("4", False), ("5", True), ("240", True), ("241", False), ("半", False)]
)
def test_a_talk_lasts_between_5_minutes_and_4_hours(minutes: str, sound: bool) -> None:  # noqa: FBT001
    assert (faults(model(Courseware, f"minutes: {minutes}")) == []) is sound


@pytest.mark.parametrize("status", ["草稿", "送审"])
def test_an_unpublished_document_needs_no_dates(status: str) -> None:
    front = f"status: {status}\npublished: ~\nchanges: []\nlaw_as_of:\nreview_due: null"
    found = model(Guide, front)
    assert faults(found) == []
    assert found.entry
    assert (found.entry.published, found.entry.review_due) == (None, None)


def test_the_newest_change_and_review_are_shown() -> None:
    found = model(
        Guide,
        "changes: [{date: 2026-03-01, note: 新}, {date: 2026-01-01, note: 旧}]\n"
        "reviewers:\n"
        "  - {name: 示范乙, organization: 业务指导小组, date: 2026-02-01, scope: 全文}\n"
        "  - {name: 示范丙, organization: 业务指导小组, date: 2026-04-01, scope: 期限}",
    ).entry
    assert found
    assert (found.updated.note if found.updated else None) == "新"
    assert (found.last_review.name if found.last_review else None) == "示范丙"
