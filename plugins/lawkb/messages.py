"""Model: what pydantic finds wrong, said in Chinese to a lawyer, with the cure and an example."""

import difflib
from collections.abc import Iterator
from enum import Enum
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from lawkb.fault import KeyPath

_TABLE = {
    "missing": "缺少{label}。请补上一行，例如：{example}。",
    "empty": "{label}是空的。请填写，例如：{example}。",
    "string_type": "{label}应当是一段文字，例如：{example}。",
    "string_too_short": "{label}是空的。请填写，例如：{example}。",
    "string_too_long": "{label}有 {length} 个字，最多 {max_length} 个。请删短。",
    "string_pattern_mismatch": "{label}“{input}”的写法不对，例如：{example}。{help}",
    "one_line": "{label}只能写一行。",
    "day_format": "{label}“{input}”不是日期的写法。请写成 2026-11-22 的样子。",
    "day_impossible": "{label}“{input}”这一天不存在。请核对年月日。",
    "enum": "{label}“{input}”不在可选范围内。请从这些里选：{choices}。",
    "int_parsing": "{label}“{input}”不是整数。请只写数字，例如：{example}。",
    "int_type": "{label}应当是整数，例如：{example}。",
    "int_from_float": "{label}“{input}”不是整数。请只写数字，例如：{example}。",
    "greater_than_equal": "{label}“{input}”太小，至少是 {ge}。",
    "less_than_equal": "{label}“{input}”太大，最多是 {le}。",
    "list_type": "{label}应当是一个列表，例如：{example}。",
    "too_short": "{label}至少要有 {min_length} 项，例如：{example}。",
    "too_long": "{label}最多 {max_length} 项，现在有 {actual_length} 项。",
    "model_type": "{label}应当是下级缩进两个空格的“名称: 内容”。",
    "dict_type": "{label}应当是下级缩进两个空格的“名称: 内容”。",
    "id_prefix": "编号的字母与类型不符：{model.label}的编号以 {model.prefix} 开头，例如 {model.prefix}01。",
    "public_only": "{model.label}是写给村民看的，{label}只能是“公众”。请写成：level: 公众。",
    "month_needed": "写了“日”，也要写{label}，例如：{example}。",
    "no_such_day": "不是每一次都有{label}写的这一天：最短的那个月只有 {shortest} 天。月底前做完就行的，不写这一项。",
    "real_needs_source": "案例性质是“真实公开”，就必须在{label}里写明出处。没有公开出处的，请改成“改编示例”。",
}
_SHOWN = 60
_FALLBACK = "{label}“{input}”不合要求，例如：{example}。{help}"


def field_at(model: type[BaseModel], path: KeyPath) -> FieldInfo | None:
    """The field that a key path leads to, through lists and nested records."""
    found: FieldInfo | None = None
    inner: Any = model
    for part in path:
        if isinstance(part, int):
            continue
        found = getattr(inner, "model_fields", {}).get(part)
        if found is None:
            return None
        inner = _record_in(found.annotation)
    return found


def label(model: type[BaseModel], path: KeyPath) -> str:
    """What an editor calls the place, with its key: `“标题”（title）`, `“话题”（topics）的第 2 项`."""
    found = field_at(model, path)
    names = [part for part in path if isinstance(part, str)]
    if not names:
        return "前置信息"
    text = f"“{found.title}”（{names[-1]}）" if found else f"“{names[-1]}”"
    return f"{text}的第 {path[-1] + 1} 项" if isinstance(path[-1], int) else text


def example(name: str, field: FieldInfo | None) -> str:
    """One line of front matter that would do."""
    shown = field.examples[0] if field and field.examples and field.examples[0] else "……"
    return f"{name}: {shown}"


def explain(error: ErrorDetails, model: type[BaseModel]) -> tuple[KeyPath, str]:
    """Where a pydantic error lies and what to tell the editor."""
    kind, context = error["type"], dict(error.get("ctx", {}))
    path: KeyPath = (*error["loc"], *([context.pop("field")] if "field" in context else []))
    if error["input"] is None and kind != "missing":
        kind = "empty"
    if kind == "id_prefix":
        path = ("id",)
    found = field_at(model, path)
    name = next((part for part in reversed(path) if isinstance(part, str)), "")
    message = _TABLE.get(kind, _FALLBACK).format(
        label=label(model, path),
        example=example(name, found),
        help=(found.description or "") if found else "",
        input=_quoted(error["input"]),
        length=len(error["input"]) if isinstance(error["input"], str) else 0,
        choices="、".join(_choices(found)),
        model=model,
        **context,
    )
    return path, message


def _quoted(value: Any) -> str:
    """A culprit on one line, short enough to read; what is no text is named, not shown."""
    if isinstance(value, str):
        line = " ".join(value.split())
        return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}……"
    return "一个列表" if isinstance(value, list) else "几项内容" if isinstance(value, dict) else ""


def _record_in(annotation: Any) -> Any:
    """The record class inside `list[Change]`, `Withdrawal | None` and the like."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for arg in get_args(annotation) if (found := _record_in(arg))), None)


def _choices(field: FieldInfo | None) -> Iterator[str]:
    def enums(annotation: Any) -> Iterator[type[Enum]]:
        if isinstance(annotation, type) and issubclass(annotation, Enum):
            yield annotation
        for arg in get_args(annotation):
            yield from enums(arg)

    for enum in enums(field.annotation if field else None):
        yield from (str(member.value) for member in enum)


def nearest_key(model: type[BaseModel], path: KeyPath) -> str:
    """Which known key an unknown one was probably meant to be."""
    parent = field_at(model, path[:-1])
    record: Any = _record_in(parent.annotation) if parent else model
    fields: dict[str, FieldInfo] = getattr(record, "model_fields", {})
    typed = str(path[-1])
    by_title = [name for name, field in fields.items() if field.title == typed]
    close = by_title or difflib.get_close_matches(typed.lower(), fields, n=1, cutoff=0.5)
    if close:
        return f"是不是想写“{close[0]}”（{fields[close[0]].title}）？"
    return f"可用的有：{'、'.join(fields)}。"
