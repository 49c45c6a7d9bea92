"""Search: a library's index in memory, and the search over it that the checks use."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from lawkb.fields import Level
from lawkb.library import Library
from lawkb.memory import digest
from lawkb.models import COLLECTIONS
from lawkb.page import Page
from lawkb.registry import Queries, Query
from lawkb.search import lexicon, query, ranking, spelling
from lawkb.search.lexicon import Lexicon
from lawkb.search.query import Terms
from lawkb.search.ranking import Hit, Rank
from lawkb.search.shards import Layout
from lawkb.search.spelling import Sounds, Speller

if TYPE_CHECKING:
    from lawkb.search.inverted import Inverted
    from lawkb.search.postings import Postings

FIRST, SEEN = 5, 3
"""An answer is among the first five; a phone shows three."""

SMALL = 300
"""Up to so many documents the checks can afford an index of their own."""


@dataclass(frozen=True)
class Engine:
    """Search over the published documents and the plain pages of a library."""

    library: Library

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """What can be found, by number; what is alike stands together, which makes shards small."""
        plain = [
            page for page in self.library.pages if page.type is None and page.uri != "index.md"
        ]
        topics = {path: number for number, path in enumerate(self.library.topics)}
        kinds = {kind: number for number, kind in enumerate(COLLECTIONS)}

        def place(page: Page) -> tuple[int, int, str]:
            assert page.entry
            assert page.type
            first = topics.get(page.entry.topics[0], len(topics))
            return first, kinds.get(page.type, len(kinds)), page.uri

        return (*sorted(self.library.listed, key=place), *plain)

    @cached_property
    def lexicon(self) -> Lexicon:
        """The words that search knows."""
        return lexicon.of(self.library, sorted(self.library.index.citing))

    @cached_property
    def ranks(self) -> tuple[Rank, ...]:
        """Whom each page serves."""
        return tuple(map(_rank, self.pages))

    @cached_property
    def inverted(self) -> "Inverted":
        """The index of the pages."""
        from lawkb.search.inverted import Inverted  # noqa: PLC0415 - arrays take long to import

        index = Inverted()
        for postings in self.postings():
            index.add(postings)
        return index

    def postings(self) -> "Iterator[Postings]":
        """The postings of all pages, by number: those of a large library one after another."""
        return iter(self._postings) if self.is_small else self.postings_of(self.pages)

    @cached_property
    def _postings(self) -> "tuple[Postings, ...]":
        return tuple(self.postings_of(self.pages))

    def postings_of(self, pages: Iterable[Page]) -> "Iterator[Postings]":
        """The postings of some pages, made or remembered when asked for."""
        from lawkb.search import document  # noqa: PLC0415 - arrays take long to import

        return self.library.memory.stream(
            "postings",
            self.asked(pages),
            lambda path: document.document(self._by_path[path], self.library, self.lexicon),
        )

    def asked(self, pages: Iterable[Page]) -> Iterator[tuple[str, str]]:
        """Path and key under which the postings of some pages are remembered."""
        return ((page.path, self.key(page.source.digest)) for page in pages)

    @cached_property
    def layout(self) -> Layout:
        """How the index is dealt out to scripts, but for what is common."""
        return Layout.of(self.characters)

    @cached_property
    def characters(self) -> int:
        """How many characters its pages have."""
        return sum(page.source.length for page in self.pages)

    def key(self, source: str) -> str:
        """What the postings of a page with that source are remembered under."""
        return source and digest([source, self.library.data_digest])

    @cached_property
    def _by_path(self) -> dict[str, Page]:
        return {page.path: page for page in self.pages}

    @cached_property
    def laws(self) -> dict[str, tuple[str, ...]]:
        """By path, the ids of the laws that each page of the library cites."""
        index = self.library.index
        return {page.path: tuple(sorted(index.laws_of(page))) for page in self.library.pages}

    @cached_property
    def digest(self) -> str:
        """A digest of all that the files of search are made from.

        A page that nobody can find counts, too, since search knows the laws that it cites.
        """
        library = self.library
        sources = (f"{page.path}\0{page.source.digest}" for page in library.pages)
        fixed = library.memory.program, library.data_digest, str(library.today)
        return digest([*fixed, *sources])

    @cached_property
    def sounds(self) -> Sounds:
        """How the characters sound."""
        words = "".join(self.lexicon.by_word)
        return self.library.memory.recall(
            "sounds", "sounds", digest([words]), lambda: spelling.learn(words)
        )

    @cached_property
    def _speller(self) -> Speller:
        return Speller(self.lexicon, self.sounds)

    def terms(self, typed: str) -> Terms:
        """The terms of a query, those of the word that it sounds like included."""
        terms = query.read(typed, self.lexicon)
        if not spelling.is_strange(typed, self.inverted):
            return terms
        meant = self._speller.correct(typed, self.inverted)
        return query.joined(terms, query.read(meant, self.lexicon)) if meant else terms

    def hits(self, typed: str) -> list[Hit]:
        """What a query finds, the best first."""
        return ranking.rank(self.terms(typed), self.inverted, self.ranks)

    def documents(self, typed: str) -> list[Page]:
        """The documents that a query finds, the best first."""
        found = (self.pages[hit.page] for hit in self.hits(typed))
        return [page for page in found if page.entry]

    @cached_property
    def unanswered(self) -> tuple[tuple[Query, tuple[str, ...]], ...]:
        """The questions of `queries.yml` that none of their documents answers, with what comes first."""
        queries = self.library.registry(Queries).queries if self.is_small else ()
        answers = ((asked, self.documents(asked.query)[:FIRST]) for asked in queries)
        found = ((asked, tuple(page.id or "" for page in first)) for asked, first in answers)
        return tuple((asked, ids) for asked, ids in found if not {*ids} & {*asked.documents})

    @cached_property
    def silent_topics(self) -> tuple[str, ...]:
        """The topics whose plain name finds no document of theirs among the first three."""

        def speaks(path: str, plain: str) -> bool:
            first = self.documents(plain)[:SEEN]
            return any(page.entry and path in page.entry.topics for page in first)

        topics = self.library.topics.items() if self.is_small else ()
        return tuple(path for path, (_, topic) in topics if not speaks(path, topic.plain))

    @property
    def is_small(self) -> bool:
        """Whether the checks try every document and question."""
        return len(self.library.listed) <= SMALL


def _rank(page: Page) -> Rank:
    if page.entry is None:
        return Rank.HANDBOOK
    return Rank.PUBLIC if page.entry.level is Level.PUBLIC else Rank.ADVISER
