"""T507: half-width punctuation in Chinese text."""

from collections.abc import Iterator

from lawkb import typography
from lawkb.fault import Fault
from lawkb.library import Library
from lawkb.page import Page
from lawkb.rule import Severity, rule


@rule("T507", "half-width-punctuation", Severity.WARNING)
def half_width_punctuation(page: Page, _library: Library) -> Iterator[Fault]:
    """汉字之间用了半角标点。

    中文里的逗号、分号、冒号、问号、叹号、括号和引号用全角。从网上、从聊天记录粘贴来的常常是半角，朗读会停错地方。

    怎么改：换成全角。`lawkb check --fix` 可以一次改完；代码、链接和前置信息不动。

    ```bad
    先取证,再投诉;别等.
    ```
    ```bad
    张某(以下简称甲方)说"下个月给"。
    ```
    ```good
    先取证，再投诉；看[材料](#材料清单)，写 `a, b` 也行。电话 12348，3.5元。
    ```
    """
    for slip in typography.points(page.source):
        message = f"这里用了半角的“{slip.found}”，请换成全角的“{slip.wanted}”。--fix 可以自动改。"
        yield Fault(slip.start, message)
