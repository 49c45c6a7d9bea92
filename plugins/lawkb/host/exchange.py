"""Shell: files of a site change places with new ones: all of them, or none."""

import shutil
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self


@dataclass
class Exchange:
    """What is put into a site and taken out of it; everything goes back if the block fails.

    A file that is open in Word cannot be replaced on Windows, and a disk may be full in the middle:
    half of two sites would be neither. `aside` is where what was taken lies meanwhile.
    """

    site: Path
    aside: Path
    _done: list[tuple[Path, Path | None]] = field(default_factory=list)
    """Places in the site, each with where its old content lies; None where something new stands."""

    def __enter__(self) -> Self:
        shutil.rmtree(self.aside, ignore_errors=True)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        restored = [self._restored(*done) for done in reversed(self._done)] if error else []
        if all(restored):
            shutil.rmtree(self.aside, ignore_errors=True)

    def take(self, place: Path) -> None:
        """Take a file or a folder out of the site."""
        kept = self.aside / place.relative_to(self.site)
        kept.parent.mkdir(parents=True, exist_ok=True)
        place.rename(kept)
        self._done.append((place, kept))

    def put(self, new: Path, place: Path) -> None:
        """Put a file or a folder in its place, instead of what stands there."""
        if place.exists():
            self.take(place)
        new.rename(place)
        self._done.append((place, None))

    def put_all(self, fresh: Path, place: Path, but: str = "") -> None:
        """Put all of a folder over another one, `but` for one name; a new folder goes over whole."""
        for path in fresh.iterdir():
            target = place / path.name
            if path.name == but:
                continue
            if path.is_dir() and target.is_dir():
                self.put_all(path, target)
            else:
                self.put(path, target)

    def _restored(self, place: Path, kept: Path | None) -> bool:
        """Whether a place could be made what it was; one that could not must not stop the others."""
        with suppress(OSError):
            if kept:
                kept.rename(place)
            elif place.is_dir():
                shutil.rmtree(place)
            else:
                place.unlink()
            return True
        return False
