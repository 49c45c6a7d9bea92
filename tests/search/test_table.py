"""Postings as text: what is put into a table comes out of it, however it got there."""

from hypothesis import given
from hypothesis import strategies as st

from lawkb.search import postings, table
from lawkb.search.inverted import Inverted

TOKENS = ("甲乙", "#8", "qq")

levels = st.integers(1, table.LEVELS)
owns = st.dictionaries(st.integers(0, 90), levels, min_size=1, max_size=5).map(
    lambda found: own_of(sorted(found.items()))
)
tables = st.dictionaries(st.integers(0, 20_000), owns, max_size=20)


def own_of(places: list[tuple[int, int]]) -> str:
    """The own of a token that stands in those passages at those levels."""
    last = max(passage for passage, _ in places)
    at = dict(places)
    passages = [{"甲乙": at[n]} if n in at else {} for n in range(last + 1)]
    return postings.of_levels(passages).owns["甲乙"]


@given(places=st.dictionaries(st.integers(0, 300), levels, min_size=1))
def test_an_own_tells_passages_and_levels(places: dict[int, int]) -> None:
    expected = sorted(places.items())
    assert [*table.levels(own_of(expected))] == expected


@given(found=tables)
def test_a_table_tells_pages(found: dict[int, str]) -> None:
    assert table.split(table.joined(found)) == found


@given(found=tables, changes=st.dictionaries(st.integers(0, 40), owns | st.just(""), max_size=9))
def test_a_table_that_was_changed_is_the_one_made_from_nothing(
    found: dict[int, str], changes: dict[int, str]
) -> None:
    expected = {page: own for page, own in {**found, **changes}.items() if own}
    assert table.replaced(table.joined(found), changes) == table.joined(expected)


@given(pages=st.lists(st.dictionaries(st.sampled_from(TOKENS), levels), max_size=60))
def test_pages_added_one_by_one_make_the_same_tables(pages: list[dict[str, int]]) -> None:
    index = Inverted()
    for page in pages:
        index.add(postings.of_levels([page]))
    for token in TOKENS:
        expected = {
            number: table.sign(0, page[token]) for number, page in enumerate(pages) if token in page
        }
        assert table.split(index.tables.get(token, "")) == expected
        assert index.table(token) == [
            (number, [(0, page[token])]) for number, page in enumerate(pages) if token in page
        ]


def test_no_letter_has_to_be_escaped() -> None:
    letters = table.joined({n * n * n: own_of([(n, 1 + n % 8)]) for n in range(200)})
    assert not {'"', "\\", " "} & {*letters}
    assert letters.isascii()
