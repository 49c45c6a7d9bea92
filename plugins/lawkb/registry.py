"""Model: the registries in `content/_data/`, one class a file."""

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property
from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from lawkb.fields import Day, Id, Line, Record, Slug, Text, TopicPath

Word = Annotated[str, Field(min_length=2, max_length=20)]
"""Search compares pairs of characters, so a word has two at least."""


class Registry(Record):
    """One file of `content/_data/`; a missing or broken file is an empty registry with findings."""

    file: ClassVar[str]
    cites: ClassVar[bool] = False
    """Whether readers are told by it what the law says."""


class Topic(Record):
    """One topic: its formal name, what villagers call it, what else people type."""

    slug: Slug = Field(title="代号", examples=["wages"])
    name: Line = Field(title="正式名", examples=["工资与欠薪"])
    plain: Line = Field(title="百姓说法", examples=["老板拖工资"])
    synonyms: list[Line] = Field(default=[], title="同义词、检索词", examples=["[讨薪, 加班费]"])


class Group(Record):
    """A group of topics: one card on the home page."""

    slug: Slug = Field(title="代号", examples=["labor"])
    name: Line = Field(title="正式名", examples=["劳动用工"])
    plain: Line = Field(title="百姓说法", examples=["打工的事"])
    icon: Slug = Field(title="图标", examples=["material-hard-hat"])
    summary: Text = Field(title="一句话说明", examples=["工资、合同、工伤、社保。"])
    topics: Annotated[list[Topic], Field(min_length=1)] = Field(
        title="话题", examples=["[{slug: wages, name: 工资与欠薪, plain: 老板拖工资}]"]
    )


class Topics(Registry):
    """The topic tree, two levels deep."""

    file = "topics.yml"
    groups: list[Group] = Field(default=[], title="话题组", examples=["[]"])

    def items(self) -> Iterator[tuple[str, Group, Topic]]:
        """Every topic as path (`labor/wages`), group, topic."""
        for group in self.groups:
            for topic in group.topics:
                yield f"{group.slug}/{topic.slug}", group, topic


class Term(Record):
    """A legal term and what a villager would say instead."""

    term: Line = Field(title="术语", examples=["经济补偿"])
    plain: Line = Field(title="百姓说法", examples=["公司让你走时按工龄给的钱"])
    meaning: Text = Field(title="意思", examples=["用人单位……"])
    source: Text | None = Field(default=None, title="依据", examples=["《劳动合同法》第四十六条"])

    @property
    def label(self) -> str:
        """What editors call it."""
        return self.term


class Glossary(Registry):
    """The legal terms with their plain twins."""

    file = "glossary.yml"
    cites = True
    verified_on: Day | None = Field(
        default=None,
        title="核实日期",
        description="按哪一天的法律核实过；写了，以后法律改了会提示。",
        examples=["2026-11-22"],
    )
    terms: list[Term] = Field(default=[], title="术语", examples=["[]"])

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds the terms in a text, the longest first where one begins another."""
        longest_first = sorted((term.term for term in self.terms), key=len, reverse=True)
        return re.compile("|".join(map(re.escape, longest_first)))


class FactKind(StrEnum):
    """What a fact measures."""

    DEADLINE = "期限"
    AMOUNT = "金额"
    PHONE = "电话"
    ADDRESS = "网址"
    STANDARD = "标准"


class Fact(Record):
    """One fact that several pages state: written once, inserted by `{{ id }}`."""

    id: Slug = Field(title="代号", examples=["labor-arbitration-limit"])
    name: Line = Field(title="名称", examples=["申请劳动仲裁的时效"])
    kind: FactKind = Field(title="类别", examples=["期限"])
    value: Line = Field(title="值", examples=["1"])
    unit: Line = Field(default="", title="单位", examples=["年"])
    source: Text = Field(title="依据", examples=["《劳动争议调解仲裁法》第二十七条"])
    verified_on: Day | None = Field(
        default=None,
        title="核实日期",
        description="没有核实就不写；页面会显示“请向当地核实”。",
        examples=["2026-11-22"],
    )
    valid_from: Day | None = Field(default=None, title="起始日期", examples=["2008-05-01"])
    valid_to: Day | None = Field(default=None, title="截止日期", examples=[None])
    note: Text | None = Field(default=None, title="说明", examples=[None])
    also: list[Line] = Field(
        default=[],
        title="别的叫法",
        description="正文里会这样叫它；后面跟着别的数，检查会提示。",
        examples=["[仲裁时效]"],
    )

    @property
    def label(self) -> str:
        """What editors call it."""
        return self.name

    def in_force(self, today: dt.date) -> bool:
        """Whether `today` lies between the fact's first and last day."""
        return (self.valid_from or today) <= today <= (self.valid_to or today)


