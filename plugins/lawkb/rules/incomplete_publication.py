"""F013: a published or withdrawn document that does not say what readers must be able to see."""

from collections.abc import Iterator

from lawkb import messages
from lawkb.fault import Fault
from lawkb.fields import Status
from lawkb.library import Library
from lawkb.page import Page
from lawkb.rule import Severity, rule

_NEEDED = {
    Status.PUBLISHED: ("published", "changes", "law_as_of", "review_due"),
    Status.WITHDRAWN: ("withdrawn",),
}


@rule("F013", "incomplete-publication", Severity.ERROR)
def incomplete_publication(page: Page, _library: Library) -> Iterator[Fault]:
    """发布或者撤下的文档，该写明的没有写。

    “已发布”的，读者要看得到：哪天发布、改过什么、法律以哪一天为准、下次什么时候复核。
    “已撤下”的，要写明哪天撤下、为什么，有替代文档的写编号。

    ```bad front
    review_due:
    ```
    ```bad front
    status: 已撤下
    ```
    ```good front
    status: 草稿
    review_due:
    ```
    """
    meta = page.source.meta
    needed = {status.value: names for status, names in _NEEDED.items()}
    for name in needed.get(str(meta.get("status")), ()) if page.type else ():
        if not meta.get(name):
            label = messages.label(page.model, (name,))
            example = messages.example(name, messages.field_at(page.model, (name,)))
            yield Fault(
                ("status",), f"“{meta['status']}”的文档必须写明{label}。请补上，例如：{example}。"
            )
