"""T508: the brackets around the year of a document number or a case number."""

from collections.abc import Iterator

from lawkb import typography
from lawkb.fault import Fault
from lawkb.library import Library
from lawkb.page import Page
from lawkb.rule import Severity, rule


@rule("T508", "wrong-brackets", Severity.WARNING)
def wrong_brackets(page: Page, _library: Library) -> Iterator[Fault]:
    """文号、案号的括号不对。

    公文文号的年份用六角括号：东司字〔2016〕30号。法院案号的年份用全角圆括号：（2023）粤1971民初1号。写错了，按文号搜不到。

    怎么改：照上面改。`lawkb check --fix` 可以自动改。

    ```bad
    见东司字[2016]30号。
    ```
    ```bad
    见法释（2025）12号。
    ```
    ```bad
    案号：〔2023〕粤1971民初1号。
    ```
    ```good
    见东司字〔2016〕30号；案号：（2023）粤1971民初1号；《安全生产法》（2021年修正）第二条。
    ```
    """
    for slip in typography.brackets(page.source):
        message = f"“{slip.found}”的括号不对，请写成“{slip.wanted}”。--fix 可以自动改。"
        yield Fault(slip.start, message)
