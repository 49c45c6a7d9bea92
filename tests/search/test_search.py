"""Search in Python: how texts are cut, what queries mean, what is found."""

import re
from pathlib import Path
from typing import Any

import pytest

import example
from lawkb.library import Library
from lawkb.page import Page
from lawkb.publish import search
from lawkb.publish.manifest import Manifest
from lawkb.publish.revision import Revision
from lawkb.registry import Queries
from lawkb.search import document, postings, query, ranking, shards, spelling, tokens
from lawkb.search.engine import Engine
from lawkb.search.inverted import Inverted
from lawkb.search.lexicon import Lexicon
from lawkb.search.postings import Postings
from lawkb.search.spelling import Sounds, Speller


def test_texts_are_cut_as_the_vectors_say(vectors: dict[str, Any]) -> None:
    cut = [[*tokens.of(tokens.normal(case["text"]))] for case in vectors["tokens"]]
    assert cut == [case["tokens"] for case in vectors["tokens"]]


def test_queries_mean_what_the_vectors_say(vectors: dict[str, Any], lexicon: Lexicon) -> None:
    for case in vectors["terms"]:
        terms = query.read(case["query"], lexicon)
        assert terms.weights == case["weights"], case["query"]
        assert terms.citation == case.get("citation")
        assert list(terms.topics) == case["topics"]


# Names of things, not the building blocks of sentences: what somebody types as one word.
WORDS = [
    "宅基地",
    "彩礼",
    "村委会",
    "交通事故",
    "抚养费",
    "工资",
    "外嫁女",
    "保护令",
    "法律援助",
    "劳动仲裁",
    "调解",
    "押金",
    "诈骗",
    "狗",
    "债",
    "12348",
]


@pytest.mark.parametrize("word", WORDS)
def test_one_word_finds_every_document_that_has_it(engine: Engine, word: str) -> None:
    found = {page.id for page in engine.documents(word)}
    having = {page.id for page in engine.library.listed if word in _said(page)}
    assert having - found == set()


def test_the_words_of_the_recall_test_are_in_use(engine: Engine) -> None:
    used = [word for word in WORDS if any(word in _said(page) for page in engine.library.listed)]
    assert len(used) >= 10


def _said(page: Page) -> str:
    """What a page says, without its marks, dates and keys."""
    entry = page.entry
    assert entry
    front = (entry.title, entry.plain_title, entry.summary, *entry.keywords, *entry.sources)
    body = re.sub(r"<!--.*?-->|\]\([^)]*\)|\{\{.*?\}\}|[*`]", "", page.source.body, flags=re.DOTALL)
    return "\n".join((*front, *entry.unverified, body))


def test_the_questions_are_answered(engine: Engine) -> None:
    """The rule says which is not; this proves that it looked, and how good the first place is."""
    published = {page.id for page in engine.library.listed}
    ranks = []
    for asked in engine.library.registry(Queries).queries:
        if wanted := published.intersection(asked.documents):
            found = [page.id for page in engine.documents(asked.query)]
            ranks.append(next((n for n, id_ in enumerate(found, 1) if id_ in wanted), 0))
    assert len(ranks) >= 40
    assert sum(1 / rank for rank in ranks if rank) / len(ranks) >= 0.85


def test_documents_come_before_the_handbook(engine: Engine) -> None:
    kinds = [page.entry is None for page in map(engine.pages.__getitem__, _pages(engine, "检查"))]
    assert True in kinds
    assert kinds == sorted(kinds)


def _pages(engine: Engine, typed: str) -> list[int]:
    return [hit.page for hit in engine.hits(typed)]


def test_a_result_shows_the_question_that_it_answers(library_root: Path) -> None:
    engine = example.load(library_root).search
    hit = engine.hits("老板不给钱")[0]
    found = [*engine.postings()][hit.page]
    assert engine.pages[hit.page].id == "q01"
    assert found.passages[hit.passage][:2] == ("老板不给钱怎么办？", "老板不给钱怎么办")


def test_facts_are_found_by_their_values(library_root: Path) -> None:
    assert "q01" in {page.id for page in example.load(library_root).search.documents("12348")}


def index_of(pages: list[dict[str, int]]) -> Inverted:
    """An index of pages with one passage each, given by the levels of its tokens."""
    index = Inverted()
    for levels in pages:
        index.add(postings.of_levels([levels]))
    return index


SOUNDS = Sounds({"wai": "外歪", "jia": "嫁驾家", "nv": "女", "fen": "分", "hon": "红"})


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("外驾女分红", "外嫁女分红"),
        ("外嫁女分红", None),
        ("歪嫁女", "外嫁女"),
        ("歪家女", None),  # two of three: whoever typed it meant something else
        ("歪家家", None),
        ("驾", None),
    ],
)
def test_a_word_that_sounds_like_a_known_one_is_offered(typed: str, meant: str | None) -> None:
    words = Lexicon({"出嫁女": ("外嫁女", "出嫁女")}, {}, {}, {}, ())
    levels = dict.fromkeys(tokens.of("外嫁女分红"), 4)
    index = index_of([levels])
    found = spelling.is_strange(typed, index) and Speller(words, SOUNDS).correct(typed, index)
    assert (found or None) == meant


def test_sounds_forgive_what_southerners_do_not_tell_apart() -> None:
    sounds = spelling.learn(["仲裁"])
    assert sounds.key("仲裁") == sounds.key("重才") == sounds.key("总裁")
    assert sounds.key("x") is None


def test_a_common_token_is_left_alone_where_there_are_rarer_ones() -> None:
    rare = {"常见": 8, "少一": 1, "少二": 1, "少三": 1, "少四": 1}
    pages = [{"常见": 8}] * (shards.HEAVY // 2)
    index = index_of([rare, *pages])
    ranks = [8] * index.pages
    alone = ranking.rank(query.Terms({"常见": 4}), index, ranks)
    with_rare = dict.fromkeys(["常见", "少一", "少二", "少三", "少四"], 4)
    assert len(alone) == len(pages) + 1
    assert [hit.page for hit in ranking.rank(query.Terms(with_rare), index, ranks)] == [0]


def scripts(root: Path) -> dict[str, str]:
    """All scripts of search, made from nothing."""
    return dict(
        Revision(example.load(root).search, Manifest(root / "site", root / "none")).scripts()
    )


def test_the_same_library_gives_the_same_scripts(library_root: Path) -> None:
    first, second = scripts(library_root), scripts(library_root)
    assert first == second
    assert search.MANIFEST in first


def test_a_document_has_the_same_postings_in_another_library(library_root: Path) -> None:
    """They are a pure function of page and registries, so that somebody may keep them."""
    before = _postings(example.load(library_root), "q01")
    (library_root / "guides/wage-arrears.md").unlink()
    assert _postings(example.load(library_root), "q01") == before


def _postings(library: Library, id_: str) -> Postings:
    page = library.by_id(id_)
    assert page
    return document.document(page, library, library.search.lexicon)


def test_a_shared_passage_is_found_on_the_pages_that_show_it(library_root: Path) -> None:
    example.write(library_root, "content/_data/snippets/note.md", "请带上户口簿原件。\n")
    guide = library_root / example.FILES["guide"]
    guide.write_text(guide.read_text(encoding="utf-8") + "\n{{ note }}\n", encoding="utf-8")
    found = [page.path for page in example.load(library_root).search.documents("户口簿原件")]
    assert found == [example.FILES["guide"]]
