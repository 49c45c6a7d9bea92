"""Search: the index as small scripts that a browser loads one by one, from a server or a stick.

A script calls `lawkb.put(name, data)`, so that `file://` works, where nothing can be fetched. What
belongs to one version of the site lies in a folder named after it: a page that was opened before
the site changed never mixes two.
"""

import hashlib
import json
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lawkb.search.document import LEVELS
from lawkb.search.inverted import Inverted

SHARD = 800
"""Characters in a script, about: less than a kilobyte as it travels."""

CARDS, TEXTS = 4, 4
"""Pages, and passages, in one script."""

_ALPHABET = "".join(chr(code) for code in range(33, 127) if chr(code) not in '"\\')
_HALF = len(_ALPHABET) // 2


def pack(numbers: Iterable[int]) -> str:
    """Numbers as text: digits of base 46, small first; a digit from the second half goes on.

    >>> pack([0, 45]), pack([46]), pack([47])
    ('!O', 'P#', 'Q#')
    """
    return "".join(map(_digits, numbers))


def _digits(number: int) -> str:
    digits = ""
    while number >= _HALF:
        number, digit = divmod(number, _HALF)
        digits += _ALPHABET[_HALF + digit]
    return digits + _ALPHABET[number]


_SHORT = tuple(map(_digits, range(_HALF * _HALF)))


def place(token: str, shards: int) -> int:
    """The shard of a token: FNV-1a over its UTF-16 units."""
    value = 0x811C9DC5
    for char in token:
        value = ((value ^ ord(char)) * 0x01000193) & 0xFFFFFFFF
    return value % shards


@dataclass(frozen=True)
class Packed:
    """An inverted index as scripts.

    `counts` is how many hold words (`i`) and single characters (`u`); `heavy` are the common
    tokens, each with a script of its own (`h`).
    """

    counts: dict[str, int]
    heavy: tuple[str, ...]
    scripts: tuple[tuple[str, str], ...]


def packed(inverted: Inverted) -> Packed:
    """Pack an index."""
    kinds: dict[str, list[tuple[str, str]]] = {"i": [], "u": [], "h": []}
    for token in sorted(inverted.tables):
        kind = "u" if len(token) == 1 else "h" if inverted.is_heavy(token) else "i"
        kinds[kind].append((token, _gaps(inverted.tables[token])))
    counts = {
        kind: sum(len(token) + len(gaps) for token, gaps in kinds[kind]) // SHARD + 1
        for kind in "iu"
    }
    shards: dict[str, list[str]] = {
        f"{kind}{number}": [] for kind, count in counts.items() for number in range(count)
    }
    for kind, count in counts.items():
        for token, gaps in kinds[kind]:
            shards[f"{kind}{place(token, count)}"] += [token, gaps]
    for number, pair in enumerate(kinds["h"]):
        shards[f"h{number}"] = [*pair]
    scripts = tuple((name, script(name, " ".join(parts))) for name, parts in shards.items())
    return Packed(counts, tuple(token for token, _ in kinds["h"]), scripts)


def groups(kind: str, rows: Sequence[Any], size: int) -> Iterator[tuple[str, str]]:
    """Name and content of scripts that hold rows by number, so many each."""
    for start in range(0, len(rows), size):
        name = f"{kind}{start // size}"
        yield name, script(name, rows[start : start + size])


def script(name: str, data: Any) -> str:
    """A script that hands over data."""
    return f"lawkb.put({compact(name)},{compact(data)})\n"


def compact(data: Any) -> str:
    """JSON without spaces; U+2028 would end a line of an old browser's script."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def version(scripts: Iterable[tuple[str, str]]) -> str:
    """The name of what the scripts hold, the same for the same library."""
    digest = hashlib.sha256()
    for name, content in scripts:
        digest.update(f"{name}\0{content}\0".encode())
    return digest.hexdigest()[:10]


def _gaps(table: "array[int]") -> str:
    """Postings as the distances of their passages, each with its level."""
    packed, following = [], 0
    for posting in table:
        distance = posting - following
        packed.append(_SHORT[distance] if distance < len(_SHORT) else _digits(distance))
        following = posting - posting % LEVELS + LEVELS
    return "".join(packed)
