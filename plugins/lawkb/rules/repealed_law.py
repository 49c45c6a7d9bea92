"""C102: a law that no longer holds."""

from collections.abc import Iterator

from lawkb.fault import Fault
from lawkb.laws import Law
from lawkb.library import Library
from lawkb.page import Parsed
from lawkb.rule import Scope, Severity, rule
from lawkb.status import Standing, State


@rule("C102", "repealed-law", Severity.ERROR, scope=Scope.FILE)
def repealed_law(file: Parsed, library: Library) -> Iterator[Fault]:
    """引用的法律已经废止。

    提示会写明从哪一天起废止、被哪一部法律替代、可能对应哪几条。候选条文由文字比对得出，只供参考，要打开条文核对。

    怎么改：改引现行法律。有意讲旧法的，在后面注明，如《合同法》（已废止）第五十二条。

    ```bad
    依照《婚姻法》第三十二条，调解无效的应准予离婚。
    ```
    ```bad
    依照《环境噪声污染防治法》，向环保部门投诉。
    ```
    ```good
    原《婚姻法》（已废止）第三十二条的规则，现在是《民法典》第一千零七十九条。
    ```
    """
    for standing in library.standings(file):
        if standing.state is State.REPEALED and standing.law:
            yield Fault(standing.citation.start, _message(standing, standing.law, library))


def _message(standing: Standing, law: Law, library: Library) -> str:
    successors = [
        library.register.by_id[id_] for id_ in law.successors if id_ in library.register.by_id
    ]
    since = f"已于 {law.repealed} 废止" if law.repealed != "日期不详" else "已废止（日期未登记）"
    by = f"，由{'、'.join(f'《{found.short}》' for found in successors)}替代" if successors else ""
    candidates = law.candidates(standing.article) if standing.article else ()
    near = (
        f"，原第{standing.article}条可能对应第{'、'.join(map(str, candidates))}条"
        if candidates
        else ""
    )
    return f"《{law.short}》{since}{by}{near}。请打开条文核对后改引；有意讲旧法的，在书名号后注明“（已废止）”。"