class Facts(Registry):
    """Hotlines, deadlines and amounts, each written once."""

    file = "facts.yml"
    cites = True
    facts: list[Fact] = Field(default=[], title="事实", examples=["[]"])

    @cached_property
    def by_id(self) -> dict[str, Fact]:
        """The fact of each id; the first, where two have the same by mistake."""
        return {fact.id: fact for fact in reversed(self.facts)}


_COMMON_YEAR = 2027
"""A year without a 29 February."""


class Repeat(StrEnum):
    """How often something of the calendar comes round."""

    YEAR = "每年"
    HALF = "每半年"
    QUARTER = "每季度"
    MONTH = "每月"

    @property
    def months(self) -> int:
        """How many months lie between two of them."""
        return {"YEAR": 12, "HALF": 6, "QUARTER": 3, "MONTH": 1}[self.name]


class Attendee(StrEnum):
    """Whose calendar it is; the member's name, in lower case, is the name of the file."""

    ADVISER = "法律顾问"
    LIAISON = "联络员"
    OFFICE = "司法分局"
    ASSOCIATION = "律师协会"
    BUREAU = "市司法局"
    GOVERNMENT = "党委政府"

    @property
    def slug(self) -> str:
        """The name of this calendar's file."""
        return self.name.lower()


class Occasion(Record):
    """A duty or a day of the year.

    Without a day it is due by the end of each period; calendars remind on the first day of the
    period's last month.
    """

    id: Slug = Field(title="代号", examples=["monthly-check"])
    title: Line = Field(title="名称", examples=["每月核查"])
    audience: Annotated[list[Attendee], Field(min_length=1)] = Field(
        title="谁的日历", examples=["[司法分局]"]
    )
    repeat: Repeat = Field(title="多久一次", examples=["每月"])
    month: Annotated[int, Field(ge=1, le=12)] | None = Field(
        default=None, title="月份", description="第一次在几月；每月的不写。", examples=["12"]
    )
    day: Annotated[int, Field(ge=1, le=31)] | None = Field(
        default=None,
        title="日",
        description="没有规定哪一天的不写，就是这一期之内做完。",
        examples=["4"],
    )
    days: Annotated[int, Field(ge=1, le=31)] = Field(default=1, title="持续几天", examples=["10"])
    moving: Line | None = Field(
        default=None,
        title="日子怎么定",
        description="每年换日子的才写，不进日历文件。",
        examples=["农历九月初九"],
    )
    todo: Text = Field(title="做什么", examples=["对辖区每个村（社区）核查一次。"])
    documents: list[Id] = Field(default=[], title="相关文档", examples=["[e01]"])
    source: Text = Field(title="依据", examples=["东司字〔2016〕30号第三部分第8项"])
    verified_on: Day | None = Field(
        default=None,
        title="核实日期",
        description="没有打开原文核实就不写；页面会显示“待核实”。",
        examples=["2026-11-22"],
    )

    @property
    def label(self) -> str:
        """What editors call it."""
        return self.title

    @property
    def months(self) -> tuple[int, ...]:
        """The months of a year on which calendars show it."""
        step = self.repeat.months
        first = self.month or (1 if self.day else step)
        return tuple(sorted((first - 1 + n) % 12 + 1 for n in range(0, 12, step)))

    @property
    def when(self) -> str:
        """When it is, as readers are told."""
        if self.moving:
            return f"{self.repeat}{self.moving}"
        if self.day is None:
            return f"{self.repeat}，没有规定哪一天"
        span = f"起{self.days}天" if self.days > 1 else ""
        if self.repeat is Repeat.MONTH:
            return f"每月{self.day}日{span}"
        return "、".join(f"{month}月{self.day}日" for month in self.months) + span

    @model_validator(mode="after")
    def _has_its_month(self) -> Self:
        if self.day and self.repeat is not Repeat.MONTH and self.month is None:
            raise PydanticCustomError("month_needed", "needs", {"field": "month"})
        shortest = min(calendar.monthrange(_COMMON_YEAR, month)[1] for month in self.months)
        if self.day and self.day > shortest:
            raise PydanticCustomError("no_such_day", "no", {"field": "day", "shortest": shortest})
        return self


