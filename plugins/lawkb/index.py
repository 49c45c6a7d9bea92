"""Index: which documents stand under a topic, a type, an audience; what belongs to what, and why."""

import datetime as dt
import heapq
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from lawkb import links, twins
from lawkb.fields import Audience, Change
from lawkb.laws import Article, Law
from lawkb.library import Library, of_type
from lawkb.memory import digest
from lawkb.models import COLLECTIONS, Entry
from lawkb.page import Page
from lawkb.registry import Topics
from lawkb.status import Standing, State

MAX_RELATED = 8
"""More than fits on two phone screens is no help to choose."""


@dataclass(frozen=True)
class Relation:
    """A document that belongs to another, and the reason that readers are shown."""

    page: Page
    reason: str


class Currency(StrEnum):
    """Whether the law that a document cites is still the law."""

    CURRENT = "现行有效"
    CHANGING = "引用的法律将变动"
    STALE = "有条文变动待复核"
    HISTORICAL = "讲的是旧法"


@dataclass(frozen=True)
class LawState:
    """The one line that a document carries about its law; computed, never typed.

    `standings` are the citations behind it; `day` is when the law will change.
    """

    currency: Currency
    standings: tuple[Standing, ...] = ()
    day: dt.date | None = None


_STALE = frozenset({State.REPEALED, State.MOVED, State.CHANGED, State.GONE, State.ABSENT})


