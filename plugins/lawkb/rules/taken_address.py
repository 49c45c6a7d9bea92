"""F015: a page that would stand at the address of another."""

from collections.abc import Iterator

from lawkb.fault import Fault
from lawkb.library import Library
from lawkb.page import Page, Parsed
from lawkb.registry import Topics
from lawkb.rule import Reach, Scope, Severity, rule


@rule("F015", "taken-address", Severity.ERROR, Scope.FILE, reach=Reach.OTHERS)
def taken_address(file: Parsed, library: Library) -> Iterator[Fault]:
    """网址已经有别的页面占用。

    `content/` 里的普通页面按文件名取网址；名称像文档编号（如 `q01.md`），或者与自动生成的页面同名（如 `changes.md`），
    两个页面就会互相覆盖。话题的代号也不能叫 index。

    怎么改：换一个文件名或代号。

    ```bad file content/changes.md
    ---
    title: 变动
    ---

    会盖住“最近更新”。
    ```
    ```good file content/about/changes.md
    ---
    title: 变动
    ---

    网址是 /about/changes/。
    ```
    """
    plain = isinstance(file, Page) and file.type is None
    address = file.path.removeprefix("content/")
    if plain and (address in library.addresses or address.removesuffix(".md") in library.ids):
        yield Fault(0, f"网址“/{address.removesuffix('.md')}/”已经有别的页面。请给这个文件改名。")
    if isinstance(file.value, Topics):
        for number, group in enumerate(file.value.groups):
            for place, topic in enumerate(group.topics):
                if topic.slug == "index":
                    where = ("groups", number, "topics", place, "slug")
                    yield Fault(where, "话题的代号不能叫 index，它是话题组自己的网址。请换一个。")
