"""Publish: which file of a site was made from what, so that the next build makes only the others."""

import contextlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lawkb import memory
from lawkb.memory import digest
from lawkb.publish import stamp

FOLDER = f"{memory.FOLDER}/sites"

FRAME = "frame/"
"""Stands among the fingerprints for the day and the program, which every page is made from."""


@dataclass(frozen=True)
class Manifest:
    """The fingerprints of a site's files by address, as the last build left them.

    A fingerprint is a digest of all that a file was made from. `file` lies in the cache folder and
    may be deleted at any time: then everything is made again.
    """

    site: Path
    file: Path
    known: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Path, site: Path) -> "Manifest":
        """What is known of the site in that folder; nothing if another hand was on its stamp."""
        file = root / FOLDER / f"{digest([str(site.resolve())])}.json"
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            record = json.loads(file.read_text(encoding="utf-8"))
            if record["stamp"] == _stamp(site) and isinstance(record["files"], dict):
                return cls(site, file, record["files"])
        return cls(site, file)

    @property
    def name(self) -> str:
        """What tells the site from others of the same library."""
        return self.file.stem

    def holds(self, uri: str) -> bool:
        """Whether there is a file at that address."""
        return os.path.isfile(f"{self.site}/{uri}")  # noqa: PTH113 - a Path for each takes three times as long

    def holds_all(self, folder: str, uris: Iterable[str]) -> bool:
        """Whether there are files at all these addresses in a folder; many are looked up at once."""
        start = len(str(self.site)) + 1
        there = {
            f"{parent[start:]}/{name}".replace(os.sep, "/")
            for parent, _, names in os.walk(self.site / folder)
            for name in names
        }
        return there.issuperset(uris)

    def read(self, uri: str) -> bytes:
        """A file whose fingerprint is a digest of its content; empty if that is not its own."""
        with contextlib.suppress(OSError):
            content = (self.site / uri).read_bytes()
            if digest([content]) == self.known.get(uri):
                return content
        return b""

    def is_current(self, uri: str, fingerprint: str) -> bool:
        """Whether the file at that address is there and was made from just this."""
        return self.known.get(uri) == fingerprint and self.holds(uri)

    def put(self, site: Path, uri: str, content: str) -> str:
        """Write a file into a folder if the one that stands is not the same; gives its fingerprint."""
        data = content.encode()
        fingerprint = digest([data])
        if not self.is_current(uri, fingerprint):
            try:
                _write(f"{site}/{uri}", data)
            except FileNotFoundError:
                (site / uri).parent.mkdir(parents=True, exist_ok=True)
                _write(f"{site}/{uri}", data)
        return fingerprint

    def drop(self) -> None:
        """Forget the site, since it is about to change: a build that breaks off proves nothing."""
        with contextlib.suppress(OSError):  # what cannot be deleted does not fit the next stamp
            self.file.unlink(missing_ok=True)

    def clear(self, fingerprints: Mapping[str, str]) -> None:
        """Delete the files that the last build made and this one did not."""
        for uri in self.known.keys() - fingerprints.keys():
            path = self.site / uri
            if path.is_file():
                path.unlink()
            with contextlib.suppress(OSError):  # not empty, and so still needed
                for folder in path.relative_to(self.site).parents[:-1]:
                    (self.site / folder).rmdir()

    def write(self, fingerprints: Mapping[str, str]) -> None:
        """Remember how the site stands now; where nothing can be written, that costs time and no more."""
        record = json.dumps({"stamp": _stamp(self.site), "files": fingerprints})
        with contextlib.suppress(OSError):
            self.file.parent.mkdir(parents=True, exist_ok=True)
            self.file.write_text(record, encoding="utf-8")


def _write(path: str, data: bytes) -> None:
    # Of search there are tens of thousands of files: with a Path each takes a third longer. Without a
    # buffer it would take less, but a full disk could end in a file cut short and no error.
    with open(path, "wb") as file:  # noqa: PTH123
        file.write(data)


def _stamp(site: Path) -> str:
    """What tells this stamp of the site from any other; without one, nothing can be known.

    Every build writes it anew, while the sources that it names may be the same.
    """
    file = site / stamp.FILE
    return digest([file.read_bytes(), str(file.stat().st_mtime_ns)])
