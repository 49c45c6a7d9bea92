"""L204: an image that says nothing to those who cannot see it."""

from collections.abc import Iterator

from lawkb.fault import Fault
from lawkb.library import Library
from lawkb.page import Page
from lawkb.rule import Severity, rule


@rule("L204", "missing-alt-text", Severity.ERROR)
def missing_alt_text(page: Page, _library: Library) -> Iterator[Fault]:
    """图片没有文字说明。

    看不见图片的人（盲人、网慢图片没加载出来的人）只能读到这段文字。

    怎么改：在方括号里写图上说了什么，不要写“图片”“image”。

    ```bad
    ![](images/flow.png) <!-- allow missing-image: 示例图片 -->
    ```
    ```good
    ![劳动仲裁流程：申请、受理、开庭、裁决](images/flow.png) <!-- allow missing-image: 示例图片 -->
    ```
    """
    for link in page.links:
        if link.image and link.text.strip().lower() in {"", "图片", "图", "image", "img", "alt"}:
            yield Fault(
                link.start, f"图片“{link.target}”没有文字说明。请在方括号里写清图上的内容。"
            )
