"""Search: the index as small scripts that a browser loads one by one, from a server or a stick.

A script calls `lawkb.put(name, data)`, so that `file://` works, where nothing can be fetched. What
gives numbers their meaning names the folder of the scripts: a page that was opened before the site
changed may find what has just been taken out, but never takes one page for another.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lawkb.search import table

SHARD = {"i": 750, "u": 13_000}
"""Characters of the library for each script of words (`i`) and of single characters (`u`).

Who types a word needs many of the first, so they travel as less than a kilobyte; of the second, one.
"""

HEAVY = 5000
"""A token whose table has more letters is common: a file of its own holds it."""

STEP = 1.25
"""The numbers of scripts that there may be grow by this: few edits change where every token lies."""


def place(token: str, shards: int) -> int:
    """The shard of a token."""
    return _hash(token) % shards


def _hash(token: str) -> int:
    """FNV-1a over the UTF-16 units of a token."""
    value = BASIS
    for char in token:
        value = ((value ^ ord(char)) * PRIME) & 0xFFFFFFFF
    return value


BASIS, PRIME = 0x811C9DC5, 0x01000193


def is_heavy(token: str, letters: int) -> bool:
    """Whether a token with a table of so many letters is common; a single character never is."""
    return len(token) > 1 and letters > HEAVY


@dataclass(frozen=True)
class Layout:
    """Which script holds a token: a common one (`heavy`) has its own (`h`).

    `counts` is how many scripts hold all others, words (`i`) and single characters (`u`) apart.
    """

    counts: Mapping[str, int]
    heavy: frozenset[str] = frozenset()

    @classmethod
    def of(cls, characters: int) -> "Layout":
        """The layout for a library with so many characters, of which nothing is known to be common."""
        return cls({kind: _rounded(characters // size + 1) for kind, size in SHARD.items()})

    def name(self, token: str) -> str:
        """The name of the script that holds a token, or would."""
        if token in self.heavy:
            return f"h/{_hash(token):x}"
        count = self.counts[_kind(token)]
        return f"{_kind(token)}{count}/{place(token, count)}"

    def number(self, token: str) -> int:
        """Which of the scripts of its kind would hold a token that is not common."""
        return place(token, self.counts[_kind(token)])

    def deal(self, tables: Iterable[tuple[str, str]]) -> "Dealt":
        """Deal tokens with their tables out to scripts, and see which are common."""
        scripts: defaultdict[str, dict[str, str]] = defaultdict(dict)
        heavy = set()
        for token, packed in tables:
            if is_heavy(token, len(packed)):
                heavy.add(token)
                scripts[f"h/{_hash(token):x}"][token] = packed
            else:
                scripts[self.name(token)][token] = packed
        return Dealt(frozenset(heavy), scripts)


@dataclass(frozen=True)
class Dealt:
    """Tables by script and token, and the tokens that are common."""

    heavy: frozenset[str]
    tables: Mapping[str, Mapping[str, str]]

    def scripts(self, names: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Name and content of the scripts of those names, empty ones too, and of common tokens."""
        for name in dict.fromkeys((*names, *self.tables)):
            yield name, _of_tables(name, self.tables.get(name, {}))


Changes = Mapping[str, Mapping[int, str]]
"""By token, the pages in which it has another own now; an empty one: none any more."""


def patched(
    layout: Layout, changes: Changes, read: Callable[[str], str]
) -> tuple[Layout, dict[str, str]]:
    """The layout after some changes, and the scripts that they touch.

    `read` gives the content of a script, an empty one where there is none; a script that comes out
    empty is to go.
    """
    held: defaultdict[str, dict[str, str]] = defaultdict(dict)
    named: defaultdict[str, list[str]] = defaultdict(list)
    for token in changes:
        named[layout.name(token)].append(token)
    heavy, moved = {*layout.heavy}, {}
    for name, tokens in named.items():
        held[name] = tables(name, read(name))
        for token in tokens:
            new = table.replaced(held[name].pop(token, ""), changes[token])
            moved[token] = new
            (heavy.add if is_heavy(token, len(new)) else heavy.discard)(token)
    after = Layout(layout.counts, frozenset(heavy))
    for token, packed in moved.items():
        name = after.name(token)
        if packed and name not in held:
            held[name] = tables(name, read(name))
        if packed:
            held[name][token] = packed
    return after, {name: _of_tables(name, found) for name, found in held.items()}


def tables(name: str, content: str) -> dict[str, str]:
    """The tables by token of a script's content."""
    text = data(name, content) if content else ""
    parts = iter(text.split(" ") if text else ())
    return dict(zip(parts, parts, strict=True))


def _of_tables(name: str, found: Mapping[str, str]) -> str:
    """A script with those tables; the one of a token that is not common any more is to go."""
    parts = (part for token in sorted(found) for part in (token, found[token]))
    return script(name, " ".join(parts)) if found or name[0] != "h" else ""


def _kind(token: str) -> str:
    return "u" if len(token) == 1 else "i"


def _rounded(count: int) -> int:
    """The next number of scripts that there may be.

    >>> [_rounded(count) for count in (1, 2, 6, 100, 101)]
    [1, 2, 6, 121, 121]
    """
    step = 1
    while step < count:
        step = max(step + 1, int(step * STEP))
    return step


def script(name: str, data: Any) -> str:
    """A script that hands over data."""
    return f"lawkb.put({compact(name)},{compact(data)})\n"


def data(name: str, content: str) -> Any:
    """What a script hands over."""
    return json.loads(content.removeprefix(f"lawkb.put({compact(name)},").removesuffix(")\n"))


def compact(data: Any) -> str:
    """JSON without spaces; U+2028 would end a line of an old browser's script."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
