"""Publish: the scripts of search that hold texts and tables: what takes long, and can be shared.

Whoever makes a part of them needs no library: the postings of all pages are remembered.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from lawkb.memory import Memory
from lawkb.publish.manifest import Manifest
from lawkb.publish.offline import Kept
from lawkb.publish.share import Share
from lawkb.search import shards
from lawkb.search.inverted import Inverted, Part
from lawkb.search.postings import Postings
from lawkb.search.shards import Layout

TEXTS = 8
"""Passages of one page in one script."""

AT_ONCE = 12_000_000
"""Characters of which one process makes all tables within 200 MiB; of more it makes some of them."""


@dataclass(frozen=True)
class Made:
    """What came of indexing: common tokens, the number of passages, and what was written.

    `fingerprints` and what phones `kept` are by address.
    """

    heavy: frozenset[str] = frozenset()
    passages: int = 0
    fingerprints: dict[str, str] = field(default_factory=dict)
    kept: dict[str, Kept] = field(default_factory=dict)

    def __or__(self, other: "Made") -> "Made":
        """What came of two parts of the same."""
        fingerprints, kept = self.fingerprints | other.fingerprints, self.kept | other.kept
        return Made(self.heavy | other.heavy, self.passages, fingerprints, kept)


class NotRememberedError(LookupError):
    """The postings of a page are not known, and who makes them is elsewhere."""


@dataclass(frozen=True)
class Indexing:
    """The making of some of the scripts, of the texts of some pages and the tables of some tokens.

    `folder` is their address, `asked` are path and key of the postings of all pages by number, which
    have so many `characters`.
    """

    folder: str
    asked: tuple[tuple[str, str], ...]
    characters: int
    layout: Layout
    share: Share = field(default_factory=Share)

    def parts(self, workers: int) -> list["Indexing"]:
        """It in parts for so many processes, each small enough for the memory of one.

        Each of them has to read all postings, so they are as few as may be.
        """
        of = max(workers, -(-self.characters // AT_ONCE))
        return [replace(self, share=Share(number, of)) for number in range(1, of + 1)]

    def scripts(
        self, postings: Iterable[Postings], inverted: Inverted
    ) -> Iterator[tuple[str, str]]:
        """Address and content of each script; fills an empty index with the postings of all pages.

        The texts of a page are handed over as soon as they are at hand: all at once would fill the
        memory.
        """
        for page, found in enumerate(postings):
            inverted.add(found)
            if page % self.share.of == self.share.number - 1:
                yield from self._placed(texts(page, found))
        yield from self._placed(inverted.scripts(self.part))

    def write(self, memory: Memory, manifest: Manifest, site: Path) -> Made:
        """Write the scripts that are not as they would be; raises NotRememberedError."""
        inverted = self.inverted()
        postings = memory.stream("postings", self.asked, _unknown)
        made, kept = {}, {}
        for uri, content in self.scripts(postings, inverted):
            made[uri] = manifest.put(site, uri, content)
            kept[uri] = Kept.of(content.encode())
        return Made(inverted.heavy, inverted.passages, made, kept)

    def inverted(self) -> Inverted:
        """An empty index of its tokens."""
        return Inverted(self.part if self.share.of > 1 else None)

    @property
    def part(self) -> Part:
        """Its tokens."""
        return Part(self.layout, self.share)

    def _placed(self, named: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
        return ((f"{self.folder}/{name}.js", content) for name, content in named)


def _unknown(path: str) -> Postings:
    raise NotRememberedError(path)


def texts(page: int, postings: Postings) -> Iterator[tuple[str, str]]:
    """Name and content of the scripts that hold the passages of a page."""
    for start in range(0, len(postings.passages), TEXTS):
        name = f"t/{page}-{start // TEXTS}"
        yield name, shards.script(name, postings.passages[start : start + TEXTS])
