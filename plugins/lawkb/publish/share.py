"""Publish: the part of a site that one process makes, when several make it together."""

import zlib
from dataclasses import dataclass


@dataclass(frozen=True)
class Share:
    """Share `number`, counted from 1, of `of` shares; each name belongs to exactly one of them."""

    number: int = 1
    of: int = 1

    @classmethod
    def parse(cls, text: str) -> "Share":
        """Read `3/8`; raises ValueError for anything else."""
        number, _, of = text.partition("/")
        share = cls(int(number), int(of))
        if not 1 <= share.number <= share.of:
            raise ValueError(text)
        return share

    def holds(self, name: str) -> bool:
        """Whether that name, a path or an address, belongs to this share."""
        return self.of == 1 or zlib.crc32(name.encode()) % self.of == self.number - 1

    @property
    def is_first(self) -> bool:
        """Whether this share makes what cannot be divided, too."""
        return self.number == 1

    def __str__(self) -> str:
        """`3/8`."""
        return f"{self.number}/{self.of}"
