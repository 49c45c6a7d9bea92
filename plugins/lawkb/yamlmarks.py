"""Load: YAML becomes plain data plus the offset of every key and value.

Every scalar stays the text that the editor typed: YAML's own guesses turn 2024-02-30 into a crash,
12:30 into 750 and `no` into False. Types are the model's business (`models.py`).
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NoReturn

import yaml

from lawkb.fault import Fault, KeyPath

MAX_DEPTH = 12
"""Nothing of ours is nested deeper; libyaml's tree builder crashes the process at some 50,000."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FULL_WIDTH_COLON = re.compile(r"^([ ]*(?:- )?)([a-z_]+)：([ 　]*)", re.MULTILINE)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")

# `key:value` as the last thing before the place where libyaml gave up: it is taken for one word.
_NO_SPACE = re.compile(r"(?:\A|\n)([a-z_]+:[^\s:/][^\n]*)\n*\Z")
# A `#` after a space begins a comment; in a title like 甲 #1 the editor did not mean one.
_SWALLOWED = re.compile(
    r"^[ ]*(?:- )?[a-z_]+:[ ]+[^\s\"'\[{|>#][^\n#]*?[ ](?P<hash>#)(?P<lost>(?!\s*allow\s)[^\n]*)$",
    re.MULTILINE,
)
_BLOCK = re.compile(r"[|>][+-]?[ \t]*$")

SYNTAX, COLON, DUPLICATE = "front-matter-syntax", "full-width-colon", "duplicate-key"


@dataclass
class Marked:
    """What a YAML text holds: data, offsets (in characters of that text) and what was wrong."""

    data: Any = None
    values: dict[KeyPath, int] = field(default_factory=dict)
    keys: dict[KeyPath, int] = field(default_factory=dict)
    faults: list[tuple[str, Fault]] = field(default_factory=list)

    def add(self, rule: str, offset: int, message: str) -> None:
        """Note a fault for the rule of that name."""
        self.faults.append((rule, Fault(offset, message)))


class _Unreadable(Exception):  # noqa: N818 - control flow inside this module, never seen outside
    def __init__(self, offset: int, message: str) -> None:
        self.offset, self.message = offset, message


def parse(text: str) -> Marked:
    """Read one YAML document; never raises on what an editor may have typed."""
    marked = Marked()
    repaired, inserted = _repair_colons(text, marked)
    for match in _SWALLOWED.finditer(text):
        marked.add(
            SYNTAX,
            match.start("hash"),
            f"空格加“#”后面的字会丢失：“{match['lost'].strip()[:20]}”。请给整段内容加半角引号，或者去掉“#”前的空格。",
        )
    reader = _Reader(repaired, inserted, marked)
    try:
        marked.data = reader.read()
    except _Unreadable as stop:
        marked.add(SYNTAX, stop.offset, stop.message)
    return marked


def _repair_colons(text: str, marked: Marked) -> tuple[str, list[int]]:
    """Report `键：值` and read it as `键: 值`, so that one slip does not hide the other faults.

    Gives the repaired text and the offsets in it where a space was put in.
    """
    inserted: list[int] = []

    def repair(match: re.Match[str]) -> str:
        lead, key, space = match.groups()
        if _BLOCK.search(_parent_line(text, match.start(), len(lead))):
            return match[0]
        colon = match.start() + len(lead) + len(key)
        marked.add(
            COLON,
            colon,
            f"“{key}”后面是全角冒号“：”，程序读不出这一项。请改成半角冒号加一个空格：“{key}: ”。",
        )
        if not space:
            inserted.append(colon + 1 + len(inserted))
        return f"{lead}{key}:{' ' * max(len(space), 1)}"

    return _FULL_WIDTH_COLON.sub(repair, text), inserted


