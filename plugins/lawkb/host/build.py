"""Shell: build the site with MkDocs: only what has changed, on all cores, published in one go.

MkDocs takes a third of a second to import. Whoever needs it imports it, so that others can be at
work before.
"""

import logging
import os
import shutil
from collections.abc import Iterable
from concurrent.futures import Executor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lawkb import crew
from lawkb.host import place, stages
from lawkb.host.exchange import Exchange
from lawkb.host.order import Order, beside
from lawkb.host.role import Role
from lawkb.memory import digest
from lawkb.publish import offline, share, stamp
from lawkb.publish.manifest import FRAME, Manifest
from lawkb.publish.share import Share
from lawkb.source import ChangedError

if TYPE_CHECKING:
    from lawkb.plugin import LawkbPlugin

log = logging.getLogger("mkdocs.plugins.lawkb")


@dataclass(frozen=True)
class Built:
    """A site that was built: how many pages it has, and how many files had to be made for it."""

    pages: int
    made: int


def build(order: Order, executor: Executor | None = None) -> Built:
    """Build the site.

    `executor` may be any of `concurrent.futures`, such as that of a Dask cluster whose workers see
    the same files; without one, processes of this machine share the work when it is worth it.
    Raises SystemExit when the library must not be published, the reason said in Chinese: then the
    last site stands as it stood.
    """
    with place.held(order.site, order.root):
        return _built(order, executor)


def _built(order: Order, executor: Executor | None) -> Built:
    order.clear()
    manifest, shares = order.manifest, order.workers or crew.size()
    try:
        if executor is not None or (shares > 1 and _is_much(order, manifest)):
            plugin = _together(order, manifest, executor, shares)
        else:
            plugin = _alone(order, manifest)
        made = sum(len(names) for _, _, names in os.walk(order.fresh))
        _publish(order, plugin)
    finally:
        order.clear()
    pages = sum(1 for uri in plugin.plan.fingerprints if uri.endswith("index.html"))
    return Built(pages, made)


def shard(order: Order, part: Share) -> None:
    """Make one share of a site in `order.site`, to be merged with those that other machines make."""
    from lawkb.host import run  # noqa: PLC0415 - see above

    with place.held(order.site, order.root):
        order.clear()
        empty = Manifest(order.site, order.manifest.file)
        try:
            plugin = run.run(order, Role(empty, order.memory, share=part, finishes=False))
            made_from = sorted(plugin.plan.fingerprints.items())
            if part.is_first:
                plugin.finish(order.fresh)
            share.record(order.fresh, part, digest(f"{uri}\0{made}" for uri, made in made_from))
            _swap(order.fresh, order.site)
        finally:
            order.clear()


def merge(folders: Iterable[Path], site: Path) -> None:
    """Publish the site whose shares lie in some folders; raises `share.UnfitSharesError`."""
    folders = [*folders]
    with place.held(site, shares=folders):
        fresh = beside(site, "new")
        shutil.rmtree(fresh, ignore_errors=True)
        try:
            share.merge(folders, fresh)
            offline.write(fresh)  # of a share alone, nobody knows the whole
            _swap(fresh, site)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)


def _is_much(order: Order, manifest: Manifest) -> bool:
    """Whether so much is to be made that other processes help."""
    # On another day, and by another program, every page comes out otherwise.
    same = manifest.known.get(FRAME) == digest([order.as_of, order.memory.program])
    return order.workers > 1 or (not same and crew.is_large(order.root))


def _together(
    order: Order, manifest: Manifest, executor: Executor | None, shares: int
) -> "LawkbPlugin":
    """Make the site in several processes, or here if one of them cannot go on."""
    try:
        return stages.together(order, manifest, executor, shares)
    except BrokenProcessPool:
        why = "有一个进程中途被系统结束了，多半是内存不够。"
    except ChangedError as error:
        why = f"{error} 刚才又保存过，各个进程读到的不一样。"
    from lawkb.host import run  # noqa: PLC0415 - see above

    run.log_to_terminal(logging.WARNING)
    log.warning("%s改用一个进程从头生成，要慢一些。", why)
    order.clear()
    return _alone(order, manifest)


def _alone(order: Order, manifest: Manifest) -> "LawkbPlugin":
    """Make the whole site here; gives the plugin that did."""
    from lawkb.host import run  # noqa: PLC0415 - see above

    plugin = run.run(order, Role(manifest, order.memory, finishes=False))
    plugin.finish(order.fresh)
    plugin.ending.list_for_phones(order.fresh)
    return plugin


def _publish(order: Order, plugin: "LawkbPlugin") -> None:
    """Put what was made in its place: a whole new site at once, or the files that changed."""
    manifest, fingerprints = plugin.plan.manifest, plugin.plan.fingerprints
    if not manifest.known:
        manifest.drop()
        _swap(order.fresh, order.site)
    else:
        gone = [order.site / uri for uri in manifest.known.keys() - fingerprints.keys()]
        with Exchange(order.site, beside(order.site, "old")) as exchange:
            # From here to the end the site has no stamp, and so cannot be taken for a finished one.
            exchange.take(order.site / stamp.FILE)
            exchange.put_all(order.fresh, order.site, but=stamp.FILE)
            for path in gone:
                if path.is_file():
                    exchange.take(path)
            exchange.put(order.fresh / stamp.FILE, order.site / stamp.FILE)
            manifest.drop()
        manifest.clear(fingerprints)
    manifest.write(fingerprints)


def _swap(fresh: Path, site: Path) -> None:
    """Put the new site in the place of the old one; nobody sees half of either."""
    old = beside(site, "old")
    shutil.rmtree(old, ignore_errors=True)
    if site.exists():
        site.rename(old)
    try:
        fresh.rename(site)
    except OSError:
        if old.exists():
            old.rename(site)
        raise
    shutil.rmtree(old, ignore_errors=True)
