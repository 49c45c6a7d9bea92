"""P602: a mobile telephone number."""

import re
from collections.abc import Iterator

from lawkb import personal
from lawkb.fault import Fault
from lawkb.library import Library
from lawkb.page import Parsed
from lawkb.rule import Scope, Severity, rule

_ALONE = r"(?<![\dA-Za-z.].)"
"""Behind the first character: by that one `re` skips all others."""

_NUMBER = re.compile(
    rf"(?:\+{_ALONE}86[ -]?1|8{_ALONE}6[ -]?1|1{_ALONE})[3-9]\d(?:[ -]?\d{{4}}){{2}}"
    r"(?![\dA-Za-z]|\s*[万亿]?元)"
)


@rule("P602", "mobile-number", Severity.ERROR, Scope.FILE)
def mobile_number(file: Parsed, library: Library) -> Iterator[Fault]:
    """出现了手机号码。

    手机号码是个人信息，也很快会换人。公开的热线（12348、110等）不受影响；
    经本人同意对外公布的值班电话，登记在事实表里再引用。

    怎么改：删掉，改写热线，或者用 `{{ 代号 }}` 引用登记过的电话。

    ```bad
    联系人张某，电话13800138000。
    ```
    ```good
    拨打12348，或者准备13800138000元。
    ```
    """
    for match in _NUMBER.finditer(file.source.half_width):
        if personal.bare(match[0])[-11:] not in _public(library):
            yield Fault(
                match.start(),
                f"“{match[0][:3]}…{match[0][-2:]}”是一个手机号码。请删掉，或者改写热线。",
            )


def _public(library: Library) -> set[str]:
    return {personal.bare(fact.value) for fact in library.facts.facts if fact.verified_on}
