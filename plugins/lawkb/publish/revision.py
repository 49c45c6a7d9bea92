"""Publish: the scripts of search that have to be written: all, or those that some edits touch.

An edit of a page changes the tables of its own words, its texts and its card. Their scripts are read
from the site and written again, the others stand as they are. What comes out is to the last byte
what would be made from nothing: all that an edit may change beyond its own page shows in `version`,
`data` or the number of scripts, and then everything is made.
"""

from collections import defaultdict
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from lawkb.memory import digest
from lawkb.publish import indexing, search
from lawkb.publish.indexing import Indexing, Made, NotRememberedError
from lawkb.publish.manifest import Manifest
from lawkb.publish.offline import Kept
from lawkb.search import shards
from lawkb.search.engine import Engine
from lawkb.search.shards import Layout

if TYPE_CHECKING:
    from lawkb.search.postings import Postings

WHOLE = f"{search.FOLDER}/"
"""Stands among the fingerprints for all that search is made from."""

FEW, SHARE = 8, 20
"""If more pages than these, and than one in so many, have changed, everything is made."""


@dataclass(frozen=True)
class Record:
    """What the scripts of a site were made from; `pages` are the digests of the sources.

    `around` is a digest of all but the texts of pages: of what gives `version` and the lists.
    """

    version: str
    data: str
    around: str
    today: str
    pages: tuple[str, ...]
    layout: Layout
    passages: int


@dataclass(frozen=True)
class Edit:
    """A page by its number, as it was and as it is."""

    page: int
    before: "Postings"
    after: "Postings"


@dataclass(frozen=True)
class Patch:
    """What edits make of an index; `scripts` by name are those they touch, empty if it is to go."""

    layout: Layout
    passages: int
    scripts: dict[str, str]


Sharing = Callable[[Indexing], Callable[[], Made]]
"""Has others do the indexing, and gives at once how to wait for what comes of it."""


class NotAsItWasError(Exception):
    """A script of the site is not what the last build made: nothing can be made of it."""


