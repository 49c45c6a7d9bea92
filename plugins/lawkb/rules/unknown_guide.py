"""F017: a card whose guide is not there."""

from collections.abc import Iterator

from lawkb import twins
from lawkb.fault import Fault
from lawkb.library import Library
from lawkb.models import Card
from lawkb.page import Page
from lawkb.rule import Reach, Severity, rule


@rule("F017", "unknown-guide", Severity.ERROR, reach=Reach.OTHERS)
def unknown_guide(page: Page, library: Library) -> Iterator[Fault]:
    """明白卡对应的指引不存在。

    明白卡是业务指引的村民版。指引改了，卡要跟着核对，所以每张卡都要写明对应哪一篇；编号的数字相同，k05 对应 g05。

    怎么改：在 `guide` 写对应的指引的编号；指引还没有发布的，卡先留作草稿。

    ```bad card front
    guide: g99
    ```
    ```bad card front
    id: k07
    ```
    ```good card front
    guide: g01
    ```
    """
    if not isinstance(page.entry, Card):
        return
    stated = page.entry.guide
    guide = twins.guide_of(page, library)
    if guide is None:
        yield Fault(("guide",), f"没有编号是“{stated}”的业务指引。请核对编号，或者先写那一篇。")
    elif guide.id and guide.id[1:] != page.entry.id[1:]:
        yield Fault(
            ("guide",),
            f"本卡的编号是 {page.entry.id}，对应的指引是 {guide.id}，数字要相同。"
            f"请把本卡的编号改成 {Card.prefix}{guide.id[1:]}。",
        )
    elif page.entry.listed and guide.entry and not guide.entry.listed:
        yield Fault(("guide",), f"“{stated}”还没有发布，这张卡没有可以核对的底本。请先发布它。")
