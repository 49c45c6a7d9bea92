"""P601: an identity card number."""

import re
from collections.abc import Iterator

from lawkb import personal
from lawkb.fault import Fault
from lawkb.library import Library
from lawkb.page import Parsed
from lawkb.rule import Scope, Severity, rule

_NUMBER = re.compile(
    r"[1-9](?<![0-9A-Za-z].)\d{5}[ -]?(?:18|19|20)\d{6}[ -]?\d{3}[\dXx](?![0-9A-Za-z])"
)


@rule("P601", "identity-number", Severity.ERROR, Scope.FILE)
def identity_number(file: Parsed, _library: Library) -> Iterator[Fault]:
    """出现了身份证号码。

    身份证号码是个人信息，任何页面都不能有，草稿也不能有：文件一旦提交就很难彻底删除。
    只认校验位正确的18位号码。

    怎么改：删掉，需要时写“身份证号略”。

    ```bad
    张某，身份证号11010519491231002X。
    ```
    ```good
    张某，身份证号略；合同编号110105194912310021。
    ```
    """
    text = file.source.half_width
    for match in _NUMBER.finditer(text):
        number = personal.bare(match[0]).upper()
        if personal.is_identity_number(number):
            shown = f"{number[:4]}…{number[-2:]}"
            yield Fault(match.start(), f"“{shown}”是一个身份证号码。请删掉，需要时写“身份证号略”。")
