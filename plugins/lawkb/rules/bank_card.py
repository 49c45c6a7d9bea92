"""P603: a bank card number."""

import re
from collections.abc import Iterator

from lawkb import personal
from lawkb.fault import Fault
from lawkb.library import Library
from lawkb.page import Parsed
from lawkb.rule import Scope, Severity, rule

_NUMBER = re.compile(
    r"[3-6](?<![\dA-Za-z.].)(?:(?<=6)2|(?<!6)\d)\d{2}(?:[ -]?\d{4}){2}(?:[ -]?\d{1,4}){1,2}(?![\dA-Za-z])"
)


@rule("P603", "bank-card", Severity.ERROR, Scope.FILE)
def bank_card(file: Parsed, _library: Library) -> Iterator[Fault]:
    """出现了银行卡号。

    只认通过校验的16到19位卡号。

    怎么改：删掉，需要时写“账号略”。

    ```bad
    转入账户 6222 0212 3456 7890 128。
    ```
    ```good
    转入张某的银行账户（账号略）。
    ```
    """
    for match in _NUMBER.finditer(file.source.half_width):
        number = personal.bare(match[0])
        if personal.is_bank_card(number):
            yield Fault(
                match.start(),
                f"“{number[:4]}…{number[-2:]}”像是一个银行卡号。请删掉，需要时写“账号略”。",
            )
