"""S302: a heading with nothing under it."""

from collections.abc import Iterator

from lawkb import outline
from lawkb.fault import Fault
from lawkb.library import Library
from lawkb.page import Page
from lawkb.rule import Severity, rule


@rule("S302", "empty-section", Severity.ERROR)
def empty_section(page: Page, _library: Library) -> Iterator[Fault]:
    """小标题下面没有内容。

    读者点开目录，看到一片空白，会以为网站坏了。

    怎么改：写上内容；确实没有可写的，就写明“没有”以及为什么。

    ```bad
    ### 几个例外
    ```
    ```good
    ### 几个例外

    目前没有发现例外。
    ```
    """
    for section in page.sections if page.type else ():
        if not outline.inside(page.source, section).strip():
            yield Fault(section.start, f"小标题“{section.title}”下面没有内容。请补写。")
