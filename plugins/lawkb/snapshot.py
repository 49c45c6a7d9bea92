"""Load: which files a library has, all of them as one build sees them."""

import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from lawkb import source
from lawkb.models import COLLECTIONS
from lawkb.source import Source

TICK = 2_000_000_000
"""Nanoseconds within which two edits of a file may bear the same time, as on a memory stick."""


class Stat(NamedTuple):
    """When a file was changed, in nanoseconds, and how long it is."""

    changed: int
    size: int


@dataclass(frozen=True)
class Snapshot:
    """The files under `root`: those in the folders that hold pages by `names`, any by their keys.

    Each file is as it was when it was first looked at, whatever somebody saves meanwhile. So who has
    the same snapshot, even in another process, sees the same library, or none. `stats` are those of
    the `names` when it was `taken`, where one follows another.
    """

    root: Path
    names: tuple[str, ...] = ()
    keys: dict[str, str] = field(default_factory=dict)
    stats: Mapping[str, Stat] = field(default_factory=dict)
    taken: int = field(default_factory=time.time_ns)
    _linked: dict[str, bool] = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, root: Path) -> "Snapshot":
        """The files that there are now."""
        return cls(root, tuple(sorted(sources(root))))

    def now(self) -> "Snapshot":
        """The files that there are now; who was not touched since keeps its key, and is not read."""
        taken, old = time.time_ns(), self.taken - TICK
        stats = {name: _stat(f"{self.root}/{name}") for name in sources(self.root)}
        keys = {
            name: self.keys[name]
            for name, stat in stats.items()
            if name in self.keys and stat == self.stats.get(name) and stat.changed < old
        }
        return Snapshot(self.root, tuple(sorted(stats)), keys, stats, taken)

    def touched(self, last: "Snapshot") -> list[str]:
        """The files that are new, or were changed since another snapshot with stats."""
        return [name for name, stat in self.stats.items() if last.stats.get(name) != stat]

    def key(self, name: str) -> str:
        """Under which what was read from a file may be remembered (see `source.key`)."""
        if name not in self.keys:
            # What lies behind a link may be elsewhere tomorrow, and is looked at each time.
            linked = self._is_linked(name.rpartition("/")[0])
            self.keys[name] = "" if linked else source.key(f"{self.root}/{name}")
        return self.keys[name]

    def _is_linked(self, folder: str) -> bool:
        """Whether a folder is a link, or lies behind one."""
        if folder and folder not in self._linked:
            above = folder.rpartition("/")[0]
            is_link = os.path.islink(f"{self.root}/{folder}")  # noqa: PTH114 - as in `_stat`
            self._linked[folder] = is_link or self._is_linked(above)
        return bool(folder) and self._linked[folder]

    def size(self, name: str) -> int:
        """How many bytes a file has; 0 if it is not there."""
        return _stat(f"{self.root}/{name}").size

    def read(self, name: str) -> Source:
        """What a file says; raises `source.ChangedError` if somebody has saved it since it got its key."""
        return source.read(self.root / name, self.root, self.key(name))


def _stat(path: str) -> Stat:
    try:
        found = os.stat(path)  # noqa: PTH116 - with a Path for each of thousands it takes much longer
    except OSError:  # deleted meanwhile, or a link to nowhere
        return Stat(0, 0)
    return Stat(found.st_mtime_ns, found.st_size)


def folders() -> tuple[str, ...]:
    """The folders that hold pages, outermost only."""
    outside = (kind.folder for kind in COLLECTIONS if not kind.folder.startswith("content/"))
    return ("content", *outside)


def sources(root: Path) -> Iterator[str]:
    """The path, relative to the root, of every file in the folders that hold pages, but hidden ones."""
    for folder in folders():
        for parent, children, names in os.walk(root / folder):
            children[:] = [name for name in children if not name.startswith((".", "_"))]
            place = Path(parent).relative_to(root).as_posix()
            for name in names:
                # `~$` is the lock file that Word and WPS leave beside an open document.
                if not name.startswith((".", "~$")):
                    yield f"{place}/{name}"
