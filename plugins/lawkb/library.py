"""The whole: every page and registry, frozen; what each later stage takes."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from lawkb import citation, cite, records, register, status, texts
from lawkb.citation import Citation, CitationKind, Cited
from lawkb.fields import Record
from lawkb.laws import Law, Laws
from lawkb.memory import Memory, digest, packed, unpacked
from lawkb.models import Card, Entry, Plain
from lawkb.outline import Section
from lawkb.page import Page, Parsed
from lawkb.register import Register
from lawkb.registry import Fact, Facts, Glossary, Group, Registry, Site, Topic, Topics
from lawkb.status import Clock, Standing
from lawkb.texts import Texts

if TYPE_CHECKING:
    from lawkb.index import Index
    from lawkb.search.engine import Engine
    from lawkb.similar import Question

RegistryT = TypeVar("RegistryT", bound=Registry)


_OF_REGISTRIES = {"data_digest", "facts", "glossary", "law_texts", "register", "site", "topics"}
"""What a library has made of its registries, which another with the same can take over."""


@dataclass(frozen=True)
class Library:
    """All that the knowledge base holds on one day.

    `pages` are sorted by path and hold unsound ones too; `assets` are the other files that are
    published, relative to the root; `strays` are files that lie here and are not; `snippets` are
    the shared passages by name; `today` decides what is overdue or in force.
    """

    root: Path
    today: dt.date
    pages: tuple[Page, ...]
    registries: tuple[Parsed[Registry], ...]
    assets: tuple[str, ...]
    strays: tuple[Parsed[Plain], ...] = ()
    snippets: Mapping[str, Page] = field(default_factory=lambda: MappingProxyType({}))
    memory: Memory = field(default_factory=Memory, compare=False)

    def with_page(self, changed: Page) -> "Library":
        """The library with another page in the place of the one of that path."""
        pages = tuple(changed if found.path == changed.path else found for found in self.pages)
        other = replace(self, pages=pages)
        for name in _OF_REGISTRIES & self.__dict__.keys():
            other.__dict__[name] = self.__dict__[name]
        for name in ("_citations", "_rows"):
            known = getattr(self, name).items()
            other.__dict__[name] = {path: found for path, found in known if path != changed.path}
        return other

    def registry(self, kind: type[RegistryT]) -> RegistryT:
        """The registry of that class; an empty one when its file is missing or unsound."""
        values = (parsed.value for parsed in self.registries)
        return next((value for value in values if isinstance(value, kind)), kind())

    def is_sound(self, kind: type[Registry]) -> bool:
        """Whether that registry could be read; if not, nothing can be said of what refers to it."""
        return any(isinstance(parsed.value, kind) for parsed in self.registries)

    @cached_property
    def site(self) -> Site:
        """Who publishes the library."""
        return self.registry(Site)

    @cached_property
    def topics(self) -> dict[str, tuple[Group, Topic]]:
        """Group and topic by path (`labor/wages`), in the registry's order."""
        return {path: (group, topic) for path, group, topic in self.registry(Topics).items()}

    @cached_property
    def facts(self) -> Facts:
        """The facts that pages insert."""
        return self.registry(Facts)

    @cached_property
    def glossary(self) -> Glossary:
        """The terms with their plain twins."""
        return self.registry(Glossary)

    @cached_property
    def register(self) -> Register:
        """Every instrument that the library knows."""
        return register_of(self.registries)

    @cached_property
    def law_texts(self) -> Texts:
        """The texts of laws that the association has imported, if any."""
        return Texts(self.root / texts.FOLDER)

    @cached_property
    def fact_names(self) -> dict[str, Fact]:
        """The facts that are numbers, by every name that a text may call them, longest first."""
        numbers = (fact for fact in self.facts.facts if fact.value.isdecimal() and fact.unit)
        named = {name: fact for fact in numbers for name in (fact.name, *fact.also)}
        return dict(sorted(named.items(), key=lambda pair: -len(pair[0])))

    @cached_property
    def fact_name(self) -> re.Pattern[str]:
        """A pattern for any of `fact_names`."""
        names = self.fact_names
        # Before all are tried in turn, one look tells whether any has such characters there.
        shortest = min(map(len, names), default=0)
        heads = ({name[place] for name in names} for place in range(shortest))
        ahead = "".join(f"[{re.escape(''.join(sorted(head)))}]" for head in heads)
        return re.compile(f"(?={ahead})(?:{'|'.join(map(re.escape, names))})")

    @cached_property
    def similar_questions(self) -> dict[str, list[tuple[Section, "Question"]]]:
        """By page, its questions that nearly repeat an earlier one, with that one."""
        from lawkb import similar  # noqa: PLC0415 - it looks at a library

        return similar.questions(self)

    @property
    def writings(self) -> tuple[Page, ...]:
        """Everything that may cite a law: the pages and the passages that they share."""
        return (*self.pages, *self.snippets.values())

    @property
    def citing(self) -> tuple[Parsed, ...]:
        """Every file that tells readers what the law says: the writings and some registries."""
        return (*self.writings, *(parsed for parsed in self.registries if cites(parsed)))

    @property
    def files(self) -> tuple[Parsed, ...]:
        """Everything that is checked, in the order in which it is."""
        return (*self.registries, *self.strays, *self.writings)

    def passages(self, of: Page) -> tuple[Page, ...]:
        """The shared passages that a page inserts."""
        ids = (id_ for _, _, id_ in of.inserts) if self.snippets else ()
        return tuple(self.snippets[id_] for id_ in dict.fromkeys(ids) if id_ in self.snippets)

    def citations(self, of: Parsed) -> tuple[Citation, ...]:
        """What a file cites, front matter and notes included."""
        if of.path not in self._citations:
            remembered = self._found(of)
            if of.path not in self._citations:  # unless they were found just now
                rows, laws = unpacked(remembered.rows), self.register.by_id
                self._citations[of.path] = tuple(citation.of_row(row, laws) for row in rows)
        return self._citations[of.path]

    def forget(self, page: Page) -> None:
        """Let go of what takes much memory and is quickly found again, when a page is done with."""
        page.source.forget()
        self._citations.pop(page.path, None)
        self._standings.pop(page.path, None)

    def cited(self, of: Parsed) -> Cited:
        """The laws and articles that a file cites, each once."""
        return self._found(of).cited

    def _found(self, of: Parsed) -> "_Found":
        def find() -> _Found:
            found = cite.find(of.source.text, self.register)
            self._citations[of.path] = found
            rows = tuple(map(citation.row, found))
            return _Found(citation.once(found, rows), packed(rows))

        if of.path not in self._rows:
            key = of.source.digest and of.source.digest + self.data_digest
            self._rows[of.path] = self.memory.recall("citations", of.path, key, find)
        return self._rows[of.path]

    @cached_property
    def surface_digest(self) -> str:
        """A digest of all that one file may ask of the others: names, front matter, headings."""
        return digest(
            [
                *(found.surface for found in self.pages),
                *(f"{name}\0{self.root.joinpath(name).stat().st_size}" for name in self.assets),
                *(stray.path for stray in self.strays),
            ]
        )

    @cached_property
    def web_digest(self) -> str:
        """A digest of all that leads from one file to another: the surface, links and passages."""
        ways = (found.ways for found in self.pages)
        return digest([self.surface_digest, self.data_digest, *ways])

    @cached_property
    def data_digest(self) -> str:
        """A digest of the registries and shared passages, which every page may depend on."""
        shared = (*self.registries, *self.snippets.values())
        return digest(f"{parsed.path}\0{parsed.source.digest}" for parsed in shared)

    def clock(self, of: Parsed, record: Record | None = None) -> Clock:
        """The days by which the citations of a page are judged, or those of a registry's record."""
        if isinstance(of, Page):
            day, entry = getattr(of.value, "law_as_of", None), of.entry
            return Clock(day or self.today, self.today, entry.published if entry else None)
        return Clock(records.verified_on(of, record) or self.today, self.today)

    def standings(self, of: Parsed) -> tuple[Standing, ...]:
        """What each citation of a file is worth today; none of what tells nobody what the law says."""
        if of.path not in self._standings:
            record = records.finder(of)
            self._standings[of.path] = tuple(
                standing
                for cited in (self.citations(of) if cites(of) else ())
                if cited.kind in {CitationKind.ARTICLE, CitationKind.LAW}
                for standing in status.standings(cited, self.clock(of, record(cited.start)))
            )
        return self._standings[of.path]

    @cached_property
    def _standings(self) -> dict[str, tuple[Standing, ...]]:
        return {}

    @cached_property
    def _citations(self) -> dict[str, tuple[Citation, ...]]:
        return {}

    @cached_property
    def _rows(self) -> "dict[str, _Found]":
        return {}

    @cached_property
    def documents(self) -> tuple[Page, ...]:
        """The sound documents, whatever their status."""
        return tuple(found for found in self.pages if found.entry)

    @cached_property
    def listed(self) -> tuple[Page, ...]:
        """The published documents: all that lists, search, sitemap and feed may hold."""
        return tuple(found for found in self.documents if found.entry and found.entry.listed)

    @cached_property
    def ids(self) -> dict[str, tuple[Page, ...]]:
        """The pages that claim an id, by id; two for one id is a finding."""
        claimed: dict[str, tuple[Page, ...]] = {}
        for found in self.pages:
            if found.type and found.id:
                claimed[found.id] = (*claimed.get(found.id, ()), found)
        return claimed

    @cached_property
    def cards(self) -> dict[str, Page]:
        """The card of each guide, by the guide's id."""
        cards = of_type(self.documents, Card)
        return {card.entry.guide: card for card in cards if isinstance(card.entry, Card)}

    @cached_property
    def _paths(self) -> dict[str, Page]:
        return {found.path: found for found in self.pages}

    @cached_property
    def addresses(self) -> frozenset[str]:
        """The files of the site that are no page of ours: the indexes and the assets."""
        from lawkb import index  # noqa: PLC0415 - the index is made from a library

        return frozenset(
            {asset.removeprefix("content/") for asset in self.assets} | index.addresses(self)
        )

    @cached_property
    def index(self) -> "Index":
        """The indexes of what the library publishes."""
        from lawkb.index import Index  # noqa: PLC0415 - the index is made from a library

        return Index(self)

    @cached_property
    def search(self) -> "Engine":
        """Search over what the library publishes."""
        from lawkb.search.engine import Engine  # noqa: PLC0415 - search is made from a library

        return Engine(self)

    def by_id(self, id_: str) -> Page | None:
        """The page that bears an id."""
        return next(iter(self.ids.get(id_, ())), None)

    def by_path(self, path: str) -> Page | None:
        """The page of a file, relative to the root."""
        return self._paths.get(path)


class _Found(NamedTuple):
    """The citations of a page as they are remembered: packed, since few ask where they stand."""

    cited: Cited
    rows: bytes


def cites(of: Parsed) -> bool:
    """Whether a file tells readers what the law says."""
    return isinstance(of, Page) or (isinstance(of.value, Registry) and of.value.cites)


def of_type(pages: Iterable[Page], kind: type[Entry]) -> tuple[Page, ...]:
    """Those of the pages that are documents of a type."""
    return tuple(found for found in pages if isinstance(found.entry, kind))


def register_of(registries: Iterable[Parsed[Registry]]) -> Register:
    """The register that the sound files of laws make up."""
    values = [parsed.value for parsed in registries]
    compact = next((value for value in values if isinstance(value, Laws)), None)
    return register.gather((value for value in values if isinstance(value, Law)), compact)
