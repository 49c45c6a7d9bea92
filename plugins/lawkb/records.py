"""Cite: which record of a registry says what, and of which day it states the law."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Callable

from lawkb.fields import Record
from lawkb.page import Parsed
from lawkb.registry import Registry


def finder(of: Parsed) -> Callable[[int], Record | None]:
    """Gives by an offset the record of a registry's list that stands there; None in any other file."""
    value = of.value if isinstance(of.value, Registry) else None
    items = (path for path in of.source.values if len(path) == 2 and isinstance(path[1], int))  # noqa: PLR2004 - name of the list, number
    places = sorted((of.source.values[path], path) for path in items) if value else []
    starts = [start for start, _ in places]

    def found(offset: int) -> Record | None:
        number = bisect_right(starts, offset) - 1
        if number < 0:
            return None
        name, index = places[number][1]
        return getattr(value, str(name))[index]

    return found


def verified_on(of: Parsed, record: Record | None) -> dt.date | None:
    """The day as of which a record, or else its whole registry, was compared with the law."""
    own = getattr(record, "verified_on", None)
    return own or getattr(of.value, "verified_on", None)
