"""F011: two entries of a registry under one name."""

from collections.abc import Iterator

from lawkb.fault import Fault, KeyPath
from lawkb.library import Library
from lawkb.page import Parsed
from lawkb.registry import Calendar, Facts, Glossary, Queries, Thesaurus, Topics
from lawkb.rule import Scope, Severity, rule


@rule("F011", "duplicate-entry", Severity.ERROR, Scope.FILE)
def duplicate_entry(file: Parsed, _library: Library) -> Iterator[Fault]:
    """登记表里同一个名称登记了两次。

    话题、术语、事实、日程、同义词和考题各自只能登记一次，否则页面不知道该用哪一个。

    怎么改：合并成一条。

    ```bad file content/_data/glossary.yml
    terms:
      - {term: 仲裁, plain: 找人裁断, meaning: 由仲裁机构裁断争议。}
      - {term: 仲裁, plain: 评理, meaning: 又写了一遍。}
    ```
    ```good file content/_data/glossary.yml
    terms:
      - {term: 仲裁, plain: 找人裁断, meaning: 由仲裁机构裁断争议。}
    ```
    """
    seen: set[str] = set()
    for where, name in _names(file.value):
        if name in seen:
            yield Fault(where, f"“{name}”已经登记过一次。请合并成一条。")
        seen.add(name)


_LISTS: dict[type, tuple[tuple[str, str], ...]] = {
    Glossary: (("terms", "term"),),
    Facts: (("facts", "id"),),
    Calendar: (("occasions", "id"),),
    Thesaurus: (("synonyms", "term"), ("topics", "topic")),
    Queries: (("queries", "query"),),
}
"""The lists of a registry and what names an entry of each."""


def _names(registry: object) -> Iterator[tuple[KeyPath, str]]:
    for entries, key in _LISTS.get(type(registry), ()):
        for number, entry in enumerate(getattr(registry, entries)):
            yield (entries, number, key), getattr(entry, key)
    if isinstance(registry, Topics):
        for number, group in enumerate(registry.groups):
            yield ("groups", number, "slug"), group.slug
            for place, topic in enumerate(group.topics):
                yield ("groups", number, "topics", place, "slug"), f"{group.slug}/{topic.slug}"
