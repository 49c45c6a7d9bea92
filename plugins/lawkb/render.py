"""Render: entries and indexes become pages: what authors wrote as Markdown, what we add as HTML."""

import datetime as dt
import functools
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import jinja2
import yaml
from markupsafe import Markup, escape

from lawkb import body, index, inserts, links, outline, overview, source, twins
from lawkb.check import Finding
from lawkb.fields import Audience, Level, Status
from lawkb.index import Index
from lawkb.laws import Law, LawKind, Version
from lawkb.library import Library, of_type
from lawkb.links import Link
from lawkb.memory import Memory, digest
from lawkb.models import COLLECTIONS, Entry, Form
from lawkb.page import Page
from lawkb.registry import Attendee, Calendar, Glossary, Occasion, Repeat, Topics
from lawkb.rule import Rule
from lawkb.rules import RULES

HOME = "index.md"
ON_A_PAGE = 60
"""Documents in one part of a list; a page of a large library must not be larger than of a small one."""


_MARKS = ("provenance", "verdict", "kind")
"""What only documents of some types have, and a card shows."""

_BODY = Markup("<!-- body -->")
"""Where a template wants what the author wrote; nobody can type it, since templates escape."""


@dataclass(frozen=True)
class Output:
    """One page of the site: what its author wrote, in Markdown, between HTML of our templates.

    `uri` is its place among the site's files, `meta` its front matter; `source` is the file that
    an editor would change, None for an index. Links are addresses as browsers need them.
    """

    uri: str
    meta: dict[str, Any]
    before: str = ""
    body: str = ""
    after: str = ""
    source: str | None = None

    @property
    def text(self) -> str:
        """The whole page as a file of Markdown, which may hold HTML."""
        front = yaml.safe_dump(self.meta, allow_unicode=True, sort_keys=False)
        parts = (f"---\n{front}---", self.before, self.body.strip(), self.after)
        return "\n\n".join(filter(None, parts)) + "\n"


@dataclass(frozen=True)
class Download:
    """One file of the site that readers keep; `name` is what it is called on their machine."""

    uri: str
    name: str
    content: bytes


@dataclass(frozen=True)
class Planned:
    """A file of the site that need not be made yet: `digest` tells all that it is made from.

    `updated` is the day of its last change, if it has one; `listed` says whether it may be found.
    """

    uri: str
    title: str
    source: str | None
    digest: str
    make: Callable[[], Output]
    updated: str = ""
    listed: bool = True


