"""L207: `{{ id }}` of a fact or passage that nobody registered."""

import difflib
import re
from collections.abc import Iterator

from lawkb.fault import Fault
from lawkb.library import Library
from lawkb.page import Page
from lawkb.registry import Facts
from lawkb.rule import Severity, rule


@rule("L207", "unknown-fact", Severity.ERROR)
def unknown_fact(page: Page, library: Library) -> Iterator[Fault]:
    """引用的事实没有登记。

    `{{ 代号 }}` 会换成事实表 `content/_data/facts.yml` 里的值，或者 `content/_data/snippets/` 里那一段共用的话。
    没有登记的代号，读者会看到一个空洞。

    怎么改：照提示里最接近的代号改，或者先登记。

    ```bad
    拨打 {{ hotline-12345678 }}。
    ```
    ```good
    拨打 {{ hotline-12348 }}。
    ```
    """
    front = page.source.text[: page.source.body_start]
    for match in re.finditer(r"\{\{[^{}\n]*\}\}", front):
        yield Fault(
            match.start(), f"“{match[0]}”写在前置信息里不会换成事实。请直接写出来，或者移到正文。"
        )
    for section in page.sections:
        if "{{" in section.title:
            yield Fault(
                section.start,
                f"小标题“{section.title}”里不能引用事实，目录和链接会显示代号。请移到正文。",
            )
    for offset, _, id_ in page.inserts if library.is_sound(Facts) else ():
        if id_ not in library.facts.by_id and id_ not in library.snippets:
            yield Fault(offset, f"事实表里没有“{id_}”。{_hint(id_, library)}")


def _hint(id_: str, library: Library) -> str:
    known = {fact.id: fact.name for fact in library.facts.facts}
    known |= dict.fromkeys(library.snippets, "共用段落")
    close = difflib.get_close_matches(id_, known, n=1)
    return (
        f"最接近的是“{close[0]}”（{known[close[0]]}）。" if close else "请先在 facts.yml 里登记。"
    )
