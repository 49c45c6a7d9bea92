"""C105: a short title that two instruments bear."""

from collections.abc import Iterator

from lawkb.fault import Fault
from lawkb.library import Library
from lawkb.page import Parsed
from lawkb.rule import Scope, Severity, rule
from lawkb.status import State


@rule("C105", "ambiguous-title", Severity.ERROR, scope=Scope.FILE)
def ambiguous_title(file: Parsed, library: Library) -> Iterator[Fault]:
    """这个简称不止一部文件在用。

    例如“劳动争议解释（二）”，2006年有一部（已失效），2025年又有一部（法释〔2025〕12号）。只写简称，读者会找错。

    事实表、术语表、日历里的依据也查。

    怎么改：第一次提到时写全称，或者在书名号后面写文号。

    ```bad
    按照《劳动争议解释（二）》第一条，由用人单位承担责任。
    ```
    ```bad file content/_data/facts.yml
    facts:
    - {id: labor-limit, name: 时效, kind: 期限, value: '1', source: 《劳动争议解释（二）》第一条, verified_on: '2026-11-22'}
    ```
    ```good
    按照《劳动争议解释（二）》（法释〔2025〕12号）第一条，由用人单位承担责任。
    ```
    """
    for standing in library.standings(file):
        if standing.state is State.AMBIGUOUS:
            laws = standing.citation.laws
            names = "；".join(
                f"《{law.title}》（{law.number or _years(law.versions)}）" for law in laws[:3]
            )
            message = f"“{standing.citation.title}”可能指：{names}。请写明文号，或者写全称和年份。"
            yield Fault(standing.citation.start, message)


def _years(versions: list) -> str:
    days = [version.adopted or version.effective for version in versions]
    return "、".join(f"{day.year}年" for day in days if day) or "年份未登记"
