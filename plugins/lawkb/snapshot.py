"""Load: which files a library has, all of them as one build sees them."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lawkb import source
from lawkb.models import COLLECTIONS
from lawkb.source import Source


@dataclass(frozen=True)
class Snapshot:
    """The files under `root`: those in the folders that hold pages by `names`, any by their keys.

    Each file is as it was when it was first looked at, whatever somebody saves meanwhile. So who has
    the same snapshot, even in another process, sees the same library, or none.
    """

    root: Path
    names: tuple[str, ...] = ()
    keys: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Path) -> "Snapshot":
        """The files that there are now."""
        return cls(root, tuple(sorted(sources(root))))

    def key(self, name: str) -> str:
        """Under which what was read from a file may be remembered (see `source.key`)."""
        if name not in self.keys:
            self.keys[name] = source.key(f"{self.root}/{name}")
        return self.keys[name]

    def read(self, name: str) -> Source:
        """What a file says; raises `source.ChangedError` if somebody has saved it since it got its key."""
        return source.read(self.root / name, self.root, self.key(name))


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
