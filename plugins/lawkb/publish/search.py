"""Publish: what the scripts hold that the search box loads."""

from collections.abc import Iterable, Iterator
from typing import Any

from lawkb import body
from lawkb.fields import Audience, Level
from lawkb.memory import digest
from lawkb.models import COLLECTIONS
from lawkb.page import Page
from lawkb.registry import Topics
from lawkb.search import shards
from lawkb.search.engine import Engine
from lawkb.search.shards import Layout

FOLDER = "search"
MANIFEST = f"{FOLDER}/index.js"

CARDS = 4
"""Pages in one script of cards."""

SMALL = 500
"""With fewer pages, the filter by law is small enough to come with the others."""


def version(engine: Engine) -> str:
    """The name of what gives a meaning to numbers: those of pages, concepts, topics, laws.

    While it stays, so does the folder, and a browser may mix what it got before an edit and after.
    """
    return digest([shards.compact(_meanings(engine)), *(page.uri for page in engine.pages)])[:10]


def manifest(engine: Engine, version: str, layout: Layout, passages: int) -> str:
    """The script that every query needs: what is where, and what words mean."""
    content = {
        "version": version,
        "shards": layout.counts,
        "heavy": " ".join(sorted(layout.heavy)),
        "passages": passages,
        **_meanings(engine),
    }
    return f"lawkb.open({shards.compact(content)})\n"


def _meanings(engine: Engine) -> dict[str, Any]:
    library, lexicon = engine.library, engine.lexicon
    numbers = {name: number for number, name in enumerate(lexicon.concepts)}
    akin = {path: [numbers[name] for name in names] for path, names in lexicon.akin.items()}
    return {
        "ranks": "".join(map(str, map(int, engine.ranks))),
        "concepts": [[name, " ".join(words)] for name, words in lexicon.concepts.items()],
        "topics": [
            [path, topic.name, topic.plain, " ".join(lexicon.clues[path]), akin[path]]
            for path, (_, topic) in library.topics.items()
        ],
        "groups": [[group.slug, group.plain] for group in library.registry(Topics).groups],
        "laws": [
            [id_, library.register.by_id[id_].short, " ".join(names)]
            for id_, names in lexicon.laws.items()
        ],
        "gone": [_replaced(engine, id_, names) for id_, names in lexicon.gone.items()],
        "silent": " ".join(lexicon.silent),
        "types": [kind.label for kind in COLLECTIONS],
        "audiences": [audience.value for audience in Audience],
        "hotline": body.fact_value(library.site.hotline, library),
        "lawsAtOnce": len(engine.pages) < SMALL,
    }


def _replaced(engine: Engine, id_: str, names: Iterable[str]) -> list[Any]:
    """What who types the name of a replaced law is told: its names, since when, and what holds now.

    The latter are names, with the ids of those that have a page on the site.
    """
    known = engine.library.register.by_id
    law = known[id_]
    successors = [known[other] for other in law.successors if other in known]
    now = [
        [other.short, other.id if other.id in engine.lexicon.laws else ""] for other in successors
    ]
    return [" ".join(names), law.short, str(law.repealed or ""), now]


def cards(engine: Engine, groups: Iterable[int] | None = None) -> Iterator[tuple[str, str]]:
    """Name and content of the scripts that hold the cards, all or some of them."""
    topics = {path: number for number, path in enumerate(engine.library.topics)}
    for group in range(-(-len(engine.pages) // CARDS)) if groups is None else groups:
        pages = engine.pages[group * CARDS : (group + 1) * CARDS]
        name = f"d/{group}"
        yield name, shards.script(name, [_card(engine, page, topics) for page in pages])


def _card(engine: Engine, page: Page, topics: dict[str, int]) -> list[Any]:
    """A page's id, address, title, other title, type, first topic, and the state of its law."""
    url, entry = _address(page.uri), page.entry
    if entry is None:
        return [url.strip("/"), url, page.title, "", "", -1, ""]
    titles = (entry.plain_title, entry.title)
    first, second = titles if entry.level is Level.PUBLIC else titles[::-1]
    law = engine.library.index.currency(page) or ""
    return [entry.id, url, first, second, entry.label, topics.get(entry.topics[0], -1), law]


def _address(uri: str) -> str:
    return (
        ""
        if uri == "index.md"
        else uri.removesuffix("index.md").removesuffix(".md")
        + ("" if uri.endswith("/index.md") else "/")
    )


def lists(engine: Engine) -> Iterator[tuple[str, str]]:
    """Name and content of the scripts that hold something of every page, and how characters sound."""
    yield "s", shards.script("s", engine.sounds.syllables)
    yield "f", shards.script("f", _facets(engine))
    yield "l", shards.script("l", _laws(engine))


def _facets(engine: Engine) -> dict[str, list[Any]]:
    """By page: its type, its topics, its audiences, as numbers in the manifest's lists."""
    topics = {path: number for number, path in enumerate(engine.library.topics)}
    audiences = {audience: number for number, audience in enumerate(Audience)}
    kinds = {kind: number for number, kind in enumerate(COLLECTIONS)}
    entries = [(page, page.entry) for page in engine.pages]
    return {
        "type": [[kinds[page.type]] if entry and page.type else [] for page, entry in entries],
        "topic": [
            [topics[t] for t in entry.topics if t in topics] if entry else []
            for _, entry in entries
        ],
        "audience": [
            [audiences[a] for a in entry.audience] if entry else [] for _, entry in entries
        ],
    }


def _laws(engine: Engine) -> list[list[int]]:
    """By page: the laws that it cites."""
    numbers = {id_: number for number, id_ in enumerate(engine.lexicon.laws)}
    return [sorted(map(numbers.__getitem__, engine.laws[page.path])) for page in engine.pages]
