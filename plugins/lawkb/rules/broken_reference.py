"""F012: the home page or the calendar offers something that does not exist."""

from collections.abc import Iterator

from lawkb import inserts, links
from lawkb.fault import Fault
from lawkb.library import Library
from lawkb.links import Link
from lawkb.page import Page, Parsed
from lawkb.registry import Calendar, FactKind, Facts, Site, Topics
from lawkb.rule import Reach, Scope, Severity, rule


@rule("F012", "broken-reference", Severity.ERROR, Scope.FILE, reach=Reach.OTHERS)
def broken_reference(file: Parsed, library: Library) -> Iterator[Fault]:
    """网站设置或者日历里提到的文档、话题或事实不存在。

    首页的“最常问”和热线都写在 `content/_data/site.yml`，日程的相关文档写在 `content/_data/calendar.yml`，写错了就会有打不开的链接。

    怎么改：写已发布文档的编号（q01）、话题（labor/wages），或者事实表里的代号。

    ```bad file content/_data/site.yml
    hotline: hotline-12348
    popular:
      - {text: 老板拖欠工资怎么办, to: q99}
    ```
    ```bad file content/_data/calendar.yml
    occasions:
      - id: monthly-check
        title: 每月核查
        audience: [司法分局]
        repeat: 每月
        todo: 值班 {{ no-such-fact }}。
        documents: [q99]
        source: 示例
    ```
    ```good file content/_data/site.yml
    hotline: hotline-12348
    popular:
      - {text: 老板拖欠工资怎么办, to: labor/wages}
    ```
    """
    if isinstance(file.value, Site):
        yield from _site(file.value, library)
    elif isinstance(file.value, Calendar):
        yield from _calendar(file.value, library)


def _site(site: Site, library: Library) -> Iterator[Fault]:
    hotline = library.facts.by_id.get(site.hotline)
    if hotline and hotline.kind is not FactKind.PHONE:
        yield Fault(("hotline",), f"“{site.hotline}”不是电话。请写一个种类为“电话”的事实。")
    if library.is_sound(Facts) and hotline is None:
        yield Fault(("hotline",), f"事实表里没有“{site.hotline}”。请在 facts.yml 里登记这个电话。")
    for number, problem in enumerate(site.popular):
        if "/" in problem.to and not library.is_sound(Topics):
            continue
        place = links.resolve(Link(problem.to, 0, 0), None, library)
        if place is None:
            yield Fault(
                ("popular", number, "to"),
                f"“{problem.to}”不存在。请写文档编号（如 q01）或话题（如 labor/wages）。",
            )
        elif place.page and not _is_listed(place.page):
            yield Fault(("popular", number, "to"), f"“{problem.to}”还没有发布，首页不能链接到它。")


def _calendar(calendar: Calendar, library: Library) -> Iterator[Fault]:
    for number, occasion in enumerate(calendar.occasions):
        for place, id_ in enumerate(occasion.documents):
            if not _is_listed(library.by_id(id_)):
                message = f"“{id_}”不存在，或者还没有发布。请写已发布文档的编号（如 q01）。"
                yield Fault(("occasions", number, "documents", place), message)
        for id_ in inserts.ids(occasion.todo) if library.is_sound(Facts) else ():
            if id_ not in library.facts.by_id:
                yield Fault(("occasions", number, "todo"), f"事实表里没有“{id_}”。请先登记。")


def _is_listed(page: Page | None) -> bool:
    return bool(page and page.entry and page.entry.listed)
