"""What a citation is worth: the traps of the law's changes since 2021, day by day."""

import datetime as dt
from pathlib import Path

import pytest

from lawkb import cite, loading, status
from lawkb.citation import CitationKind
from lawkb.laws import Article
from lawkb.register import Register
from lawkb.status import Clock, Standing, State

NOW = "2026-11-22"


@pytest.fixture(scope="session")
def register() -> Register:
    return loading.register(Path(__file__).parents[1])


def standings(
    text: str, register: Register, as_of: str, today: str, published: str | None = None
) -> list[Standing]:
    """On a page published on the day whose law it states, unless another day is given."""
    days = (dt.date.fromisoformat(day) for day in (as_of, today, published or as_of))
    clock = Clock(*days)
    return [
        standing
        for citation in cite.find(text, register)
        if citation.kind in {CitationKind.ARTICLE, CitationKind.LAW}
        for standing in status.standings(citation, clock)
    ]


def state(
    text: str, register: Register, as_of: str, today: str, published: str | None = None
) -> tuple[State, str]:
    """The state and where the rule stands today, if the register knows."""
    (found,) = standings(text, register, as_of, today, published)
    moved = found.today and found.today != found.article
    return found.state, str(found.today) if moved else ""


@pytest.mark.parametrize(
    ("text", "as_of", "today", "expected"),
    [
        ("《噪声污染防治法》第八十二条", "2026-08-14", "2026-08-14", State.STANDS),
        ("《噪声污染防治法》第八十二条", "2026-08-15", "2026-08-15", State.REPEALED),
        ("《噪声污染防治法》第八十二条", "2026-08-14", "2026-08-15", State.REPEALED),
        ("《噪声污染防治法》", "2026-08-15", "2026-08-15", State.REPEALED),
        ("《噪声污染防治法》（已废止）第八十二条", NOW, NOW, State.HISTORICAL),
        ("《环境噪声污染防治法》第五十八条", "2022-06-04", "2022-06-04", State.STANDS),
        ("《环境噪声污染防治法》第五十八条", "2022-06-05", "2022-06-05", State.REPEALED),
        ("《生态环境法典》第五百八十八条", "2026-08-14", "2026-08-14", State.NOT_YET),
        ("《生态环境法典》第五百八十八条", "2026-08-15", "2026-08-15", State.STANDS),
        ("《生态环境法典》第一千二百四十三条", NOW, NOW, State.ABSENT),
        ("《环境保护法》第五十七条", NOW, NOW, State.REPEALED),
    ],
)
def test_the_ecological_code_replaces_ten_laws_on_its_first_day(
    text: str, as_of: str, today: str, expected: State, register: Register
) -> None:
    assert state(text, register, as_of, today) == (expected, "")


BEFORE, AFTER = "2025-12-31", "2026-01-01"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("《治安管理处罚法》第七条", (State.STANDS, "")),
        ("《治安管理处罚法》第十条", (State.CHANGED, "")),
        ("《治安管理处罚法》第三十条", (State.MOVED, "36")),
        ("《治安管理处罚法》第四十二条", (State.MOVED, "50")),
        ("《治安管理处罚法》第四十三条", (State.MOVED, "51")),
        ("《治安管理处罚法》第四十五条", (State.MOVED, "53")),
        ("《治安管理处罚法》第四十九条", (State.MOVED, "58")),
        ("《治安管理处罚法》第五十七条", (State.MOVED, "68")),
        ("《治安管理处罚法》第五十八条", (State.MOVED, "88")),
        ("《治安管理处罚法》第七十五条", (State.MOVED, "89")),
        ("《治安管理处罚法》第六十一条", (State.GONE, "")),
        ("《治安管理处罚法》第一百二十条", (State.ABSENT, "")),
        ("《治安管理处罚法》", (State.STANDS, "")),
        ("原《治安管理处罚法》第四十三条", (State.HISTORICAL, "")),
        ("《治安管理处罚法》（2025年修订）第五十一条", (State.STANDS, "")),
        ("《村民委员会组织法》第二十四条", (State.MOVED, "28")),
        ("《村民委员会组织法》第二十七条", (State.MOVED, "31")),
        ("《村民委员会组织法》第三十条", (State.MOVED, "35")),
        ("《村民委员会组织法》第三十二条", (State.MOVED, "37")),
        ("《村民委员会组织法》第三十六条", (State.MOVED, "41")),
        ("《村民委员会组织法》第四十二条", (State.ABSENT, "")),
    ],
)
def test_a_page_of_the_day_before_is_outdated_by_a_renumbering(
    text: str, expected: tuple[State, str], register: Register
) -> None:
    assert state(text, register, BEFORE, AFTER) == expected


