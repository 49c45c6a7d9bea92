"""F004: `key：value` typed with a Chinese colon."""

from lawkb.fault import Fault
from lawkb.library import Library
from lawkb.page import Parsed
from lawkb.rule import Scope, Severity, rule


@rule("F004", "full-width-colon", Severity.ERROR, Scope.FILE)
def full_width_colon(file: Parsed, _library: Library) -> tuple[Fault, ...]:
    """前置信息里用了全角冒号。

    中文输入法打出的“：”程序不认，这一项会整个丢失。

    怎么改：换成半角冒号加一个空格。

    ```bad front
    summary：从证据到法援
    ```
    ```good front
    summary: 从证据到法援：一步一步来
    ```
    """
    return file.faults.get("full-width-colon", ())
