"""S308: a group of topics that lacks a kind of document which every group needs."""

from collections.abc import Iterator

from lawkb import overview
from lawkb.fault import Fault
from lawkb.library import Library
from lawkb.page import Parsed
from lawkb.registry import Topics
from lawkb.rule import Reach, Scope, Severity, rule


@rule("S308", "uncovered-group", Severity.NOTICE, Scope.FILE, reach=Reach.OTHERS)
def uncovered_group(file: Parsed, library: Library) -> Iterator[Fault]:
    """话题组还没有指引、案例或者常见问题。

    首页上的每一组，读者点进去都应当有收获：至少一篇业务指引、一个典型案例、一组常见问题，而且已经发布。

    怎么改：先写缺的那一类；哪些话题还缺，见[资料库现状](/editors/coverage/)。

    ```bad file content/_data/topics.yml
    groups:
      - slug: labor
        name: 劳动用工
        plain: 打工的事
        icon: material-hard-hat
        summary: 工资、合同、工伤、社保。
        topics:
          - {slug: wages, name: 工资与欠薪, plain: 老板拖工资}
      - slug: remedy
        name: 找谁解决
        plain: 去哪里讲理
        icon: material-gavel
        summary: 调解、仲裁、诉讼、法律援助。
        topics:
          - {slug: legal-aid, name: 法律援助, plain: 请不起律师}
          - {slug: court, name: 打官司, plain: 上法院}
      - slug: land
        name: 土地
        plain: 地里的事
        icon: material-sprout
        summary: 承包地、宅基地。
        topics:
          - {slug: homestead, name: 宅基地, plain: 盖房子}
    ```
    ```good file content/_data/topics.yml
    groups:
      - slug: labor
        name: 劳动用工
        plain: 打工的事
        icon: material-hard-hat
        summary: 工资、合同、工伤、社保。
        topics:
          - {slug: wages, name: 工资与欠薪, plain: 老板拖工资}
    ```
    """
    if not isinstance(file.value, Topics):
        return
    numbers = {group.slug: number for number, group in enumerate(file.value.groups)}
    for group, kinds in overview.lacking(library):
        missing = "、".join(kind.label for kind in kinds)
        yield Fault(
            ("groups", numbers[group.slug], "slug"),
            f"“{group.name}”这一组还没有已发布的{missing}。请先写这几类。",
        )
