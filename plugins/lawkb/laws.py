"""Model: the law register: what each instrument is called, its versions, and where articles went.

The effective date belongs to a version, not to a law: the last article of a text keeps the date of
its first enactment. A law is known by its id, never by a short title, since two may bear one.
"""

import datetime as dt
import re
from enum import StrEnum
from functools import cached_property
from typing import Annotated, ClassVar, Literal, NamedTuple, TypeAlias

from pydantic import Field

from lawkb import numerals
from lawkb.fields import Day, Line, Record, Slug, Text
from lawkb.registry import Registry


class LawKind(StrEnum):
    """The kinds of instrument, from the highest."""

    CONSTITUTION = "宪法"
    LAW = "法律"
    REGULATION = "行政法规"
    INTERPRETATION = "司法解释"
    RULE = "部门规章"
    LOCAL = "地方性法规"
    OTHER = "规范性文件"


class Article(NamedTuple):
    """An article number: 第一百三十三条之一 is `Article(133, 1)`, a plain one has `sub` 0."""

    number: int
    sub: int = 0

    def __str__(self) -> str:
        """`133-1`, as the register writes it."""
        return f"{self.number}-{self.sub}" if self.sub else str(self.number)

    @property
    def chinese(self) -> str:
        """`第一百三十三条之一`, as a citation writes it."""
        sub = f"之{numerals.chinese(self.sub)}" if self.sub else ""
        return f"第{numerals.chinese(self.number)}条{sub}"

    @classmethod
    def parse(cls, text: str) -> "Article":
        """Read `133-1` or `133`."""
        number, _, sub = text.partition("-")
        return cls(int(number), int(sub or 0))


class Sameness(StrEnum):
    """How much an article is still the same rule after an amendment."""

    SAME = "="
    """The text is identical."""

    CHANGED = "~"
    """The text differs; the similarity is .6 or more."""

    GUESS = "?"
    """The similarity is under .6: perhaps another rule."""


class Move(NamedTuple):
    """Where an article went in the next version; `to` is None when it is gone."""

    to: Article | None
    sameness: Sameness


Moves: TypeAlias = dict[Article, Move]

_MOVE = re.compile(r"(?P<old>\d+(?:-\d+)?)(?:(?P<mark>[=~?])(?P<new>\d+(?:-\d+)?)|(?P<gone>×))")
_SHAPE = re.compile(r"(?P<article>\d+(?:-\d+)?):(?P<paragraphs>\d+(?:/\d+)*)")

ArticleList = Annotated[str, Field(pattern=r"^(\d+-\d+(\s+\d+-\d+)*)?$")]
MoveList = Annotated[str, Field(pattern=r"^(\d+(-\d+)?([=~?]\d+(-\d+)?|×)\s*)*$")]
ShapeList = Annotated[str, Field(pattern=r"^(\d+(-\d+)?:\d+(/\d+)*\s*)*$")]
Candidates = Annotated[str, Field(pattern=r"^(\d+~\d+(,\d+)*\s*)*$")]


class Version(Record):
    """One version of a law: when it was adopted, since when it holds, what it contains."""

    adopted: Day | None = Field(default=None, title="通过或公布日期", examples=["2025-06-27"])
    effective: Day | None = Field(default=None, title="施行日期", examples=["2026-01-01"])
    number: Line | None = Field(default=None, title="本次文号", examples=[None])
    articles: Annotated[int, Field(ge=1)] | None = Field(
        default=None, title="最后一条的条号", examples=["144"]
    )
    inserted: ArticleList = Field(
        default="", title="“之几”条", description="例如 120-1 133-1。", examples=["120-1"]
    )
    moves: MoveList = Field(
        default="",
        title="从上一版本来的条文变动",
        description="43=51 文字相同改了条号；42~50 文字有改动；31?36 可能是；57× 删去。没写的就是条号和文字都没变。",
        examples=["42~50 43~51 57×"],
    )
    shape: ShapeList = Field(
        default="",
        title="款和项",
        description="43:0/5 第四十三条有两款，第一款没有项，第二款五项；43:2 一款两项。没写的只有一款、没有项。",
        examples=["16:0/3/0"],
    )

    @cached_property
    def moved(self) -> Moves:
        """Where each article of the version before went; one not in it kept number and text."""
        found: Moves = {}
        for match in _MOVE.finditer(self.moves):
            to = None if match["gone"] else Article.parse(match["new"])
            mark = Sameness(match["mark"]) if match["mark"] else Sameness.GUESS
            found[Article.parse(match["old"])] = Move(to, mark)
        return found

    @cached_property
    def paragraphs(self) -> dict[Article, tuple[int, ...]]:
        """The number of 项 in each 款 of the articles that have more than one bare 款."""
        return {
            Article.parse(match["article"]): tuple(map(int, match["paragraphs"].split("/")))
            for match in _SHAPE.finditer(self.shape)
        }

    @cached_property
    def _inserted(self) -> frozenset[Article]:
        return frozenset(map(Article.parse, self.inserted.split()))

    def has(self, article: Article) -> bool | None:
        """Whether this version has that article; None when the register does not know."""
        if self.articles is None:
            return None
        if article.sub:
            return article in self._inserted if self._inserted else None
        return 1 <= article.number <= self.articles


