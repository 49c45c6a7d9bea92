"""Model: a Source becomes a Page: an entry of its type, or the faults that keep it from being one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from lawkb import inserts, links, messages, outline, source
from lawkb.fault import Fault, Faults
from lawkb.fields import ID_PATTERN, Record, Status
from lawkb.inserts import Insert
from lawkb.links import Link
from lawkb.memory import digest
from lawkb.models import COLLECTIONS, Entry, Plain, Snippet
from lawkb.outline import Section
from lawkb.source import Source
from lawkb.yamlmarks import SYNTAX

INVALID, UNKNOWN_KEY = "invalid-field", "unknown-key"

ModelT = TypeVar("ModelT", bound=Record)


@dataclass(frozen=True, eq=False)
class Parsed(Generic[ModelT]):
    """A source read as a record; `value` is None when the faults were too many for one."""

    source: Source
    model: type[ModelT]
    value: ModelT | None
    faults: Faults = field(default_factory=lambda: MappingProxyType({}))

    @cached_property
    def path(self) -> str:
        """The file, relative to the root."""
        return self.source.path


@dataclass(frozen=True, eq=False)
class Page(Parsed[Record]):
    """A Markdown file: a document of a content type, or a plain page of the site."""

    def __getstate__(self) -> dict[str, Any]:
        """What is remembered of it, with all that is asked of every page of a library."""
        _ = self.id, self.uri, self.entry, self.blocks_publishing, self.surface
        _ = self.links, self.files, self.inserts, self.sections, self.ways
        return vars(self)

    @cached_property
    def entry(self) -> Entry | None:
        """The document's record; None for a plain page and for a document with faults."""
        return self.value if isinstance(self.value, Entry) else None

    @property
    def type(self) -> type[Entry] | None:
        """The content type that the file claims to be, sound or not; None for a plain page."""
        return self.model if issubclass(self.model, Entry) else None

    @cached_property
    def id(self) -> str | None:
        """The id as typed, also where the rest of the front matter is unsound."""
        found = self.source.meta.get("id")
        return found if isinstance(found, str) else None

    @cached_property
    def blocks_publishing(self) -> bool:
        """Whether an error in it would reach readers; a draft's cannot, an unknown status might."""
        return self.source.meta.get("status") not in (Status.DRAFT, Status.SUBMITTED)

    @cached_property
    def uri(self) -> str:
        """The page's file on the site: `g05.md` for a document, wherever its source lies."""
        if self.type and self.id and re.fullmatch(ID_PATTERN, self.id):
            return f"{self.id}.md"
        return self.path.removeprefix("content/")

    @property
    def title(self) -> str:
        """The title of the record, or the first heading of a plain page."""
        named = getattr(self.value, "title", None)
        return named or next((section.title for section in self.sections), self.path)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The links and images of the body."""
        return links.find(self.source)

    @cached_property
    def files(self) -> tuple[str, ...]:
        """The files that it links to or shows, relative to the root, as far as they may be ours."""
        return tuple(links.path_of(link, self.path) for link in self.links if not link.scheme)

    @cached_property
    def inserts(self) -> tuple[Insert, ...]:
        """The facts and passages that the body inserts."""
        return tuple(inserts.find(self.source))

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The headings of the body."""
        return outline.sections(self.source)

    @cached_property
    def ways(self) -> str:
        """A digest of all that leads from it to other files: links, and passages that it inserts."""
        links = [(link.target, link.image) for link in self.links]
        return digest([repr(links), repr([id_ for _, _, id_ in self.inserts])])

    @cached_property
    def surface(self) -> str:
        """A digest of all that other files may ask of it: its name, front matter and headings."""
        # What stands where is nobody else's business, so writing in a page changes nothing.
        heads = (f"{section.level}\0{section.title}\0{section.anchor}" for section in self.sections)
        return digest([str(self.type), self.source.head_digest, *heads])


def snippet(read: Source) -> Page:
    """The Page of a passage that other pages insert."""
    parsed = validate(read, Snippet)
    return Page(read, Snippet, parsed.value, parsed.faults)


def model(read: Source) -> Page:
    """The Page of a source, of the type that it states or, failing that, that its folder holds."""
    kind = _type_of(read)
    if kind is None and source.NO_FRONT_MATTER in read.faults:
        return Page(read, Plain, Plain(), MappingProxyType({}))
    parsed = validate(read, kind or Plain)
    faults = parsed.faults if source.NO_FRONT_MATTER not in read.faults else read.faults
    return Page(read, kind or Plain, parsed.value, faults)


def validate(read: Source, kind: type[ModelT]) -> Parsed[ModelT]:
    """Read a source as a record of that kind, collecting every fault at once."""
    faults: dict[str, list[Fault]] = {rule: list(found) for rule, found in read.faults.items()}
    value = None
    if not faults.keys() & {SYNTAX, source.UNREADABLE, source.NO_FRONT_MATTER}:
        try:
            value = kind.model_validate(dict(read.meta))
        except ValidationError as error:
            for rule, fault in _faults(read, error, kind):
                faults.setdefault(rule, []).append(fault)
    frozen = MappingProxyType({rule: tuple(found) for rule, found in faults.items()})
    return Parsed(read, kind, value, frozen)


def _faults(
    read: Source, error: ValidationError, kind: type[Record]
) -> Iterator[tuple[str, Fault]]:
    for detail in error.errors(include_url=False):
        if detail["type"] == "extra_forbidden":
            yield UNKNOWN_KEY, _unknown_key(read, detail["loc"], kind)
        else:
            where, message = messages.explain(detail, kind)
            yield INVALID, Fault(where, message)


def _unknown_key(read: Source, loc: tuple[str | int, ...], kind: type[Record]) -> Fault:
    hint = messages.nearest_key(kind, loc)
    return Fault(read.keys.get(loc, 0), f"不认识“{loc[-1]}”这一项。{hint}")


def _type_of(read: Source) -> type[Entry] | None:
    stated = read.meta.get("type")
    folder = PurePosixPath(read.path).parent
    by_name = next((kind for kind in COLLECTIONS if kind.type_name == stated), None)
    return by_name or next(
        (kind for kind in COLLECTIONS if folder.is_relative_to(kind.folder)), None
    )
