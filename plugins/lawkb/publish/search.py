"""Publish: the scripts that the search box loads: the index and what results show."""

from collections.abc import Callable, Iterator
from typing import Any

from lawkb import body
from lawkb.fields import Audience, Level
from lawkb.models import COLLECTIONS
from lawkb.page import Page
from lawkb.registry import Topics
from lawkb.search import shards
from lawkb.search.engine import Engine
from lawkb.search.shards import Packed

FOLDER = "search"
MANIFEST = f"{FOLDER}/index.js"

SMALL = 500
"""With fewer pages, the filter by law is small enough to come with the others."""


def scripts(engine: Engine) -> Iterator[tuple[str, str]]:
    """Address and content of every file that search needs, the manifest last."""
    packed = shards.packed(engine.inverted)
    named = [
        *packed.scripts,
        *shards.groups("d", list(map(_cards(engine), engine.pages)), shards.CARDS),
        *shards.groups("t", engine.texts, shards.TEXTS),
        ("f", shards.script("f", _facets(engine))),
        ("l", shards.script("l", _laws(engine))),
        ("s", shards.script("s", engine.sounds.syllables)),
    ]
    version = shards.version(named)
    for name, content in named:
        yield f"{FOLDER}/{version}/{name}.js", content
    manifest = _manifest(engine, packed) | {"version": version}
    yield MANIFEST, f"lawkb.open({shards.compact(manifest)})\n"


def _manifest(engine: Engine, packed: Packed) -> dict[str, Any]:
    """What every query needs to know."""
    library, lexicon = engine.library, engine.lexicon
    numbers = {name: number for number, name in enumerate(lexicon.concepts)}
    akin = {path: [numbers[name] for name in names] for path, names in lexicon.akin.items()}
    return {
        "shards": packed.counts,
        "heavy": " ".join(packed.heavy),
        "passages": engine.inverted.passages,
        "sizes": shards.pack(engine.inverted.sizes),
        "ranks": shards.pack(engine.ranks),
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
        "silent": " ".join(lexicon.silent),
        "types": [kind.label for kind in COLLECTIONS],
        "audiences": [audience.value for audience in Audience],
        "hotline": body.fact_value(library.site.hotline, library),
        "lawsAtOnce": len(engine.pages) < SMALL,
    }


def _cards(engine: Engine) -> Callable[[Page], list[Any]]:
    """What makes of a page: id, address, title, other title, type, first topic, state of the law."""
    topics = {path: number for number, path in enumerate(engine.library.topics)}

    def card(page: Page) -> list[Any]:
        url, entry = _address(page.uri), page.entry
        if entry is None:
            return [url.strip("/"), url, page.title, "", "", -1, ""]
        titles = (entry.plain_title, entry.title)
        first, second = titles if entry.level is Level.PUBLIC else titles[::-1]
        law = engine.library.index.currency(page) or ""
        return [entry.id, url, first, second, entry.label, topics.get(entry.topics[0], -1), law]

    return card


def _address(uri: str) -> str:
    return (
        ""
        if uri == "index.md"
        else uri.removesuffix("index.md").removesuffix(".md")
        + ("" if uri.endswith("/index.md") else "/")
    )


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
    return [
        sorted({numbers[c.law.id] for c in engine.library.citations(page) if c.law})
        for page in engine.pages
    ]
