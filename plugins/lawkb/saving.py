"""Edit: a file is written whole or not at all."""

import shutil
from contextlib import suppress
from pathlib import Path


def save(path: Path, data: bytes) -> None:
    """Write a file in the place of what it was; raises OSError, and then it is what it was.

    To write into the file itself would leave a part of it where the disk is full.
    """
    place = path.resolve()  # what a link leads to, and not the link, changes
    new = place.with_name(f".{place.name[:40]}.lawkb-new")
    try:
        new.write_bytes(data)
        if place.exists():
            shutil.copymode(place, new)
        new.replace(place)
    except BaseException:
        with suppress(OSError):
            new.unlink()
        raise
