"""Cite: a text without the markup that may split a citation, and the way back to its offsets."""

import re
from bisect import bisect_right
from dataclasses import dataclass

_MARKUP = re.compile(
    # Most characters begin no markup, which one look tells.
    r"(?=[`~<\[\]*_ \t　\n])(?:(?P<code>^[ \t]*(?P<fence>`{3,}|~{3,})[^\n]*\n(?:.*?^[ \t]*(?P=fence)[ \t]*$|.*\Z)"
    r"|(?<!`)(?P<tick>`+)(?!`)[^`\n]*(?P=tick)(?!`))"
    r"|<!--.*?(?:-->|\Z)"
    r"|</?[A-Za-z][^<>\n]{0,300}>"  # tags, but not 〈〉 typed as <中华…>
    r"|\]\([^()\n]{0,500}\)"  # the target of a link
    r"|\[\^[^\]\n]{1,40}\]:?"  # a footnote's mark
    r"|\*{1,3}|__"
    r"|[\[\]](?!\d{4}[\]】]?)(?<!\d\])"  # the text of a link; not the year of 法释[2020]26号
    r"|(?<=[^\x00-\x7f。；条])[ \t　]+(?=[^\x00-\x7f])"  # a space between two Chinese characters, no gap
    r"|(?<=[^\s|])[ \t]*\n[ \t>]*(?=[^\s#>*+|\d-]))",  # a line break inside a paragraph
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Clean:
    """A text with markup taken out; `raw` gives the offset in the original of any of its own."""

    text: str
    starts: tuple[int, ...]
    shifts: tuple[int, ...]

    def raw(self, offset: int) -> int:
        """The offset in the original of the character at `offset`."""
        return offset + self.shifts[bisect_right(self.starts, offset) - 1]

    def end(self, offset: int) -> int:
        """The offset in the original just after the character before `offset`."""
        return self.raw(offset - 1) + 1 if offset else 0


def clean(text: str) -> Clean:
    """Take markup out of a text; code becomes a line break, since nothing is cited across it."""
    parts: list[str] = []
    starts, shifts = [0], [0]
    at = length = 0
    for match in _MARKUP.finditer(text):
        kept = text[at : match.start()]
        if match["code"]:
            kept += "\n\n"
        parts.append(kept)
        length += len(kept)
        at = match.end()
        starts.append(length)
        shifts.append(at - length)
    parts.append(text[at:])
    return Clean("".join(parts), tuple(starts), tuple(shifts))
