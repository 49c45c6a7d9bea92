"""D404: a fact that does not hold today."""

from collections.abc import Iterator

from lawkb.fault import Fault
from lawkb.library import Library
from lawkb.page import Page
from lawkb.rule import Severity, rule


@rule("D404", "expired-fact", Severity.ERROR)
def expired_fact(page: Page, library: Library) -> Iterator[Fault]:
    """引用的事实已经过期，或者还没有生效。

    金额、期限和电话会变。事实表里写了起止日期的，过了期页面就不能再用。

    怎么改：在 `content/_data/facts.yml` 里核实并更新这一条。

    ```bad
    最低工资是 {{ expired-amount }}。
    ```
    ```good
    拨打 {{ hotline-12348 }}。
    ```
    """
    for offset, _, id_ in page.inserts:
        fact = library.facts.by_id.get(id_)
        if fact and not fact.in_force(library.today):
            span = f"{fact.valid_from or '……'} 至 {fact.valid_to or '……'}"
            yield Fault(offset, f"“{fact.name}”只在 {span} 有效。请核实后更新事实表。")
