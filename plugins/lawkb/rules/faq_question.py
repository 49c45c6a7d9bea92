"""S305: an FAQ heading that is no question, or has no answer right below it."""

import re
from collections.abc import Iterator

from lawkb.fault import Fault
from lawkb.library import Library
from lawkb.models import Faq
from lawkb.outline import Section
from lawkb.page import Page
from lawkb.rule import Severity, rule

_LIST_OR_HEADING = re.compile(r"(?:#|[-*+]\s|\d+[.、)]|\||!!!|>)")


@rule("S305", "faq-question", Severity.ERROR)
def faq_question(page: Page, _library: Library) -> Iterator[Fault]:
    """常见问题的写法不对。

    二级标题是村民会问的话，以问号结尾；紧接着的第一段就是答案，先说结论。
    再往下可以用三级标题写“怎么做”“期限”“带什么”“找谁”“法律依据”，次序不变。

    ```bad faq body
    ## 关于押金

    押金可以要回来。
    ```
    ```bad faq body
    ## 房东不退押金怎么办？

    ### 怎么做

    1. 先发消息要。
    ```
    ```good faq body
    ## 房东不退押金怎么办？

    押金应当按合同退。先书面要，要不回来再调解或起诉。

    ### 怎么做

    1. 先发消息要。
    ```
    """
    if page.type is not Faq:
        return
    questions = [section for section in page.sections if section.level == 2]  # noqa: PLR2004 - `##`
    if not questions and page.source.body:
        yield Fault(
            page.source.body_start,
            "这里还没有问题。请用二级标题写问题，例如“## 房东不退押金怎么办？”。",
        )
    for section in questions:
        if not section.title.endswith(("？", "?")):
            yield Fault(
                section.start, f"“{section.title}”不是一个问题。请写成村民会问的话，以“？”结尾。"
            )
        elif _LIST_OR_HEADING.match(page.source.text[section.content : section.end].lstrip()):
            yield Fault(
                section.start, f"“{section.title}”下面没有先给答案。请先用一段话说结论，再写步骤。"
            )
    yield from _parts(page.sections)


def _parts(sections: tuple[Section, ...]) -> Iterator[Fault]:
    last = -1
    for section in sections:
        if section.level == 2:  # noqa: PLR2004 - `##`
            last = -1
        elif section.level == 3:  # noqa: PLR2004 - `###`
            if section.title not in Faq.parts:
                yield Fault(
                    section.start,
                    f"“{section.title}”不在可用的小标题里。请从这些里选：{'、'.join(Faq.parts)}。",
                )
                continue
            if Faq.parts.index(section.title) < last:
                yield Fault(
                    section.start, f"“{section.title}”的次序不对。次序是：{'、'.join(Faq.parts)}。"
                )
            last = Faq.parts.index(section.title)
