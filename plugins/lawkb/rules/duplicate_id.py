"""F010: two documents with one id."""

from collections.abc import Iterator

from lawkb.fault import Fault
from lawkb.library import Library
from lawkb.page import Page
from lawkb.rule import Severity, rule


@rule("F010", "duplicate-id", Severity.ERROR)
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
    others = [other.path for other in library.ids.get(page.id or "", ()) if other != page]
    if others:
        used = "、".join(others)
        yield Fault(("id",), f"编号“{page.id}”已经被 {used} 使用。请给后写的那篇换一个编号。")
