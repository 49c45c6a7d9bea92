"""D402: a page that says it was reviewed while nobody stands for it."""

import re
from collections.abc import Iterator

from lawkb.fault import Fault
from lawkb.library import Library
from lawkb.page import Page
from lawkb.rule import Severity, rule

_CLAIM = re.compile(
    # The first character before all else: by it `re` skips those that begin no claim.
    r"[已经审复](?:"
    r"(?<=[已经])(?<!未.)(?<!没.)(?<!没有.)(?<!不.)[^，。；、\n不未没]{0,14}(?:审定|审核通过|复核完毕|审阅通过)"
    r"|(?:(?<=审)[定核]|(?<=复)核)人[:：])"
)


@rule("D402", "unrecorded-review", Severity.ERROR)
def unrecorded_review(page: Page, _library: Library) -> Iterator[Fault]:
    """说是审定过，却没有审定记录；或者作者自己审自己。

    读者相信“审定”两个字。谁、何时、核对了什么，都要写在“审定记录”（reviewers）里，网站据此显示。
    作者不能审定自己的文章。

    怎么改：补写审定记录；没有审定过，就删掉这句话。

    ```bad
    本指引已经业务指导小组审定。
    ```
    ```bad front
    authors: [示范甲]
    reviewers: [{name: 示范甲, organization: 业务指导小组, date: 2026-11-01, scope: 全文}]
    ```
    ```good front
    authors: [示范甲]
    reviewers: [{name: 示范乙, organization: 业务指导小组, date: 2026-11-01, scope: 全文}]
    ```
    """
    if not page.entry:
        return
    for number, review in enumerate(page.entry.reviewers):
        if review.name in page.entry.authors:
            yield Fault(
                ("reviewers", number, "name"),
                f"“{review.name}”是作者，不能审定自己的文章。请另请一人。",
            )
    if page.entry.reviewers:
        return
    front = page.source.text[: page.source.body_start]
    for text in (front, page.source.prose):
        for match in _CLAIM.finditer(text):
            yield Fault(
                match.start(),
                f"这里说“{match[0]}”，但没有审定记录。请在 reviewers 里写明谁、何时、核对了什么，或者删掉这句话。",
            )
