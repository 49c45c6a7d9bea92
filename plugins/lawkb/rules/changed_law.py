"""C107: a law that changed after the day as of which the page states it."""

from collections.abc import Iterator

from lawkb.fault import Fault
from lawkb.library import Library
from lawkb.page import Page
from lawkb.rule import Severity, rule
from lawkb.status import State


@rule("C107", "changed-law", Severity.ERROR)
def changed_law(page: Page, library: Library) -> Iterator[Fault]:
    """写成以后，引用的条文改过了。

    “法律状态截至”之后，这部法律有新版本施行，引用的这一条文字有改动，或者不知道改没改。

    怎么改：打开现行条文，核对正文说的还对不对；改好后更新“法律状态截至”，加一条修改记录。

    ```bad file guides/changed.md
    ---
    id: g76
    type: guide
    title: 旧稿
    plain_title: 旧稿
    summary: 旧稿
    topics: [labor/wages]
    audience: [法律顾问]
    level: 顾问
    region: 全国
    status: 已发布
    services: [咨询]
    authors: [示范甲]
    published: 2025-06-01
    changes: [{date: 2025-06-01, note: 首次发布}]
    law_as_of: 2025-06-01
    review_due: 2027-06-01
    ---
    《治安管理处罚法》第十条规定了处罚的种类。
    ```
    ```good
    《劳动法》第五十条规定了工资的支付。
    ```
    """
    as_of = library.clock(page).as_of
    for standing in library.standings(page):
        law, now = standing.law, standing.now
        if standing.state is State.CHANGED and law and now:
            what = (
                f"第{standing.article}条的文字有改动，"
                if standing.then and standing.article
                else ""
            )
            kind = "的新版本" if standing.then else ""
            message = (
                f"《{law.short}》{kind}自 {now.effective} 起施行，{what}"
                f"而本页的法律状态截至 {as_of}。请打开现行条文核对后更新。"
            )
            yield Fault(standing.citation.start, message)
