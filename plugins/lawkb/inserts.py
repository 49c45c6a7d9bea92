"""Model: `{{ id }}` in a body stands for a fact of `facts.yml` or a passage of `snippets/`."""

import re
from collections.abc import Callable, Iterator
from typing import TypeAlias

from lawkb.source import Source

Insert: TypeAlias = tuple[int, int, str]
"""Start, end and id of one."""

_INSERT = re.compile(r"\{\{\s*(?P<id>[^{}\n]{1,80}?)\s*\}\}")


def find(source: Source, start: int | None = None, end: int | None = None) -> Iterator[Insert]:
    """Every insert that is not code, in the body or between two offsets."""
    first = source.body_start if start is None else start
    last = len(source.prose) if end is None else end
    for match in _INSERT.finditer(source.prose, first, last):
        yield match.start(), match.end(), match["id"]


def stands_alone(source: Source, start: int, end: int) -> bool:
    """Whether nothing else is in the line, as a passage needs it."""
    line = source.text[source.text.rfind("\n", 0, start) + 1 : start]
    rest, _, _ = source.text[end:].partition("\n")
    return not (line + rest).strip()


def ids(text: str) -> Iterator[str]:
    """The id of every insert of a text that is no body, such as a line of a registry."""
    for match in _INSERT.finditer(text):
        yield match["id"]


def fill(text: str, value: Callable[[str], str], rest: Callable[[str], str] = str) -> str:
    """Such a text with the value of each id in its place, and `rest` of what stands between."""
    parts, at = [], 0
    for match in _INSERT.finditer(text):
        parts += [rest(text[at : match.start()]), value(match["id"])]
        at = match.end()
    return "".join([*parts, rest(text[at:])])
