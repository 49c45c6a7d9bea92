"""F007: a value that the model refuses."""

from lawkb.fault import Fault
from lawkb.library import Library
from lawkb.page import Parsed
from lawkb.rule import Scope, Severity, rule


@rule("F007", "invalid-field", Severity.ERROR, Scope.FILE)
def invalid_field(file: Parsed, _library: Library) -> tuple[Fault, ...]:
    """有一项缺少、是空的，或者内容不合要求。

    例如：日期不存在、摘要超过120个字、状态不在可选范围内、已发布的文档没有写复核日期。
    同一篇里的问题会一次全部列出。

    怎么改：每条提示都写明了要求和例子。

    ```bad front
    law_as_of: 2026-02-30
    ```
    ```bad front
    status: 发布
    ```
    ```bad case front
    provenance: 真实公开
    sources: []
    ```
    ```good front
    law_as_of: 2026-02-28
    ```
    """
    return file.faults.get("invalid-field", ())
