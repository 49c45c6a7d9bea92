"""F014: a file among the pages that no page uses."""

from lawkb.fault import Fault
from lawkb.library import Library
from lawkb.page import Parsed
from lawkb.rule import Scope, Severity, rule


@rule("F014", "stray-file", Severity.WARNING, Scope.FILE)
def stray_file(file: Parsed, _library: Library) -> tuple[Fault, ...]:
    """文件夹里有一个没有页面用到的文件。

    图片和附件要在正文里链接才会发布。没有链接的文件不发布，多半是忘了链接、忘了删，或者文件名没有写 `.md`；
    放在这里的 Word 原稿、身份证照片之类，请尽快移走。

    ```bad file guides/deposit
    忘了写扩展名。
    ```
    ```good file content/about/plain.md
    ---
    title: 说明
    ---

    文字。
    ```
    """
    return file.faults.get("stray-file", ())