@dataclass(frozen=True)
class Renderer:
    """Renders a library; `preview` adds drafts and, on each page, what the checks found there.

    `icon` gives the HTML of an icon by its name; the host has them.
    """

    library: Library
    preview: bool = False
    findings: tuple[Finding, ...] = ()
    rules: tuple[Rule, ...] = field(default=RULES)
    icon: Callable[[str], Markup] = field(default=lambda _name: Markup())

    def site(self) -> Iterator[Output]:
        """Every page of the site; drafts and what is no sound document are left out."""
        return (planned.make() for planned in self.plan())

    def plan(self) -> Iterator[Planned]:
        """Every page of the site, the documents not rendered yet: there may be thousands."""
        yield from self.pages()
        yield from self.topics()
        yield from self.listings()
        yield from self.registers()
        yield from self.laws()
        yield from self.handbook()

    def pages(self) -> Iterator[Planned]:
        """The documents and the plain pages."""
        for page in self.library.pages:
            yield from self.pages_of(page)

    def pages_of(self, page: Page) -> Iterator[Planned]:
        """The page of a source; none for a draft, or what is no sound document, outside a preview."""
        if page.entry and (self.preview or page.blocks_publishing):
            entry, make = page.entry, functools.partial(self.document, page)
            updated = str(entry.updated.date) if entry.updated else ""
            yield Planned(
                page.uri, _title(entry), page.path, self._key(page), make, updated, entry.listed
            )
        elif page.type is None or (page.entry is None and self.preview):
            make = functools.partial(self.plain if page.type is None else self.unsound, page)
            shows = self.index.digest if page.uri == HOME else ""
            key = digest([self._key(page), shows])
            yield Planned(page.uri, page.title, page.path, key, make, listed=page.type is None)

    def plain(self, page: Page) -> Output:
        """A page of the site itself; the home page gets its doors and cards."""
        template = "home.html" if page.uri == HOME else "plain.html"
        meta = {"title": page.title} | _place(page.uri)
        return self._sourced(template, page, meta)

    def unsound(self, page: Page) -> Output:
        """In a preview, a document that cannot be published yet: what is wrong, then its text."""
        meta = {"title": page.title, "noindex": True}
        return self._sourced("unsound.html", page, meta, title=page.title)

    def _key(self, page: Page) -> str:
        """A digest of all that the page of a source is made from."""
        places = (links.resolve(link, page, self.library) for link in page.links)
        return digest(
            [
                page.source.digest,
                self.frame,
                *(
                    f"{reason}\0{other.uri}\0{other.source.head_digest}"
                    for reason, other in self._shown(page)
                ),
                *(f"{place.uri}#{place.fragment}" if place else "" for place in places),
                *map(str, self._shown_findings.get(page.path, ())),
            ]
        )

    def _shown(self, page: Page) -> Iterator[tuple[str, Page]]:
        """The other documents of which a document's page shows something, and why."""
        entry, library = page.entry, self.library
        if entry is None:
            return
        yield from (("", other) for other in self.index.backlinks.get(page.path, ()))
        for relation in self.index.related(page):
            yield relation.reason, relation.page
        for twin in (twins.card_of(page, library), twins.guide_of(page, library)):
            if twin:
                yield "twin", twin
        withdrawn = entry.withdrawn
        successor = (
            library.by_id(withdrawn.successor) if withdrawn and withdrawn.successor else None
        )
        if successor:
            yield "successor", successor

    @cached_property
    def frame(self) -> str:
        """A digest of what goes into every document's page."""
        library = self.library
        return digest(
            [library.data_digest, str(library.today), library.law_texts.digest, str(self.preview)]
        )

    def document(self, page: Page) -> Output:
        """A document by its type's template, or the notice that it was withdrawn."""
        entry = page.entry
        assert entry
        withdrawn = entry.status is Status.WITHDRAWN
        template = "withdrawn.html" if withdrawn else f"{entry.type_name}.html"
        meta: dict[str, Any] = {
            "title": _title(entry),
            "description": entry.summary,
            "hide": ["navigation"],
            "doc": {
                "id": entry.id,
                "type": entry.type_name,
                "level": entry.level.name.lower(),
                "status": entry.status.name.lower(),
                "updated": str(entry.updated.date) if entry.updated else "",
            },
        }
        if not entry.listed:
            meta["noindex"] = True
        download = self.forms.get(page.path) if page.type is Form else None
        return self._sourced(template, page, meta, entry=entry, download=download)

    def topics(self) -> Iterator[Planned]:
        """The topic tree: all groups, each group, each topic."""
        groups = self.library.registry(Topics).groups
        # A preview shows editors what is lacking.
        lacking = dict(self.index.gaps()) if self.preview else {}
        yield self._index("topics/index.md", "按话题查找", "topics.html")
        for group in groups:
            uri = f"topics/{group.slug}/index.md"
            yield self._index(uri, group.plain, "group.html", group=group)
            for topic in group.topics:
                path = f"{group.slug}/{topic.slug}"
                yield from self._paged(
                    f"topics/{path}.md",
                    topic.plain,
                    "topic.html",
                    self.index.by_topic.get(path, ()),
                    "、".join(kind.label for kind in lacking.get(path, ())),
                    group=group,
                    topic=topic,
                    lacking=[kind.label for kind in lacking.get(path, ())],
                )

    def listings(self) -> Iterator[Planned]:
        """The pages by type, by audience and by date."""
        for kind in COLLECTIONS:
            uri = f"{index.address(kind)}/index.md"
            pages = self.index.by_type[kind.type_name]
            yield from self._paged(uri, kind.label, "type.html", pages, kind=kind)
        yield self._index("audience/index.md", "按读者查找", "audiences.html", audiences=Audience)
        for audience in Audience:
            uri, pages = (
                f"audience/{audience.slug}.md",
                self.index.by_audience.get(audience.value, ()),
            )
            yield from self._paged(uri, audience.value, "audience.html", pages, audience=audience)
        yield self._index("changes.md", "最近更新", "changes.html")
        yield self._page("search/index.md", "搜索", "search.html")
        yield self._page("offline/index.md", "存到手机离线看", "offline.html")

    def registers(self) -> Iterator[Planned]:
        """The pages of the registries that readers use."""
        # The common characters stand in this encoding by their sound, as in a dictionary.
        terms = sorted(
            self.library.registry(Glossary).terms, key=lambda term: term.term.encode("gb18030")
        )
        yield self._page("glossary.md", "法律词语大白话", "glossary.html", terms=terms)
        yield self._page(
            "facts.md", "电话、期限和金额", "facts.html", facts=self.library.facts.facts
        )

        calendar = self.library.registry(Calendar)
        rows = [
            (repeat, sorted(of, key=_month))
            for repeat in reversed(Repeat)
            if (of := [one for one in calendar.occasions if one.repeat is repeat])
        ]
        yield self._index(
            "calendar.md",
            "普法日历",
            "calendar.html",
            calendar=calendar,
            rows=rows,
            files=self.calendars,
        )

    def downloads(self) -> Iterator[Download]:
        """The files that readers keep: a Word file of each form, a calendar of each attendee."""
        yield from self.forms.values()
        yield from self.calendars.values()

    @cached_property
    def forms(self) -> dict[str, Download]:
        """The Word file of each form that is shown, by the form's path."""
        return {
            page.path: self.library.memory.recall(
                "form", page.path, self._key(page), functools.partial(self._form, page)
            )
            for page in of_type(self.library.documents, Form)
            if self.preview or page.blocks_publishing
        }

    @cached_property
    def calendars(self) -> dict[Attendee, Download]:
        """The calendar of each of those who have something in it."""
        calendar = self.library.registry(Calendar)
        filled = calendar.model_copy(
            update={"occasions": [self._filled(one) for one in calendar.occasions]}
        )
        made = {}
        for of in Attendee:
            if any(of in one.audience and not one.moving for one in calendar.occasions):
                name = f"{self.library.site.city}{of}普法日历"
                make = functools.partial(_calendar, of, filled, name)
                content = self.library.memory.recall("calendar", of.value, self.frame, make)
                made[of] = Download(f"calendar/{of.slug}.ics", f"{name}.ics", content)
        return made

    def laws(self) -> Iterator[Planned]:
        """The reverse index: each cited law, each cited article, what changes, what is a trap."""
        register, today = self.library.register, self.library.today
        yield self._index("laws/index.md", "法律索引", "laws.html", kinds_of_law=LawKind)
        year = today - dt.timedelta(days=365)
        dated = [
            (v.effective, law, v) for law in register.laws for v in law.versions if v.effective
        ]
        recent = sorted((row for row in dated if year < row[0] <= today), key=_first, reverse=True)
        coming = sorted((row for row in dated if row[0] > today), key=_first)
        yield self._index(
            "laws/changes.md", "法律变动", "law_changes.html", recent=recent, coming=coming
        )
        traps = [law for law in register.laws if law.successors]
        yield self._index("laws/traps.md", "名称陷阱", "traps.html", traps=traps)
        for id_, articles in self.index.citing.items():
            law = register.by_id[id_]
            citing = self.index.documents_on(law)
            counts = (f"{article} {len(pages)}" for article, pages in articles.items())
            heads = (page.source.head_digest for page in citing[:ON_A_PAGE])
            yield self._page(
                f"laws/{id_}/index.md",
                law.short,
                "law.html",
                *(str(len(citing)), *counts, *heads),
                law=law,
                articles=articles,
                citing=citing[:ON_A_PAGE],
                total=len(citing),
            )
            for article, pages in articles.items():
                if article:
                    title = f"{law.short}{article.chinese}"
                    yield from self._paged(
                        f"laws/{id_}/{article}.md",
                        title,
                        "article.html",
                        pages,
                        " ".join(map(str, articles)),
                        law=law,
                        article=article,
                    )

    def handbook(self) -> Iterator[Planned]:
        """What the handbook for editors holds besides its written pages: rules and gaps."""
        yield self._page("editors/rules/index.md", "检查规则", "rules.html", rules=self.rules)
        for rule in self.rules:
            uri, title = f"editors/rules/{rule.code.lower()}.md", f"{rule.code} {rule.title}"
            yield self._page(uri, title, "rule.html", written=rule_page(rule), rule=rule)
        engine = self.library.search
        unanswered, silent = tuple(engine.unanswered()), tuple(engine.silent_topics())
        yield self._page(
            "editors/coverage.md",
            "资料库现状",
            "coverage.html",
            *(self.index.digest, repr(unanswered), *silent),
            unanswered=unanswered,
            silent_topics=silent,
        )

    def _form(self, page: Page) -> Download:
        from lawkb.publish import word  # noqa: PLC0415 - slow to load; only a changed form needs it

        entry = page.entry
        assert entry
        samples = [section for section in page.sections if section.title == Form.sample]
        text = "".join(body.render(page, self.library, within=(s.content, s.end)) for s in samples)
        day = entry.updated.date if entry.updated else self.library.today
        author = "、".join(entry.authors)
        about = word.About(entry.title, author, f"编号 {entry.id}", day)
        made = word.make(about, text)
        return Download(f"{index.address(Form)}/{entry.id}.docx", f"{entry.title}.docx", made)

    def _filled(self, occasion: Occasion) -> Occasion:
        """An occasion whose text bears the values of the facts that it names."""
        todo = inserts.fill(occasion.todo, lambda id_: body.bare_fact(id_, self.library))
        return occasion.model_copy(update={"todo": todo})

    def _paged(
        self,
        uri: str,
        title: str,
        template: str,
        pages: tuple[Page, ...],
        aside: str = "",
        **values: Any,
    ) -> Iterator[Planned]:
        """A list of documents, as many on a page as a phone can hold.

        `aside` tells what the template shows besides the list and what stands in registries.
        """
        starts = range(0, max(len(pages), 1), ON_A_PAGE)
        stem = uri.removesuffix("/index.md").removesuffix(".md")
        uris = [uri, *(f"{stem}/page-{number}.md" for number in range(2, len(starts) + 1))]
        for number, start in enumerate(starts, 1):
            part = pages[start : start + ON_A_PAGE]
            name = title if number == 1 else f"{title}（第 {number} 页）"
            shown = {"pages": part, "total": len(pages), "number": number, "uris": uris, **values}
            heads = (page.source.head_digest for page in part)
            made_from = (str(len(pages)), aside, *heads)
            yield self._page(uris[number - 1], name, template, *made_from, **shown)

    def _index(self, uri: str, title: str, template: str, **values: Any) -> Planned:
        """A page that depends on all documents."""
        return self._page(uri, title, template, self.index.digest, **values)

    def _page(self, uri: str, title: str, template: str, *made_from: str, **values: Any) -> Planned:
        """A page that depends on registries and on what `made_from` tells."""
        make = functools.partial(self._output, uri, title, template, **values)
        return Planned(uri, title, None, digest([self.frame, template, title, *made_from]), make)

    def _output(
        self, uri: str, title: str, template: str, written: str = "", **values: Any
    ) -> Output:
        parts = self._parts(template, uri, written, title=title, **values)
        return Output(uri, {"title": title} | _place(uri), *parts)

    def _sourced(self, template: str, page: Page, meta: dict[str, Any], **values: Any) -> Output:
        """The page of a source; in a preview, what is wrong with it stands at its top."""
        written = body.render(page, self.library)
        before, *rest = self._parts(template, page.uri, written, page=page, **values)
        if found := self._shown_findings.get(page.path, ()):
            before = "".join(self._parts("findings.html", page.uri, findings=found)) + before
        return Output(page.uri, meta, before, *rest, source=page.path)

    def _parts(
        self, template: str, uri: str, written: str = "", **values: Any
    ) -> tuple[str, str, str]:
        """What a template puts before the author's words, those, and what it puts after them."""
        filled = self._fill(template, uri, **values, body=_BODY)
        # An empty line would end the HTML for a reader of Markdown, and an indented one be code.
        lines = map(str.strip, filled.splitlines())
        before, wanted, after = "\n".join(filter(None, lines)).partition(_BODY)
        return before.strip(), written if wanted else "", after.strip()

    def _fill(self, template: str, uri: str, **values: Any) -> str:
        taken: dict[str, int] = {}

        def anchor(title: str) -> str:
            return outline.unused(outline.slug(title), taken)

        def link(to: str | Page) -> str:
            return links.relative(to if isinstance(to, str) else to.uri, uri)

        def cited(text: str) -> Markup:
            return body.cited(text, uri, self.library, self._law_pages)

        def show(text: str) -> Markup:
            fact = functools.partial(body.show_fact, library=self.library)
            return Markup(inserts.fill(text, fact, escape))  # noqa: S704 - each part is escaped

        def place(target: str) -> str:
            found = links.resolve(Link(target, 0, 0), None, self.library)
            if found is None:  # only in a preview: the rule `broken-reference` stops a build
                return link("topics/index.md")
            return link(found.uri) + (f"#{found.fragment}" if found.fragment else "")

        given: dict[str, Any] = {"link": link, "place": place, "cited": cited, "show": show}
        given |= {"anchor": anchor, "uri": uri}
        return self._environment.get_template(template).render(given | values)

    @cached_property
    def _shown_findings(self) -> dict[str, list[Finding]]:
        """In a preview, what is wrong with each page, by its path."""
        found: dict[str, list[Finding]] = {}
        for finding in self.findings if self.preview else ():
            found.setdefault(finding.path, []).append(finding)
        return found

    @property
    def index(self) -> Index:
        """The indexes of the library."""
        return self.library.index

    @cached_property
    def _law_pages(self) -> frozenset[str]:
        """The files of the laws and articles that the library cites."""
        return frozenset(
            f"laws/{id_}/{article or 'index'}.md"
            for id_, articles in self.index.citing.items()
            for article in (None, *articles)
        )

    @cached_property
    def _environment(self) -> jinja2.Environment:
        environment = jinja2.Environment(
            loader=jinja2.PackageLoader("lawkb"),
            undefined=jinja2.StrictUndefined,
            autoescape=True,
            bytecode_cache=compiled(self.library.memory),
            auto_reload=False,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.filters |= {
            "name": _name,
            "marks": _marks,
            "day": _day,
            "slug": outline.slug,
            "outward": links.outward,
        }
        names: Any = environment.globals
        names |= {
            "library": self.library,
            "index": self.index,
            "register": self.library.register,
            "texts": self.library.law_texts,
            "groups": self.library.registry(Topics).groups,
            "site": self.library.site,
            "hotline": body.show_fact(self.library.site.hotline, self.library),
            "hotline_number": body.fact_value(self.library.site.hotline, self.library),
            "kinds": COLLECTIONS,
            "address": index.address,
            "icon": self.icon,
            "twins": twins,
            "of_type": of_type,
            "overview": functools.partial(overview.of, self.library),
            "preview": self.preview,
            "today": self.library.today,
        }
        return environment


def compiled(memory: Memory) -> jinja2.FileSystemBytecodeCache | None:
    """Where compiled templates are kept between runs: to compile them takes longer than to use them.

    Jinja compares the text of a template; the program, too, says how it is compiled.
    """
    folder = memory.file and memory.file.parent
    if not folder or not os.access(folder, os.W_OK):
        return None
    return jinja2.FileSystemBytecodeCache(str(folder), f"{memory.program[:12]}-%s.template")


def _calendar(of: Attendee, calendar: Calendar, name: str) -> bytes:
    from lawkb.publish import ical  # noqa: PLC0415 - slow to load; only a changed one needs it

    return ical.make(of, calendar, name)


def _month(occasion: Occasion) -> tuple[int, int]:
    return occasion.months[0], occasion.day or 0


def _title(entry: Entry) -> str:
    """What a document is called by its readers."""
    return entry.plain_title if entry.level is Level.PUBLIC else entry.title


def _name(page: Page) -> str:
    assert page.entry
    return _title(page.entry)


def _marks(page: Page, lead: str) -> Markup:
    """What a card says of a document: `lead`, what its type knows of it, when it was changed."""
    entry = page.entry
    assert entry
    known = [vars(entry)[name] for name in _MARKS if name in vars(entry)]
    changed = [f"{entry.updated.date} 更新"] if entry.updated else []
    return Markup(" · ").join(filter(None, [lead, *known, *changed]))


def _first(row: tuple[dt.date, Law, Version]) -> dt.date:
    return row[0]


def _place(uri: str) -> dict[str, Any]:
    """What a page that is no document shows around its text."""
    if uri.startswith("editors/"):
        return {"hide": []}
    return {"hide": ["navigation", "toc"] if uri == "index.md" else ["navigation"]}


def rule_page(rule: Rule) -> str:
    """A rule's docstring as Markdown, its fences titled as wrong and right."""

    def titled(match: re.Match[str]) -> str:
        label = "会被指出的写法" if match[1] == "bad" else "可以的写法"
        where = (
            {"front": "前置信息", "file": f"文件 {match[2].partition('file ')[2]}"}
            if match[2].strip()
            else {}
        )
        place = next((where[word] for word in match[2].split() if word in where), "正文")
        language = "yaml" if place == "前置信息" or match[2].endswith(".yml") else "markdown"
        return f'```{language} title="{label}（{place}）"\n'

    paragraphs = rule.doc.partition("\n")[2].strip()
    fenced = re.sub(r"^```(bad|good)([^\n]*)\n", titled, paragraphs, flags=re.MULTILINE)
    return body.join_lines(source.parse("rule.md", f"---\n---\n{fenced}"))


def _day(day: dt.date | None) -> str:
    """A date as Chinese readers write it."""
    return f"{day.year}年{day.month}月{day.day}日" if day else "尚无"
