"""T506: 的……的……的, a noun that hangs on a noun that hangs on a noun."""

import re
from collections.abc import Iterator

from lawkb import plain
from lawkb.fault import Fault
from lawkb.library import Library
from lawkb.page import Page
from lawkb.rule import Severity, rule

# A verb inside makes it a clause: 欠的钱是张某的 is no chain.
_LINK = r"(?:(?![的是有在了就也会把给让要和与或不没])[一-龥]){1,6}(?<!目)的(?![确士话])"
_CHAIN = re.compile(rf"(?:{_LINK}){{3,}}(?=[一-龥])")


@rule("T506", "chained-particles", Severity.WARNING)
def chained_particles(page: Page, _library: Library) -> Iterator[Fault]:
    """给村民看的页面上，“的”字连成一串。

    “公司的员工的工资的标准”，要倒着读才明白。只查层级是“公众”的文档，连着三个“的”才提示。

    怎么改：去掉能去掉的“的”，或者拆成两句。

    ```bad faq
    先看公司员工的劳动合同的约定的工资数额。
    ```
    ```good faq
    先看劳动合同约定的工资数额。
    ```
    ```good faq
    欠的钱是张某的，借条是李某的，都要写清。
    ```
    """
    for match in _CHAIN.finditer(plain.text(page)):
        yield Fault(match.start(), f"“{match[0]}”里“的”字太多。请去掉几个，或者拆成两句。")
