"""Search: a page becomes passages: what a result can show, and what of it matters how much.

A pure function of the page and of the registries that it names: what it gives may be kept until
one of them changes.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from lawkb import cite
from lawkb.citation import Citation
from lawkb.library import Library
from lawkb.models import Faq
from lawkb.outline import Section
from lawkb.page import Page
from lawkb.search import plain, postings
from lawkb.search.lexicon import LAW, TOPIC, Lexicon
from lawkb.search.postings import Passage, Postings

PASSAGE = 420
"""A passage is no longer than this many characters if it has paragraphs to break at."""

ABOUT = "lk-about"
"""The anchor of the part of a page that shows its sources and what is not verified."""

_HEAD_HALF, _BODY_HALF, _USUAL = 5.0, 1.4, 260
"""At that weight a token has half of its effect; passages of that length are neither favoured."""

_HEADING = 3
_ID, _TITLE, _KEYWORD, _SUMMARY, _TOPIC_NAME = 40, 6, 5, 2, 1
_FIRST_TOPIC, _OTHER_TOPIC = 8, 4
_BREAK = re.compile(r"\n(?:[ \t]*\n|(?=(?:[-*+]|\d+\.)[ \t]))")
"""Between paragraphs and between the items of a list."""


def document(page: Page, library: Library, lexicon: Lexicon) -> Postings:
    """The postings of a page, a document or a plain one."""
    citations = library.citations(page)
    head, body = _head(page, library, citations), _body(page, library, citations)
    return postings.of((head, *body, *_about(page, library)), lexicon)


def _head(page: Page, library: Library, citations: Iterable[Citation]) -> Passage:
    entry = page.entry
    if entry is None:
        return Passage("", "", page.title, ((page.title, _TITLE),), (), _HEAD_HALF)
    topics = [library.topics[path] for path in entry.topics if path in library.topics]
    fields = (
        (entry.title, _TITLE),
        (entry.plain_title, _TITLE),
        ("，".join(entry.keywords), _KEYWORD),
        (entry.summary, _SUMMARY),
        ("，".join(f"{topic.name}，{topic.plain}" for _, topic in topics), _TOPIC_NAME),
    )
    marks: Counter[str] = Counter(token for citation in citations for token in _of_law(citation))
    marks += Counter(marks.keys())  # one for being there, one for each time
    marks[entry.id] = _ID  # every page and every print shows it
    for place, path in enumerate(entry.topics):
        marks[TOPIC + path] = _OTHER_TOPIC if place else _FIRST_TOPIC
    return Passage("", "", entry.summary, fields, tuple(marks.items()), _HEAD_HALF)


def _body(page: Page, library: Library, citations: Iterable[Citation]) -> Iterator[Passage]:
    last = None
    for heading, anchor, start, end in _parts(page):
        text = plain.text(plain.with_inserts(page.source, library, start, end))
        # Only the first passage under a heading has its weight: the others must speak for themselves.
        weight = 1 if anchor == last else _HEADING
        last = anchor
        inside = (citation for citation in citations if start <= citation.start < end)
        fields = ((text, 1), (heading, weight))
        # Where a text mostly names other pages, its words speak of them.
        is_listing = plain.is_listing(page.source.text[start:end], len(text))
        half = _half(len(text)) * (4 if is_listing else 1)
        yield Passage(heading, anchor, text, fields, tuple(_marks(inside)), half)


def _about(page: Page, library: Library) -> Iterator[Passage]:
    """What the end of a document shows of its front matter."""
    entry = page.entry
    if entry is None:
        return
    notes = (change.note for change in entry.changes)
    text = "；".join((*entry.sources, *entry.unverified, *notes))
    found = cite.find(text, library.register)
    half = _half(4 * _USUAL)
    yield Passage("关于本页", ABOUT, text, ((text, 1),), tuple(_marks(found)), half)


def _marks(citations: Iterable[Citation]) -> Iterator[tuple[str, int]]:
    return ((token, 1) for citation in citations for token in _of_law(citation))


def _of_law(citation: Citation) -> Iterator[str]:
    if citation.law:
        yield LAW + citation.law.id
        for article in citation.articles:
            yield f"{LAW}{citation.law.id}#{article}"


def _half(length: int) -> float:
    """The weight that has half of its effect in a passage of that length."""
    return _BODY_HALF * (0.6 + 0.4 * length / _USUAL)


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
