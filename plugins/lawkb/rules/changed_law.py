"""C107: a law that changed after the day as of which the page states it."""

from collections.abc import Iterator

from lawkb import records
from lawkb.fault import Fault
from lawkb.library import Library
from lawkb.page import Page, Parsed
from lawkb.rule import Scope, Severity, rule
from lawkb.status import State


@rule("C107", "changed-law", Severity.ERROR, scope=Scope.FILE)
def changed_law(file: Parsed, library: Library) -> Iterator[Fault]:
    """写成以后，引用的条文改过了。

    “法律状态截至”之后，这部法律有新版本施行，引用的这一条文字有改动，或者不知道改没改。

    事实表、术语表、日历也查：它们各自的“核实日期”，就是它们的“法律状态截至”。

    怎么改：打开现行条文，核对正文说的还对不对；改好后更新“法律状态截至”，加一条修改记录。事实、术语、日历改“核实日期”。

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
    ```bad file content/_data/facts.yml
    facts:
    - {id: police-kinds, name: 处罚的种类, kind: 标准, value: '4', source: 《治安管理处罚法》第十条, verified_on: '2025-06-01'}
    ```
    ```good
    《劳动法》第五十条规定了工资的支付。
    ```
    ```good file content/_data/facts.yml
    facts:
    - {id: police-kinds, name: 处罚的种类, kind: 标准, value: '4', source: 《治安管理处罚法》第十条, verified_on: '2026-11-22'}
    - {id: hotline-12348, name: 公共法律服务热线, kind: 电话, value: '12348', source: 东司字〔2016〕30号, verified_on: '2026-11-22'}
    ```
    """
    record = records.finder(file)
    for standing in library.standings(file):
        law, now = standing.law, standing.now
        if standing.state is State.CHANGED and law and now:
            what = (
                f"第{standing.article}条的文字有改动，"
                if standing.then and standing.article
                else ""
            )
            kind = "的新版本" if standing.then else ""
            stated = "本页的法律状态截至" if isinstance(file, Page) else "这里核实于"
            as_of = library.clock(file, record(standing.citation.start)).as_of
            message = (
                f"《{law.short}》{kind}自 {now.effective} 起施行，{what}"
                f"而{stated} {as_of}。请打开现行条文核对后更新。"
            )
            yield Fault(standing.citation.start, message)
