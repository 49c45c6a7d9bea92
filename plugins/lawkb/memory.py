"""Load: what earlier runs found out, kept in a file that may be deleted at any time.

A thing is remembered under a key that is a digest of all that it was made from, the program
included. So nothing here is ever stale: what does not fit its key any more is made again.
"""

import contextlib
import copyreg
import functools
import hashlib
import io
import pickle
import platform
import zlib
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from importlib import metadata
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from lawkb.database import Database

FOLDER = ".cache/lawkb"
FILE = "memory.sqlite"
_PACKAGE = Path(__file__).parent
_SHAPES = ("pydantic", "mkdocs", "mkdocs-material", "markdown", "pymdown-extensions", "nh3")
"""Whoever changes one of these may change what is remembered."""

AT_ONCE = 100
"""Of what is large, so many things are read and written together."""

T = TypeVar("T")


@dataclass(eq=False)
class Memory:
    """What is known by kind and name; `file` is None for a memory that lasts only for this run.

    `keeps` are the kinds of which the things themselves are kept, for a process that builds again
    and again; nobody may change what he was given.
    """

    file: Path | None = None
    keeps: Container[str] = ()
    _kept: dict[tuple[str, str], tuple[str, Any]] = field(default_factory=dict)
    _read: dict[str, dict[str, tuple[str, bytes]]] = field(default_factory=dict)
    _new: dict[tuple[str, str], tuple[str, bytes]] = field(default_factory=dict)

    @classmethod
    def under(cls, root: Path, keeps: Container[str] = ()) -> "Memory":
        """The memory of the library under `root`."""
        return cls(root / FOLDER / FILE, keeps)

    @cached_property
    def program(self) -> str:
        """A digest of the program: its own files, and the versions of what it builds on."""
        return _program()

    def recall(self, kind: str, name: str, key: str, make: Callable[[], T]) -> T:
        """What is remembered of `name` under that key, or else what `make` makes of it now.

        An empty key says that the thing must not be remembered.
        """
        if kind not in self.keeps:
            return self._recalled(kind, name, key, make)
        known_key, found = self._kept.get((kind, name), ("", None))
        if not key or known_key != key:
            found = self._recalled(kind, name, key, make)
            self._kept[kind, name] = key, found
        return found

    def _recalled(self, kind: str, name: str, key: str, make: Callable[[], T]) -> T:
        known_key, data = self._known(kind).get(name, ("", b""))
        if key and known_key == key:
            # Most is asked for once in a run: to keep the bytes, too, would double the memory it takes.
            self._known(kind)[name] = key, b""
            row = (key, data) if data else self._rows(kind, [name]).get(name)
            with contextlib.suppress(DamagedError):
                if row and row[0] == key:  # others may have written it since under another
                    return unpacked(row[1])
        made = make()
        if key and self.file:
            self._new[kind, name] = key, packed(made)
        return made

    def stream(
        self, kind: str, asked: Iterable[tuple[str, str]], make: Callable[[str], T]
    ) -> Iterator[T]:
        """Recall things by name and key one after another, for many that are large.

        Never more than a few of them take memory, unless who asks keeps them.
        """
        waiting, remembered = iter(asked), self._names(kind)
        while some := [*islice(waiting, AT_ONCE)]:
            names = [name for name, _ in some if name in remembered]
            known = self._rows(kind, names) if names else {}
            for name, key in some:
                found = _unpacked_row(known.pop(name, None), key)
                if found is None:
                    found = make(name)
                    if key:
                        self.keep(kind, name, key, found)
                yield found
            if len(self._new) > AT_ONCE:
                self.save()

    def keep(self, kind: str, name: str, key: str, thing: object) -> None:
        """Remember a thing from now on."""
        if self.file:
            self._new[kind, name] = key, packed(thing)

    def peek(self, kind: str, name: str, key: str) -> Any:
        """What is remembered of `name` under that key; None if nothing is."""
        return _unpacked_row(self._rows(kind, [name]).get(name), key)

    def knows(self, kind: str) -> bool:
        """Whether anything of a kind is remembered; reads none of it."""
        return bool(self._asked("SELECT 1 FROM known WHERE kind = ? LIMIT 1", kind))

    def save(self) -> None:
        """Write what is new; a memory that cannot be written costs time and nothing else."""
        if not (self._new and self._database):
            return
        rows = [(kind, name, key, value) for (kind, name), (key, value) in self._new.items()]
        self._database.write(rows)
        for kind, name, key, _ in rows:
            if kind in self._read:
                self._read[kind][name] = key, b""
        self._new.clear()

    def exchange(self, kind: str) -> None:
        """Write what is new, and from now on recall what others have written of a kind, too."""
        self.save()
        self._read.pop(kind, None)

    def held(self) -> contextlib.AbstractContextManager[None]:
        """Keep the file open, for who reads and writes often."""
        return self._database.held() if self._database else contextlib.nullcontext()

    def _rows(self, kind: str, names: list[str]) -> dict[str, tuple[str, bytes]]:
        """Key and bytes of some things, those that are not saved yet included."""
        marks = ",".join("?" * len(names))
        query = f"SELECT name, key, value FROM known WHERE kind = ? AND name IN ({marks})"  # noqa: S608 - marks only
        found = {name: (key, value) for name, key, value in self._asked(query, kind, *names)}
        return found | {name: self._new[kind, name] for name in names if (kind, name) in self._new}

    def _names(self, kind: str) -> set[str]:
        """The names of all that is remembered of a kind."""
        saved = {name for (name,) in self._asked("SELECT name FROM known WHERE kind = ?", kind)}
        return saved | {name for of_kind, name in self._new if of_kind == kind}

    def _known(self, kind: str) -> dict[str, tuple[str, bytes]]:
        if kind not in self._read:
            rows = self._asked("SELECT name, key, value FROM known WHERE kind = ?", kind)
            self._read[kind] = {name: (key, value) for name, key, value in rows}
        return self._read[kind]

    def _asked(self, query: str, *values: str) -> list[tuple[Any, ...]]:
        return self._database.read(query, values) if self._database else []

    @cached_property
    def _database(self) -> Database | None:
        return Database(self.file, self.program) if self.file else None


