"""F003: the front matter, or a registry, is not YAML."""

from lawkb.fault import Fault
from lawkb.library import Library
from lawkb.page import Parsed
from lawkb.rule import Scope, Severity, rule


@rule("F003", "front-matter-syntax", Severity.ERROR, Scope.FILE)
def front_matter_syntax(file: Parsed, _library: Library) -> tuple[Fault, ...]:
    """前置信息的写法程序读不懂。

    每一项写成“名称: 内容”，半角冒号后面空一格；下级缩进两个空格；列表一行一个“- ”，或者写成 `[甲, 乙]`。
    内容里有冒号加空格，或者以 `@`、`*`、`&` 等符号开头时，要给整段内容加半角引号。

    ```bad front
    summary: 第一步: 先取证
    ```
    ```good front
    summary: "第一步: 先取证"
    ```
    """
    return file.faults.get("front-matter-syntax", ())
