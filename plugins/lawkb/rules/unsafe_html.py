"""T502: HTML that the site would strip or that could run."""

import re
from collections.abc import Iterator

from lawkb import html
from lawkb.fault import Fault
from lawkb.library import Library
from lawkb.page import Page
from lawkb.rule import Severity, rule

_TAG = re.compile(
    r"<(?P<name>(?!mailto:)[A-Za-z][A-Za-z0-9-]{0,30}(?::[A-Za-z][A-Za-z0-9-]{0,30})?)(?=[\s/>])(?P<attributes>[^<>]{0,2000})>?"
)
_HANDLER = re.compile(r"\bon[a-z]{3,20}\s*=|\bstyle\s*=", re.IGNORECASE)


@rule("T502", "unsafe-html", Severity.ERROR)
def unsafe_html(page: Page, _library: Library) -> Iterator[Fault]:
    """正文里有不能用的网页代码。

    从网页或 Word 粘贴时，会带进 `<script>`、`<o:p>`、`<span style=…>` 之类的代码。
    有的会在读者手机上运行程序，有的会让页面变形；发布时都会被删掉，连同里面的字。

    怎么改：删掉尖括号里的代码，只留文字。想写“小于号”，请写成全角“＜”。

    ```bad
    <script>alert(1)</script>
    ```
    ```bad
    <span style="font-family:仿宋">申请人</span>
    ```
    ```good
    申请人应当在一年内提出。
    ```
    """
    for match in _TAG.finditer(page.source.prose, page.source.body_start):
        if match["name"].lower() not in html.TAGS:
            yield Fault(
                match.start(),
                f"“<{match['name']}>”这种网页代码不能用，发布时会被删掉。请去掉它，只留文字。",
            )
        elif handler := _HANDLER.search(match["attributes"]):
            yield Fault(
                match.start(), f"“<{match['name']}>”里的“{handler[0]}”不能用。请去掉它，只留文字。"
            )
