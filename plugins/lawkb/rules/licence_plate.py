"""P604: a vehicle's licence plate."""

import re
from collections.abc import Iterator

from lawkb.fault import Fault
from lawkb.library import Library
from lawkb.page import Parsed
from lawkb.rule import Scope, Severity, rule

_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·•. ]?"
    r"(?=[A-HJ-NP-Z0-9]*\d)[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳](?![A-Za-z0-9])"
)


@rule("P604", "licence-plate", Severity.ERROR, Scope.FILE)
def licence_plate(file: Parsed, _library: Library) -> Iterator[Fault]:
    """出现了车牌号。

    车牌号能查到车主。

    怎么改：写成“某号小型轿车”。

    ```bad
    张某驾驶粤S·A1234警车牌的小型轿车。
    ```
    ```good
    张某驾驶小型轿车（车牌略），案号（2023）粤1971民初1号。
    ```
    """
    for match in _PLATE.finditer(file.source.text):
        yield Fault(match.start(), f"“{match[0][:2]}…”是一个车牌号。请改成“某号小型轿车”。")
