"""Publish: the work of one build, taken in turn by several processes that see the same files."""

from dataclasses import dataclass, field
from pathlib import Path

BATCH = 16
"""So many things, of consecutive numbers, are taken together: to ask for each would take longer."""


@dataclass
class Queue:
    """Things by number, each of which exactly one of the processes gets: whoever asks for it first.

    So all of them are busy until the end, also where some are slower or have other things to do.
    `folder` holds the marks by which they know of each other, and has to be empty at the beginning.
    """

    folder: Path
    _asked: dict[int, bool] = field(default_factory=dict)

    def takes(self, number: int) -> bool:
        """Whether a thing is to be done here: not if somebody else does it, or all has been stopped."""
        batch = number // BATCH
        if batch not in self._asked:
            self._asked[batch] = not self._stop.exists() and self._mark(self.folder / str(batch))
        return self._asked[batch]

    def stop(self) -> None:
        """Have nobody take anything any more: what they do is in vain."""
        self._mark(self._stop)

    @property
    def _stop(self) -> Path:
        return self.folder / "stop"

    def _mark(self, path: Path) -> bool:
        """Create a file; gives whether nobody else has."""
        self.folder.mkdir(parents=True, exist_ok=True)
        try:
            path.touch(exist_ok=False)
        except FileExistsError:
            return False
        return True
