"""C106: a law that the register does not hold."""

from collections.abc import Iterator

from lawkb.fault import Fault
from lawkb.library import Library
from lawkb.page import Parsed
from lawkb.rule import Scope, Severity, rule
from lawkb.status import State


@rule("C106", "unknown-law", Severity.NOTICE, scope=Scope.FILE)
def unknown_law(file: Parsed, library: Library) -> Iterator[Fault]:
    """引用的法律没有登记，程序无法核对。

    不等于写错了：登记表收了全国性的法律、法规和司法解释，地方性法规和规章只收了一部分，也只收到某一天为止。

    事实表、术语表、日历里的依据也查。

    怎么改：先核对名称；名称没错，就在 `content/_data/laws/` 里加一个文件登记它。

    ```bad
    《某省某某管理条例》第五条另有规定。
    ```
    ```bad file content/_data/facts.yml
    facts:
    - {id: some-limit, name: 期限, kind: 期限, value: '3', source: 《某省某某管理条例》第五条, verified_on: '2026-11-22'}
    ```
    ```good
    《劳动法》第五十条规定了工资的支付。
    ```
    """
    seen: set[str] = set()
    for standing in library.standings(file) if library.register.laws else ():
        title = standing.citation.title
        if standing.state is State.UNKNOWN and title not in seen:
            seen.add(title)
            until = library.register.complete_to
            message = f"法律登记表（收录至 {until}）里没有“{title}”，没有核对它是否有效。请核对名称，或者登记它。"
            yield Fault(standing.citation.start, message)
