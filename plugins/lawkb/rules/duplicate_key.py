"""F005: a key stands twice."""

from lawkb.fault import Fault
from lawkb.library import Library
from lawkb.page import Parsed
from lawkb.rule import Scope, Severity, rule


@rule("F005", "duplicate-key", Severity.ERROR, Scope.FILE)
def duplicate_key(file: Parsed, _library: Library) -> tuple[Fault, ...]:
    """同一项写了两遍。

    两个值里只有一个会算数，另一个会悄悄丢失。

    怎么改：合并成一个，或者删掉多余的。

    ```bad front
    region: 全国
    region: 全市
    ```
    ```good front
    region: 全市
    ```
    """
    return file.faults.get("duplicate-key", ())
