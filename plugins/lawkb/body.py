"""Render: the body that an editor wrote becomes Markdown whose links and facts are filled in."""

import datetime as dt
import re
from collections.abc import Container, Iterator
from typing import NamedTuple

from markupsafe import Markup, escape

from lawkb import cite, links, outline, status
from lawkb.citation import Citation
from lawkb.fields import Level
from lawkb.library import Library
from lawkb.models import Courseware, Faq
from lawkb.page import Page
from lawkb.registry import Fact, FactKind
from lawkb.source import Source

TIP = 160
"""Characters of an article that a citation shows when it is pointed at."""

QUESTION = 2
"""The level of the headings that are the questions of a page of them."""

_LINK = r"\[[^\[\]\n]{0,300}\]\([^()\n]{0,300}\)"
# Each begins with a sign of its own, and only then asks for the beginning of a line: so the
# search passes over the rest of a text four times as fast as it would with a `^`.
_MARKUP = (
    rf"#(?<=^#)#{{0,5}} .*$|!{_LINK}|{_LINK}|<[^<>\n]{{0,300}}>"
    r"|\{\{[^{}\n]{0,80}\}\}|!(?<=^!)!!.*$"
)
_NO_TERMS = re.compile(_MARKUP + r"|\|(?<=^\|).*$|《[^《》\n]{0,100}》", re.MULTILINE)
_NO_LINKS = re.compile(_MARKUP + r"|\?(?<=^\?)\?\?.*$", re.MULTILINE)
_EMERGENCY = re.compile(
    # What must not stand before it is asked for last: by its first digit `re` passes over the rest.
    r"1(?:10|19|20)(?<![0-9.第〕)）]1[12][09])(?![0-9.%]|[ ]?[元天日万个号页条年月人平米分公项])"
)
"""The numbers that one dials in danger, and no other number that looks like one."""

_BREAK = re.compile(r"\n(?<!\n\n)[ \t]*(?=[^\x00-\x7f])(?!讲者备注)")
_LISTED = re.compile(r"\n(?=(?:[-*+] |\d+\. )\S|\|)")
_PARAGRAPH = re.compile(r"(?![ \t]*(?:[-*+] |\d+\. |[|#>]|!!!|\?\?\?|===))\S")
_UNTITLED = re.compile(r"((?:!(?<=^!)!!|\?(?<=^\?)\?\?\+?) (?P<kind>\w+))[ \t]*$", re.MULTILINE)
_BOX = re.compile(r"\[(?P<mark>[ xX])\](?= )")
_BULLET = re.compile(r"[ \t]*(?:[-*+]|\d+\.) ")
_TITLES = {"info": "说明", "tip": "提示", "warning": "警告", "danger": "危险", "example": "例子"}
_NOTES = re.compile(
    rf"{outline.NOTES_PATTERN.pattern}(?P<words>.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL
)


class _Edit(NamedTuple):
    """Characters of the source's text and what stands there instead."""

    start: int
    end: int
    text: str


def render(
    page: Page, library: Library, at: str = "", within: tuple[int, int] | None = None
) -> str:
    """The page's body with links as the site needs them, inserts filled in and terms explained.

    `at` is the file on which it is shown, when that is not the page's own; `within` are the
    offsets of the only part that is wanted.
    """
    source, at = page.source, at or page.uri
    meant = {*_links(page, library, at), *_inserts(page, library, at)}
    meant |= {*_citations(page, library, at), *_terms(page, library, at)}
    meant |= {*_questions(page), *_emergencies(source)}
    layout = {*_blank_lines(page), *_broken_lines(source), *_titles(source), *_boxes(source)}
    text = _edited(source, meant | layout, within)
    return _NOTES.sub(_notes, text) if page.type is Courseware else text


def join_lines(source: Source) -> str:
    """The body with lines joined that break between two Chinese characters, code as it is."""
    return _edited(source, set(_broken_lines(source)))


def _edited(source: Source, edits: set[_Edit], within: tuple[int, int] | None = None) -> str:
    """The body, or a part of it, with edits made, the first of any that overlap."""
    at, end = within or (source.body_start, len(source.text))
    parts = []
    for edit in sorted(edits):
        if at <= edit.start and edit.end <= end:
            parts += [source.text[at : edit.start], edit.text]
            at = edit.end
    return "".join([*parts, source.text[at:end]]).strip() + "\n"


