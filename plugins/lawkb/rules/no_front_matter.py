"""F002: a document without front matter."""

from lawkb.fault import Fault
from lawkb.library import Library
from lawkb.page import Parsed
from lawkb.rule import Severity, rule


@rule("F002", "no-front-matter", Severity.ERROR)
def no_front_matter(file: Parsed, _library: Library) -> tuple[Fault, ...]:
    """文档没有前置信息。

    每篇文档开头要有一段前置信息：第一行“---”，一行一项，最后一行“---”。
    横线必须是三个半角减号；Word 会把它自动换成破折号“——”。

    怎么改：用 `lawkb new` 生成一篇空白文档，把正文贴进去。

    ```bad file guides/bare.md
    ## 适用情形

    直接写了正文。
    ```
    ```good front
    summary: 前置信息写在两行“---”之间。
    ```
    """
    return file.faults.get("no-front-matter", ())
