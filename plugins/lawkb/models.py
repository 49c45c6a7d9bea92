"""Model: the content types. A type is one class here and one template in `templates/`.

The order of the fields is the order of the keys in a front matter.
"""

from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from lawkb.fields import (
    Audience,
    Change,
    Day,
    Force,
    FormKind,
    Id,
    Level,
    Line,
    Provenance,
    Record,
    Region,
    Review,
    Service,
    Short,
    Status,
    Summary,
    Text,
    TopicPath,
    Verdict,
    Withdrawal,
)


class Entry(Record):
    """What every document of the knowledge base states about itself."""

    type_name: ClassVar[str]
    label: ClassVar[str]
    folder: ClassVar[str]
    prefix: ClassVar[str]
    purpose: ClassVar[str]
    every_topic: ClassVar[bool] = False
    """Whether a topic without a document of this type has a gap."""

    sections: ClassVar[tuple[str, ...]] = ()
    """The `##` headings that a document must have, in this order, none of them empty."""

    id: Id = Field(
        title="编号",
        description="永久不变，也是网址：编号 g05 的文档在 /g05/。一个字母加两到四位数字。",
        examples=["g05"],
    )
    type: Line = Field(title="类型", description="与所在文件夹一致。", examples=["guide"])
    title: Short = Field(title="标题", description="正式名称。", examples=["欠薪处理指引"])
    plain_title: Short = Field(
        title="百姓说法", description="村民自己会怎么说这件事。", examples=["老板拖欠工资怎么办"]
    )
    summary: Summary = Field(
        title="摘要", description="不超过120个字，说清读者能得到什么。", examples=["从证据到法援……"]
    )
    topics: Annotated[list[TopicPath], Field(min_length=1, max_length=5)] = Field(
        title="话题", description="一到五个，第一个是主话题。", examples=["[labor/wages]"]
    )
    audience: Annotated[list[Audience], Field(min_length=1)] = Field(
        title="读者", examples=["[法律顾问]"]
    )
    level: Level = Field(
        title="层级", description="公众：写给村民看；顾问：写给律师看。", examples=["公众"]
    )
    region: Region = Field(title="适用地区", examples=["全国"])
    status: Status = Field(
        title="状态", description="只有“已发布”的会出现在网站上。", examples=["草稿"]
    )
    authors: Annotated[list[Line], Field(min_length=1)] = Field(
        title="作者", examples=["[lawkb 示范库]"]
    )
    reviewers: list[Review] = Field(
        default=[],
        title="审定记录",
        description="谁、何时、核对了什么。没有就留空。",
        examples=["[]"],
    )
    published: Day | None = Field(default=None, title="发布日期", examples=["2026-11-22"])
    changes: list[Change] = Field(
        default=[],
        title="修改记录",
        description="每次更新加一条，写明改了什么、为什么。",
        examples=["[{date: 2026-11-22, note: 首次发布}]"],
    )
    law_as_of: Day | None = Field(
        default=None,
        title="法律状态截至",
        description="正文所说的法律，是以哪一天的为准。",
        examples=["2026-11-22"],
    )
    review_due: Day | None = Field(default=None, title="下次复核日期", examples=["2027-05-22"])
    keywords: list[Line] = Field(
        default=[], title="检索词", description="标题里没有、但读者会搜的词。", examples=["[讨薪]"]
    )
    related: list[Id] = Field(default=[], title="相关文档", examples=["[c04, q01]"])
    sources: list[Text] = Field(default=[], title="依据和来源", examples=["[《劳动法》第五十条]"])
    unverified: list[Text] = Field(
        default=[],
        title="待核实",
        description="手头的法律文本查不到、要请读者向当地核实的事。",
        examples=["[本市现行最低工资标准]"],
    )
    withdrawn: Withdrawal | None = Field(
        default=None,
        title="撤下说明",
        description="状态为“已撤下”时必填。",
        examples=["{date: 2026-11-22, reason: 所依据的法律已废止}"],
    )

    @model_validator(mode="after")
    def _id_fits_type(self) -> Self:
        if not self.id.startswith(self.prefix):
            raise PydanticCustomError("id_prefix", "prefix")
        return self

    @property
    def listed(self) -> bool:
        """Whether lists, search, sitemap and feed hold it."""
        return self.status is Status.PUBLISHED

    @property
    def updated(self) -> Change | None:
        """The newest change."""
        return max(self.changes, key=lambda change: change.date, default=None)

    @property
    def last_review(self) -> Review | None:
        """The newest review record; None for a page that nobody has reviewed."""
        return max(self.reviewers, key=lambda review: review.date, default=None)


class Guide(Entry):
    """A guide: how an adviser handles one kind of matter from first question to hand-over."""

    type_name, label, folder, prefix = "guide", "业务指引", "guides", "g"
    every_topic = True
    purpose = "办一类事的完整做法：先问什么、依据什么、几天内办、带什么、移送给谁。"
    sections = (
        "适用情形",
        "先问清楚",
        "法律依据",
        "办理步骤与期限",
        "材料清单",
        "风险提示",
        "移送与求助",
        "相关案例",
    )

    services: Annotated[list[Service], Field(min_length=1)] = Field(
        title="服务方式", examples=["[咨询, 调解]"]
    )


class Case(Entry):
    """A typical case, told so that others can act on it."""

    type_name, label, folder, prefix = "case", "典型案例", "cases", "c"
    every_topic = True
    purpose = "一件事怎么发生、争什么、怎么处理、依据什么、给人什么启示。人名一律用“张某”。"
    sections = ("基本案情", "争议焦点", "处理结果", "法律依据", "启示")

    provenance: Provenance = Field(
        title="案例性质",
        description="真实公开：必须在“依据和来源”写明出处；其余一律是改编示例。",
        examples=["改编示例"],
    )

    @model_validator(mode="after")
    def _real_case_has_source(self) -> Self:
        if self.provenance is Provenance.REAL and not self.sources:
            raise PydanticCustomError("real_needs_source", "needs", {"field": "sources"})
        return self