@dataclass(frozen=True)
class Index:
    """The indexes of a library's published documents, each made when first asked for."""

    library: Library

    @cached_property
    def by_topic(self) -> dict[str, tuple[Page, ...]]:
        """Documents by topic path; a topic without any has none."""
        return self._group(lambda entry: entry.topics)

    @cached_property
    def by_audience(self) -> dict[str, tuple[Page, ...]]:
        """Documents by the value of their audience."""
        return self._group(lambda entry: [audience.value for audience in entry.audience])

    @cached_property
    def by_type(self) -> dict[str, tuple[Page, ...]]:
        """Documents by the name of their type."""
        return {kind.type_name: of_type(self.library.listed, kind) for kind in COLLECTIONS}

    @cached_property
    def changes(self) -> tuple[tuple[Change, Page], ...]:
        """Every change of every document, newest first."""
        pairs = [(change, page) for page in self.library.listed for change in _entry(page).changes]
        return tuple(sorted(pairs, key=lambda pair: (pair[0].date, pair[1].path), reverse=True))

    @cached_property
    def targets(self) -> dict[str, tuple[Page, ...]]:
        """The documents that each document links to, by its path."""
        library = self.library

        def find() -> dict[str, tuple[str, ...]]:
            return {
                page.path: tuple(other.path for other in _linked(page, library))
                for page in library.listed
            }

        found = library.memory.recall("targets", "targets", library.web_digest, find)
        pages = {page.path: page for page in library.listed}
        return {path: tuple(pages[other] for other in others) for path, others in found.items()}

    @cached_property
    def backlinks(self) -> dict[str, tuple[Page, ...]]:
        """The documents that link to each document, by its path."""
        found: dict[str, list[Page]] = defaultdict(list)
        for page in self.library.listed:
            for target in self.targets[page.path]:
                found[target.path].append(page)
        return {path: tuple(pages) for path, pages in found.items()}

    @cached_property
    def citing(self) -> dict[str, dict[Article | None, tuple[Page, ...]]]:
        """By law id and article, the published documents that cite it; None: the law as a whole.

        A law or an article that only an unpublished or plain page cites has no documents.
        """
        # The pages as keys, since a law of a large library is cited by thousands.
        found: dict[str, dict[Article | None, dict[Page, None]]] = {}
        for page in self.library.pages:
            listed = page in self._listed
            for text in (page, *self.library.passages(page)):
                for id_, articles in self.library.cited(text).laws.items():
                    of_law = found.setdefault(id_, {})
                    for article in articles:
                        pages = of_law.setdefault(article, {})
                        if listed:
                            pages[page] = None
        return {
            id_: {article: tuple(pages) for article, pages in articles.items()}
            for id_, articles in found.items()
        }

    def laws_of(self, page: Page) -> frozenset[str]:
        """The ids of the laws that a page cites, itself or by the passages that it shows."""
        texts = (page, *self.library.passages(page))
        return frozenset(id_ for text in texts for id_ in self.library.cited(text).laws)

    def documents_on(self, law: Law) -> tuple[Page, ...]:
        """The published documents that cite a law in any way, each once."""
        return self._by_law.get(law.id, ())

    @cached_property
    def _by_law(self) -> dict[str, tuple[Page, ...]]:
        return {
            id_: tuple(dict.fromkeys(page for pages in articles.values() for page in pages))
            for id_, articles in self.citing.items()
        }

    @cached_property
    def digest(self) -> str:
        """A digest of all that the indexes are made from, besides the registries."""
        pages = self.library.pages
        cited = (self.library.cited(page).digest for page in pages)
        inserted = (" ".join(id_ for _, _, id_ in page.inserts) for page in pages)
        return digest([*(page.source.head_digest for page in pages), *cited, *inserted])

    def law_state(self, page: Page) -> LawState | None:
        """What readers are told of the law on a page; None when it cites none that is registered."""
        texts = (page, *self.library.passages(page))
        every = (standing for text in texts for standing in self.library.standings(text))
        known = [standing for standing in every if standing.law]
        if not known:
            return None
        if self.library.clock(page).looks_back:
            return LawState(Currency.HISTORICAL)
        if stale := tuple(standing for standing in known if standing.state in _STALE):
            return LawState(Currency.STALE, stale)
        today = self.library.today
        laws = {standing.law.id: standing.law for standing in known if standing.law}
        coming = {id_: new for id_, law in laws.items() if (new := law.pending(today))}
        changing = tuple(s for s in known if s.law and s.law.id in coming)
        days = [version.effective for version in coming.values() if version.effective]
        if days:
            return LawState(Currency.CHANGING, changing, min(days))
        return LawState(Currency.CURRENT)

    def currency(self, page: Page) -> Currency | None:
        """Whether the law on a page is still the law, without the citations behind it."""
        library = self.library

        def find() -> Currency | None:
            state = self.law_state(page)
            return state.currency if state else None

        if page.path not in self._currencies:  # for cards, and for the state of the library
            day = str(library.today)
            key = page.source.digest and digest([page.source.digest, library.data_digest, day])
            found = library.memory.recall("currency", page.path, key, find)
            self._currencies[page.path] = found
        return self._currencies[page.path]

    def related(self, page: Page) -> tuple[Relation, ...]:
        """What to read next: chosen by the author, linked, then sharing most topics; each once."""
        found: dict[str, Relation] = {}
        for relation in self._candidates(page):
            if relation.page.path != page.path:
                found.setdefault(relation.page.path, relation)
            if len(found) == MAX_RELATED:
                break
        return tuple(found.values())

    def gaps(self) -> Iterator[tuple[str, tuple[type[Entry], ...]]]:
        """The topics that lack kinds of document, with the kinds they lack."""
        for path in self.library.topics:
            have = {page.type for page in self.by_topic.get(path, ())}
            if lacking := tuple(
                kind for kind in COLLECTIONS if kind.every_topic and kind not in have
            ):
                yield path, lacking

    def _candidates(self, page: Page) -> Iterator[Relation]:
        entry = _entry(page)
        for twin, reason in (
            (twins.guide_of(page, self.library), "律师版"),
            (twins.card_of(page, self.library), "村民版"),
        ):
            if twin in self._listed:
                yield Relation(twin, reason)
        for id_ in entry.related:
            other = self.library.by_id(id_)
            if other and other in self._listed:
                yield Relation(other, "编者推荐")
        yield from (Relation(other, "文中提到") for other in self.targets.get(page.path, ()))
        yield from (Relation(other, "提到本文") for other in self.backlinks.get(page.path, ()))
        known = self.library.topics
        yield from self._on_topics(tuple(path for path in entry.topics if path in known))

    def _on_topics(self, topics: tuple[str, ...]) -> tuple[Relation, ...]:
        """The documents that share most of these topics, as many as a page can need."""
        if topics not in self._by_topics:
            once = dict.fromkeys(topics)
            counts = Counter(page for path in once for page in self.by_topic.get(path, ()))
            # One more, since the page itself may stand among the first.
            best = heapq.nsmallest(
                MAX_RELATED + 1, counts.items(), key=lambda pair: (-pair[1], pair[0].path)
            )
            self._by_topics[topics] = tuple(self._shares(page, once) for page, _ in best)
        return self._by_topics[topics]

    def _shares(self, page: Page, topics: Iterable[str]) -> Relation:
        """A document, related since it has some of these topics."""
        shared = (path for path in topics if path in _entry(page).topics)
        names = "、".join(self.library.topics[path][1].name for path in shared)
        return Relation(page, f"同一话题：{names}")

    @cached_property
    def _by_topics(self) -> dict[tuple[str, ...], tuple[Relation, ...]]:
        return {}

    @cached_property
    def _currencies(self) -> dict[str, Currency | None]:
        return {}

    @cached_property
    def _listed(self) -> frozenset[Page]:
        return frozenset(self.library.listed)

    def _group(self, keys: Callable[[Entry], Iterable[str]]) -> dict[str, tuple[Page, ...]]:
        found: dict[str, list[Page]] = defaultdict(list)
        for page in self.library.listed:
            for key in dict.fromkeys(keys(_entry(page))):
                found[key].append(page)
        return {key: tuple(pages) for key, pages in found.items()}


