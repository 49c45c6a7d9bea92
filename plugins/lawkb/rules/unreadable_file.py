"""F001: the file cannot be read at all."""

from lawkb.fault import Fault
from lawkb.library import Library
from lawkb.page import Parsed
from lawkb.rule import Scope, Severity, rule


@rule("F001", "unreadable-file", Severity.ERROR, Scope.FILE)
def unreadable_file(file: Parsed, _library: Library) -> tuple[Fault, ...]:
    """文件读不出来。

    文件是空的、太大、打不开、不是 UTF-8 编码、前置信息没有结束，或者是指向资料库以外的快捷方式。
    读不出来的文件不会发布，也不能用 allow 放行。

    怎么改：按提示另存为 UTF-8；前置信息的前后各要有一行“---”。

    ```bad file guides/unclosed.md
    ---
    id: g90
    title: 忘了写第二行横线
    ```
    ```good file content/about/contact.md
    ---
    title: 联系我们
    ---

    请拨打热线。
    ```
    """
    return file.faults.get("unreadable-file", ())
