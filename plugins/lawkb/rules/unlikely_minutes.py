"""S310: a talk whose minutes do not fit its slides."""

from collections.abc import Iterator

from lawkb import slides
from lawkb.fault import Fault
from lawkb.fields import Status
from lawkb.library import Library
from lawkb.models import Courseware
from lawkb.page import Page
from lawkb.rule import Severity, rule


@rule("S310", "unlikely-minutes", Severity.WARNING)
def unlikely_minutes(page: Page, _library: Library) -> Iterator[Fault]:
    """时长和内容对不上。

    程序估一估讲完要多久：讲者备注按一分钟200到240个字，另外每页留1到3分钟，用来念一遍、举个例子、回答一个问题。草稿不查；写的时长比最短的还短，或者比最长的还长，就提示。

    怎么改：照着讲一遍，把时长改成真的；或者增减幻灯片和备注。

    ```bad courseware front
    minutes: 45
    ```
    ```good courseware front
    minutes: 8
    ```
    """
    entry = page.entry
    if not isinstance(entry, Courseware) or entry.status is Status.DRAFT:
        return  # a draft has not all its slides yet
    found = slides.of(page)
    least, most = slides.minutes(found)
    if found and not least <= entry.minutes <= most:
        words = sum(slide.spoken for slide in found)
        yield Fault(
            ("minutes",),
            f"写的是 {entry.minutes} 分钟，按 {len(found)} 页、备注 {words} 字估算，要 {least} 到 {most} 分钟。"
            "请试讲一遍，改时长或者改内容。",
        )
