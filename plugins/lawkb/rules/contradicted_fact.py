"""T509: a number typed beside the name of a fact that has another value."""

import re
from collections.abc import Iterator

from lawkb import numerals
from lawkb.fault import Fault
from lawkb.library import Library
from lawkb.page import Page, Parsed
from lawkb.registry import Fact, Facts
from lawkb.rule import Scope, Severity, rule

_UNITS = {"天": "日", "日内": "日", "个月": "月", "元钱": "元", "块": "元", "块钱": "元"}
_REACH = 16
"""How many characters after its name a value still belongs to a fact."""


@rule("T509", "contradicted-fact", Severity.WARNING, Scope.FILE)
def contradicted_fact(file: Parsed, library: Library) -> Iterator[Fault]:
    """同一个事实写了两个数。

    事实表里登记过的期限、金额，正文里又手写了一个不一样的数。两页说法不一，读者只会照着看到的那一页办。
    程序比对的是事实的“名称”和“别的叫法”（also）后面 16 个字以内、单位相同的数。事实表里两条事实同名、值不同的，也会提示。

    怎么改：核对哪个对；正文改成引用 `{{ 代号 }}`，数只留在事实表。

    ```bad
    申请劳动仲裁的时效是两年。
    ```
    ```bad file content/_data/facts.yml
    facts:
      - {id: hotline-12348, name: 热线, kind: 电话, value: "12348", source: 示例, verified_on: 2026-11-22}
      - {id: first, name: 申请复议的期限, kind: 期限, value: "60", unit: 日, source: 示例}
      - {id: second, name: 申请复议的期限, kind: 期限, value: "30", unit: 日, source: 示例}
    ```
    ```good
    申请劳动仲裁的时效是一年，也写作 {{ arbitration-limit }}。
    ```
    """
    if isinstance(file.value, Facts):
        yield from _twice(file.value)
    elif isinstance(file, Page) and (names := library.fact_names):
        prose = file.source.prose
        for match in library.fact_name.finditer(prose):
            fact = names[match[0]]
            near = re.split(r"[。；！？|\n]", prose[match.end() : match.end() + _REACH])[0]
            unit = _UNITS.get(fact.unit, fact.unit)
            spelled = [unit, *(other for other, same in _UNITS.items() if same == unit)]
            number = re.search(
                rf"(?P<number>{numerals.NUMERAL})\s?(?:{'|'.join(map(re.escape, spelled))})", near
            )
            if number and numerals.parse(number["number"]) != numerals.parse(fact.value):
                message = (
                    f"这里写“{number[0]}”，事实表里“{fact.name}”是 {fact.value}{fact.unit}。"
                    f"请核对，并改成引用 {{{{ {fact.id} }}}}。"
                )
                yield Fault(match.end() + number.start(), message)


def _twice(facts: Facts) -> Iterator[Fault]:
    seen: dict[str, Fact] = {}
    for number, fact in enumerate(facts.facts):
        other = seen.setdefault(fact.name, fact)
        if (other.value, other.unit) != (fact.value, fact.unit):
            message = (
                f"“{fact.name}”已经登记为 {other.value}{other.unit}（{other.id}）。"
                "请核对哪个对；不是一回事的，名称要分得开。"
            )
            yield Fault(("facts", number, "value"), message)
