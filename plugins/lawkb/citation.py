"""Cite: what a citation is."""

from dataclasses import dataclass
from enum import StrEnum

from lawkb.laws import Article, Law


class CitationKind(StrEnum):
    """What is cited."""

    ARTICLE = "article"
    LAW = "law"
    DOCUMENT = "doc"
    CASE = "case"


@dataclass(frozen=True)
class Citation:
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
