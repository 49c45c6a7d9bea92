"""D401: a page whose review is overdue."""

from collections.abc import Iterator

from lawkb.fault import Fault
from lawkb.library import Library
from lawkb.page import Page
from lawkb.rule import Severity, rule


@rule("D401", "overdue-review", Severity.WARNING)
def overdue_review(page: Page, library: Library) -> Iterator[Fault]:
    """过了复核日期。

    法律会变。到了“下次复核日期”，要有人把全文和现行法律再核对一遍。

    怎么改：核对全文后，加一条审定记录（谁、何时、核对了什么），再写新的复核日期。只改日期不核对，等于骗读者。

    ```bad front
    review_due: 2026-01-31
    ```
    ```good front
    review_due: 2027-05-22
    ```
    """
    due = page.entry.review_due if page.entry and page.entry.listed else None
    if due and due < library.today:
        days = (library.today - due).days
        yield Fault(
            ("review_due",),
            f"应在 {due} 前复核，已经过了 {days} 天。请核对全文，写审定记录，再定新日期。",
        )