class _Reader:
    """Turns libyaml's events into data, one pass, refusing what a page never needs."""

    def __init__(self, text: str, inserted: list[int], marked: Marked) -> None:
        self.text, self.inserted, self.marked = text, inserted, marked
        self.events: Iterator[Any] = iter(())
        self.length = len(text)

    def read(self) -> Any:
        if found := _CONTROL.search(self.text):
            self._stop(
                found.start(),
                f"这里有一个看不见的控制字符（U+{ord(found[0]):04X}），多半是从 Word 粘贴来的。请删掉它。",
            )
        try:
            self.events = iter(_LOADER(self.text).get_event, None)
            for event in self.events:
                if isinstance(event, yaml.NodeEvent):
                    return self._value(event, (), 0)
        except yaml.MarkedYAMLError as error:
            opened = "quoted" in (error.context or "") or "flow" in (error.context or "")
            mark = error.context_mark if opened else error.problem_mark
            index = mark.index if mark else 0
            if bare := _NO_SPACE.search(self.text[:index]):
                index = bare.start(1)
            self._stop(index, _syntax_message(_line_at(self.text, index)))
        return None

    def _stop(self, offset: int, message: str) -> NoReturn:
        raise _Unreadable(self._offset(offset), message)

    def _offset(self, index: int) -> int:
        offset = min(index, self.length)
        return offset - bisect_right(self.inserted, index) if self.inserted else offset

    def _value(self, event: Any, path: KeyPath, depth: int) -> Any:
        self.marked.values[path] = self._offset(event.start_mark.index)
        # Nearly all are such, of which there are hundreds of thousands in a large library.
        if type(event) is yaml.ScalarEvent and not event.anchor and depth <= MAX_DEPTH:
            plain = event.implicit[0]
            return None if plain and event.value in {"", "~", "null"} else event.value
        if isinstance(event, yaml.AliasEvent):
            self._stop(
                event.start_mark.index,
                f"“*{event.anchor}”是 YAML 别名，这里不支持。请把内容直接写出来；星号开头的文字请加引号。",
            )
        if event.anchor:
            self._stop(
                event.start_mark.index,
                f"“&{event.anchor}”是 YAML 锚点，这里不支持。“&”开头的文字请加引号。",
            )
        if depth > MAX_DEPTH:
            self._stop(
                event.start_mark.index,
                f"这里的缩进或方括号套了 {MAX_DEPTH} 层以上。请改成一项一行的简单写法。",
            )
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path, depth)
        return self._mapping(path, depth)

    def _sequence(self, path: KeyPath, depth: int) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self._value(event, (*path, len(items)), depth + 1))
        return items

    def _mapping(self, path: KeyPath, depth: int) -> dict[str, Any]:
        result: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            offset = self._offset(event.start_mark.index)
            if not isinstance(event, yaml.ScalarEvent):
                self._stop(
                    event.start_mark.index,
                    "冒号前面应当是一个简单的名称。以“[”“{”“*”开头的文字请加引号。",
                )
            key: str = event.value
            if key in result:
                self.marked.add(
                    DUPLICATE, offset, f"“{key}”写了两遍，只有前一个算数。请合并成一个。"
                )
                self._value(next(self.events), (*path, f"{key} (2)"), depth + 1)
                continue
            self.marked.keys[*path, key] = offset
            result[key] = self._value(next(self.events), (*path, key), depth + 1)
        return result


def _parent_line(text: str, start: int, indent: int) -> str:
    """The nearest line before `start` that is indented less than `indent`."""
    for line in reversed(text[:start].splitlines()):
        if line.strip() and len(line) - len(line.lstrip()) < indent:
            return line
    return ""


def _line_at(text: str, offset: int) -> str:
    return text[text.rfind("\n", 0, offset) + 1 :].partition("\n")[0]


def _syntax_message(line: str) -> str:
    """Say what is probably wrong with the line where libyaml gave up."""
    key, _, value = line.partition(":")
    shown, value, bare = line.strip()[:40], value.strip(), value[:1].strip()
    first = value[:1]
    # In the order in which one look decides: the first that fits is what the editor is told.
    guesses = {
        f"“{shown}”的冒号后面少一个空格。请写成“{key}: {value[:20]}”。": bare
        and key.isidentifier(),
        "这一行用了 Tab 缩进。请改成两个空格。": "\t" in line,
        f'“{first}”开头的内容要加引号，例如："{value[:12]}"。': first and first in "@`%|>!?*&",
        f"引号没有成对：{shown}。请补上另一个引号，或者去掉引号。": first in {'"', "'"}
        and value.count(first) % 2,
        f"方括号没有成对：{shown}。请写成 [甲, 乙] 的样子。": first in {"[", "{"}
        and value.count("[") != value.count("]"),
        f'内容里有冒号加空格，程序当成了新的一项。请给整段内容加引号："{value[:20]}…"。': ": "
        in value
        or value.endswith(":"),
    }
    otherwise = (
        f"这一行附近写法不对：“{shown}”。每项写成“名称: 内容”，下级缩进两个空格，列表用“- ”开头。"
    )
    return next((message for message, fits in guesses.items() if fits), otherwise)
