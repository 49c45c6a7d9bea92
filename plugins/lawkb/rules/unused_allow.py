"""A901: an allow that silences nothing."""

import difflib
from collections.abc import Iterator

from lawkb.allow import Allow
from lawkb.fault import Fault
from lawkb.rule import Scope, Severity, rule


@rule("A901", "unused-allow", Severity.WARNING, Scope.ALLOW)
def unused_allow(allow: Allow, silenced: int) -> Iterator[Fault]:
    """放行标记没有用上。

    `<!-- allow 规则名: 理由 -->` 放行它所在的一行；单独成行时，放行下一段。
    没有用上，要么是规则名写错了，要么是问题已经改好，标记忘了删。

    ```bad
    <!-- allow placeholder-text: 举例 -->
    这里没有占位文字。
    ```
    ```good
    <!-- allow placeholder-text: 讲的就是这个词 -->
    文中写“待补充”的地方不能发布。
    ```
    """
    if silenced:
        return
    from lawkb.rules import RULES  # noqa: PLC0415 - the catalogue lists this rule, too

    names = [rule.name for rule in RULES]
    close = difflib.get_close_matches(allow.name, names, n=1)
    if allow.name not in names:
        hint = f"是不是想写“{close[0]}”？" if close else "请照提示末尾括号里的英文名写。"
        yield Fault(allow.start, f"没有叫“{allow.name}”的规则。{hint}")
    else:
        yield Fault(
            allow.start,
            f"这个“{allow.name}”的放行标记没有用上。请删掉，或者移到要放行的那一段前面。",
        )
