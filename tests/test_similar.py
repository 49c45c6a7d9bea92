"""Questions that ask nearly the same, found as comparing each with each would find them."""

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import example
from lawkb import page, similar, source
from lawkb.similar import ALIKE, Question


def questions(titles: list[str]) -> list[Question]:
    text = "".join(f"## {title}？\n\n甲。\n\n" for title in titles)
    found = page.model(source.parse("content/faq/a.md", f"---\nid: q01\n---\n\n{text}"))
    return [Question(found, section) for section in found.sections]


@pytest.mark.parametrize(
    ("first", "second", "alike"),
    [
        ("老板不给钱怎么办", "老板不给钱，怎么办呢", True),
        ("房东不退押金怎么办", "房东不退押金，能不能报警", False),
        ("外嫁女能不能分红", "外嫁女可以分红吗", True),
        ("被骗了怎么办", "被打了怎么办", False),
        ("没签合同能要双倍工资吗", "没买社保能要补偿吗", False),
        ("借条没写利息，能要利息吗", "借条没写还款日，能要钱吗", False),
    ],
)
def test_two_questions_are_alike_or_not(first: str, second: str, *, alike: bool) -> None:
    assert bool(list(similar._alike(questions([first, second])))) is alike


@given(st.lists(st.text("工资合同押金房东", min_size=1, max_size=8), max_size=12))
def test_none_is_missed_by_not_comparing_all(titles: list[str]) -> None:
    asked = questions(titles)
    sets = [question.pairs for question in asked]
    every = {
        later
        for earlier, later in combinations(range(len(asked)), 2)
        if len(sets[earlier] & sets[later]) >= ALIKE * len(sets[earlier] | sets[later])
    }
    found = {asked.index(later) for later, _ in similar._alike(asked)}
    assert found == every


def test_the_later_question_names_the_earlier_and_its_page(library_root: Path) -> None:
    second = example.with_front(example.read(example.FILES["faq"]), "id: q02")
    example.write(library_root, "content/faq/worker.md", second)
    [finding] = example.check_root(library_root)
    assert (finding.code, finding.path) == ("S311", "content/faq/worker.md")
    assert "content/faq/wages.md 的“老板不给钱怎么办？”几乎一样" in finding.message
