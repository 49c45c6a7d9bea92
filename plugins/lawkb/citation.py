"""Cite: what a citation is."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, NamedTuple, TypeAlias

from lawkb.laws import Article, Law
from lawkb.memory import digest


class CitationKind(StrEnum):
    """What is cited."""

    ARTICLE = "article"
    LAW = "law"
    DOCUMENT = "doc"
    CASE = "case"


class Citation(NamedTuple):
    """One citation: `text[start:end]` names it.

    `laws` are the instruments of the register that it may mean: one when it is clear, none when
    the register does not know it, several when the name is not enough. `title` is what the text
    calls it. `version` is the year of a suffix such as （2023年修正）; `marked_old` says that the
    text itself calls the law repealed or former.
    """

    start: int
    end: int
    kind: CitationKind
    title: str
    laws: tuple[Law, ...] = ()
    articles: tuple[Article, ...] = ()
    paragraphs: tuple[int, ...] = ()
    items: tuple[int, ...] = ()
    version: int | None = None
    marked_old: bool = False

    @property
    def law(self) -> Law | None:
        """The instrument, when there is no doubt which."""
        return self.laws[0] if len(self.laws) == 1 else None


class Cited(NamedTuple):
    """What a text cites: by law id, its articles in the order in which they come; None: the law.

    `digest` is one of all that the citations say, but for where they stand.
    """

    laws: dict[str, tuple[Article | None, ...]]
    digest: str


def once(citations: Iterable[Citation], rows: Iterable["Row"]) -> Cited:
    """What some citations cite, given also as `rows`, each law and article once."""
    found: dict[str, dict[Article | None, None]] = {}
    for cited in citations:
        if cited.law:
            found.setdefault(cited.law.id, {}).update(dict.fromkeys(cited.articles or (None,)))
    laws = {id_: tuple(articles) for id_, articles in found.items()}
    return Cited(laws, digest([repr([said[2:] for said in rows])]))


Row: TypeAlias = tuple[Any, ...]
"""A citation as it is remembered: its laws by their ids, since a law is known to the register."""


def row(citation: Citation) -> Row:
    """The citation without the laws themselves."""
    return (
        citation.start,
        citation.end,
        citation.kind.value,
        citation.title,
        tuple(law.id for law in citation.laws),
        tuple(map(tuple, citation.articles)),
        citation.paragraphs,
        citation.items,
        citation.version,
        citation.marked_old,
    )


def of_row(found: Row, laws: Mapping[str, Law]) -> Citation:
    """The citation of a row, its laws taken from the register by id."""
    start, end, kind, title, ids, articles, *rest = found
    numbers = tuple(Article(*article) for article in articles)
    of_ids = tuple(laws[id_] for id_ in ids)
    return Citation(start, end, CitationKind(kind), title, of_ids, numbers, *rest)
