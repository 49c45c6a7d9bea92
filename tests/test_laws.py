"""The project's own register of laws: sound in itself, and right where it has been checked by hand."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from lawkb import cite, loading
from lawkb.citation import CitationKind
from lawkb.laws import Article, Law, LawKind, Laws, Version
from lawkb.register import Register, gather, normal_name, normal_number

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "content/_data/laws").glob("*.yml"))
IDS = [file.stem for file in FILES]
TODAY = dt.date(2026, 11, 22)

# Two instruments bear these names, so that whoever writes one must say which.
SHARED = {
    "调解仲裁法": {"labour-dispute-law", "rural-land-dispute-arbitration-law"},
    "行政诉讼法司法解释": {"spc-admin-litigation", "n1044"},
    "行政诉讼法解释": {"spc-admin-litigation", "n1044"},
    "时间效力规定": {"spc-civil-temporal", "n1655"},
    "劳动争议解释（二）": {"spc-labour-2", "n0636"},
    "劳动争议司法解释二": {"spc-labour-2", "n0636"},
}


@pytest.fixture(scope="session")
def register() -> Register:
    return loading.register(ROOT)


def ordered(law: Law) -> list[Version]:
    return sorted((v for v in law.versions if v.effective), key=lambda v: v.effective or TODAY)


def on(law: Law, day: str) -> Version:
    version = law.on(dt.date.fromisoformat(day))
    assert version
    return version


def successors(law: Law, register: Register) -> Iterator[Law]:
    for id_ in law.successors:
        yield register.by_id[id_]
        yield from successors(register.by_id[id_], register)


@pytest.mark.parametrize("id_", IDS)
def test_an_example_cites_its_law(id_: str, register: Register) -> None:
    law = register.by_id[id_]
    assert law.examples
    for text in law.examples:
        found = cite.find(text, register)
        assert any(law in one.laws for one in found), text
        articles = [one for one in found if one.kind is CitationKind.ARTICLE]
        assert [
            one.title for one in articles if one.law is not law and one.title not in SHARED
        ] == []


@pytest.mark.parametrize("id_", IDS)
def test_an_alias_is_shown_in_an_example(id_: str, register: Register) -> None:
    law = register.by_id[id_]
    shown = {normal_name(one.title) for text in law.examples for one in cite.find(text, register)}
    assert {normal_name(alias) for alias in law.aliases} - shown == set()


def test_an_example_cites_only_its_law(register: Register) -> None:
    others = [
        (law.id, one.title)
        for law in (register.by_id[id_] for id_ in IDS)
        for text in law.examples
        for one in cite.find(text, register)
        if one.kind is not CitationKind.DOCUMENT and law not in one.laws
    ]
    assert others == []


@pytest.mark.parametrize(("name", "ids"), SHARED.items())
def test_a_shared_name_is_not_decided_by_guessing(
    name: str, ids: set[str], register: Register
) -> None:
    (found,) = cite.find(f"《{name}》第三条", register)
    assert {law.id for law in found.laws} == ids
    assert found.law is None


def test_a_law_stands_in_the_file_of_its_id(register: Register) -> None:
    written = {file.stem: yaml.safe_load(file.read_text(encoding="utf-8")) for file in FILES}
    assert [stem for stem, data in written.items() if data["id"] != stem] == []
    assert [id_ for id_ in IDS if id_ not in register.by_id] == []


def test_no_id_is_used_twice(register: Register) -> None:
    assert [
        id_ for id_, count in Counter(law.id for law in register.laws).items() if count > 1
    ] == []


def test_no_number_is_borne_twice(register: Register) -> None:
    numbers = Counter(normal_number(law.number) for law in register.laws if law.number)
    assert [number for number, count in numbers.items() if count > 1] == []


def test_a_law_has_one_version_a_day(register: Register) -> None:
    twice = [
        law.id
        for law in register.laws
        if max(Counter(v.effective for v in law.versions if v.effective).values(), default=1) > 1
    ]
    assert twice == []


def test_a_version_is_adopted_before_it_takes_effect(register: Register) -> None:
    late = [
        law.id
        for law in register.laws
        for version in law.versions
        if version.adopted and version.effective and version.adopted > version.effective
    ]
    assert late == []


def test_a_repealed_law_has_no_later_version(register: Register) -> None:
    later = [
        law.id
        for law in register.laws
        for version in ordered(law)
        if isinstance(law.repealed, dt.date) and str(version.effective) >= str(law.repealed)
    ]
    assert later == []


def test_successors_are_registered_and_lead_to_an_end(register: Register) -> None:
    assert [
        id_ for law in register.laws for id_ in law.successors if id_ not in register.by_id
    ] == []
    assert [law.id for law in register.laws if law in successors(law, register)] == []


def test_only_a_repealed_law_has_successors(register: Register) -> None:
    assert [law.id for law in register.laws if law.successors and not law.repealed] == []


@pytest.mark.parametrize("field", ["moves", "shape", "inserted"])
def test_the_compact_notations_are_read_whole(field: str, register: Register) -> None:
    read = {
        "moves": lambda version: len(version.moved),
        "shape": lambda version: len(version.paragraphs),
        "inserted": lambda version: len(version._inserted),
    }[field]
    wrong = [
        (law.id, version.effective)
        for law in register.laws
        for version in law.versions
        if read(version) != len(getattr(version, field).split())
    ]
    assert wrong == []


def test_moves_lead_from_articles_to_articles(register: Register) -> None:
    wrong = [
        (law.id, str(new.effective), str(old), str(move.to))
        for law in register.laws
        for before, new in zip(ordered(law), ordered(law)[1:], strict=False)
        for old, move in new.moved.items()
        if before.has(old) is False or (move.to and new.has(move.to) is False)
    ]
    assert wrong == []


def test_shapes_are_of_articles_that_exist(register: Register) -> None:
    wrong = [
        (law.id, str(article))
        for law in register.laws
        for version in law.versions
        for article in version.paragraphs
        if version.has(article) is False
    ]
    assert wrong == []


def test_candidates_are_articles_of_the_successor(register: Register) -> None:
    wrong = [
        (law.id, pair)
        for law in register.laws
        for pair in law.successor_articles.split()
        for article in law.candidates(Article.parse(pair.partition("~")[0]))
        if not any(
            version.has(article) is not False
            for id_ in law.successors[:1]
            for version in register.by_id[id_].versions
        )
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("id_", "old", "new"),
    [
        ("public-security-penalty-law", 42, 50),
        ("public-security-penalty-law", 43, 51),
        ("public-security-penalty-law", 45, 53),
        ("public-security-penalty-law", 49, 58),
        ("public-security-penalty-law", 57, 68),
        ("public-security-penalty-law", 58, 88),
        ("public-security-penalty-law", 75, 89),
        ("villagers-committee-law", 24, 28),
        ("villagers-committee-law", 27, 31),
        ("villagers-committee-law", 30, 35),
        ("villagers-committee-law", 32, 37),
        ("villagers-committee-law", 36, 41),
    ],
)
def test_an_article_that_moved_is_found_again(
    id_: str, old: int, new: int, register: Register
) -> None:
    law = register.by_id[id_]
    start, end = on(law, "2025-12-31"), on(law, "2026-01-01")
    assert law.trace(Article(old), start, end).to == Article(new)
    assert Article(old) in law.formerly(Article(new), end)


@pytest.mark.parametrize(
    ("id_", "old", "new"),
    [
        ("marriage-law", 32, 1079),
        ("contract-law", 107, 577),
        ("property-law", 106, 311),
    ],
)
def test_a_repealed_article_has_a_candidate(
    id_: str, old: int, new: int, register: Register
) -> None:
    law = register.by_id[id_]
    assert (law.candidates(Article(old))[0], law.successors) == (Article(new), ["civil-code"])


@pytest.mark.parametrize(
    ("title", "day", "articles"),
    [
        ("治安管理处罚法", "2025-12-31", 119),
        ("治安管理处罚法", "2026-01-01", 144),
        ("村民委员会组织法", "2025-12-31", 41),
        ("村民委员会组织法", "2026-01-01", 50),
        ("仲裁法", "2026-02-28", 80),
        ("仲裁法", "2026-03-01", 96),
        ("生态环境法典", "2026-08-15", 1242),
        ("社会救助法", "2026-07-01", 78),
        ("农业法", "2026-11-22", 99),
        ("农业法", "2027-01-01", 115),
        ("民法典", "2026-11-22", 1260),
    ],
)
def test_a_version_has_its_articles_from_its_first_day(
    title: str, day: str, articles: int, register: Register
) -> None:
    (law,) = register.by_name[title]
    version = on(law, day)
    assert version.articles == articles
    assert version.has(Article(articles))
    assert version.has(Article(articles + 1)) is False


def test_the_ecological_code_repeals_ten_laws(register: Register) -> None:
    day = dt.date(2026, 8, 15)
    ended = [
        law for law in register.laws if law.repealed == day and "ecological-code" in law.successors
    ]
    assert sorted(law.short for law in ended) == sorted(
        [
            *("环境保护法", "环境影响评价法", "海洋环境保护法", "大气污染防治法", "水污染防治法"),
            *("土壤污染防治法", "固体废物污染环境防治法", "噪声污染防治法", "放射性污染防治法"),
            "清洁生产促进法",
        ]
    )


def test_the_register_says_until_when_it_is_complete(register: Register) -> None:
    laws = yaml.safe_load((ROOT / "content/_data/laws.yml").read_text(encoding="utf-8"))
    assert register.complete_to == laws["complete_to"] == dt.date(2026, 5, 16)
    assert str(laws["complete_to"]) in laws["note"]


def test_a_curated_law_hides_its_twin_in_the_compact_register() -> None:
    own = Law(id="own", title="甲法", kind=LawKind.LAW)
    twin = Law(id="n0001", title="甲法", kind=LawKind.LAW)
    other = Law(id="n0002", title="乙法", kind=LawKind.LAW)
    assert [law.id for law in gather([own], Laws(laws=[twin, other])).laws] == ["own", "n0002"]


@pytest.mark.parametrize(
    ("moves", "old", "to", "sameness"),
    [
        ("", 5, "5", "?"),
        ("9=10", 5, "5", "="),
        ("5=6", 5, "6", "="),
        ("5~6", 5, "6", "~"),
        ("5?6", 5, "6", "?"),
        ("5=5-1", 5, "5-1", "="),
        ("5×", 5, None, "?"),
    ],
)
def test_a_move_says_how_sure_it_is(moves: str, old: int, to: str | None, sameness: str) -> None:
    law = Law(
        id="a",
        title="甲法",
        kind=LawKind.LAW,
        versions=[
            Version(effective=dt.date(2020, 1, 1), articles=20),
            Version(effective=dt.date(2021, 1, 1), articles=20, moves=moves),
        ],
    )
    move = law.trace(Article(old), *law.versions)
    assert (str(move.to) if move.to else None, move.sameness) == (to, sameness)


def test_moves_add_up_and_so_does_doubt() -> None:
    days = [dt.date(year, 1, 1) for year in (2020, 2021, 2022)]
    moves = ["", "5=6 7~8", "6=9 8=8"]
    versions = [
        Version(effective=day, articles=20, moves=move)
        for day, move in zip(days, moves, strict=True)
    ]
    law = Law(id="a", title="甲法", kind=LawKind.LAW, versions=versions)
    traced = {old: law.trace(Article(old), versions[0], versions[2]) for old in (5, 7)}
    assert {old: (str(move.to), move.sameness) for old, move in traced.items()} == {
        5: ("9", "="),
        7: ("8", "~"),
    }