class Law(Registry):
    """One instrument, in a file of its own under `content/_data/laws/`."""

    file: ClassVar[str] = "laws/*.yml"

    id: Slug = Field(title="代号", examples=["public-security-penalty-law"])
    title: Text = Field(title="全称", examples=["中华人民共和国治安管理处罚法"])
    aliases: list[Line] = Field(default=[], title="简称", examples=["[治安管理处罚法, 治安法]"])
    kind: LawKind = Field(title="种类", examples=["法律"])
    issuer: Line | None = Field(
        default=None, title="制定机关", examples=["全国人民代表大会常务委员会"]
    )
    number: Line | None = Field(default=None, title="文号", examples=["法释〔2025〕12号"])
    versions: list[Version] = Field(default=[], title="版本", examples=["[]"])
    # 日期不详: the repeal is certain while its day is not.
    repealed: Day | Literal["日期不详"] | None = Field(
        default=None, title="废止日期", examples=["2021-01-01"]
    )
    successors: list[Slug] = Field(default=[], title="替代它的法律", examples=["[civil-code]"])
    successor_articles: Candidates = Field(
        default="",
        title="在替代法律里的候选条文",
        description="52~144,146 旧第52条可能对应新法第144、146条。只是候选。",
        examples=["32~1079"],
    )
    examples: list[Text] = Field(
        default=[], title="引用示例", description="每一个简称都要有一个示例。", examples=["[]"]
    )
    sources: list[Text] = Field(default=[], title="各项事实的来源", examples=["[]"])
    unsure: list[Line] = Field(
        default=[], title="没有核实的项目", description="例如 aliases、effective。", examples=["[]"]
    )
    note: Text | None = Field(default=None, title="说明", examples=[None])

    def on(self, day: dt.date) -> Version | None:
        """The version in force on a day, repeal aside; None before the first or without dates."""
        if day not in self._on:
            past = [v for v in self.versions if v.effective and v.effective <= day]
            self._on[day] = max(past, key=_effective, default=None)
        return self._on[day]

    def is_repealed(self, day: dt.date) -> bool:
        """Whether the law no longer holds on a day."""
        if isinstance(self.repealed, dt.date):
            return self.repealed <= day
        return self.repealed is not None

    def pending(self, day: dt.date) -> Version | None:
        """The next version that takes effect after a day."""
        if day not in self._pending:
            later = [v for v in self.versions if v.effective and v.effective > day]
            self._pending[day] = min(later, key=_effective, default=None)
        return self._pending[day]

    # All pages of a library, thousands of them, ask for the same few days.
    @cached_property
    def _on(self) -> dict[dt.date, Version | None]:
        return {}

    @cached_property
    def _pending(self) -> dict[dt.date, Version | None]:
        return {}

    def before(self, version: Version) -> Version | None:
        """The version that another one amended; None for the first that is dated."""
        dated = [v for v in self.versions if v.effective and v.effective < _effective(version)]
        return max(dated, key=_effective, default=None)

    def trace(self, article: Article, start: Version, end: Version) -> Move:
        """Where an article of one version stands in a later one, through all between."""
        ordered = sorted((v for v in self.versions if v.effective), key=_effective)
        if start not in ordered or end not in ordered:
            return Move(article, Sameness.GUESS)
        now, sameness = article, Sameness.SAME
        for version in ordered[ordered.index(start) + 1 : ordered.index(end) + 1]:
            # Without any move the register knows nothing of this amendment, not that nothing moved.
            unmoved = Move(now, Sameness.SAME if version.moves else Sameness.GUESS)
            move = version.moved.get(now, unmoved)
            if move.to is None:
                return move
            now, sameness = move.to, max(sameness, move.sameness, key=_DOUBT.index)
        return Move(now, sameness)

    def formerly(self, article: Article, version: Version) -> tuple[Article, ...]:
        """The numbers that an article of a version had in the version before it."""
        came = (old for old, move in version.moved.items() if move.to == article and old != article)
        return tuple(came)

    def candidates(self, article: Article) -> tuple[Article, ...]:
        """Where a repealed article's rule may stand in the successor; best first."""
        for pair in self.successor_articles.split():
            old, _, new = pair.partition("~")
            if Article.parse(old) == article:
                return tuple(map(Article.parse, new.split(",")))
        return ()

    @property
    def doubts(self) -> tuple[str, ...]:
        """What a reader should know was not verified: the labels of the fields, names aside."""
        fields = {**Version.model_fields, **type(self).model_fields}
        wanted = (
            fields[name].title for name in self.unsure if name in fields and name != "aliases"
        )
        return tuple(title for title in wanted if title)

    @property
    def short(self) -> str:
        """The title without the state's name, as people say it."""
        return self.title.removeprefix("中华人民共和国")


_DOUBT = (Sameness.SAME, Sameness.CHANGED, Sameness.GUESS)


class Laws(Registry):
    """The compact register: national instruments that no file of their own describes."""

    file: ClassVar[str] = "laws.yml"

    complete_to: Day = Field(
        default=dt.date(1, 1, 1), title="登记到哪一天", examples=["2026-05-16"]
    )
    note: Text | None = Field(default=None, title="说明", examples=[None])
    laws: list[Law] = Field(default=[], title="法律", examples=["[]"])


def _effective(version: Version) -> dt.date:
    assert version.effective
    return version.effective
