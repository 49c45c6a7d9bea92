"""Model: the law register: what each instrument is called, its versions, and where articles went.

The effective date belongs to a version, not to a law: the last article of a text keeps the date of
its first enactment. A law is known by its id, never by a short title, since two may bear one.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Annotated, ClassVar, Literal, NamedTuple, TypeAlias

from pydantic import Field

from lawkb.fields import Day, Line, Record, Slug, Text
from lawkb.registry import Registry

UNDATED = "日期不详"
"""A repeal that is certain while its day is not."""


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
        description="43:2 第四十三条有两款；43:0/5 …写每一款有几项。没写的只有一款、没有项。",
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
        dated = [version for version in self.versions if version.effective]
        past = [version for version in dated if version.effective and version.effective <= day]
        return max(past, key=_effective, default=None)

    def is_repealed(self, day: dt.date) -> bool:
        """Whether the law no longer holds on a day."""
        if isinstance(self.repealed, dt.date):
            return self.repealed <= day
        return self.repealed is not None

    def pending(self, day: dt.date) -> Version | None:
        """The next version that takes effect after a day."""
        later = [v for v in self.versions if v.effective and v.effective > day]
        return min(later, key=_effective, default=None)

    def trace(self, article: Article, start: Version, end: Version) -> Move:
        """Where an article of one version stands in a later one, through all between."""
        ordered = sorted((v for v in self.versions if v.effective), key=_effective)
        now, sameness = article, Sameness.SAME
        for version in ordered[ordered.index(start) + 1 : ordered.index(end) + 1]:
            move = version.moved.get(now, Move(now, Sameness.SAME))
            if move.to is None:
                return move
            now, sameness = move.to, max(sameness, move.sameness, key=_DOUBT.index)
        return Move(now, sameness)

    def candidates(self, article: Article) -> tuple[Article, ...]:
        """Where a repealed article's rule may stand in the successor; best first."""
        for pair in self.successor_articles.split():
            old, _, new = pair.partition("~")
            if Article.parse(old) == article:
                return tuple(map(Article.parse, new.split(",")))
        return ()

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


@dataclass(frozen=True)
class Register:
    """Every instrument by id and by name; `complete_to` is the day up to which it was collected."""

    laws: tuple[Law, ...]
    complete_to: dt.date

    @cached_property
    def by_id(self) -> dict[str, Law]:
        """The law of each id."""
        return {law.id: law for law in self.laws}

    @cached_property
    def by_name(self) -> dict[str, tuple[Law, ...]]:
        """The laws that bear a title, a title without the state's name, or an alias."""
        found: dict[str, list[Law]] = {}
        for law in self.laws:
            for name in dict.fromkeys(names(law)):
                found.setdefault(name, []).append(law)
        return {name: tuple(laws) for name, laws in found.items()}

    @cached_property
    def by_number(self) -> dict[str, Law]:
        """The law of each document number, brackets normalised."""
        return {normal_number(law.number): law for law in self.laws if law.number}


def names(law: Law) -> Iterator[str]:
    """What a law is called, normalised as `normal_name` does."""
    for name in (law.title, law.short, *law.aliases):
        yield normal_name(name)
    if law.kind is LawKind.INTERPRETATION:
        yield from map(normal_name, _usual_names(law.title))


def _usual_names(title: str) -> Iterator[str]:
    """What lawyers call an interpretation: 民法典婚姻家庭编解释（一）, 行政协议司法解释."""
    bare = _COURTS.sub("", title)
    yield bare
    found = _APPLIED.fullmatch(bare) or _TRIED.fullmatch(bare)
    if found is None:
        return
    if "of" in found.groupdict():
        part = found["part"].removeprefix("有关").removesuffix("的").removesuffix("若干问题")
        stems = (found["of"] + part.removesuffix("的"), part.removesuffix("的"))
    else:
        stems = (found["stem"], f"{found['stem']}案件", f"{found['stem']}纠纷")
    for stem in filter(None, stems):
        for kind in (found["word"], "解释", "司法解释"):
            yield f"{stem}{kind}{found['number']}"


_COURTS = re.compile(r"^(?:最高人民法院|最高人民检察院|[、和])+")
_NUMBER = r"(?P<number>(?:[（(][一二三四五六七八九十]+[）)])?)"
_APPLIED = re.compile(
    r"关于(?:贯彻)?(?:执行|适用)[《〈<](?:中华人民共和国)?(?P<of>[^《》〈〉]+)[》〉>](?P<part>[^《》〈〉]*?)"
    r"(?:的(?:若干)?|若干)?(?P<word>解释|规定|意见)" + _NUMBER
)
_TRIED = re.compile(
    r"关于(?:审理|办理|确定)(?:涉及)?(?P<stem>[^《》]{2,16}?)(?:纠纷|刑事|民事|责任)*(?:案件)?(?:具体)?(?:适用|应用)?(?:法律)?(?:的)?"
    r"(?:若干)?(?:问题)?的?(?P<word>解释|规定|意见)" + _NUMBER
)
_BRACKETS = str.maketrans(
    {"（": "(", "）": ")", "〈": "《", "〉": "》", "<": "《", ">": "》", "＜": "《", "＞": "》"}
)
_ORDINAL = re.compile(r"(解释|规定)([一二三四五六七八九十])$")
_INNER = re.compile(r"[《》\s　]")


def normal_name(name: str) -> str:
    """A title with one kind of bracket, no spaces and no marks around the titles inside it."""
    return _ORDINAL.sub(r"\1(\2)", _INNER.sub("", name.translate(_BRACKETS)))


def normal_number(number: str) -> str:
    """A document number with one kind of bracket: 法释[2020]26号, 法释（2020）26号 → 法释〔2020〕26号."""
    return re.sub(r"[\[【(（〔〖](\d{4})[\]】)）〕〗]", r"〔\1〕", re.sub(r"\s", "", number))


def gather(curated: Iterable[Law], compact: Laws | None) -> Register:
    """The register of the curated files and the compact one; a curated law hides its twin."""
    own = tuple(curated)
    taken = {normal_name(law.title) + (law.number or "") for law in own}
    rest = (
        law
        for law in (compact.laws if compact else ())
        if normal_name(law.title) + (law.number or "") not in taken
    )
    return Register((*own, *rest), compact.complete_to if compact else dt.date(1, 1, 1))


def _effective(version: Version) -> dt.date:
    assert version.effective
    return version.effective
