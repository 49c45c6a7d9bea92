"""S309: a slide that nobody at the back can read."""

from collections.abc import Iterator

from lawkb import slides
from lawkb.fault import Fault
from lawkb.library import Library
from lawkb.models import Courseware
from lawkb.page import Page
from lawkb.rule import Severity, rule

MOST = 120


@rule("S309", "crowded-slide", Severity.WARNING)
def crowded_slide(page: Page, _library: Library) -> Iterator[Fault]:
    """一页幻灯片的字太多。

    一页超过120个字，投到墙上后排看不清，讲的人也只会照着念。写的时候照90个字来写。讲者备注不算。

    怎么改：只留要点，讲的话移到讲者备注；还多，就分成两页。

    ```bad courseware body
    ## 留证据

    - 劳动合同、工资条、银行流水、考勤记录、工牌工服、工作群聊天记录、通话录音、工友证言，能留的都要留，而且要留原件，不能只留复印件，手机里的记录不要删，换了手机也要把旧手机留着，聊天记录要能看到对方的账号和时间，录音要从头录到尾，不能剪，转账记录要到银行打印盖章的流水，证人要愿意到场，光写一张纸不够

    讲者备注：大家好。

    ## 第二页

    - 要点

    讲者备注：接着讲。

    ## 第三页

    - 要点

    讲者备注：谢谢。
    ```
    ```good courseware body
    ## 留证据

    - 工牌、考勤、聊天记录

    讲者备注：劳动合同、工资条、银行流水、考勤记录、工牌工服、工作群聊天记录、通话录音、工友证言，能留的都要留。

    ## 第二页

    - 要点

    讲者备注：接着讲。

    ## 第三页

    - 要点

    讲者备注：谢谢。
    ```
    """
    for slide in slides.of(page) if page.type is Courseware else ():
        if slide.shown > MOST:
            yield Fault(
                slide.section.start,
                f"“{slide.section.title}”这一页有 {slide.shown} 个字，最好不超过 {MOST} 个。"
                "请把讲的话移到讲者备注，或者分成两页。",
            )
