"""L202: a link to a heading that the page does not have."""

import difflib
from collections.abc import Iterator

from lawkb import links
from lawkb.fault import Fault
from lawkb.library import Library
from lawkb.page import Page
from lawkb.rule import Reach, Severity, rule


@rule("L202", "broken-anchor", Severity.ERROR, reach=Reach.OTHERS)
def broken_anchor(page: Page, library: Library) -> Iterator[Fault]:
    """链接指向的小标题不存在。

    `g05#办理步骤与期限` 中，井号后面是那一页上的小标题。小标题改了名，链接就会落到页首。

    怎么改：照提示里最接近的小标题改。

    ```bad
    见[先问清楚](#先问一问)。
    ```
    ```good
    见[先问清楚](#先问清楚)。
    ```
    """
    for link in page.links:
        if link.image or link.scheme or "#" not in link.target:
            continue
        place = links.resolve(link, page, library)
        if not place or not place.page or not place.fragment:
            continue
        anchors = {section.anchor: section.title for section in place.page.sections}
        if place.fragment not in anchors and place.fragment.lower() not in anchors:
            close = difflib.get_close_matches(place.fragment, anchors, n=1, cutoff=0.3)
            hint = (
                f"最接近的是“{anchors[close[0]]}”，写作 #{close[0]}。"
                if close
                else "请核对那一页的小标题。"
            )
            yield Fault(link.start, f"“{place.page.title}”里没有小标题“{place.fragment}”。{hint}")
