"""Check: `<!-- allow rule-name: 理由 -->`, by which an editor says that a finding is meant."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lawkb.source import Source

_COMMENT = re.compile(
    r"<!--\s*allow\s+(?P<name>[\w-]+)\s*(?:[:：]\s*(?P<reason>.*?))?\s*-->", re.DOTALL
)
_YAML_COMMENT = re.compile(
    r"(?:^|(?<=\s))#\s*allow\s+(?P<name>[\w-]+)[ ]*(?:[:：][ ]*(?P<reason>[^\n]*))?$", re.MULTILINE
)


@dataclass(frozen=True)
class Allow:
    """One allow: it covers its own line and, when it stands alone, the paragraph after it."""

    name: str
    reason: str
    start: int
    first_line: int
    last_line: int

    def covers(self, name: str, line: int) -> bool:
        """Whether it silences a finding of that rule on that line."""
        return name == self.name and self.first_line <= line <= self.last_line


def find(source: Source) -> Iterator[Allow]:
    """Every allow of a file: comments of YAML in the front matter, of Markdown in the body."""
    if "allow" not in source.text:
        return
    lines = source.text.split("\n")
    for match in _YAML_COMMENT.finditer(source.text, 0, source.body_start):
        line, column = source.position(match.start())
        alone = not lines[line - 1][: column - 1].strip()
        yield _allow(match, match.start(), line, line + alone)
    for offset, comment in source.comments:
        if match := _COMMENT.fullmatch(comment):
            line, column = source.position(offset)
            last, end = source.position(offset + len(comment))
            alone = not (lines[line - 1][: column - 1] + lines[last - 1][end - 1 :]).strip()
            yield _allow(match, offset, line, _next_paragraph(lines, last) if alone else last)


def _allow(match: re.Match[str], start: int, first: int, last: int) -> Allow:
    return Allow(match["name"], (match["reason"] or "").strip(), start, first, last)


def _next_paragraph(lines: list[str], line: int) -> int:
    """The last line, counted from 1, of the first paragraph after `line`."""
    at = line
    while at < len(lines) and not lines[at].strip():
        at += 1
    while at < len(lines) and lines[at].strip():
        at += 1
    return at
