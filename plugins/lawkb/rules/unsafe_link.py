"""L205: a link that runs something instead of opening a page."""

from collections.abc import Iterator

from lawkb import links
from lawkb.fault import Fault
from lawkb.library import Library
from lawkb.page import Page
from lawkb.rule import Severity, rule


@rule("L205", "unsafe-link", Severity.ERROR)
def unsafe_link(page: Page, _library: Library) -> Iterator[Fault]:
    """链接不安全。

    只能链接到网页（http、https）、邮箱（mailto）和电话（tel）。
    `javascript:` 之类的链接会在读者手机上运行程序；`file:` 只在你自己的电脑上打得开。

    ```bad
    [点这里](javascript:alert(1))
    ```
    ```good
    [拨打热线](tel:12348)
    ```
    """
    for link in page.links:
        if link.scheme and link.scheme not in links.SAFE_SCHEMES and not link.image:
            yield Fault(
                link.start,
                f"“{link.scheme}:”开头的链接不安全，已被拒绝。请改成网页、电话或邮箱，或者去掉。",
            )