@dataclass
class Revision:
    """The scripts of search for a site of which `manifest` is known.

    Once all `scripts` were asked for, `kept` are the fingerprints of what stands as it is or was
    written by others, and `measured` is what phones keep of the latter.
    """

    engine: Engine
    manifest: Manifest
    kept: dict[str, str] = field(default_factory=dict)
    measured: dict[str, Kept] = field(default_factory=dict)
    _others: Callable[[], Made] | None = None

    def begin(self, share: Sharing) -> Iterator[tuple[str, str]]:
        """Have others write the scripts that take long, if all have to be made.

        Gives address and content of those that do not, to be written meanwhile.
        """
        if self._known.get(WHOLE) != self.engine.digest and not self._patch:
            self._others = share(self.indexing)
            yield from self._quick()

    def scripts(self) -> Iterator[tuple[str, str]]:
        """Address and content of every script that may have changed, the manifest last.

        Of what was begun only the rest is given; what others write has been written then.
        """
        known, whole = self._known, self.engine.digest
        if known.get(WHOLE) == whole:
            self.kept = known
            return
        if patch := self._patch:
            self.kept = known | {WHOLE: whole}
            layout, passages = patch.layout, patch.passages
            yield from self._placed(patch.scripts.items())
            if not self._stands:
                yield from self._placed(search.lists(self.engine))
        else:
            self.kept = {WHOLE: whole}
            made = yield from self._everything()
            layout, passages = Layout(self.engine.layout.counts, made.heavy), made.passages
        if not (patch and self._stands and self._record_holds(layout, passages)):
            self.kept.pop(search.MANIFEST, None)
            yield search.MANIFEST, search.manifest(self.engine, self._version, layout, passages)
        self._remember(layout, passages)

    def _everything(self) -> Generator[tuple[str, str], None, Made]:
        """Address and content of all scripts; gives what else is known then."""
        if self._others:
            with suppress(NotRememberedError):  # where nothing can be written, nobody else can help
                made = self._others()
                self.kept |= made.fingerprints
                self.measured = made.kept
                return made
        else:
            yield from self._quick()
        indexing = self.indexing
        inverted = indexing.inverted()
        yield from indexing.scripts(self.engine.postings(), inverted)
        return Made(inverted.heavy, inverted.passages)

    def _quick(self) -> Iterator[tuple[str, str]]:
        """Address and content of the scripts that are made without indexing."""
        yield from self._placed(search.cards(self.engine))
        yield from self._placed(search.lists(self.engine))

    @property
    def indexing(self) -> Indexing:
        """The making of what takes long."""
        engine = self.engine
        folder = f"{search.FOLDER}/{self._version}"
        asked = tuple(engine.asked(engine.pages))
        return Indexing(folder, asked, engine.characters, engine.layout)

    def _placed(self, named: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
        """Scripts with their addresses, but for those that are to go."""
        for name, content in named:
            uri = self._uri(name)
            self.kept.pop(uri, None)
            if content:
                yield uri, content

    def _uri(self, name: str) -> str:
        return f"{search.FOLDER}/{self._version}/{name}.js"

    @cached_property
    def _version(self) -> str:
        if self._record and self._stands:
            return self._record.version
        return search.version(self.engine)

    @property
    def _stands(self) -> bool:
        """Whether nothing but texts of pages has changed: numbers mean what they meant."""
        return self._record is not None and self._record.around == self._around

    @cached_property
    def _around(self) -> str:
        library = self.engine.library
        return digest([library.data_digest, library.index.digest])

    def _record_holds(self, layout: Layout, passages: int) -> bool:
        record = self._record
        return record is not None and (record.layout, record.passages) == (layout, passages)

    @cached_property
    def _known(self) -> dict[str, str]:
        """The fingerprints of the scripts, if all of them stand."""
        known = {
            uri: made
            for uri, made in self.manifest.known.items()
            if uri.startswith(WHOLE) and uri.endswith((".js", "/"))
        }
        return known if self.manifest.holds_all(search.FOLDER, known.keys() - {WHOLE}) else {}

    @cached_property
    def _record(self) -> Record | None:
        """What the scripts that stand were made from."""
        memory, whole = self.engine.library.memory, self._known.get(WHOLE)
        return memory.peek("search", self.manifest.name, whole) if whole else None

    def _remember(self, layout: Layout, passages: int) -> None:
        """Note what the scripts were made from, for the next build of this site."""
        engine = self.engine
        pages = tuple(page.source.digest for page in engine.pages)
        day = str(engine.library.today)
        data = engine.library.data_digest
        record = Record(self._version, data, self._around, day, pages, layout, passages)
        engine.library.memory.keep("search", self.manifest.name, engine.digest, record)

    @cached_property
    def _patch(self) -> Patch | None:
        """What has to change in the scripts that stand; None if all are to be made."""
        record = self._record
        edits = self._edits(record) if record and self._fits(record) else None
        if record is None or edits is None:
            return None
        with suppress(NotAsItWasError):
            layout, scripts = shards.patched(record.layout, _changes(edits), self._read)
            scripts |= _texts(edits) | self._cards(record, edits)
            more = sum(len(e.after.passages) - len(e.before.passages) for e in edits)
            return Patch(layout, record.passages + more, scripts)
        return None

    def _fits(self, record: Record) -> bool:
        """Whether what stands can be made up to date by its edits."""
        engine = self.engine
        made_from = (record.version, record.data, record.layout.counts)
        # The checks have made all postings of a small library already, and nobody knows the old ones.
        return not engine.is_small and made_from == (
            self._version,
            engine.library.data_digest,
            engine.layout.counts,
        )

    def _edits(self, record: Record) -> list[Edit] | None:
        """The pages that have changed; None if they are too many, or not known as they were."""
        engine, memory = self.engine, self.engine.library.memory
        sources = enumerate(zip(engine.pages, record.pages, strict=True))
        changed = {at: was for at, (page, was) in sources if page.source.digest != was}
        if len(changed) > max(FEW, len(engine.pages) // SHARE):
            return None
        pages = [engine.pages[at] for at in changed]
        before = [
            memory.peek("postings", page.path, engine.key(was))
            for page, was in zip(pages, changed.values(), strict=True)
        ]
        if None in before:
            return None
        return [*map(Edit, changed, before, engine.postings_of(pages))]

    def _cards(self, record: Record, edits: list[Edit]) -> dict[str, str]:
        """The cards of the pages that have changed; of all on another day, which laws may note."""
        if record.today == str(self.engine.library.today):
            return dict(search.cards(self.engine, {edit.page // search.CARDS for edit in edits}))
        return dict(search.cards(self.engine))

    def _read(self, name: str) -> str:
        """A script as it stands; empty if there is none."""
        uri = self._uri(name)
        content = self.manifest.read(uri)
        if uri in self._known and not content:
            raise NotAsItWasError
        return content.decode() if uri in self._known else ""


def _changes(edits: Iterable[Edit]) -> defaultdict[str, dict[int, str]]:
    """What has changed in the tables, by token and page."""
    changes: defaultdict[str, dict[int, str]] = defaultdict(dict)
    for edit in edits:
        before, after = edit.before.owns, edit.after.owns
        for token in before.keys() | after.keys():
            if before.get(token) != after.get(token):
                changes[token][edit.page] = after.get(token, "")
    return changes


def _texts(edits: Iterable[Edit]) -> dict[str, str]:
    """The scripts of texts that have changed."""
    found: dict[str, str] = {}
    for edit in edits:
        before = dict(indexing.texts(edit.page, edit.before))
        after = dict(indexing.texts(edit.page, edit.after))
        found |= dict.fromkeys(before.keys() - after.keys(), "")
        found |= {name: content for name, content in after.items() if before.get(name) != content}
    return found
