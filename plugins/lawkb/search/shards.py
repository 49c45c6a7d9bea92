"""Search: the index as small scripts that a browser loads one by one, from a server or a stick.

A script calls `lawkb.put(name, data)`, so that `file://` works, where nothing can be fetched. What
gives numbers their meaning names the folder of the scripts: a page that was opened before the site
changed may find what has just been taken out, but never takes one page for another.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lawkb.search import table
from lawkb.search.inverted import Inverted, is_heavy

SHARD = {"i": 900, "u": 8000}
"""Letters in a script of words (`i`), of single characters (`u`), about.

Who types a word needs many of the first, so they travel as less than a kilobyte; of the second, one.
"""

STEP = 1.25
"""The numbers of scripts that there may be grow by this: few edits change where every token lies."""


def place(token: str, shards: int) -> int:
    """The shard of a token: FNV-1a over its UTF-16 units."""
    return _hash(token) % shards


def _hash(token: str) -> int:
    value = 0x811C9DC5
    for char in token:
        value = ((value ^ ord(char)) * 0x01000193) & 0xFFFFFFFF
    return value


@dataclass(frozen=True)
class Layout:
    """Which script holds a token: a common one (`heavy`) has its own (`h`).

    `letters` is how much all others have, words (`i`) and single characters (`u`) apart.
    """

    letters: Mapping[str, int]
    heavy: frozenset[str]

    @classmethod
    def of(cls, inverted: Inverted) -> "Layout":
        """The layout for all tokens of an index."""
        letters, heavy = dict.fromkeys(SHARD, 0), []
        for raw, packed in inverted.tables.items():
            token = raw.decode()
            if is_heavy(token, len(packed)):
                heavy.append(token)
            else:
                letters[_kind(token)] += len(token) + len(packed)
        return cls(letters, frozenset(heavy))

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many scripts there are of each kind."""
        return {kind: _rounded(self.letters[kind] // size + 1) for kind, size in SHARD.items()}

    @property
    def scattered(self) -> Iterator[str]:
        """The names of all scripts with more than one token; some may be empty."""
        for kind, count in self.counts.items():
            yield from (f"{kind}{count}/{number}" for number in range(count))

    def name(self, token: str) -> str:
        """The name of the script that holds a token, or would."""
        if token in self.heavy:
            return f"h/{_hash(token):x}"
        count = self.counts[_kind(token)]
        return f"{_kind(token)}{count}/{place(token, count)}"


def contents(inverted: Inverted, layout: Layout) -> Iterator[tuple[str, str]]:
    """Name and content of the scripts of an index."""
    tokens: dict[str, list[bytes]] = {name: [] for name in layout.scattered}
    for raw in sorted(inverted.tables):
        tokens.setdefault(layout.name(raw.decode()), []).append(raw)
    for name, raws in tokens.items():
        parts = (part for raw in raws for part in (raw, inverted.tables[raw]))
        yield name, script(name, b" ".join(parts).decode())


Changes = Mapping[str, Mapping[int, str]]
"""By token, the pages in which it has another own now; an empty one: none any more."""


def patched(
    layout: Layout, changes: Changes, read: Callable[[str], str]
) -> tuple[Layout, dict[str, str]]:
    """The layout after some changes, and the scripts that they touch.

    `read` gives the content of a script, an empty one where there is none; a script that comes out
    empty is to go. If the new layout has other `counts`, there are none, since all are to change.
    """
    held: defaultdict[str, dict[str, str]] = defaultdict(dict)
    named: defaultdict[str, list[str]] = defaultdict(list)
    for token in changes:
        named[layout.name(token)].append(token)
    letters, heavy, moved = {**layout.letters}, {*layout.heavy}, {}
    for name, tokens in named.items():
        held[name] = tables(name, read(name))
        for token in tokens:
            old = held[name].pop(token, "")
            new = moved[token] = table.replaced(old, changes[token])
            for packed, sense in ((old, -1), (new, 1)):
                if packed and not is_heavy(token, len(packed)):
                    letters[_kind(token)] += sense * (len(token) + len(packed))
            (heavy.add if is_heavy(token, len(new)) else heavy.discard)(token)
    after = Layout(letters, frozenset(heavy))
    if after.counts != layout.counts:
        return after, {}
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