def show_fact(id_: str, library: Library) -> Markup:
    """What readers see of a fact, as HTML: its value, or that they must ask where they live."""
    fact = _fact(id_, library)
    if fact is None:
        return escape(id_)
    if fact.verified_on is None:
        return Markup('<strong class="lk-fact" title="{0}">（{0}：请向当地核实）</strong>').format(
            fact.name
        )
    if fact.kind is FactKind.PHONE:
        return Markup('<a href="tel:{0}">{0}</a>').format(fact.value)
    if fact.kind is FactKind.ADDRESS:
        return Markup('<a href="{}">{}</a>').format(links.outward(fact.value), fact.name)
    title = f"{fact.name}：{fact.source}，{fact.verified_on} 核实"
    value = fact.value + fact.unit
    return Markup('<span class="lk-fact" title="{}">{}</span>').format(title, value)


def bare_fact(id_: str, library: Library) -> str:
    """What readers see of a fact where no Markdown can stand, such as in a calendar."""
    fact = _fact(id_, library)
    if fact is None:
        return id_
    return fact.value + fact.unit if fact.verified_on else f"（{fact.name}：请向当地核实）"


def fact_value(id_: str, library: Library) -> str:
    """The bare value of a fact, for places that hold no Markdown."""
    fact = _fact(id_, library)
    return fact.value if fact else ""


def _fact(id_: str, library: Library) -> Fact | None:
    return library.facts.by_id.get(id_)


def _links(page: Page, library: Library, at: str) -> Iterator[_Edit]:
    for link in page.links:
        place = None if link.scheme or link.malformed else links.resolve(link, page, library)
        if place:
            fragment = f"#{place.fragment}" if place.fragment else ""
            uri = "" if place.page is page and fragment else links.relative(place.uri, at)
            yield _Edit(link.start, link.end, uri + fragment)


def _emergencies(source: Source) -> Iterator[_Edit]:
    """The numbers of the police, the fire brigade and the ambulance, for one touch to dial them."""
    if not _EMERGENCY.search(source.prose, source.body_start):
        return
    free = _NO_LINKS.sub(_blank, source.prose)
    for match in _EMERGENCY.finditer(free, source.body_start):
        yield _Edit(*match.span(), f"[{match[0]}](tel:{match[0]})")


def _inserts(page: Page, library: Library, at: str) -> Iterator[_Edit]:
    for start, end, id_ in page.inserts:
        passage = library.snippets.get(id_)
        # A passage inside a passage is a finding; to fill it in could go on for ever.
        if passage and page not in library.snippets.values():
            yield _Edit(start, end, render(passage, library, at).strip())
        else:
            yield _Edit(start, end, show_fact(id_, library))


def _citations(page: Page, library: Library, at: str) -> Iterator[_Edit]:
    """Each citation of a known law as a link to the article's page, the first one with its text."""
    source, as_of = page.source, library.clock(page).as_of
    free = _NO_LINKS.sub(_blank, source.prose)
    told: set[str] = set()
    for citation in library.citations(page):
        words = source.text[citation.start : citation.end]
        uri = law_page(citation)
        if (
            uri
            and citation.start >= source.body_start
            and free[citation.start : citation.end] == words
            and "\n" not in words
            and "**" not in words
        ):
            # Whoever reads on knows the article by then, and the text would weigh on each page.
            tip = "" if uri in told else escape(_tip(citation, as_of, library))
            told.add(uri)
            address = links.relative(uri, at)
            target = f'{address} "{tip}"' if tip else address
            yield _Edit(citation.start, citation.end, f"[{words}]({target}){{ .lk-cite }}")


def _tip(citation: Citation, as_of: dt.date, library: Library) -> str:
    """The beginning of the first article that a citation names, if its text was imported."""
    if citation.law is None or not citation.articles:
        return ""
    version = status.version_of(citation, citation.law, as_of)
    lines = library.law_texts.article(citation.law, version, citation.articles[0])
    text = f"{citation.articles[0].chinese} {''.join(lines)}" if lines else ""
    return f"{text[: TIP - 1]}…" if len(text) > TIP else text


