"""Model: `{{ id }}` in a body stands for a fact of `facts.yml`."""

import re
from collections.abc import Iterator

from lawkb.source import Source

_INSERT = re.compile(r"\{\{\s*(?P<id>[^{}\n]{1,80}?)\s*\}\}")


def find(source: Source) -> Iterator[tuple[int, int, str]]:
    """Start, end and id of every insert of the body that is not code."""
    for match in _INSERT.finditer(source.prose, source.body_start):
        yield match.start(), match.end(), match["id"]
