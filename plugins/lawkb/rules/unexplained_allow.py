"""A902: an allow without a reason."""

from collections.abc import Iterator

from lawkb.allow import Allow
from lawkb.fault import Fault
from lawkb.rule import Scope, Severity, rule

_SHORTEST = 2


@rule("A902", "unexplained-allow", Severity.ERROR, Scope.ALLOW)
def unexplained_allow(allow: Allow, _silenced: int) -> Iterator[Fault]:
    """放行标记没有写理由。

    放行等于说“我知道，这是故意的”。后来的人要知道为什么。

    怎么改：在冒号后面写一句理由。

    ```bad
    <!-- allow placeholder-text -->
    文中写“待补充”的地方不能发布。
    ```
    ```good
    <!-- allow placeholder-text: 讲的就是这个词 -->
    文中写“待补充”的地方不能发布。
    ```
    """
    if len(allow.reason) < _SHORTEST:
        yield Fault(
            allow.start, f"放行“{allow.name}”没有写理由。请写成 <!-- allow {allow.name}: 理由 -->。"
        )
