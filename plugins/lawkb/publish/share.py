"""Publish: the part of a site that one process makes, when several make it together."""

import json
import shutil
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any


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


RECORD = "share.json"
"""What a folder with one share of a site says of itself."""


class UnfitSharesError(ValueError):
    """The folders are not the shares of one site; the message says in Chinese what is wrong."""


def record(folder: Path, share: Share, made_from: str) -> None:
    """Note which share a folder holds, and a digest of what the whole site was made from."""
    content = {"number": share.number, "of": share.of, "made_from": made_from}
    (folder / RECORD).write_text(json.dumps(content) + "\n", encoding="utf-8")


def merge(folders: Iterable[Path], target: Path) -> None:
    """Put the shares of one site together in a new folder; raises UnfitSharesError."""
    found = {folder: _record(folder) for folder in folders}
    wholes = {record["made_from"] for record in found.values()}
    if len(wholes) > 1:
        message = "这几份不是同一个资料库、同一天生成的，不能合并。请从同一个版本重新生成。"
        raise UnfitSharesError(message)
    of = max((record["of"] for record in found.values()), default=0)
    numbers = [record["number"] for record in found.values()]
    missing = sorted({*range(1, of + 1)} - {*numbers})
    if missing or len(numbers) != of:
        lacking = "、".join(f"{number}/{of}" for number in missing)
        message = f"缺少 {lacking}。" if missing else "有一份给了两次。"
        raise UnfitSharesError(message)
    for folder in found:
        shutil.copytree(folder, target, dirs_exist_ok=True)
    (target / RECORD).unlink()


def _record(folder: Path) -> dict[str, Any]:
    try:
        record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        return {name: record[name] for name in ("number", "of", "made_from")}
    except (OSError, ValueError, KeyError, TypeError):
        message = f"{folder} 里不是用 lawkb build --shard 生成的一份。"
        raise UnfitSharesError(message) from None
