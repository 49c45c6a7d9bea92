"""Model: the kinds of value that a front matter holds, each with its label, help and example.

The label and the example go into messages, the JSON Schema, blank pages and the 编者手册.
"""

import datetime as dt
import re
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

ID_PATTERN = r"^[a-z][0-9]{2,4}$"
"""An id is typed on phones and printed on paper: one letter, two to four digits."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Record(BaseModel):
    """Anything read from YAML: frozen, and an unknown key is a fault."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, str_strip_whitespace=True, defer_build=True
    )


class Status(StrEnum):
    """How far a document has come."""

    DRAFT = "草稿"
    SUBMITTED = "送审"
    PUBLISHED = "已发布"
    WITHDRAWN = "已撤下"


class Level(StrEnum):
    """For whom a page is written."""

    PUBLIC = "公众"
    ADVISER = "顾问"


class Region(StrEnum):
    """How far what the page says holds; the names of province and city come from `site.yml`."""

    NATION = "全国"
    PROVINCE = "全省"
    CITY = "全市"
    TOWN = "镇街"


class Service(StrEnum):
    """The four services of a village legal adviser (东司字〔2016〕30号，三、4)."""

    ADVICE = "咨询"
    MEDIATION = "调解"
    EDUCATION = "普法"
    LEGAL_AID = "法援"


class Provenance(StrEnum):
    """Where the facts of a case come from."""

    REAL = "真实公开"
    ADAPTED = "改编示例"


class Force(StrEnum):
    """Whether a policy document still governs."""

    CURRENT = "现行"
    PARTLY = "部分内容已变化"
    REPLACED = "已被替代"
    LAPSED = "已失效"
    UNKNOWN = "待核实"


class FormKind(StrEnum):
    """What a form is used for."""

    CHECKLIST = "清单"
    LETTER = "文书"


class Verdict(StrEnum):
    """What is true of a rumour."""

    FALSE = "不实"
    PARTLY = "部分属实"
    CONDITIONAL = "有条件才对"
    OUTDATED = "已经过时"


class Audience(StrEnum):
    """Whom a document serves; the member's name, in lower case, is the address of its page."""

    ADVISER = "法律顾问"
    LIAISON = "联络员"
    MEDIATOR = "调解员"
    CADRE = "两委干部"
    LEADER = "领导干部"
    VILLAGER = "村（居）民"
    WORKER = "外来务工人员"
    WOMAN = "妇女"
    ELDERLY = "老年人"
    YOUTH = "青少年"
    BUSINESS = "企业"

    @property
    def slug(self) -> str:
        """The last part of the address of this audience's page."""
        return self.name.lower()


def _day_text(value: object) -> object:
    if isinstance(value, dt.date):
        return value
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise PydanticCustomError("day_format", "not YYYY-MM-DD")
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise PydanticCustomError("day_impossible", "no such day") from None


def _one_line(value: str) -> str:
    if "\n" in value:
        raise PydanticCustomError("one_line", "more than one line")
    return value


Day = Annotated[dt.date, BeforeValidator(_day_text)]
Text = Annotated[str, Field(min_length=1, max_length=400)]
Summary = Annotated[str, Field(min_length=1, max_length=120)]
Short = Annotated[str, Field(min_length=1, max_length=40), AfterValidator(_one_line)]
Line = Annotated[str, Field(min_length=1, max_length=80), AfterValidator(_one_line)]
Id = Annotated[str, Field(pattern=ID_PATTERN)]
Slug = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
TopicPath = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*/[a-z][a-z0-9-]*$")]


class Review(Record):
    """A review of the whole document: who, when, what was checked. No date without this record."""

    name: Line = Field(title="审定人", examples=["（审定人的姓名）"])
    organization: Line = Field(title="单位", examples=["业务指导小组"])
    date: Day = Field(title="审定日期", examples=["2026-11-22"])
    scope: Text = Field(title="核对了什么", examples=["逐条核对了法律依据和期限"])


class Change(Record):
    """One entry of a document's public history."""

    date: Day = Field(title="日期", examples=["2026-11-22"])
    note: Text = Field(title="改了什么、为什么", examples=["首次发布"])


class Withdrawal(Record):
    """Why a document is no longer to be used; its address stays and says so."""

    date: Day = Field(title="撤下日期", examples=["2026-11-22"])
    reason: Text = Field(title="原因", examples=["所依据的法律已废止"])
    successor: Id | None = Field(default=None, title="替代文档的编号", examples=["g05"])
