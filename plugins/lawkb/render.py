"""Render: entries and indexes become Markdown that any host can publish."""

import datetime as dt
import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import jinja2
import yaml

from lawkb import body, index, inserts, links, outline, overview, source, twins
from lawkb.check import Finding
from lawkb.fields import Audience, Level, Status
from lawkb.index import Index
from lawkb.laws import Law, LawKind, Version
from lawkb.library import Library, of_type
from lawkb.links import Link
from lawkb.memory import digest
from lawkb.models import COLLECTIONS, Entry, Form
from lawkb.page import Page
from lawkb.publish import ical, word
from lawkb.registry import Attendee, Calendar, Glossary, Occasion, Repeat, Topics
from lawkb.rule import Rule
from lawkb.rules import RULES

ON_A_PAGE = 60
"""Documents in one part of a list; a page of a large library must not be larger than of a small one."""


@dataclass(frozen=True)
class Output:
    """One file of the site as Markdown.

    `uri` is its place among the site's files, `meta` its front matter; `source` is the file that
    an editor would change, None for an index.
    """

    uri: str
    body: str
    meta: dict[str, Any]
    source: str | None = None

    @property
    def text(self) -> str:
        """Front matter and body, as a file."""
        front = yaml.safe_dump(self.meta, allow_unicode=True, sort_keys=False)
        return f"---\n{front}---\n\n{self.body}"


@dataclass(frozen=True)
class Download:
    """One file of the site that readers keep; `name` is what it is called on their machine."""

    uri: str
    name: str
    content: bytes


@dataclass(frozen=True)
class Planned:
    """A file of the site that need not be made yet: `digest` tells all that it is made from."""

    uri: str
    title: str
    source: str | None
    digest: str
    make: Callable[[], Output]

    @classmethod
    def of(cls, output: Output) -> "Planned":
        """An output that is there already."""
        parts = (output.uri, output.body, repr(output.meta), output.source or "")
        return cls(output.uri, output.meta["title"], output.source, digest(parts), lambda: output)


