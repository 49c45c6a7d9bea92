"""Search: a page becomes postings: passages, and how much each token matters in each of them.

A pure function of the page and of the registries that it names: what it gives may be kept until
one of them changes.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from lawkb import cite
from lawkb.citation import Citation
from lawkb.library import Library
from lawkb.models import Faq
from lawkb.outline import Section
from lawkb.page import Page
from lawkb.search import plain, table, tokens
from lawkb.search.lexicon import LAW, TOPIC, Lexicon
from lawkb.search.table import LEVELS

PASSAGE = 420
"""A passage is no longer than this many characters if it has paragraphs to break at."""

ABOUT = "lk-about"
"""The anchor of the part of a page that shows its sources and what is not verified."""

_HEAD_HALF, _BODY_HALF, _USUAL = 5.0, 1.4, 260
"""At that weight a token has half of its effect; passages of that length are neither favoured."""

_HEADING = 3
_TITLE, _KEYWORD, _SUMMARY, _TOPIC_NAME = 6, 5, 2, 1
_FIRST_TOPIC, _OTHER_TOPIC = 8, 4
_BREAK = re.compile(r"\n(?:[ \t]*\n|(?=(?:[-*+]|\d+\.)[ \t]))")
"""Between paragraphs and between the items of a list."""


@dataclass(frozen=True)
class Passage:
    """What a result can show and link to.

    `levels` are the weights (1 to 8) of its tokens; `characters` are those that it has at all.
    """

    heading: str
    anchor: str
    text: str
    levels: dict[str, int]
    characters: str = ""


@dataclass(frozen=True)
class Postings:
    """One page as search knows it; the first passage is its head: titles, summary, keywords.

    `passages` are headings, anchors and texts. `tokens` are each followed by its own (see `table`),
    all with a space between them: in this form they are remembered, and come into the index.
    """

    passages: tuple[tuple[str, str, str], ...]
    tokens: bytes

    @property
    def owns(self) -> dict[str, str]:
        """What each token has in this page."""
        parts = iter(self.tokens.decode().split(" ") if self.tokens else ())
        return dict(zip(parts, parts, strict=True))


def document(page: Page, library: Library, lexicon: Lexicon) -> Postings:
    """The postings of a page, a document or a plain one."""
    citations = library.citations(page)
    head = _head(page, library, lexicon, citations)
    body = _body(page, library, lexicon, citations)
    return postings((head, *body, *_about(page, library, lexicon)))


def postings(passages: Iterable[Passage]) -> Postings:
    """The postings of a page with those passages."""
    shown: list[tuple[str, str, str]] = []
    owns: dict[str, str] = {}
    following: dict[str, int] = {}
    for number, passage in enumerate(passages):
        shown.append((passage.heading, passage.anchor, passage.text))
        for token, level in (passage.levels | dict.fromkeys(passage.characters, 1)).items():
            if token in owns:
                owns[token] += table.SIGNS[number - following[token]][level]
            else:
                owns[token] = table.SIGNS[number][level]
            following[token] = number + 1
    return Postings(tuple(shown), " ".join(chain.from_iterable(owns.items())).encode())


def _head(page: Page, library: Library, lexicon: Lexicon, citations: Iterable[Citation]) -> Passage:
    entry = page.entry
    if entry is None:
        return _passage("", "", page.title, [(page.title, _TITLE)], (), lexicon, _HEAD_HALF)
    topics = [library.topics[path] for path in entry.topics if path in library.topics]
    fields = [
        (entry.title, _TITLE),
        (entry.plain_title, _TITLE),
        ("，".join(entry.keywords), _KEYWORD),
        (entry.summary, _SUMMARY),
        ("，".join(f"{topic.name}，{topic.plain}" for _, topic in topics), _TOPIC_NAME),
    ]
    marks: Counter[str] = Counter(token for citation in citations for token in _of_law(citation))
    marks += Counter(marks.keys())  # one for being there, one for each time
    for place, path in enumerate(entry.topics):
        marks[TOPIC + path] = _OTHER_TOPIC if place else _FIRST_TOPIC
    return _passage("", "", entry.summary, fields, marks.items(), lexicon, _HEAD_HALF)


def _body(
    page: Page, library: Library, lexicon: Lexicon, citations: tuple[Citation, ...]
) -> Iterator[Passage]:
    last = None
    for heading, anchor, start, end in _parts(page):
        text = plain.text(plain.with_inserts(page.source, library, start, end))
        # Only the first passage under a heading has its weight: the others must speak for themselves.
        weight = 1 if anchor == last else _HEADING
        last = anchor
        inside = (citation for citation in citations if start <= citation.start < end)
        marks = ((token, 1) for citation in inside for token in _of_law(citation))
        fields = [(text, 1), *([(heading, weight)] if weight else [])]
        half = _half(len(text)) * (4 if plain.is_listing(page.source.text[start:end]) else 1)
        yield _passage(heading, anchor, text, fields, marks, lexicon, half)


def _about(page: Page, library: Library, lexicon: Lexicon) -> Iterator[Passage]:
    """What the end of a document shows of its front matter."""
    entry = page.entry
    if entry is None:
        return
    notes = (change.note for change in entry.changes)
    text = "；".join((*entry.sources, *entry.unverified, *notes))
    found = cite.find(text, library.register)
    marks = ((token, 1) for citation in found for token in _of_law(citation))
    half = _half(4 * _USUAL)
    yield _passage("关于本页", ABOUT, text, [(text, 1)], marks, lexicon, half)


def _of_law(citation: Citation) -> Iterator[str]:
    if citation.law:
        yield LAW + citation.law.id
        for article in citation.articles:
            yield f"{LAW}{citation.law.id}#{article}"


def _half(length: int) -> float:
    """The weight that has half of its effect in a passage of that length."""
    return _BODY_HALF * (0.6 + 0.4 * length / _USUAL)


def _passage(
    heading: str,
    anchor: str,
    text: str,
    fields: Iterable[tuple[str, int]],
    marks: Iterable[tuple[str, int]],
    lexicon: Lexicon,
    half: float,
) -> Passage:
    """A passage with the levels of the tokens of its fields and of the marks of laws and topics."""
    weights: Counter[str] = Counter()
    characters = []
    for field, weight in fields:
        normal = tokens.normal(field)
        characters.append(normal)
        found = tokens.of(normal, alone=False)
        if weight == 1:
            weights.update(found)  # counts in C, which matters for the bodies
        else:
            for token in found:
                weights[token] += weight
        for concept, count in lexicon.concepts_in(normal, found):
            weights[concept] += count * weight
    for mark, weight in marks:
        weights[mark] += weight
    level = {
        weight: max(1, round(LEVELS * weight / (weight + half))) for weight in {*weights.values()}
    }
    levels = dict(zip(weights, map(level.__getitem__, weights.values()), strict=True))
    return Passage(heading, anchor, text, levels, tokens.characters("".join(characters)))


def _parts(page: Page) -> Iterator[tuple[str, str, int, int]]:
    """Heading, anchor, start and end of the passages of the body.

    A question of an FAQ is one, with what stands under its smaller headings.
    """
    source, faq = page.source, page.type is Faq
    heads = [s for s in page.sections if s.level <= (2 if faq else 3)]
    start = heads[0].start if heads else len(source.text)
    yield from _chunks("", "", page, source.body_start, start)
    for number, section in enumerate(heads):
        end = heads[number + 1].start if number + 1 < len(heads) else len(source.text)
        yield from _chunks(
            _named(section, heads[:number]), section.anchor, page, section.content, end
        )


def _named(section: Section, before: list[Section]) -> str:
    """A heading with the one above it, since 期限 alone says nothing."""
    above = next((s.title for s in reversed(before) if 1 < s.level < section.level), "")
    return f"{above}：{section.title}" if above else section.title


def _chunks(
    heading: str, anchor: str, page: Page, start: int, end: int
) -> Iterator[tuple[str, str, int, int]]:
    """A part that is not empty, cut where it is too long for a passage."""
    text = page.source.text
    breaks = [match.end() for match in _BREAK.finditer(text, start, end)]
    begin = start
    for here, following in zip(breaks, [*breaks, end][1:], strict=True):
        if following - begin > PASSAGE and here > begin:
            if text[begin:here].strip():
                yield heading, anchor, begin, here
            begin = here
    if text[begin:end].strip():
        yield heading, anchor, begin, end
