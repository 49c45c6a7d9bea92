"""Load: the whole library from its folder, every page and registry, read or remembered."""

import datetime as dt
from collections.abc import Callable, Container, Iterable, Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import TypeVar

from lawkb import page, source
from lawkb.fault import Fault
from lawkb.laws import Law, Laws
from lawkb.library import Library, register_of
from lawkb.memory import Memory
from lawkb.models import Plain
from lawkb.page import Page, Parsed
from lawkb.register import Register
from lawkb.registry import REGISTRIES, Registry
from lawkb.snapshot import Snapshot
from lawkb.source import ChangedError, Source

DATA = "content/_data"
SNIPPETS = f"{DATA}/snippets"
THEME = "content/assets/"
"""What the theme uses; every other file must be linked to by a page to be published."""

STRAY = "stray-file"
_STRAY = "没有页面用到这个文件，它不会发布。图片和附件要在正文里链接；不用的请移走，尤其是含有个人信息的。"
_MISNAMED = "文件名不是以“.md”结尾，所以没有当成文档，不会发布。是稿件，就把文件名改成“{}.md”；不是，请移走。"
_MISNAMED_ENDINGS = {"", ".md", ".txt", ".markdown"}
"""Of files that are meant as pages: Windows hides endings, and adds one to a name that was typed."""

PROGRESS = Callable[[Iterable[str]], Iterable[str]]

REST = "rest"
"""What is remembered of a file is of two kinds: most of its Source is read only when it is asked for."""

T = TypeVar("T")
ParsedT = TypeVar("ParsedT", bound=Parsed)


def _silent(names: Iterable[str]) -> Iterable[str]:
    return names


def library(
    root: Path, today: dt.date, progress: PROGRESS = _silent, memory: Memory | None = None
) -> Library:
    """Read every page and registry under `root`; bad files become pages with faults.

    `progress` is handed the names and hands them on, so that a shell can show how far it is.
    `memory` spares the reading of what has not changed.
    """
    known = memory or Memory()
    return _steady(root, lambda files: of(files, today, known, progress=progress))


def register(root: Path) -> Register:
    """The law register alone, for what needs no pages."""
    return _steady(root, lambda files: register_of(registries(files, Memory())))


def _steady(root: Path, load: Callable[[Snapshot], T]) -> T:
    """What is loaded from a folder in which nothing is saved meanwhile."""
    while True:
        with suppress(ChangedError):
            return load(Snapshot.of(root))


def of(
    files: Snapshot,
    today: dt.date,
    memory: Memory,
    *,
    progress: PROGRESS = _silent,
    only: Container[str] | None = None,
) -> Library:
    """The library of some files, which others may read, too; `only` leaves out all other pages.

    Raises `source.ChangedError` if a file was saved meanwhile and what it was is not remembered.
    """
    root, names = files.root, files.names
    markdown = [name for name in names if name.endswith(".md") and (only is None or name in only)]
    pages = tuple(_page(name, files, memory) for name in progress(markdown))
    others = [name for name in names if not name.endswith(".md")]
    linked = {name for found in pages for name in found.files}
    assets = tuple(
        name
        for name in others
        if (name.startswith(THEME) or name in linked) and not root.joinpath(name).is_symlink()
    )
    kept = {*assets}
    strays = tuple(_stray(name) for name in others if name not in kept)
    known = tuple(registries(files, memory))
    snippets = MappingProxyType(dict(_snippets(files, memory)))
    return Library(root, today, pages, known, assets, strays, snippets, memory)


def registries(
    files: Snapshot, memory: Memory, only: Container[str] | None = None
) -> Iterator[Parsed[Registry]]:
    """The registries, made or remembered; `only` leaves out all others."""

    def read(name: str, kind: type[Registry]) -> Parsed[Registry]:
        return _remembered("registry", name, files, memory, lambda read: page.validate(read, kind))

    for name, kind in _named(files.root):
        if only is None or name in only:
            yield read(name, kind)


def registry_files(root: Path) -> Iterator[str]:
    """The paths of the registries, some of which may be missing."""
    return (name for name, _ in _named(root))


def _named(root: Path) -> Iterator[tuple[str, type[Registry]]]:
    """The files of the registries, which may be missing, and what is in them."""
    for kind in REGISTRIES:
        yield f"{DATA}/{kind.file}", kind
    curated = sorted((root / DATA / "laws").glob("*.yml"))
    # Who has a register misses either part of it; a library may do without any.
    if curated or (root / DATA / Laws.file).exists():
        yield f"{DATA}/{Laws.file}", Laws
    for path in curated:
        yield f"{DATA}/laws/{path.name}", Law


def _snippets(files: Snapshot, memory: Memory) -> Iterator[tuple[str, Page]]:
    for path in sorted((files.root / SNIPPETS).glob("*.md")):
        yield path.stem, _page(f"{SNIPPETS}/{path.name}", files, memory, page.snippet)


def _page(
    name: str, files: Snapshot, memory: Memory, make: Callable[[Source], Page] = page.model
) -> Page:
    return _remembered("page", name, files, memory, make)


def _remembered(
    kind: str, name: str, files: Snapshot, memory: Memory, make: Callable[[Source], ParsedT]
) -> ParsedT:
    """What a file was read as, or is now; of what is remembered, most of the Source stays there."""
    root, key = files.root, files.key(name)

    def read() -> ParsedT:
        made = make(files.read(name))
        if key:
            memory.keep(REST, name, key, made.source.rest)
        return made

    found = memory.recall(kind, name, key, read)
    found.source.lies_apart(
        lambda: memory.peek(REST, name, key) or source.read(root / name, root, key).rest
    )
    return found


def _stray(name: str) -> Parsed[Plain]:
    """A file that is published by nobody's wish; the rule `stray-file` says so."""
    path = PurePosixPath(name)
    is_misnamed = path.suffix.lower() in _MISNAMED_ENDINGS
    message = _MISNAMED.format(path.stem.removesuffix(".md")) if is_misnamed else _STRAY
    return Parsed(Source(name), Plain, None, MappingProxyType({STRAY: (Fault(0, message),)}))
