"""C104: a law that is about to change."""

import datetime as dt
from collections.abc import Iterator

from lawkb.fault import Fault
from lawkb.laws import Law
from lawkb.library import Library
from lawkb.page import Parsed
from lawkb.rule import Scope, Severity, rule
from lawkb.status import State

AHEAD = dt.timedelta(days=60)


@rule("C104", "pending-version", Severity.WARNING, scope=Scope.FILE)
def pending_version(file: Parsed, library: Library) -> Iterator[Fault]:
    """引用的法律就要变了。

    新版本或者废止的日期已经定了，从前60天开始提醒；到了那一天还没有改，就变成错误（C107 或 C102）。

    怎么改：提前对照新旧条文，准备好新的一版，到日子再发布；`lawkb impact 法律名` 会列出要改的每一处。

    ```bad
    《农业法》第二条规定了农业的范围。
    ```
    ```good
    《劳动法》第五十条规定了工资的支付。
    ```
    """
    seen: set[str] = set()
    for standing in library.standings(file):
        law = standing.law
        if law is None or law.id in seen or standing.state is State.HISTORICAL:
            continue
        for day, what in _coming(law, standing.state, library.today):
            seen.add(law.id)
            days = (day - library.today).days
            yield Fault(
                standing.citation.start,
                f"《{law.short}》{what.format(day=day)}（还有 {days} 天）。请对照新旧条文，准备更新本页。",
            )


def _coming(law: Law, state: State, today: dt.date) -> Iterator[tuple[dt.date, str]]:
    """The days on which the law will change or end, with the words for it."""
    pending = law.pending(today)
    if pending and pending.effective and state is State.NOT_YET:
        yield pending.effective, "要到 {day} 才施行"
    elif pending and pending.effective and pending.effective - today <= AHEAD:
        yield pending.effective, "的新版本将于 {day} 施行"
    ends = law.repealed
    if isinstance(ends, dt.date) and dt.timedelta() < ends - today <= AHEAD:
        yield ends, "将于 {day} 废止"
