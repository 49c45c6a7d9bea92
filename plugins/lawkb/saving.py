"""Edit: a file is written whole or not at all."""

import contextlib
import os
import shutil
import tempfile
from pathlib import Path


def save(path: Path, data: bytes) -> None:
    """Write a file in the place of what it was; raises OSError, and then it is what it was.

    To write into the file itself would leave a part of it where the disk is full.
    """
    place = path.resolve()  # what a link leads to, and not the link, changes
    handle, name = tempfile.mkstemp(prefix=f".{place.name[:40]}.", dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        if place.exists():
            shutil.copymode(place, name)
        else:
            Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(place)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def _umask() -> int:
    """What the system takes from the rights of new files; to read it one must set it."""
    found = os.umask(0)
    os.umask(found)
    return found
