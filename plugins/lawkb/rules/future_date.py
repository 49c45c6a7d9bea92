"""D403: a date that has not come yet, or that contradicts another."""

import datetime as dt
from collections.abc import Iterator

from lawkb.fault import Fault, KeyPath
from lawkb.library import Library
from lawkb.models import Entry
from lawkb.page import Page
from lawkb.rule import Severity, rule


@rule("D403", "future-date", Severity.ERROR)
def future_date(page: Page, library: Library) -> Iterator[Fault]:
    """日期写到了将来，或者前后矛盾。

    发布日期、修改日期、审定日期和“法律状态截至”都是已经发生的事，不能晚于今天；复核日期不能早于发布日期。

    怎么改：多半是年份打错了，请核对。

    ```bad front
    law_as_of: 2062-11-22
    ```
    ```good front
    law_as_of: 2026-11-22
    ```
    """
    if not page.entry:
        return
    for where, day in _past_days(page.entry):
        if day and day > library.today:
            yield Fault(where, f"{day} 还没有到（今天是 {library.today}）。请核对年月日。")
    due, published = page.entry.review_due, page.entry.published
    if due and published and due < published:
        yield Fault(("review_due",), f"下次复核日期 {due} 早于发布日期 {published}。请核对。")


def _past_days(entry: Entry) -> Iterator[tuple[KeyPath, dt.date | None]]:
    yield ("published",), entry.published
    yield ("law_as_of",), entry.law_as_of
    if entry.withdrawn:
        yield ("withdrawn", "date"), entry.withdrawn.date
    for number, change in enumerate(entry.changes):
        yield ("changes", number, "date"), change.date
    for number, review in enumerate(entry.reviewers):
        yield ("reviewers", number, "date"), review.date
