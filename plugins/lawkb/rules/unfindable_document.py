"""Q701: a published document that its own words do not find."""

from collections.abc import Iterator

from lawkb.fault import Fault, Where
from lawkb.library import Library
from lawkb.models import Faq
from lawkb.page import Page
from lawkb.rule import Reach, Severity, rule
from lawkb.search.engine import SEEN


@rule("Q701", "unfindable-document", Severity.WARNING, reach=Reach.WHOLE)
def unfindable_document(page: Page, library: Library) -> Iterator[Fault]:
    """用文档自己的话搜不到它。

    已发布的文档，搜它的标题、百姓说法、全部检索词，或者常见问题里的每一个问题，它都应当排在前三位；排不到，
    读者多半也找不到。

    怎么改：标题和百姓说法写得具体一些，不要和别的文档一样；检索词写这一篇特有的话，不要写哪一篇都有的词。
    文档超过 300 篇时，检查不试这一条：那时每一个词都有许多篇同样好的答案。

    ```bad front
    plain_title: ？？？
    ```
    ```good front
    plain_title: 老板拖欠工资怎么办
    keywords: [支付令, 加付赔偿金]
    ```
    """
    if page.entry is None or not page.entry.listed or not library.search.is_small:
        return
    for where, words in _own_words(page):
        first = library.search.documents(words)[:SEEN]
        if page not in first:
            better = "、".join(found.id or "" for found in first) or "什么也没有"
            yield Fault(
                where, f"搜“{words}”，前三位是{better}，没有本文。请改得更具体，让人搜得到这一篇。"
            )


def _own_words(page: Page) -> Iterator[tuple[Where, str]]:
    entry = page.entry
    assert entry
    yield ("title",), entry.title
    yield ("plain_title",), entry.plain_title
    if entry.keywords:
        yield ("keywords",), " ".join(entry.keywords)
    if page.type is Faq:
        for section in page.sections:
            if section.level == 2:  # noqa: PLR2004 - `##`
                yield section.start, section.title