@pytest.mark.parametrize(
    "article", ["第七条", "第十条", "第四十三条", "第六十一条", "第一百一十九条"]
)
def test_nothing_is_outdated_on_the_day_before(article: str, register: Register) -> None:
    text = f"《治安管理处罚法》{article}"
    assert state(text, register, BEFORE, BEFORE) == (State.STANDS, "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("《治安管理处罚法》第四十三条", State.STANDS),
        ("《治安管理处罚法》第一百四十四条", State.STANDS),
        ("《治安管理处罚法》第一百四十五条", State.ABSENT),
        ("《治安管理处罚法》（2012年修正）第四十三条", State.HISTORICAL),
        ("《治安管理处罚法》（2012年修正）第一百二十条", State.ABSENT),
        ("《治安管理处罚法》（修订前）第四十三条", State.HISTORICAL),
        ("《村民委员会组织法》第三十一条", State.STANDS),
        ("《村民委员会组织法》第五十一条", State.ABSENT),
        ("《村民委员会组织法》（2018年修正）第二十七条", State.HISTORICAL),
        ("《某某省露天烧烤管理条例》第五条", State.UNKNOWN),
        ("《社会救助法》第三条", State.STANDS),
        ("《社会救助暂行办法》第九条", State.STANDS),
        ("《法律援助法》第三十一条", State.STANDS),
        ("《法律援助条例》第十条", State.REPEALED),
        ("《合同法》第一百零七条", State.REPEALED),
        ("合同法第一百零七条", State.REPEALED),
        ("《合同法》", State.REPEALED),
        ("《物权法》第一百零六条", State.REPEALED),
        ("《婚姻法》第三十二条", State.REPEALED),
        ("《继承法》第十条", State.REPEALED),
        ("《担保法》第六条", State.REPEALED),
        ("《民法总则》第一百四十三条", State.REPEALED),
        ("《侵权责任法》第六条", State.REPEALED),
        ("《婚姻法解释（二）》第二条", State.REPEALED),
        ("原《合同法》第一百零七条", State.HISTORICAL),
        ("《合同法》（已废止）第一百零七条", State.HISTORICAL),
        ("《合同法》（1999年）第一百零七条", State.HISTORICAL),
        ("《劳动争议解释（二）》第一条", State.AMBIGUOUS),
        ("《劳动争议解释（二）》（法释〔2025〕12号）第一条", State.STANDS),
        ("《劳动争议解释（二）》（法释〔2006〕6号）第一条", State.REPEALED),
        ("《劳动争议解释（二）》（2025年）第一条", State.STANDS),
        ("《劳动争议解释（二）》（2006年）第一条", State.HISTORICAL),
        ("《监狱法》第一百条", State.STANDS),
        ("《农业法》第二条", State.STANDS),
        ("《农业法》第一百条", State.ABSENT),
        pytest.param(
            "《农业法》（2026年修订）第一百条",
            State.NOT_YET,
        ),
        pytest.param(
            "《婚姻登记条例》（2025年修订）第二条",
            State.STANDS,
        ),
    ],
)
def test_a_page_of_today(text: str, expected: State, register: Register) -> None:
    assert state(text, register, NOW, NOW)[0] is expected


