"""The index of all pages: what the pages hold, whoever makes which part of it."""

from hypothesis import given
from hypothesis import strategies as st

from lawkb.publish.share import Share
from lawkb.search import postings, shards, table
from lawkb.search.inverted import Inverted, Part
from lawkb.search.lexicon import Lexicon
from lawkb.search.postings import Passage, Postings
from lawkb.search.shards import Layout

LEXICON = Lexicon({"工资": ("工资", "工钱", "110元")}, {}, {}, {}, ())
LAYOUT = Layout({"i": 7, "u": 3})

texts = st.text("工资工钱拖欠甲乙〇第八条，。 aB１210元𠀀\n", max_size=60)
passages = st.builds(
    Passage, st.just(""), st.just(""), st.just(""), st.tuples(st.tuples(texts, st.integers(1, 6)))
)
pages = st.lists(
    st.lists(passages, max_size=12).map(lambda found: postings.of(found, LEXICON)), max_size=30
)


def index_of(found: list[Postings], part: Part | None = None) -> Inverted:
    index = Inverted(part)
    for page in found:
        index.add(page)
    return index


@given(found=pages)
def test_a_table_holds_what_its_token_has_in_each_page(found: list[Postings]) -> None:
    owns = [page.owns for page in found]
    expected = {
        token: table.joined({at: own[token] for at, own in enumerate(owns) if token in own})
        for token in {token for own in owns for token in own}
    }
    assert index_of(found).tables == expected


@given(found=pages, of=st.integers(1, 4))
def test_the_parts_of_an_index_are_the_whole_together(found: list[Postings], of: int) -> None:
    whole = dict(index_of(found).scripts(Part(LAYOUT, Share())))
    parts = [Part(LAYOUT, Share(number, of)) for number in range(1, of + 1)]
    made = [script for part in parts for script in index_of(found, part).scripts(part)]
    assert dict(made) == whole
    assert len(made) == len(whole)


def test_common_tokens_get_a_script_of_their_own_from_one_part_only() -> None:
    common = postings.of([Passage("", "", "", (("工资", 1),))], LEXICON)
    found = [common] * shards.HEAVY
    parts = [Part(LAYOUT, Share(number, 2)) for number in (1, 2)]
    indexes = [index_of(found, part) for part in parts]
    scripts = [dict(index.scripts(part)) for index, part in zip(indexes, parts, strict=True)]
    heavy = [index.heavy for index in indexes]
    assert heavy[0] | heavy[1] == {"工资", "~工资"}
    assert not heavy[0] & heavy[1]
    assert sum(name.startswith("h/") for names in scripts for name in names) == 2


def test_tokens_are_those_that_queries_are_cut_into() -> None:
    """What is written down is found: pairs, words, articles, and each character by itself."""
    page = postings.of(
        [Passage("", "", "", (("ＱＱ群被骗1500元，狗。治安法第四十三条", 1),))], LEXICON
    )
    assert {"qq", "被骗", "1500", "狗", "#43", "元"} <= page.owns.keys()
    assert not {"第四", "，狗", "法第"} & page.owns.keys()


def test_words_of_a_concept_count_as_often_as_they_are_said() -> None:
    fields = ("工资工资，工钱，打110元", 1)
    page = postings.of([Passage("", "", "", (fields,), half=1.0)], LEXICON)
    assert [*table.levels(page.owns["~工资"])] == [(0, round(table.LEVELS * 4 / (4 + 1)))]


def test_what_stands_far_down_a_page_is_found_all_the_same() -> None:
    many = [Passage("", "", "", (("甲", 1),))] * 3000
    page = postings.of([*many, Passage("", "", "", (("末尾", 1),))], LEXICON)
    assert [*table.levels(page.owns["末尾"])] == [(postings.LAST_PASSAGE, 4)]
