"""T505: 依法 without a word of which law."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from lawkb import plain
from lawkb.fault import Fault
from lawkb.library import Library
from lawkb.outline import Section
from lawkb.page import Page
from lawkb.rule import Severity, rule

_BY_LAW = re.compile(r"依法(?!治|行政|执政|理财|院|律援|规)")
_BREAK = re.compile(r"\n[ \t]*\n")


@rule("T505", "unnamed-law", Severity.WARNING)
def unnamed_law(page: Page, _library: Library) -> Iterator[Fault]:
    """说了“依法”，没说依哪部法。

    村民拿着这一页去找人，对方一问“哪条规定”，就答不上来。只查层级是“公众”的文档；同一段里写了书名号的，同一个问题下面或者这一页上有“法律依据”的，都算写明了；引号里照抄的话不查。

    怎么改：写出法律和条号；写不出来，就去掉“依法”两个字。

    ```bad faq
    你依法可以要求赔偿。
    ```
    ```good faq
    依法可以要求赔偿，见《劳动合同法》第四十七条。
    ```
    """
    source = page.source.text
    breaks = [0, *(found.end() for found in _BREAK.finditer(source)), len(source)]
    covered = dict.fromkeys(_covered(page))
    for match in _BY_LAW.finditer(plain.text(page)):
        after = bisect_right(breaks, match.start())
        paragraph = source[breaks[after - 1] : breaks[after]]
        before = source[breaks[after - 1] : match.start()]
        quoted = before.count("“") > before.count("”")
        if not (quoted or "《" in paragraph or any(match.start() in part for part in covered)):
            message = "“依法”是依哪部法？请在这一段写出法律和条号，或者去掉这两个字。"
            yield Fault(match.start(), message)


def _covered(page: Page) -> Iterator[range]:
    """The parts of a page that have a section for the law: the page, or one of its questions."""
    top: Section | None = None
    for section in page.sections:
        if top is None or section.start >= top.end:
            top = section
        if section.title == "法律依据":
            whole = section.level == 2  # noqa: PLR2004 - `##`, which speaks for all of it
            yield range(len(page.source.text)) if whole else range(top.start, top.end)
