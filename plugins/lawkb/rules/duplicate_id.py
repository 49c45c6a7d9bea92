"""F010: two documents with one id."""

from collections.abc import Iterator

from lawkb.fault import Fault
from lawkb.library import Library
from lawkb.page import Page
from lawkb.rule import Reach, Severity, rule


@rule("F010", "duplicate-id", Severity.ERROR, reach=Reach.OTHERS)
def duplicate_id(page: Page, library: Library) -> Iterator[Fault]:
    """两篇文档用了同一个编号。

    编号就是网址，两篇会互相覆盖。已经发布过的那篇不能改编号，否则印在纸上的网址会失效。

    怎么改：给后写的那篇换一个没用过的编号；`lawkb new` 会自动取号。

    ```bad file guides/second.md
    ---
    id: g01
    type: guide
    ---
    ```
    ```good front
    id: g02
    ```
    """
    claiming = library.ids.get(page.id or "", ())
    if len(claiming) > 1:
        keeper = min(claiming, key=_seniority)
        others = "、".join(other.path for other in claiming if other is not page)
        change = (
            f"请改那一篇的编号，本篇（{page.path}）保留。"
            if page is keeper
            else "请给本篇换一个编号。"
        )
        yield Fault(("id",), f"编号“{page.id}”同时写在 {others} 里。{change}")


def _seniority(page: Page) -> tuple[bool, str, str]:
    """A published document keeps its id, the earlier the better: it may be printed somewhere."""
    published = page.source.meta.get("published")
    return (not published, str(published), page.path)
