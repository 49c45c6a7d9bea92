"""L209: a shared passage inserted where it cannot stand, or written as it cannot be inserted."""

from collections.abc import Iterator

from lawkb import inserts
from lawkb.fault import Fault
from lawkb.library import Library
from lawkb.models import Snippet
from lawkb.page import Page
from lawkb.rule import Severity, rule


@rule("L209", "misplaced-passage", Severity.ERROR)
def misplaced_passage(page: Page, library: Library) -> Iterator[Fault]:
    """共用段落用错了地方。

    `content/_data/snippets/` 里的共用段落是一整段话，引用它的 `{{ 代号 }}` 要单独占一行。
    共用段落里可以引用事实，不能再引用别的共用段落，也不能有小标题；代号不能和事实的代号相同。

    怎么改：把引用移到单独的一行；几页共用的只是一个数，就登记成事实。

    ```bad
    先想好 {{ where-to-ask }} 再去。
    ```
    ```bad file content/_data/snippets/nested.md
    ---
    title: 引用了别的段落
    law_as_of: 2026-11-01
    ---

    {{ where-to-ask }}
    ```
    ```bad file content/_data/snippets/hotline-12348.md
    ---
    title: 和事实同名
    law_as_of: 2026-11-01
    ---

    打电话。
    ```
    ```good
    {{ where-to-ask }}
    ```
    """
    shared = page.model is Snippet
    for start, end, id_ in page.inserts if library.snippets else ():
        if id_ not in library.snippets:
            continue
        if shared:
            yield Fault(start, f"共用段落里不能再引用共用段落“{id_}”。请直接写出来。")
        elif not inserts.stands_alone(page.source, start, end):
            yield Fault(start, f"“{id_}”是一整段话，前后不能有别的字。请让它单独占一行。")
    if shared and page.sections:
        yield Fault(
            page.sections[0].start, "共用段落里不能有小标题，目录里会找不到。请改成普通的段落。"
        )
    name = page.path.rpartition("/")[2].removesuffix(".md")
    if shared and name in library.facts.by_id:
        yield Fault(0, f"事实表里已经有“{name}”，引用时分不清。请给这个文件改名。")
