"""F006: a key that the type does not know."""

from lawkb.fault import Fault
from lawkb.library import Library
from lawkb.page import Parsed
from lawkb.rule import Scope, Severity, rule


@rule("F006", "unknown-key", Severity.ERROR, Scope.FILE)
def unknown_key(file: Parsed, _library: Library) -> tuple[Fault, ...]:
    """有一项的名称程序不认识。

    多半是打错了字，或者把别的类型的项目写到了这里。不认识的内容不会显示在网站上。

    怎么改：照提示里最接近的名称改；确实不需要就删掉。

    ```bad front
    sumary: 少打了一个字母
    ```
    ```good front
    summary: 名称写对了
    ```
    """
    return file.faults.get("unknown-key", ())