@pytest.mark.parametrize(
    ("text", "as_of", "today", "expected"),
    [
        ("《监狱法》第五条", "2026-10-31", "2026-10-31", State.STANDS),
        ("《监狱法》第一百条", "2026-10-31", "2026-10-31", State.ABSENT),
        ("《监狱法》第五条", "2026-10-31", "2026-11-01", State.CHANGED),
        ("《监狱法》第一百条", "2026-11-01", "2026-11-01", State.STANDS),
        ("《农业法》第二条", NOW, "2026-12-31", State.STANDS),
        ("《农业法》第二条", NOW, "2027-01-01", State.CHANGED),
        ("《农业法》第一百条", "2027-01-01", "2027-01-01", State.STANDS),
        ("《社会救助法》第三条", "2026-06-30", "2026-06-30", State.NOT_YET),
        ("《社会救助法》第三条", "2026-07-01", "2026-07-01", State.STANDS),
        ("《合同法》第一百零七条", "2020-12-31", "2020-12-31", State.STANDS),
        ("《合同法》第一百零七条", "2020-12-31", "2021-01-01", State.REPEALED),
    ],
)
def test_a_version_holds_from_its_day(
    text: str, as_of: str, today: str, expected: State, register: Register
) -> None:
    assert state(text, register, as_of, today)[0] is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("《治安管理处罚法》第四十三条", State.HISTORICAL),
        ("《治安管理处罚法》第六十一条", State.HISTORICAL),
        ("《治安管理处罚法》第七条", State.STANDS),
        ("《治安管理处罚法》第一百二十条", State.ABSENT),
        ("《噪声污染防治法》第八十二条", State.HISTORICAL),
        ("《合同法》第一百零七条", State.HISTORICAL),
        ("《劳动争议解释（二）》第一条", State.AMBIGUOUS),
        ("《某某省露天烧烤管理条例》第五条", State.UNKNOWN),
    ],
)
def test_a_page_may_state_the_law_of_a_day_before_it_was_written(
    text: str, expected: State, register: Register
) -> None:
    assert state(text, register, "2025-12-31", NOW, published="2026-06-01")[0] is expected


def test_a_page_reviewed_just_before_its_publication_still_ages(register: Register) -> None:
    text = "《噪声污染防治法》第八十二条"
    assert state(text, register, "2026-07-30", NOW, published="2026-08-01")[0] is State.REPEALED


def test_each_article_of_a_citation_has_its_own_state(register: Register) -> None:
    found = standings("《治安管理处罚法》第四十二条至第四十四条、第七条", register, BEFORE, AFTER)
    assert [(str(one.article), one.state, str(one.today)) for one in found] == [
        ("42", State.MOVED, "50"),
        ("43", State.MOVED, "51"),
        ("44", State.MOVED, "52"),
        ("7", State.STANDS, "7"),
    ]


@pytest.mark.parametrize(
    ("title", "article", "today", "expected"),
    [
        ("治安管理处罚法", 43, "2025-12-31", None),
        ("治安管理处罚法", 43, "2026-01-01", "51"),
        ("治安管理处罚法", 43, "2027-12-31", "51"),
        ("治安管理处罚法", 43, "2028-01-02", None),
        ("治安管理处罚法", 10, "2026-01-01", None),
        ("治安管理处罚法", 61, "2026-01-01", None),
        ("治安管理处罚法", 130, "2026-01-01", None),
        ("村民委员会组织法", 27, NOW, "31"),
        ("民法典", 703, NOW, None),
    ],
)
def test_old_numbers_are_remembered_for_two_years(
    title: str, article: int, today: str, expected: str | None, register: Register
) -> None:
    (law,) = register.by_name[title]
    found = status.formerly(law, Article(article), dt.date.fromisoformat(today))
    assert (str(found[0]) if found else None) == expected


def test_a_version_whose_day_is_unknown_has_a_state(register: Register) -> None:
    text = "《印铸刻字业暂行管理规则》（1951年）第三条"
    assert state(text, register, NOW, NOW)[0] is State.HISTORICAL


@pytest.mark.parametrize(
    ("today", "expected"), [("2026-12-31", State.NOT_YET), ("2027-01-01", State.CHANGED)]
)
def test_a_page_that_announced_a_law_is_outdated_when_it_comes(
    today: str, expected: State, register: Register
) -> None:
    found, _ = state("《耕地保护和质量提升法》", register, NOW, today)
    assert found is expected