class DamagedError(ValueError):
    """The bytes of a thing are not those that were kept: a disk, or a loss of power, has changed them."""


def packed(made: object) -> bytes:
    """The pickle of a thing that may hold the read-only mappings of a Source, with its checksum."""
    target = io.BytesIO()
    _Pickler(target, pickle.HIGHEST_PROTOCOL).dump(made)
    target.write(_checksum(target.getbuffer()))
    return target.getvalue()


def unpacked(data: bytes) -> Any:
    """The thing of such bytes; raises DamagedError."""
    if not isinstance(data, bytes):
        raise DamagedError
    pickled = memoryview(data)[:-_CHECKSUM]
    if data[-_CHECKSUM:] != _checksum(pickled):
        raise DamagedError
    return pickle.loads(pickled)  # noqa: S301 - our own file, under a key of our own


_CHECKSUM = 4


def _checksum(pickled: memoryview) -> bytes:
    return zlib.crc32(pickled).to_bytes(_CHECKSUM, "big")


def _unpacked_row(row: tuple[str, bytes] | None, key: str) -> Any:
    """The thing of a row, if that has just this key and is sound; None otherwise."""
    with contextlib.suppress(DamagedError):
        return unpacked(row[1]) if row and key and row[0] == key else None
    return None


@functools.cache
def _program() -> str:
    """The digest of this program, as it was when somebody asked first: to read all its files takes time."""
    found = digest([platform.python_version(), *map(metadata.version, _SHAPES)])
    files = sorted(path for path in _PACKAGE.rglob("*") if path.suffix in {".py", ".html"})
    return digest([found, *(path.read_bytes() for path in files)])


class _Pickler(pickle.Pickler):
    dispatch_table = {  # noqa: RUF012 - where pickle looks for it
        **copyreg.dispatch_table,
        MappingProxyType: lambda found: (_read_only, (dict(found),)),
    }


def _read_only(found: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(found)


def digest(parts: Iterable[str | bytes]) -> str:
    """A short name for exactly these parts in this order."""
    found = hashlib.blake2b(digest_size=16)
    for part in parts:
        # The name of a file may be no UTF-8.
        data = part.encode(errors="surrogatepass") if isinstance(part, str) else part
        found.update(b"%d\0" % len(data))
        found.update(data)
    return found.hexdigest()