def law_page(citation: Citation) -> str:
    """The file of the page that a citation leads to; empty when the register does not know it."""
    if citation.law is None:
        return ""
    last = f"{citation.articles[0]}.md" if citation.articles else "index.md"
    return f"laws/{citation.law.id}/{last}"


def cited(text: str, uri: str, library: Library, pages: Container[str]) -> Markup:
    """A line of front matter or of a registry as HTML, its citations links from the page `uri`.

    `pages` are the files of the laws and articles that have one.
    """
    parts, at = [], 0
    for citation in cite.find(text, library.register):
        if (target := law_page(citation)) in pages:
            words = text[citation.start : citation.end]
            link = Markup('<a href="{}">{}</a>').format(links.relative(target, uri), words)
            parts += [text[at : citation.start], link]
            at = citation.end
    return Markup().join([*parts, text[at:]])


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _boxes(source: Source) -> Iterator[_Edit]:
    """A box to tick in the place of `[ ]`: it prints, it can be copied, and Word knows it."""
    for match in _BOX.finditer(source.prose, source.body_start):
        if _BULLET.fullmatch(source.prose, _line(source.prose, match.start()), match.start()):
            box = "☐" if match["mark"] == " " else "☑"
            yield _Edit(match.start(), match.end(), f'<span class="lk-box">{box}</span>')


def _titles(source: Source) -> Iterator[_Edit]:
    """A Chinese title for a box that has none and would get an English one."""
    for match in _UNTITLED.finditer(source.prose, source.body_start):
        yield _Edit(match.end(1), match.end(), f' "{_TITLES.get(match["kind"], "注意")}"')


def _broken_lines(source: Source) -> Iterator[_Edit]:
    """The line breaks inside a paragraph that a browser would show as spaces."""
    for match in _BREAK.finditer(source.prose, source.body_start):
        line = _line(source.prose, match.start())
        words = source.prose[line : match.start()].rstrip(" \t")
        start = line + len(words)
        typed = source.text[start : match.end()]
        # Blanked code is no space, and two spaces are Markdown's wish for a new line.
        if not words[-1:].isascii() and not typed.strip() and not typed.startswith("  "):
            yield _Edit(start, match.end(), "")


def _blank_lines(page: Page) -> Iterator[_Edit]:
    """The empty line that Markdown wants before a list or a table and that nobody types."""
    prose = page.source.prose
    for match in _LISTED.finditer(prose, page.source.body_start):
        if _PARAGRAPH.match(prose, _line(prose, match.start())):
            yield _Edit(match.end(), match.end(), "\n")


def _line(text: str, at: int) -> int:
    """Where the line begins that holds an offset."""
    return text.rfind("\n", 0, at) + 1


def _terms(page: Page, library: Library, at: str) -> Iterator[_Edit]:
    """On villagers' pages, the first time that each term of the glossary occurs, a link to it."""
    if not (page.entry and page.entry.level is Level.PUBLIC and library.glossary.terms):
        return
    terms = {term.term: term for term in library.glossary.terms}
    prose = _NO_TERMS.sub(_blank, page.source.prose)
    for match in library.glossary.pattern.finditer(prose):
        if term := terms.pop(match[0], None):
            uri = links.relative("glossary.md", at)
            target = f"{uri}#{outline.slug(term.term)}"
            link = f'[{term.term}]({target} "{escape(term.plain)}"){{ .lk-term }}'
            yield _Edit(match.start(), match.end(), link)


def _questions(page: Page) -> Iterator[_Edit]:
    """On a page of questions, before the first of them, a list that leads to each."""
    questions = [section for section in page.sections if section.level == QUESTION]
    if page.type is Faq and questions:
        rows = (f'<li><a href="#{one.anchor}">{escape(one.title)}</a></li>' for one in questions)
        title = f"<strong>这一页回答 {len(questions)} 个问题</strong>"
        lines = (f'<p class="lk-questions">{title}</p>', "<ul>", *rows, "</ul>")
        start = questions[0].start
        yield _Edit(start, start, "\n".join(lines) + "\n\n")


def _notes(match: re.Match[str]) -> str:
    """The speaker's words as a block that opens on demand."""
    indented = re.sub(r"^(?=.)", "    ", match["words"].strip(), flags=re.MULTILINE)
    return f'??? quote "{outline.NOTES.rstrip("：")}"\n\n{indented}\n\n'
