"""Shell: what is to be built, and where its parts lie meanwhile."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from lawkb import memory
from lawkb.memory import Memory
from lawkb.publish.manifest import Manifest
from lawkb.publish.queue import Queue


@dataclass(frozen=True)
class Order:
    """A site to build: of the library under `root`, as of a day, into the folder `site`.

    `clean` makes everything again; `workers` is the number of processes, 0 for one a core.
    """

    root: Path
    site: Path
    as_of: str
    strict: bool = False
    clean: bool = False
    workers: int = 0

    @property
    def fresh(self) -> Path:
        """The folder beside the site in which everything is made before it is published."""
        return beside(self.site, "new")

    @property
    def scratch(self) -> Path:
        """The folder beside the site for what only this build remembers."""
        return beside(self.site, "scratch")

    @property
    def queue(self) -> Queue:
        """What is to be made, for several processes to take."""
        return Queue(self.scratch / "queue")

    @property
    def manifest(self) -> Manifest:
        """What need not be made again."""
        found = Manifest.of(self.root, self.site)
        return Manifest(found.site, found.file) if self.clean else found

    @property
    def memory(self) -> Memory:
        """What need not be found out again; where all is to be, what this build finds out."""
        return Memory(self.scratch / memory.FILE) if self.clean else Memory.under(self.root)

    def clear(self) -> None:
        """Delete what a build leaves beside the site, also one that broke off.

        If that was just before the new site stood in the place of the old one, the old one comes back.
        """
        for folder in (self.fresh, self.scratch):
            shutil.rmtree(folder, ignore_errors=True)
        old = beside(self.site, "old")
        if old.is_dir() and not self.site.exists():
            old.rename(self.site)


def beside(site: Path, name: str) -> Path:
    """A folder of ours beside a site, whose name nobody else would choose."""
    return site.with_name(f".{site.name}.lawkb-{name}")
