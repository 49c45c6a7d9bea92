"""T503: a sentence that a villager loses the thread of."""

from collections.abc import Iterator

from lawkb import plain
from lawkb.fault import Fault
from lawkb.library import Library
from lawkb.page import Page
from lawkb.rule import Severity, rule

LONGEST = 40


@rule("T503", "long-sentence", Severity.WARNING)
def long_sentence(page: Page, _library: Library) -> Iterator[Fault]:
    """给村民看的页面上，句子太长。

    一句话超过40个字，在手机上要占三四行，念出来也要换几口气。只查层级是“公众”的文档；两个句末标点（。！？；）之间算一句，
    法律的名称和条号不算，“法律依据”和文书的样张不查。

    怎么改：一句只说一件事，把条件和结果拆成两句，或者改成列表。

    ```bad faq
    你应当在知道或者应当知道自己的权利受到侵害的那一天起的一年以内向劳动合同履行地的仲裁委员会提出书面的申请。
    ```
    ```good faq
    一年之内去申请仲裁。从你知道工资被拖那天算起。
    ```
    ```good faq
    依据是《保障农民工工资支付条例》和《中华人民共和国劳动争议调解仲裁法》以及《工程建设领域农民工工资专用账户管理暂行办法》。
    ```
    """
    for start, length in plain.sentences(page):
        if length > LONGEST:
            yield Fault(start, f"这一句有 {length} 个字，最好不超过 {LONGEST} 个。请拆成两句。")
