"""L206: a related document or successor that readers cannot open."""

from collections.abc import Iterator

from lawkb.fault import Fault, KeyPath
from lawkb.library import Library
from lawkb.page import Page
from lawkb.rule import Reach, Severity, rule


@rule("L206", "unavailable-related", Severity.ERROR, reach=Reach.OTHERS)
def unavailable_related(page: Page, library: Library) -> Iterator[Fault]:
    """相关文档不存在，或者没有发布。

    “相关文档”（related）和撤下说明里的“替代文档”（successor）都要写已发布文档的编号。

    怎么改：核对编号；那篇还没发布的，先去掉。

    ```bad front
    related: [c99]
    ```
    ```good front
    related: [c01]
    ```
    """
    if not page.entry:
        return
    named: list[tuple[KeyPath, str]] = [
        (("related", number), id_) for number, id_ in enumerate(page.entry.related)
    ]
    if page.entry.withdrawn and page.entry.withdrawn.successor:
        named.append((("withdrawn", "successor"), page.entry.withdrawn.successor))
    for where, id_ in named:
        other = library.by_id(id_)
        if other is None:
            yield Fault(where, f"没有编号为“{id_}”的文档。请核对编号。")
        elif other is page:
            yield Fault(where, f"“{id_}”就是本篇。请删掉。")
        elif page.blocks_publishing and other.entry and not other.entry.listed:
            yield Fault(where, f"“{id_}”的状态是“{other.entry.status}”，读者打不开。请先去掉。")
