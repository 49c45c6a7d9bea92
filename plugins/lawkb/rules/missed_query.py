"""Q702: a question of `queries.yml` that search does not answer."""

from collections.abc import Iterator

from lawkb.fault import Fault
from lawkb.library import Library
from lawkb.page import Parsed
from lawkb.registry import Queries
from lawkb.rule import Reach, Scope, Severity, rule


@rule("Q702", "missed-query", Severity.ERROR, Scope.FILE, reach=Reach.WHOLE)
def missed_query(file: Parsed, library: Library) -> Iterator[Fault]:
    """考题搜不到答案。

    `content/_data/queries.yml` 里的每一个问题，写明的文档至少要有一篇排进前五。文档都还没有发布的，这一题先跳过，
    列在[资料库现状](/editors/coverage/)里。

    怎么改：先看这一篇该不该搜到。该搜到的，把村民的说法加进话题同义词、检索词或者 `thesaurus.yml`；不该的，改考题里的文档。
    文档超过 300 篇时，检查不试这一条。

    ```bad file content/_data/queries.yml
    queries:
      - {query: 农药喷到鱼塘里, documents: [p01]}
    ```
    ```good file content/_data/queries.yml
    queries:
      - {query: 老板不发工钱, documents: [q01, g05]}
      - {query: 狗咬人, documents: [q12]}
    ```
    """
    if not isinstance(file.value, Queries):
        return
    published = {page.id for page in library.listed}
    numbers = {asked.query: number for number, asked in enumerate(file.value.queries)}
    for asked, first in library.search.unanswered:
        if wanted := [id_ for id_ in asked.documents if id_ in published]:
            yield Fault(
                ("queries", numbers[asked.query], "query"),
                f"搜“{asked.query}”，前五位是{'、'.join(first) or '什么也没有'}，没有{'、'.join(wanted)}。",
            )