def addresses(library: Library) -> frozenset[str]:
    """The files of the index pages: what a link may lead to besides pages and assets."""
    from lawkb.rules import RULES  # noqa: PLC0415 - the rules look at a library

    groups = library.registry(Topics).groups
    return frozenset(
        {
            "laws/index.md",
            "laws/changes.md",
            "laws/traps.md",
            "topics/index.md",
            "audience/index.md",
            "changes.md",
            "search/index.md",
            "offline/index.md",
            "glossary.md",
            "facts.md",
            "calendar.md",
        }
        | {"editors/rules/index.md", "editors/coverage.md"}
        | {f"editors/rules/{rule.code.lower()}.md" for rule in RULES}
        | {f"topics/{group.slug}/index.md" for group in groups}
        | {f"topics/{path}.md" for path in library.topics}
        | {f"{address(kind)}/index.md" for kind in COLLECTIONS}
        | {f"audience/{audience.slug}.md" for audience in Audience}
    )


def address(kind: type[Entry]) -> str:
    """The folder of the site that lists a type's documents."""
    return kind.folder.removeprefix("content/")


def overdue(library: Library) -> tuple[Page, ...]:
    """The published documents whose review is due, the longest overdue first."""

    def due(page: Page) -> dt.date:
        return _entry(page).review_due or dt.date.max

    late = (page for page in library.listed if due(page) < library.today)
    return tuple(sorted(late, key=due))


def _entry(page: Page) -> Entry:
    assert page.entry
    return page.entry


def _linked(page: Page, library: Library) -> Iterator[Page]:
    seen: set[str] = set()
    found = ((link, text) for text in (page, *library.passages(page)) for link in text.links)
    for link, text in found:
        place = None if link.scheme or link.image else links.resolve(link, text, library)
        other = place.page if place else None
        if (
            other
            and other != page
            and other.entry
            and other.entry.listed
            and other.path not in seen
        ):
            seen.add(other.path)
            yield other
