"""Cite: what a citation is worth today: its law in force, its article still the same rule.

A citation is read in the version in force on the day that the page states (`law_as_of`), and
compared with the version in force today. Three answers, never a guess: it stands; it is gone or
moved (since when, to where); the register does not know.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from lawkb.citation import Citation
from lawkb.laws import Article, Law, Sameness, Version

RECENT = dt.timedelta(days=730)
"""For so long after a law was renumbered, editors cite its old numbers from memory."""


WRITING = dt.timedelta(days=60)
"""So long may pass between reading the law for a page and publishing it."""


class State(StrEnum):
    """What has become of a cited law or article."""

    STANDS = "现行有效"
    UNKNOWN = "未登记"
    AMBIGUOUS = "不止一部"
    HISTORICAL = "有意引用旧法"
    NOT_YET = "尚未施行"
    REPEALED = "已废止"
    ABSENT = "没有这一条"
    MOVED = "条号已变"
    CHANGED = "条文已修改"
    GONE = "条文已删去"


class Standing(NamedTuple):
    """The state of one cited article (or of a law cited as a whole) on one day.

    `then` is the version that the page speaks of, `now` the one in force today; `article` is the
    number as cited, `today` where that rule stands now.
    """

    citation: Citation
    state: State
    law: Law | None = None
    article: Article | None = None
    then: Version | None = None
    now: Version | None = None
    today: Article | None = None


@dataclass(frozen=True)
class Clock:
    """The days that matter to a page: of the law it states, of its publication, and today."""

    as_of: dt.date
    today: dt.date
    published: dt.date | None = None

    @property
    def looks_back(self) -> bool:
        """Whether the page states the law of a day long before it was written, so on purpose."""
        return self.published is not None and self.published - self.as_of > WRITING


def standings(citation: Citation, clock: Clock) -> tuple[Standing, ...]:
    """The state of each article that a citation names; one for a law named as a whole."""
    if len(citation.laws) > 1:
        return (Standing(citation, State.AMBIGUOUS),)
    law = citation.law
    if law is None:
        return (Standing(citation, State.UNKNOWN),)
    articles: tuple[Article | None, ...] = citation.articles or (None,)
    return tuple(_standing(citation, law, article, clock) for article in articles)


def _standing(citation: Citation, law: Law, article: Article | None, clock: Clock) -> Standing:
    then, now = version_of(citation, law, clock.as_of), law.on(clock.today)
    state, today = _of_law(citation, law, clock, now), None
    if state is None:
        state, today = _of_article(law, article, then, now)
    if state is State.STANDS and then is None and _began_after(clock.as_of, now):
        state = State.CHANGED
    older = citation.version is not None and _is_older(then, law.on(clock.as_of))
    on_purpose = clock.looks_back or older
    if on_purpose and state not in {State.STANDS, State.ABSENT}:
        state = State.HISTORICAL
    return Standing(citation, state, law, article, then, now, today)


def _began_after(day: dt.date, now: Version | None) -> bool:
    """Whether a law took effect since the page was written, which may call it still to come."""
    return now is not None and now.effective is not None and now.effective > day


def _of_law(citation: Citation, law: Law, clock: Clock, now: Version | None) -> State | None:
    """What settles the matter whatever the article; None when the article decides."""
    if citation.marked_old:
        return State.HISTORICAL
    if law.is_repealed(clock.today):
        return State.HISTORICAL if citation.version else State.REPEALED
    named = version_of(citation, law, clock.as_of) if citation.version else now
    if named is None:
        return State.NOT_YET if law.pending(clock.today) else None
    return State.NOT_YET if named.effective and named.effective > clock.today else None


def _of_article(
    law: Law, article: Article | None, then: Version | None, now: Version | None
) -> tuple[State, Article | None]:
    """What became of an article between two versions, and its number in the later one."""
    if then and article and then.has(article) is False:
        return State.ABSENT, None
    if then is None or now is None or article is None or then is now:
        return State.STANDS, article
    move = law.trace(article, then, now)
    if move.to is None:
        return State.GONE, None
    if move.to != article:
        return State.MOVED, move.to
    return (State.STANDS if move.sameness is Sameness.SAME else State.CHANGED), move.to


def version_of(citation: Citation, law: Law, as_of: dt.date) -> Version | None:
    """The version that the citation itself names by its year, or else the one of the page's day."""
    for kind in ("adopted", "effective") if citation.version else ():
        for version in reversed(law.versions):
            day = getattr(version, kind)
            if day and day.year == citation.version:
                return version
    return law.on(as_of)


def _is_older(then: Version | None, of_the_day: Version | None) -> bool:
    """Whether the citation names a version that was already superseded on the page's day."""
    days = [v.effective or v.adopted or dt.date.max for v in (then, of_the_day) if v]
    return len(days) > 1 and days[0] < days[1]


def formerly(law: Law, article: Article, today: dt.date) -> tuple[Article, Version] | None:
    """Where the rule that bore this number went at a renumbering still fresh in memory.

    Gives its number today and the version that moved it; None when the number kept its rule, or
    the last renumbering is older than `RECENT`.
    """
    now = law.on(today)
    if now is None or now.effective is None or today - now.effective > RECENT:
        return None
    move = now.moved.get(article)
    return (move.to, now) if move and move.to and move.to != article else None
