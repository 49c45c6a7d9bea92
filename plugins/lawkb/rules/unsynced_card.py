"""D405: a card whose guide has changed since the two were compared."""

from collections.abc import Iterator

from lawkb import twins
from lawkb.fault import Fault
from lawkb.library import Library
from lawkb.page import Page
from lawkb.rule import Reach, Severity, rule


@rule("D405", "unsynced-card", Severity.WARNING, reach=Reach.OTHERS)
def unsynced_card(page: Page, library: Library) -> Iterator[Fault]:
    """明白卡待同步。

    对应的业务指引在“同步日期”以后又有修改记录。卡上还是老说法，村民照着做会吃亏。核对以前，网页上会显示“待同步”。

    怎么改：打开指引，看修改记录说的那一处，逐句核对本卡；改好了，或者确认不用改，把“同步日期”（synced）写成核对的那一天。

    指引的每一条修改记录都算数：只改错别字的本来就不写记录，动没动到卡上的话，核对过才知道。

    ```bad card front
    synced: 2026-10-31
    ```
    ```good card front
    synced: 2026-11-01
    ```
    """
    change = twins.unsynced(page, library)
    guide = twins.guide_of(page, library)
    if change and guide and page.entry and page.entry.listed:
        yield Fault(
            ("synced",),
            f"指引 {guide.id} 在 {change.date} 改过：{change.note}。请对照着核对本卡，再更新同步日期。",
        )
