"""S304: a file name that links and other computers trip over."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from lawkb.fault import Fault
from lawkb.library import Library
from lawkb.page import Page
from lawkb.rule import Severity, rule

_UNFIT = re.compile(r"[^\w.-]+")


@rule("S304", "file-name", Severity.ERROR)
def file_name(page: Page, _library: Library) -> Iterator[Fault]:
    """文件名里有空格或特殊符号。

    空格、括号、书名号等会让链接断开，换一台电脑也可能打不开。网址取自编号，与文件名无关，所以改名不影响读者。

    怎么改：照提示改名。用汉字、字母、数字和连字符都可以。

    ```bad file guides/外嫁女 指引（新）.md
    ---
    id: g77
    type: guide
    ---
    ```
    ```good file content/about/关于本库.md
    ---
    title: 关于
    ---

    说明。
    ```
    """
    name = PurePosixPath(page.path).name
    if _UNFIT.search(name):
        better = _UNFIT.sub("-", name).replace("-.", ".").strip("-")
        yield Fault(0, f"文件名“{name}”里有空格或特殊符号。请改名，例如“{better}”。")
