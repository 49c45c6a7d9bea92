"""F012: the home page offers something that does not exist."""

from collections.abc import Iterator

from lawkb import links
from lawkb.fault import Fault
from lawkb.library import Library
from lawkb.links import Link
from lawkb.page import Parsed
from lawkb.registry import FactKind, Facts, Site, Topics
from lawkb.rule import Reach, Scope, Severity, rule


@rule("F012", "broken-reference", Severity.ERROR, Scope.FILE, reach=Reach.OTHERS)
def broken_reference(file: Parsed, library: Library) -> Iterator[Fault]:
    """网站设置里提到的文档、话题或事实不存在。

    首页的“最常问”和热线都写在 `content/_data/site.yml`，写错了首页就会有打不开的链接。

    怎么改：写已发布文档的编号（q01）、话题（labor/wages），或者事实表里的代号。

    ```bad file content/_data/site.yml
    hotline: hotline-12348
    popular:
      - {text: 老板拖欠工资怎么办, to: q99}
    ```
    ```good file content/_data/site.yml
    hotline: hotline-12348
    popular:
      - {text: 老板拖欠工资怎么办, to: labor/wages}
    ```
    """
    if not isinstance(file.value, Site):
        return
    hotline = next((fact for fact in library.facts.facts if fact.id == file.value.hotline), None)
    if hotline and hotline.kind is not FactKind.PHONE:
        yield Fault(("hotline",), f"“{file.value.hotline}”不是电话。请写一个种类为“电话”的事实。")
    if library.is_sound(Facts) and file.value.hotline not in {
        fact.id for fact in library.facts.facts
    }:
        yield Fault(
            ("hotline",), f"事实表里没有“{file.value.hotline}”。请在 facts.yml 里登记这个电话。"
        )
    for number, problem in enumerate(file.value.popular):
        if "/" in problem.to and not library.is_sound(Topics):
            continue
        place = links.resolve(Link(problem.to, 0, 0), None, library)
        if place is None:
            yield Fault(
                ("popular", number, "to"),
                f"“{problem.to}”不存在。请写文档编号（如 q01）或话题（如 labor/wages）。",
            )
        elif place.page and not (place.page.entry and place.page.entry.listed):
            yield Fault(("popular", number, "to"), f"“{problem.to}”还没有发布，首页不能链接到它。")
