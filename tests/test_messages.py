"""What an editor reads about a front matter: Chinese, one line, with an example that would do."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

import example
from lawkb import messages, page, source
from lawkb.fault import KeyPath
from lawkb.fields import Audience, Change, Record, Review, Withdrawal
from lawkb.models import COLLECTIONS, Guide, Plain
from lawkb.registry import REGISTRIES, Fact, Facts, Group, Popular, Term, Topic

MODELS = (*COLLECTIONS, Plain, *REGISTRIES)
RECORDS = (*MODELS, Change, Review, Withdrawal, Fact, Group, Popular, Term, Topic)
WRONG = {
    "nothing": None,
    "blank": " ",
    "word": "甲",
    "list": ["甲"],
    "empty-list": [],
    "list-of-nothing": [None],
    "list-of-lists": [["甲"]],
    "mapping": {"甲": "乙"},
    "list-of-mappings": [{"甲": "乙"}],
    "long": "长" * 500,
    "long-list": ["长" * 500] * 9,
    "two-lines": "甲\n乙",
    "fraction": "3.5",
    "no-such-day": "2026-02-30",
    "full-width-digits": "２０２６-１１-２２",
}
each_wrong = pytest.mark.parametrize("value", WRONG.values(), ids=WRONG)


def said(kind: type[Record], front: dict[str, object]) -> list[str]:
    text = f"---\n{yaml.safe_dump(front, allow_unicode=True)}---\n"
    parsed = page.validate(source.parse("x.md", text), kind)
    return [fault.message for several in parsed.faults.values() for fault in several]


def all_said(value: object) -> Iterator[str]:
    """Everything said of a value, put into every field of every model."""
    for kind in MODELS:
        for name in kind.model_fields:
            yield from said(kind, {name: value})


@each_wrong
def test_whatever_is_wrong_is_said_in_chinese(value: object) -> None:
    for message in all_said(value):
        assert re.search("[一-龥]", message)
        assert not re.search("[A-Za-z]{2,} [A-Za-z]{2,}", message), message
        assert message.endswith(("。", "？")), message


@pytest.mark.parametrize("value", ["长" * 500, "甲\n乙"], ids=["long", "two-lines"])
def test_a_culprit_is_quoted_on_one_line(value: str) -> None:
    for message in all_said(value):
        assert "\n" not in message
        assert len(message) <= 250


def test_a_culprit_that_is_no_text_is_not_quoted_as_python() -> None:
    for value in WRONG.values():
        for message in all_said(value):
            assert not re.search(r"“[\[{]|None|\['|\{'", message), message


@pytest.mark.parametrize(
    ("kind", "front", "message"),
    [
        (Plain, {"title": ["甲"]}, "“标题”（title）应当是一段文字，例如：title: ……。"),
        (Facts, {"facts": "甲"}, "“事实”（facts）应当是一个列表，例如：facts: []。"),
        (Plain, {"titel": "甲"}, "不认识“titel”这一项。是不是想写“title”（标题）？"),
        (
            Facts,
            {"facts": [{"id": "Ａ"}]},
            "“代号”（id）“Ａ”的写法不对，例如：id: labor-arbitration-limit。",
        ),
    ],
    ids=["text", "list", "key", "pattern"],
)
def test_a_message_names_the_field_and_an_example(
    kind: type[Record], front: dict[str, object], message: str
) -> None:
    assert said(kind, front)[0] == message


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        (("sumary",), "是不是想写“summary”（摘要）？"),
        (("Title",), "是不是想写“title”（标题）？"),
        (("标题",), "是不是想写“title”（标题）？"),
        (("百姓说法",), "是不是想写“plain_title”（百姓说法）？"),
        (("plain-title",), "是不是想写“plain_title”（百姓说法）？"),
        (("changes", 0, "dete"), "是不是想写“date”（日期）？"),
        (("changes", 0, "备注"), "可用的有：date、note。"),
        (("withdrawn", "reson"), "是不是想写“reason”（原因）？"),
    ],
    ids=lambda value: str(value[-1]),
)
def test_an_unknown_key_is_answered_with_the_nearest(path: KeyPath, hint: str) -> None:
    assert messages.nearest_key(Guide, path) == hint


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ((), "前置信息"),
        (("title",), "“标题”（title）"),
        (("topics", 1), "“话题”（topics）的第 2 项"),
        (("changes", 0, "note"), "“改了什么、为什么”（note）"),
        (("新",), "“新”"),
    ],
)
def test_a_place_is_called_as_editors_call_it(path: KeyPath, label: str) -> None:
    assert messages.label(Guide, path) == label


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_the_example_of_every_field_would_do(kind: type[Record]) -> None:
    for name, field in kind.model_fields.items():
        for shown in field.examples or []:
            if shown is None or (kind, name) == (Group, "topics"):
                continue
            text = f"---\n{name}: {shown}\n---\n"
            faults = page.validate(source.parse("x.md", text), kind).faults
            places = [fault.where for several in faults.values() for fault in several]
            assert not [at for at in places if isinstance(at, tuple) and at[:1] == (name,)], name


def test_the_example_of_a_groups_topics_would_do() -> None:
    assert Group.model_fields["topics"].examples != ["[]"]


def test_the_advice_for_a_published_document_without_changes_would_do(library_root: Path) -> None:
    path, front = example.FILES["guide"], "changes: []"
    example.write(library_root, path, example.with_front(example.read(path), front))
    [finding] = example.check_root(library_root)
    assert f"例如：{front}。" not in finding.message


def test_the_limit_that_is_named_is_the_one_that_counts() -> None:
    [message] = [m for m in said(Guide, {"title": "长" * 100}) if "100 个字" in m]
    assert "最多 40 个" in message


def test_every_choice_of_a_field_is_offered() -> None:
    [message] = [m for m in said(Guide, {"audience": ["路人"]}) if "路人" in m]
    assert message.endswith(f"请从这些里选：{'、'.join(Audience)}。")