class Calendar(Registry):
    """What comes round: duties of the scheme and days for explaining the law."""

    file = "calendar.yml"
    cites = True
    revised: Day | None = Field(
        default=None, title="修订日期", description="改了哪一条都要改它。", examples=["2026-11-22"]
    )
    occasions: list[Occasion] = Field(default=[], title="日程", examples=["[]"])


class Jargon(Registry):
    """Words of lawyers that a villagers' page must explain or avoid."""

    file = "jargon.yml"
    words: list[Line] = Field(default=[], title="要解释的词", examples=["[诉讼时效]"])


class Popular(Record):
    """A problem that the home page offers first."""

    text: Line = Field(title="村民的话", examples=["老板拖欠工资怎么办"])
    to: Line = Field(
        title="去处", description="文档编号或话题，与正文里的链接写法相同。", examples=["q01"]
    )


class Site(Registry):
    """Who publishes this library: all that another city's association changes."""

    file = "site.yml"
    association: Line = Field(default="律师协会", title="主办单位", examples=["东莞市律师协会"])
    province: Line = Field(default="全省", title="省", examples=["广东省"])
    city: Line = Field(default="全市", title="市", examples=["东莞市"])
    welcome: Line = Field(default="遇到法律问题，从这里开始", title="首页大标题", examples=["……"])
    lead: Text = Field(default="先看答案，再看怎么做。", title="首页导语", examples=["……"])
    hotline: Slug = Field(default="hotline", title="热线的事实代号", examples=["hotline-12348"])
    law_database: Line = Field(
        default="https://flk.npc.gov.cn/",
        title="法律数据库网址",
        examples=["https://flk.npc.gov.cn/"],
    )
    popular: list[Popular] = Field(default=[], title="最常问", examples=["[]"])


class Synonyms(Record):
    """What villagers say for one thing; any of the words finds pages that use any other."""

    term: Line = Field(title="正式说法", examples=["用人单位"])
    words: Annotated[list[Word], Field(min_length=1)] = Field(
        title="别的说法", examples=["[老板, 东家, 厂方]"]
    )


class TopicWords(Record):
    """Words that betray what a question is about."""

    topic: TopicPath = Field(title="话题", examples=["labor/wages"])
    words: Annotated[list[Word], Field(min_length=1)] = Field(
        title="线索词", examples=["[工钱, 血汗钱, 老板跑路]"]
    )


class Thesaurus(Registry):
    """How villagers speak, for search: synonyms, words of each topic, and what says nothing."""

    file = "thesaurus.yml"
    synonyms: list[Synonyms] = Field(default=[], title="同义词", examples=["[]"])
    topics: list[TopicWords] = Field(default=[], title="话题线索词", examples=["[]"])
    silent: list[Line] = Field(
        default=[],
        title="不算数的词",
        description="问句、客套，搜索时去掉。",
        examples=["[怎么办]"],
    )


class Query(Record):
    """A question that the library must answer, for the check of search."""

    query: Line = Field(title="问法", examples=["老板拖欠三个月工资怎么办"])
    documents: Annotated[list[Id], Field(min_length=1)] = Field(
        title="能回答的文档",
        description="文档编号；有一篇排进前五就算找到。",
        examples=["[q01, g05]"],
    )


class Queries(Registry):
    """The questions by which search is judged."""

    file = "queries.yml"
    queries: list[Query] = Field(default=[], title="问题", examples=["[]"])


REGISTRIES: tuple[type[Registry], ...] = (
    Topics,
    Glossary,
    Facts,
    Site,
    Calendar,
    Jargon,
    Thesaurus,
    Queries,
)
