"""Shell: the folder that a site is written to: one that may be, and one build at a time."""

import tempfile
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from filelock import FileLock, Timeout

from lawkb import snapshot, texts
from lawkb.memory import digest
from lawkb.publish import offline, search, share, stamp

OURS = (stamp.FILE, share.RECORD, search.MANIFEST, offline.SUMMARY)
"""What tells a site of ours; one that broke off may lack some of it."""

_SOURCES = ("theme", "plugins", texts.FOLDER)
"""What is not to be written into, besides the folders of pages."""


@contextmanager
def held(site: Path, root: Path | None = None, shares: Iterable[Path] = ()) -> Generator[None]:
    """Keep a folder for one build of a site; `root` is the library, `shares` what is to be merged.

    Whatever was in the folder is gone afterwards, so nothing but a site of ours may be there. Raises
    click.UsageError if the folder is no place for a site, ClickException if somebody else builds.
    """
    for wrong in _objections(site, root, [folder.resolve() for folder in shares]):
        raise click.UsageError(wrong)
    lock = FileLock(Path(tempfile.gettempdir(), f"lawkb-{digest([str(site)])}.lock"))
    try:
        lock.acquire(timeout=0)
    except Timeout:
        message = f"另一个生成正在写 {site}。请等它完了再来。"
        raise click.ClickException(message) from None
    try:
        yield
    finally:
        lock.release()


def _objections(site: Path, root: Path | None, shares: list[Path]) -> Iterator[str]:
    """Why a folder is no place for a site, if it is none."""
    top = root and root.resolve()
    sources = [top / name for name in (*snapshot.folders(), *_SOURCES)] if top else []
    if top and top.is_relative_to(site):
        yield f"网站不能写到 {site}：资料库就在里面，会被整个换掉。请另起一个空文件夹。"
    if any(site.is_relative_to(folder) for folder in sources):
        yield f"网站不能写到 {site}：那里放的是资料库的原稿。请另起一个空文件夹。"
    if site in shares:
        yield f"网站不能写到 {site}：它是要合并的一份。请另起一个空文件夹。"
    if site.exists() and not site.is_dir():
        yield f"{site} 是一个文件，网站要写到文件夹里。请把它移走，或者换一个名称。"
    elif site.exists() and any(site.iterdir()) and not any((site / name).exists() for name in OURS):
        yield f"{site} 里有别的东西，不是 lawkb 生成的网站；生成会把它们都删掉。请换一个空文件夹。"
