"""F016: a law of the register that contradicts itself or another."""

from collections.abc import Iterator

from lawkb.fault import Fault
from lawkb.laws import Law, Version
from lawkb.library import Library
from lawkb.page import Parsed
from lawkb.rule import Scope, Severity, rule


@rule("F016", "inconsistent-law", Severity.ERROR, Scope.FILE)
def inconsistent_law(file: Parsed, library: Library) -> Iterator[Fault]:
    """法律登记表里的内容互相矛盾。

    一部法律的两个版本不能在同一天施行，通过不能晚于施行；条文变动写的条号，前后两个版本里都要有；替代它的法律要登记过，而且不能绕回自己；代号要和文件名相同，不能重复。

    怎么改：对照国家法律法规数据库核对日期和代号。不知道的空着，不要猜。

    ```bad file content/_data/laws/sample-law.yml
    id: sample-law
    title: 某某法
    kind: 法律
    versions:
      - {adopted: 2020-01-01, effective: 2020-05-01, articles: 20}
      - {adopted: 2020-02-01, effective: 2020-05-01, articles: 21}
    ```
    ```bad file content/_data/laws/sample-law.yml
    id: sample-law
    title: 某某法
    kind: 法律
    repealed: 2021-01-01
    successors: [no-such-law]
    ```
    ```bad file content/_data/laws/sample-law.yml
    id: sample-law
    title: 某某法
    kind: 法律
    versions:
      - {adopted: 2020-01-01, effective: 2020-05-01, articles: 20}
      - {adopted: 2022-01-01, effective: 2022-05-01, articles: 22, moves: 20=23}
    ```
    ```good file content/_data/laws/sample-law.yml
    id: sample-law
    title: 某某法
    kind: 法律
    versions:
      - {adopted: 2020-01-01, effective: 2020-05-01, articles: 20}
    ```
    """
    law = file.value
    if not isinstance(law, Law):
        return
    if not file.path.endswith(f"/{law.id}.yml"):
        yield Fault(("id",), f"代号“{law.id}”和文件名不同。请改成一样的。")
    seen = set()
    for number, version in enumerate(law.versions):
        if version.effective and version.effective in seen:
            message = f"有两个版本都在 {version.effective} 施行。请核对日期。"
            yield Fault(("versions", number, "effective"), message)
        seen.add(version.effective)
        yield from _impossible(number, version, law.versions[number - 1] if number else None)
    for number, id_ in enumerate(law.successors):
        if id_ not in library.register.by_id:
            yield Fault(("successors", number), f"没有代号为“{id_}”的法律。请核对，或者先登记它。")
        elif _leads_back(library, id_, law.id):
            yield Fault(
                ("successors", number), f"“{id_}”的替代法律又绕回了“{law.id}”。请核对谁替代谁。"
            )


def _impossible(number: int, version: Version, before: Version | None) -> Iterator[Fault]:
    """What cannot be in one version of a law, given the one before."""
    if version.adopted and version.effective and version.adopted > version.effective:
        message = f"{version.adopted} 才通过，却写着 {version.effective} 起施行。请核对日期。"
        yield Fault(("versions", number, "adopted"), message)
    for old, move in version.moved.items():
        if before and before.has(old) is False:
            message = f"上一个版本没有第{old}条，不会变动。请核对条号。"
            yield Fault(("versions", number, "moves"), message)
        if move.to and version.has(move.to) is False:
            message = f"这个版本没有第{move.to}条，第{old}条不会变成它。请核对条号。"
            yield Fault(("versions", number, "moves"), message)


def _leads_back(library: Library, start: str, goal: str) -> bool:
    """Whether following successors from one law comes to another."""
    seen, waiting = set(), [start]
    while waiting:
        id_ = waiting.pop()
        if id_ == goal:
            return True
        law = library.register.by_id.get(id_)
        if law and id_ not in seen:
            seen.add(id_)
            waiting += law.successors
    return False
