"""S303: a first-level heading in the body of a document."""

import re
from collections.abc import Iterator

from lawkb.fault import Fault
from lawkb.library import Library
from lawkb.page import Page
from lawkb.rule import Severity, rule

_LINE = re.compile(r"\n[=-]+[ \t]*$", re.MULTILINE)
_UNDERLINED = re.compile(r"^(?![|#>\s-])(\S[^\n]*)\n(?:=+|-+)[ \t]*$", re.MULTILINE)


@rule("S303", "top-heading", Severity.ERROR)
def top_heading(page: Page, _library: Library) -> Iterator[Fault]:
    """正文里用了一级标题。

    页面的大标题取自前置信息的“标题”。正文里再写一个，读屏软件会念两遍，目录也会乱。

    怎么改：改成二级标题（`## `），或者删掉。

    ```bad
    # 欠薪处理指引
    ```
    ```good
    ### 欠薪的几种情形

    拖欠、克扣都算。
    ```
    """
    prose, start = page.source.prose, page.source.body_start
    for match in _UNDERLINED.finditer(prose, start) if _LINE.search(prose, start) else ():
        message = f"“{match[1].strip()[:20]}”下面紧跟着一行横线，会变成标题。请在横线前空一行，标题改用“## ”。"
        yield Fault(match.start(1), message)
    for section in page.sections if page.type else ():
        if section.level == 1:
            yield Fault(
                section.start,
                f"正文里不要用一级标题“# {section.title}”。请改成二级标题（## ），或者删掉。",
            )