@dataclass(frozen=True)
class Renderer:
    """Renders a library; `preview` adds drafts and, on each page, what the checks found there."""

    library: Library
    preview: bool = False
    findings: tuple[Finding, ...] = ()
    rules: tuple[Rule, ...] = field(default=RULES)

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
        if page.entry is None and page.type is None:
            yield Planned.of(self.plain(page))
        elif page.entry and (self.preview or page.blocks_publishing):
            make = functools.partial(self.document, page)
            yield Planned(page.uri, _title(page.entry), page.path, self._key(page), make)
        elif page.entry is None and self.preview:
            yield Planned.of(self.unsound(page))

    def plain(self, page: Page) -> Output:
        """A page of the site itself; the home page gets its doors and cards."""
        home = page.uri == "index.md"
        text = body.render(page, self.library)
        meta = {"title": page.title} | _place(page.uri)
        if home:
            text = self._fill("home.md", page.uri, body=text)
        return Output(page.uri, self._with_findings(page, text), meta, page.path)

    def unsound(self, page: Page) -> Output:
        """In a preview, a document that cannot be published yet: what is wrong, then its text."""
        text = f"# {body.plain(page.title)}\n\n{body.render(page, self.library)}"
        meta = {"title": page.title, "noindex": True}
        return Output(page.uri, self._with_findings(page, text), meta, page.path)

    def _key(self, page: Page) -> str:
        """A digest of all that a document's page is made from."""
        places = (links.resolve(link, page, self.library) for link in page.links)
        found = [finding for finding in self.findings if finding.path == page.path]
        return digest(
            [
                page.source.digest,
                self.frame,
                *(
                    f"{reason}\0{other.uri}\0{other.source.head}"
                    for reason, other in self._shown(page)
                ),
                *(f"{place.uri}#{place.fragment}" if place else "" for place in places),
                *(map(str, found) if self.preview else ()),
            ]
        )

    def _shown(self, page: Page) -> Iterator[tuple[str, Page]]:
        """The other documents of which a document's page shows something, and why."""
        entry, library = page.entry, self.library
        yield from (("", other) for other in self.index.backlinks.get(page.path, ()))
        for relation in self.index.related(page):
            yield relation.reason, relation.page
        for twin in (twins.card_of(page, library), twins.guide_of(page, library)):
            if twin:
                yield "twin", twin
        withdrawn = entry.withdrawn if entry else None
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
        template = "withdrawn.md" if withdrawn else f"{entry.type_name}.md"
        text = self._fill(
            template,
            page.uri,
            page=page,
            entry=entry,
            body=body.render(page, self.library),
            download=self.forms.get(page.path) if page.type is Form else None,
        )
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
        return Output(page.uri, self._with_findings(page, text), meta, page.path)

    def topics(self) -> Iterator[Planned]:
        """The topic tree: all groups, each group, each topic."""
        groups = self.library.registry(Topics).groups
        yield self._index("topics/index.md", "按话题查找", "topics.md")
        for group in groups:
            uri = f"topics/{group.slug}/index.md"
            yield self._index(uri, group.plain, "group.md", group=group)
            for topic in group.topics:
                path = f"{group.slug}/{topic.slug}"
                yield from self._paged(
                    f"topics/{path}.md",
                    topic.plain,
                    "topic.md",
                    self.index.by_topic.get(path, ()),
                    group=group,
                    topic=topic,
                    path=path,
                )

    def listings(self) -> Iterator[Planned]:
        """The pages by type, by audience and by date."""
        for kind in COLLECTIONS:
            uri = f"{index.address(kind)}/index.md"
            pages = self.index.by_type[kind.type_name]
            yield from self._paged(uri, kind.label, "type.md", pages, kind=kind)
        yield self._index("audience/index.md", "按读者查找", "audiences.md", audiences=Audience)
        for audience in Audience:
            uri, pages = (
                f"audience/{audience.slug}.md",
                self.index.by_audience.get(audience.value, ()),
            )
            yield from self._paged(uri, audience.value, "audience.md", pages, audience=audience)
        yield self._index("changes.md", "最近更新", "changes.md")
        yield self._index("search/index.md", "搜索", "search.md")
        yield self._index("offline/index.md", "存到手机离线看", "offline.md")

    def registers(self) -> Iterator[Planned]:
        """The pages of the registries that readers use."""
        # The common characters stand in this encoding by their sound, as in a dictionary.
        terms = sorted(
            self.library.registry(Glossary).terms, key=lambda term: term.term.encode("gb18030")
        )
        yield self._index("glossary.md", "法律词语大白话", "glossary.md", terms=terms)
        yield self._index(
            "facts.md", "电话、期限和金额", "facts.md", facts=self.library.facts.facts
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
            "calendar.md",
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
                made[of] = Download(ical.file(of), f"{name}.ics", ical.make(of, filled, name))
        return made

    def laws(self) -> Iterator[Planned]:
        """The reverse index: each cited law, each cited article, what changes, what is a trap."""
        register, today = self.library.register, self.library.today
        yield self._index("laws/index.md", "法律索引", "laws.md", kinds_of_law=LawKind)
        year = today - dt.timedelta(days=365)
        dated = [
            (v.effective, law, v) for law in register.laws for v in law.versions if v.effective
        ]
        recent = sorted((row for row in dated if year < row[0] <= today), key=_first, reverse=True)
        coming = sorted((row for row in dated if row[0] > today), key=_first)
        yield self._index(
            "laws/changes.md", "法律变动", "law_changes.md", recent=recent, coming=coming
        )
        traps = [law for law in register.laws if law.successors]
        yield self._index("laws/traps.md", "名称陷阱", "traps.md", traps=traps)
        for id_, articles in self.index.citing.items():
            law = register.by_id[id_]
            yield self._index(
                f"laws/{id_}/index.md", law.short, "law.md", law=law, articles=articles
            )
            for article, pages in articles.items():
                if article:
                    title = f"{law.short}{article.chinese}"
                    yield from self._paged(
                        f"laws/{id_}/{article}.md",
                        title,
                        "article.md",
                        pages,
                        aside=str([*articles]),
                        law=law,
                        article=article,
                    )

    def handbook(self) -> Iterator[Planned]:
        """What the handbook for editors holds besides its written pages: rules and gaps."""
        yield self._index("editors/rules/index.md", "检查规则", "rules.md", rules=self.rules)
        for rule in self.rules:
            uri = f"editors/rules/{rule.code.lower()}.md"
            yield self._index(
                uri, f"{rule.code} {rule.title}", "rule.md", rule=rule, doc=rule_page(rule)
            )
        engine = self.library.search
        yield self._index(
            "editors/coverage.md",
            "资料库现状",
            "coverage.md",
            overview=overview.of(self.library),
            unanswered=tuple(engine.unanswered()),
            silent_topics=tuple(engine.silent_topics()),
        )

    def _form(self, page: Page) -> Download:
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
            make = functools.partial(self._output, uris[number - 1], name, template, **shown)
            heads = (f"{page.uri}\0{page.source.head}" for page in part)
            key = digest([self.frame, template, name, str(len(pages)), aside, *heads])
            # A preview shows editors what is lacking, which the whole library tells.
            lazy = Planned(uris[number - 1], name, None, key, make)
            yield Planned.of(make()) if self.preview else lazy

    def _index(self, uri: str, title: str, template: str, **values: Any) -> Planned:
        return Planned.of(self._output(uri, title, template, **values))

    def _output(self, uri: str, title: str, template: str, **values: Any) -> Output:
        text = self._fill(template, uri, title=title, **values)
        return Output(uri, text, {"title": title} | _place(uri))

    def _fill(self, template: str, uri: str, **values: Any) -> str:
        def link(to: str | Page) -> str:
            return links.relative(to if isinstance(to, str) else to.uri, uri)

        def cited(text: str) -> str:
            return body.cited(text, uri, self.library, self._law_pages)

        def show(text: str) -> str:
            return inserts.fill(text, lambda id_: body.show_fact(id_, self.library), body.plain)

        def place(target: str) -> str:
            found = links.resolve(Link(target, 0, 0), None, self.library)
            if found is None:  # only in a preview: the rule `broken-reference` stops a build
                return link("topics/index.md")
            return link(found.uri) + (f"#{found.fragment}" if found.fragment else "")

        page = self._environment.get_template(template)
        return page.render(link=link, place=place, cited=cited, show=show, uri=uri, **values)

    def _with_findings(self, page: Page, text: str) -> str:
        """In a preview, what is wrong with the page, at its top."""
        if not self.preview:
            return text
        found = [finding for finding in self.findings if finding.path == page.path]
        if not found:
            return text
        lines = "\n".join(
            f"    - 第 {f.line} 行：{body.plain(f.message)}（{f.code}）" for f in found
        )
        return (
            f'!!! failure "检查发现 {len(found)} 处问题（只有预览时看得到）"\n\n{lines}\n\n{text}'
        )

    @cached_property
    def index(self) -> Index:
        """The indexes of the library."""
        return Index(self.library)

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
            autoescape=False,  # noqa: S701 - the output is Markdown; `html.sanitise` comes after it
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        environment.filters |= {"md": body.plain, "day": _day, "slug": outline.slug}
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
            "twins": twins,
            "of_type": of_type,
            "preview": self.preview,
            "today": self.library.today,
        }
        return environment


def _month(occasion: Occasion) -> tuple[int, int]:
    return occasion.months[0], occasion.day or 0


def _title(entry: Entry) -> str:
    """What a document is called by its readers."""
    return entry.plain_title if entry.level is Level.PUBLIC else entry.title


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
