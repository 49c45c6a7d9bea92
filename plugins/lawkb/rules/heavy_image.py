"""L208: a file that a village's network cannot carry."""

from collections.abc import Iterator

from lawkb import links
from lawkb.fault import Fault
from lawkb.library import Library
from lawkb.page import Page
from lawkb.rule import Reach, Severity, rule

MAX_KB = 500


@rule("L208", "heavy-image", Severity.ERROR, reach=Reach.OTHERS)
def heavy_image(page: Page, library: Library) -> Iterator[Fault]:
    """图片太大。

    超过 500 KB 的图片，用手机流量打开要等很久。手机拍的照片常有 5 MB 以上。

    怎么改：用画图、微信或手机自带的编辑功能缩小到宽 1200 像素以内，再存一份。

    ```bad
    ![一张很大的照片](images/huge.png)
    ```
    ```good
    ![一张小图](images/small.png)
    ```
    """
    images = [link for link in page.links if link.image and not link.scheme]
    if not images:
        return
    sizes = {asset.removeprefix("content/"): library.root / asset for asset in library.assets}
    for link in images:
        place = links.resolve(link, page, library)
        if (
            place
            and (file := sizes.get(place.uri))
            and (size := file.stat().st_size) > MAX_KB * 1000
        ):
            yield Fault(
                link.start,
                f"图片“{link.target}”有 {size / 1000:,.0f} KB，上限是 {MAX_KB} KB。请缩小后再放进来。",
            )
