"""P605: the full name of a party in a case."""

import re
from collections.abc import Iterator

from lawkb import personal
from lawkb.fault import Fault
from lawkb.library import Library
from lawkb.models import Case
from lawkb.page import Page
from lawkb.rule import Severity, rule

_LAW = re.compile(r"《[^《》\n]{1,80}(?:法|条例|规定|解释|办法)》")


@rule("P605", "party-name", Severity.ERROR)
def party_name(page: Page, _library: Library) -> Iterator[Fault]:
    """案例里像是写了当事人的全名。

    案例里的人一律称“张某”“李某甲”，村和公司称“某村”“甲公司”，真实公开的案例也一样。
    程序按称谓认姓名（原告、申请人、村民、丈夫……），会漏，也会认错；认错了用 allow 说明。

    怎么改：留姓，名改成“某”。

    ```bad case
    原告张桂花与被告甲公司发生争议。
    ```
    ```bad case
    欧阳建国与李小芳系夫妻。
    ```
    ```good case
    原告张某与被告甲公司发生争议，被告方应当举证。
    ```
    ```good case
    法院可以限制消费（《关于限制被执行人高消费及有关消费的若干规定》第一条）。
    ```
    """
    if page.type is not Case:
        return
    front = page.source.text[: page.source.body_start]
    seen: set[int] = set()
    for typed in (front, page.source.prose):
        text = _LAW.sub(lambda match: " " * len(match[0]), typed)
        for start, name in personal.names(text):
            if start not in seen:
                seen.add(start)
                better = name[: personal.surname_length(name)] + "某"
                yield Fault(start, f"“{name}”像是当事人的全名。请改成“{better}”。")
