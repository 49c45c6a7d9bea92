"""C103: an article whose number now belongs to another rule."""

from collections.abc import Iterator

from lawkb import records, status
from lawkb.fault import Fault
from lawkb.laws import Article, Law, Version
from lawkb.library import Library
from lawkb.page import Parsed
from lawkb.rule import Scope, Severity, rule
from lawkb.status import Standing, State


@rule("C103", "moved-article", Severity.ERROR, scope=Scope.FILE)
def moved_article(file: Parsed, library: Library) -> Iterator[Fault]:
    """条号已经变了，这个条号现在是另一条。

    法律修改后常常重新编号。例如《治安管理处罚法》2026年1月1日起从119条变成144条：原第四十三条（殴打他人）现在是第五十一条，
    而现在的第四十三条讲的是别的事。条号看着没错，意思全变了。

    两种情形会提示：页面写成以后法律重新编号了；或者法律两年内刚重新编号，页面没有写明用的是新条号还是旧条号。

    事实表、术语表、日历里的依据也查；在那里，写明的版本只管同一条。

    怎么改：打开现行条文核对。确实要引现行的这一条，在本页引用这部法律的地方写明版本，如《治安管理处罚法》（2025年修订）。

    ```bad
    依照《治安管理处罚法》第四十三条，对殴打他人的处以拘留。
    ```
    ```bad file guides/old.md
    ---
    id: g77
    type: guide
    law_as_of: 2025-12-01
    ---
    依照《治安管理处罚法》第四十三条，对殴打他人的处以拘留。
    ```
    ```good
    依照《治安管理处罚法》（2025年修订）第五十一条，对殴打他人的处以拘留。
    ```
    """
    record = records.finder(file)
    aware = {
        (standing.law.id, id(record(standing.citation.start)))
        for standing in library.standings(file)
        if standing.law and standing.citation.version and standing.then is standing.now
    }
    for standing in library.standings(file):
        law, article = standing.law, standing.article
        if law is None or article is None:
            continue
        if standing.state is State.MOVED:
            yield Fault(standing.citation.start, _moved(standing, law))
        elif standing.state is State.GONE:
            message = f"《{law.short}》原第{article}条在现行版本里已经删去。请打开现行条文核对。"
            yield Fault(standing.citation.start, message)
        elif (
            standing.state is State.STANDS
            and (law.id, id(record(standing.citation.start))) not in aware
        ):
            formerly = status.formerly(law, article, library.today)
            if formerly and standing.then is standing.now:
                yield Fault(standing.citation.start, _renumbered(standing, law, *formerly))


def _moved(standing: Standing, law: Law) -> str:
    since = standing.now.effective if standing.now else ""
    return (
        f"《{law.short}》自 {since} 起重新编号，写作时的第{standing.article}条现在是第{standing.today}条，"
        f"现在的第{standing.article}条是另一条。请打开现行条文核对后改写。"
    )


def _renumbered(standing: Standing, law: Law, today: Article, version: Version) -> str:
    year = version.adopted.year if version.adopted else ""
    return (
        f"《{law.short}》自 {version.effective} 起重新编号：原第{standing.article}条现在是第{today}条，"
        f"现在的第{standing.article}条是另一条。请核对指的是哪一条；确实指现行条文的，"
        f"写明版本：《{law.short}》（{year}年修订）。"
    )