class Courseware(Entry):
    """A talk: each `##` is a slide, `讲者备注：` begins what the speaker says."""

    type_name, label, folder, prefix = "courseware", "普法课件", "courseware", "w"
    every_topic = True
    purpose = "一堂课：每个二级标题是一页幻灯片，“讲者备注：”之后是讲的话。"

    minutes: Annotated[int, Field(ge=5, le=240)] = Field(title="时长（分钟）", examples=["45"])


class Faq(Entry):
    """A cluster of questions in the villagers' words, each answered in its first sentence."""

    type_name, label, folder, prefix = "faq", "常见问题", "content/faq", "q"
    every_topic = True
    purpose = "村民会怎么问，就怎么写问题；问题下面第一段就是答案。"
    parts: ClassVar[tuple[str, ...]] = ("怎么做", "期限", "带什么", "找谁", "法律依据")
    """The `###` headings that a question may have."""


class PublicEntry(Entry):
    """A document that is written for villagers and for nobody else."""

    @model_validator(mode="after")
    def _is_public(self) -> Self:
        if self.level is not Level.PUBLIC:
            raise PydanticCustomError("public_only", "public", {"field": "level"})
        return self


class Card(PublicEntry):
    """The plain twin of a guide: the same matter on one sheet, for the villagers themselves."""

    type_name, label, folder, prefix = "card", "明白卡", "content/cards", "k"
    purpose = "业务指引的村民版：同一件事，一张纸说完，先记住什么、今天做什么。"
    sections = ("先记住", "今天就做", "别错过的时间", "带什么", "找谁", "法律依据")

    guide: Id = Field(
        title="对应的指引",
        description="数字和本卡相同：k05 对应 g05。",
        examples=["g05"],
    )
    synced: Day = Field(
        title="同步日期",
        description="最近一次和指引逐句核对的那一天。指引在这以后改过，本卡就显示“待同步”。",
        examples=["2026-11-22"],
    )


class Rumor(PublicEntry):
    """A claim that goes round, what is true of it, and the source that settles it."""

    type_name, label, folder, prefix = "rumor", "传言核对", "content/rumors", "r"
    purpose = "网上、微信群里传的一句话：原话是什么，对不对，依据是什么。"
    sections = ("真相是什么", "为什么会这样传", "遇到了怎么办", "法律依据")

    claim: Text = Field(
        title="传言原话",
        description="照它自己的说法写，不加引号。",
        examples=["2026年起租房押金最多只能收一个月"],
    )
    verdict: Verdict = Field(title="结论", examples=["不实"])
    checked: Day = Field(
        title="核对日期", description="对照法律原文核对的那一天。", examples=["2026-11-22"]
    )


class Form(Entry):
    """A checklist or a form letter: read on the page, printed, or filled in as a Word file."""

    type_name, label, folder, prefix = "form", "清单与文书", "content/forms", "t"
    purpose = "拿来就能用：打印出来逐项打勾，或者下载 Word 版填写。"
    sections = ("什么时候用", "怎么填", "样张")
    sample: ClassVar[str] = "样张"
    """The section that the Word file holds."""

    kind: FormKind = Field(
        title="种类", description="清单：逐项打勾；文书：填好交出去。", examples=["清单"]
    )


class Experience(Entry):
    """How somebody did the work well, so that others can do the same."""

    type_name, label, folder, prefix = "experience", "经验材料", "content/experience", "e"
    purpose = "一种做得好的工作方法，写到别人照着就能做。"
    sections = ("背景", "做法", "成效", "可复制的要点", "注意事项")

    services: Annotated[list[Service], Field(min_length=1)] = Field(
        title="服务方式", examples=["[咨询, 调解]"]
    )


class Policy(Entry):
    """A document that governs the scheme, and what has changed since it was issued."""

    type_name, label, folder, prefix = "policy", "制度文件", "content/policy", "p"
    purpose = "这项工作所依据的文件：要点、对本库的要求、发布以后有什么变化。"
    sections = ("主要内容", "对本库的要求", "后续变化")

    issuer: Line = Field(title="发文机关", examples=["东莞市司法局"])
    document_number: Line = Field(title="文号", examples=["东司字〔2016〕30号"])
    issued: Day = Field(title="成文日期", examples=["2016-06-14"])
    disclosure: Line = Field(default="主动公开", title="公开方式", examples=["主动公开"])
    force: Force = Field(title="效力状态", examples=["现行"])
    replaced_by: Line | None = Field(default=None, title="替代文件", examples=[None])


class Snippet(Record):
    """A passage that several pages share, written once and inserted by the name of its file."""

    title: Line = Field(title="名称", examples=["法律援助先行提供"])
    law_as_of: Day = Field(
        title="法律状态截至",
        description="这段话所说的法律，是以哪一天的为准。",
        examples=["2026-11-22"],
    )


class Plain(Record):
    """A page of the site itself (home, about, 编者手册): no document, so nearly nothing to state."""

    title: Line | None = Field(default=None, title="标题")
    description: Text | None = Field(default=None, title="说明")


COLLECTIONS: tuple[type[Entry], ...] = (
    Guide,
    Card,
    Case,
    Courseware,
    Faq,
    Rumor,
    Form,
    Experience,
    Policy,
)
"""Every content type, in the order in which the site lists them."""
