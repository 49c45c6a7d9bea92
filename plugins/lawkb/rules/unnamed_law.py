"""T505: 依法 without a word of which law."""

import re
from collections.abc import Iterator

from lawkb import plain
from lawkb.fault import Fault
from lawkb.library import Library
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
    text = plain.text(page)
    for match in _BY_LAW.finditer(text):
        paragraph, place = _paragraph(page.source.text, match.start())
        quoted = paragraph.count("“", 0, place) > paragraph.count("”", 0, place)
        if not (quoted or "《" in paragraph or _cites(page, match.start())):
            message = "“依法”是依哪部法？请在这一段写出法律和条号，或者去掉这两个字。"
            yield Fault(match.start(), message)


def _paragraph(text: str, at: int) -> tuple[str, int]:
    """The paragraph or list around an offset, and the offset in it."""
    before = [found.end() for found in _BREAK.finditer(text, 0, at)]
    after = _BREAK.search(text, at)
    start = before[-1] if before else 0
    return text[start : after.start() if after else len(text)], at - start


def _cites(page: Page, at: int) -> bool:
    """Whether the page, or the question that an offset is in, has a section for the law."""
    around = [section for section in page.sections if section.start <= at < section.end]
    return any(
        section.title == "法律依据"
        and (
            section.level == 2  # noqa: PLR2004 - `##`, which speaks for the whole page
            or any(outer.start <= section.start < outer.end for outer in around)
        )
        for section in page.sections
    )
