"""S307: a guide that has no card."""

from collections.abc import Iterator

from lawkb import twins
from lawkb.fault import Fault
from lawkb.library import Library
from lawkb.models import Guide
from lawkb.page import Page
from lawkb.rule import Reach, Severity, rule


@rule("S307", "guide-without-card", Severity.NOTICE, reach=Reach.OTHERS)
def guide_without_card(page: Page, library: Library) -> Iterator[Fault]:
    """业务指引没有明白卡。

    顾问看指引，来访的村民看明白卡。没有卡，顾问只能口头转述。

    怎么改：用 `lawkb new card` 写一张，编号的数字和指引相同。只给律师办案用、村民用不上的，放行并写明理由。

    ```bad file guides/second.md
    ---
    id: g02
    type: guide
    title: 工伤处理指引
    plain_title: 上班受伤了怎么办
    summary: 先救人，再认定。
    topics: [labor/wages]
    audience: [法律顾问]
    level: 顾问
    region: 全国
    status: 已发布
    services: [咨询]
    authors: [示范甲]
    ---
    ```
    ```good front
    id: g01
    ```
    """
    guide = page.entry if isinstance(page.entry, Guide) else None
    if guide and guide.listed and twins.card_of(page, library) is None:
        yield Fault(
            ("id",), f"“{guide.title}”还没有明白卡。请写一张给村民看的，编号 k{guide.id[1:]}。"
        )
