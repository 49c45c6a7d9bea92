"""F008: a topic that the topic tree does not hold."""

import difflib
from collections.abc import Iterator

from lawkb.fault import Fault
from lawkb.library import Library
from lawkb.page import Page, Parsed
from lawkb.registry import Thesaurus, Topics
from lawkb.rule import Scope, Severity, rule


@rule("F008", "unknown-topic", Severity.ERROR, Scope.FILE)
def unknown_topic(file: Parsed, library: Library) -> Iterator[Fault]:
    """话题不在话题表里。

    文档按话题列在网站上；写了不存在的话题，读者就找不到它。话题表是 `content/_data/topics.yml`。

    怎么改：照提示里最接近的话题改。确实需要新话题，先在话题表里加上。

    ```bad front
    topics: [labor/wage]
    ```
    ```bad file content/_data/thesaurus.yml
    topics:
      - {topic: labor/wage, words: [工钱]}
    ```
    ```good front
    topics: [labor/wages]
    ```
    """
    if not library.is_sound(Topics):
        return
    if isinstance(file.value, Thesaurus):
        for number, clues in enumerate(file.value.topics):
            if clues.topic not in library.topics:
                yield Fault(("topics", number, "topic"), f"话题表里没有“{clues.topic}”。")
    elif isinstance(file, Page) and file.type:
        yield from _of_page(file, library)


def _of_page(page: Page, library: Library) -> Iterator[Fault]:
    typed = page.source.meta.get("topics")
    if not isinstance(typed, list):
        return
    names = {topic.name: path for path, (_, topic) in library.topics.items()}
    for number, path in enumerate(typed):
        if path in typed[:number]:
            yield Fault(("topics", number), f"话题“{path}”写了两遍。请删掉一个。")
        if path in library.topics:
            continue
        close = difflib.get_close_matches(str(path), [*library.topics, *names], n=1, cutoff=0.4)
        known = names.get(close[0], close[0]) if close else ""
        hint = (
            f"最接近的是“{known}”（{library.topics[known][1].name}）。"
            if known
            else "请从话题表里选。"
        )
        yield Fault(("topics", number), f"话题表里没有“{path}”。{hint}")
