"""C101: an article, 款 or 项 that the cited version does not have."""

from collections.abc import Iterator

from lawkb.fault import Fault
from lawkb.laws import Article, Version
from lawkb.library import Library
from lawkb.page import Parsed
from lawkb.rule import Scope, Severity, rule
from lawkb.status import Standing, State


@rule("C101", "unknown-article", Severity.ERROR, scope=Scope.FILE)
def unknown_article(file: Parsed, library: Library) -> Iterator[Fault]:
    """引用的条、款、项不存在。

    按“法律状态截至”那一天有效的版本核对：有没有这一条，这一条有没有这么多款、这么多项。
    多半是条号打错，或者记的是别的法律、别的版本。

    怎么改：打开那一版的条文核对；引用旧版的，写明年份，如《民事诉讼法》（2021年修正）。

    ```bad
    《劳动合同法》第三百九十条规定了经济补偿。
    ```
    ```bad
    《劳动合同法》第三十条第五款规定了支付令。
    ```
    ```good
    《劳动合同法》第三十条第二款规定了支付令。
    ```
    """
    for standing in library.standings(file):
        if message := _message(standing):
            yield Fault(standing.citation.start, message)


def _message(standing: Standing) -> str:
    law, article, version = standing.law, standing.article, standing.then
    if not (law and article and version):
        return ""
    if standing.state is State.ABSENT:
        last = f"最后一条是第{version.articles}条" if not article.sub else "没有登记这个“之几”条"
        return f"《{law.short}》（{version.effective}起施行的版本）没有第{article}条，{last}。请核对条号和法律名称。"
    if standing.state is State.HISTORICAL or not version.shape:
        return ""
    if not (standing.citation.paragraphs or standing.citation.items):
        return ""
    return _missing_part(standing, article, version)


def _missing_part(standing: Standing, article: Article, version: Version) -> str:
    """What of the cited 款 and 项 the article does not have."""
    items = version.paragraphs.get(article, (0,))
    name = f"《{standing.law.short}》第{article}条" if standing.law else ""
    for paragraph in standing.citation.paragraphs:
        if paragraph > len(items):
            return f"{name}只有 {len(items)} 款，没有第{paragraph}款。请核对。"
    cited = standing.citation.paragraphs
    most = max((items[paragraph - 1] for paragraph in cited), default=max(items))
    for item in standing.citation.items:
        if item > most:
            where = f"第{cited[0]}款" if cited else ""
            count = f"只有 {most} 项" if most else "没有分项"
            return f"{name}{where}{count}，没有第（{item}）项。请核对。"
    return ""
