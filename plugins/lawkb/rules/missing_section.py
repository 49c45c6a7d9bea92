"""S301: a section that the type requires is not there."""

from collections.abc import Iterator

from lawkb.fault import Fault
from lawkb.library import Library
from lawkb.page import Page
from lawkb.rule import Severity, rule


@rule("S301", "missing-section", Severity.ERROR)
def missing_section(page: Page, _library: Library) -> Iterator[Fault]:
    """缺少必有的小标题，或者次序不对。

    同一类文档的小标题相同、次序相同，值班时才能一眼找到“期限”“材料”在哪里。

    怎么改：补上提示的二级标题（`## 名称`），文字要一模一样。

    ```bad case body
    ## 基本案情

    张某与甲公司发生争议。
    ```
    ```good case body
    ## 基本案情

    张某与甲公司发生争议。

    ## 争议焦点

    工资由谁支付。

    ## 处理结果

    双方达成调解。

    ## 法律依据

    《劳动法》第五十条。

    ## 启示

    先固定证据。
    ```
    """
    if page.type is None or not page.source.body:
        return
    present = [section for section in page.sections if section.level == 2]  # noqa: PLR2004 - `##`
    titles = [section.title for section in present]
    missing = [title for title in page.type.sections if title not in titles]
    if missing:
        names = "、".join(f"“## {title}”" for title in missing)
        yield Fault(_start(page), f"{page.type.label}缺少小标题：{names}。请补上。")
    required = [section for section in present if section.title in page.type.sections]
    order = [title for title in page.type.sections if title in titles]
    for section, expected in zip(required, order, strict=False):
        if section.title != expected:
            yield Fault(
                section.start, f"小标题的次序不对：这里应当是“{expected}”，不是“{section.title}”。"
            )
            return


def _start(page: Page) -> int:
    """The first line of the body that says something."""
    body = page.source.body
    return page.source.body_start + len(body) - len(body.lstrip())
