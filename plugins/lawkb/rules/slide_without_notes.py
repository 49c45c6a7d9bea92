"""S306: a slide for which the speaker has no words."""

from collections.abc import Iterator

from lawkb import outline
from lawkb.fault import Fault
from lawkb.library import Library
from lawkb.models import Courseware
from lawkb.page import Page
from lawkb.rule import Severity, rule

MIN_SLIDES = 3


@rule("S306", "slide-without-notes", Severity.WARNING)
def slide_without_notes(page: Page, _library: Library) -> Iterator[Fault]:
    """幻灯片没有讲者备注。

    课件要让没有参加编写的律师也能拿起来就讲。每个二级标题是一页，页末用一行“讲者备注：”开始写要讲的话。

    ```bad courseware body
    ## 第一页

    - 要点
    ```
    ```good courseware body
    ## 第一页

    - 要点

    讲者备注：大家好。

    ## 第二页

    - 要点

    讲者备注：接着讲。

    ## 第三页

    - 要点

    讲者备注：谢谢。
    ```
    """
    if page.type is not Courseware or not page.source.body:
        return
    slides = [section for section in page.sections if section.level == 2]  # noqa: PLR2004 - `##`
    if len(slides) < MIN_SLIDES:
        yield Fault(
            page.source.body_start,
            f"只有 {len(slides)} 页幻灯片。请用二级标题（## ）一页一页分开，至少 {MIN_SLIDES} 页。",
        )
    for slide in slides:
        if not outline.NOTES_PATTERN.search(outline.inside(page.source, slide)):
            yield Fault(
                slide.start,
                f"“{slide.title}”这一页没有讲者备注。请在页末加一行“{outline.NOTES}”，写上要讲的话。",
            )
