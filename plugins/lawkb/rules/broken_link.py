"""L201: a link that leads nowhere on the site."""

import re
from collections.abc import Iterator

from lawkb import links
from lawkb.fault import Fault
from lawkb.library import Library
from lawkb.links import Link
from lawkb.page import Page
from lawkb.registry import Topics
from lawkb.rule import Reach, Severity, rule

_TOPIC = re.compile(r"[a-z-]+(?:/[a-z-]+)?(?:#.*)?")


@rule("L201", "broken-link", Severity.ERROR, reach=Reach.OTHERS)
def broken_link(page: Page, library: Library) -> Iterator[Fault]:
    """链接打不开。

    链到另一篇文档，写它的编号：`[欠薪处理指引](g05)`；链到某一节，写 `[期限](g05#办理步骤与期限)`；
    链到话题，写 `[工资与欠薪](labor/wages)`。括号要用半角，地址里不能有空格。
    还没有发布的文档，读者打不开，也不能链接。

    ```bad
    详见[另一篇指引](g99)。
    ```
    ```bad
    详见[另一篇指引]（g01）。
    ```
    ```good
    详见[本篇](g01)和[话题](labor/wages)。
    ```
    """
    for link in page.links:
        if not link.image and not link.scheme and (message := _wrong(link, page, library)):
            yield Fault(link.start, message)


def _wrong(link: Link, page: Page, library: Library) -> str:
    if link.malformed == "全角括号":
        return f"链接“{link.text}”的括号是全角的，读者会看到原样的符号。请改成半角：[{link.text}]({link.target})。"
    if link.malformed:
        return f"链接地址“{link.target}”里有空格，读者会看到原样的符号。请改文件名，或者去掉空格。"
    place = links.resolve(link, page, library)
    if place is None and _TOPIC.fullmatch(link.target) and not library.is_sound(Topics):
        return ""  # the broken registry is a finding of its own
    if place is None:
        return (
            f"链接“{link.target}”指向的页面不存在。请写文档编号（如 g05）或话题（如 labor/wages）。"
        )
    entry = place.page.entry if place.page and place.page is not page else None
    if entry and not entry.listed and page.blocks_publishing:
        return f"“{link.target}”的状态是“{entry.status}”，读者打不开。请先发布它，或者去掉链接。"
    return ""
