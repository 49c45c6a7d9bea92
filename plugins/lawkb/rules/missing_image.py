"""L203: an image whose file is not there."""

from collections.abc import Iterator

from lawkb import links
from lawkb.fault import Fault
from lawkb.library import Library
from lawkb.page import Page
from lawkb.rule import Reach, Severity, rule


@rule("L203", "missing-image", Severity.ERROR, reach=Reach.OTHERS)
def missing_image(page: Page, library: Library) -> Iterator[Fault]:
    """图片找不到，或者在别人的网站上。

    图片要和文档放在一起（如 `guides/images/`），写相对路径。别的网站上的图片不能用：
    村里网络慢，对方也可能删图，还会把读者的访问告诉对方。

    怎么改：把图片文件复制进来，改写路径；文件名不要有空格。

    ```bad
    ![办理流程图](images/flow.png)
    ```
    ```bad
    ![办理流程图](https://example.com/flow.png)
    ```
    ```good file guides/images/flow.svg
    <svg xmlns="http://www.w3.org/2000/svg"/>
    ```
    """
    for link in page.links:
        if not link.image:
            continue
        if link.malformed:
            yield Fault(
                link.start,
                f"图片地址“{link.target}”里有{link.malformed}，图片不会显示。请改文件名和写法。",
            )
        elif link.scheme:
            yield Fault(
                link.start, f"图片“{link.target}”不在本库里。请把图片文件复制到文档旁边，改写路径。"
            )
        elif links.resolve(link, page, library) is None:
            yield Fault(
                link.start, f"找不到图片“{link.target}”。请核对文件名和路径，大小写也要一致。"
            )
