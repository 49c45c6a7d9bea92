"""T501: words that stand for words still to be written."""

import re
from collections.abc import Iterator

from lawkb.fault import Fault
from lawkb.library import Library
from lawkb.page import Page
from lawkb.rule import Severity, rule

_PLACEHOLDER = re.compile(
    # Each begins with one character and no choice of them, by which `re` skips the rest.
    r"【待写[^】\n]*】?|待补充|待完善|待填写|此处(?:填写|插入|补充)|TODO|TBD|FIXME|Lorem ipsum"
    r"|X(?<![A-Za-z0-9].)[Xx]{2,}(?![A-Za-z0-9])|x(?<![A-Za-z0-9].)[Xx]{2,}(?![A-Za-z0-9])"
    r"|×[×＊]{2,}|＊[×＊]{2,}"
)


@rule("T501", "placeholder-text", Severity.ERROR)
def placeholder_text(page: Page, _library: Library) -> Iterator[Fault]:
    """还有没写完的地方。

    “【待写】”“待补充”“XXX”这类占位的文字不能给读者看到。草稿里可以留着，不妨碍发布别的文档。

    怎么改：写上内容，或者删掉这一处。真的在讲这几个字，用 allow 说明。

    ```bad
    应当在待补充日内申请。
    ```
    ```good
    应当在一年内申请。
    ```
    """
    front = page.source.text[: page.source.body_start]
    for text in (front, page.source.prose):
        for match in _PLACEHOLDER.finditer(text):
            yield Fault(
                match.start(), f"“{match[0]}”是占位文字，还没有写完。请写上内容，或者删掉。"
            )
