"""F009: a document that lies in another type's folder."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from lawkb.fault import Fault
from lawkb.library import Library
from lawkb.models import COLLECTIONS
from lawkb.page import Page
from lawkb.rule import Severity, rule


@rule("F009", "wrong-folder", Severity.ERROR)
def wrong_folder(page: Page, _library: Library) -> Iterator[Fault]:
    """文档放错了文件夹，或者类型写错了。

    每种类型有自己的文件夹：业务指引放 `guides/`，典型案例放 `cases/`，依此类推。
    放错了，栏目和写作要求就会对不上。

    怎么改：把文件移到提示的文件夹；或者改“类型”（type）。

    ```bad front
    type: case
    ```
    ```good front
    type: guide
    ```
    """
    stated = page.source.meta.get("type")
    if stated is None:
        return
    known = {kind.type_name: kind for kind in COLLECTIONS}
    if stated not in known:
        choices = "、".join(f"{kind.type_name}（{kind.label}）" for kind in COLLECTIONS)
        yield Fault(("type",), f"没有“{stated}”这种类型。请从这些里选：{choices}。")
    elif not PurePosixPath(page.path).parent.is_relative_to(known[stated].folder):
        kind = known[stated]
        yield Fault(
            ("type",),
            f"{kind.label}（{stated}）要放在 {kind.folder}/ 文件夹里，请移动文件或改类型。",
        )
