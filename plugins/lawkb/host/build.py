"""Shell: build the site with MkDocs: only what has changed, on all cores, published in one go."""

import functools
import logging
import operator
import os
import shutil
from collections import ChainMap
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError

from lawkb import crew, memory
from lawkb.host.files import FRAME
from lawkb.memory import Memory, digest
from lawkb.plugin import LawkbPlugin, Role
from lawkb.publish import offline, share, stamp
from lawkb.publish.indexing import Indexing, Made
from lawkb.publish.manifest import Manifest
from lawkb.publish.offline import Kept
from lawkb.publish.share import Share

T = TypeVar("T")


@dataclass(frozen=True)
class Order:
    """A site to build: of the library under `root`, as of a day, into the folder `site`.

    `clean` makes everything again; `workers` is the number of processes, 0 for one a core.
    """

    root: Path
    site: Path
    as_of: str
    strict: bool = False
    clean: bool = False
    workers: int = 0

    @property
    def fresh(self) -> Path:
        """The folder beside the site in which everything is made before it is published."""
        return self.site.with_name(f"{self.site.name}.new")

    @property
    def scratch(self) -> Path:
        """The folder beside the site for what only this build remembers."""
        return self.site.with_name(f"{self.site.name}.scratch")

    @property
    def stop(self) -> Path:
        """The file that tells all processes that the site must not be published."""
        return self.fresh / "stop"

    @property
    def manifest(self) -> Manifest:
        """What need not be made again."""
        found = Manifest.of(self.root, self.site)
        return Manifest(found.site, found.file) if self.clean else found

    @property
    def memory(self) -> Memory:
        """What need not be found out again; where all is to be, what this build finds out."""
        return Memory(self.scratch / memory.FILE) if self.clean else Memory.under(self.root)


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
    shutil.rmtree(order.fresh, ignore_errors=True)
    manifest, shares = order.manifest, order.workers or crew.size()
    try:
        if executor is not None or (shares > 1 and _is_much(order, manifest)):
            plugin = _together(order, manifest, executor, shares)
        else:
            plugin = _alone(order, manifest)
        made = sum(len(names) for _, _, names in os.walk(order.fresh))
        _publish(order, plugin)
    finally:
        shutil.rmtree(order.fresh, ignore_errors=True)
        shutil.rmtree(order.scratch, ignore_errors=True)
    pages = sum(1 for uri in plugin.plan.fingerprints if uri.endswith("index.html"))
    return Built(pages, made)


def shard(order: Order, part: Share) -> None:
    """Make one share of a site in `order.site`, to be merged with those that other machines make."""
    shutil.rmtree(order.fresh, ignore_errors=True)
    empty = Manifest(order.site, order.manifest.file)
    try:
        plugin = _run(order, empty, part)
        made_from = sorted(plugin.plan.fingerprints.items())
        if part.is_first:
            plugin.finish(order.fresh)
        share.record(order.fresh, part, digest(f"{uri}\0{made}" for uri, made in made_from))
        _swap(order.fresh, order.site)
    finally:
        shutil.rmtree(order.fresh, ignore_errors=True)


def merge(folders: Iterable[Path], site: Path) -> None:
    """Publish the site whose shares lie in some folders; raises `share.UnfitSharesError`."""
    fresh = site.with_name(f"{site.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        share.merge(folders, fresh)
        offline.write(fresh)  # of a share alone, nobody knows the whole
        _swap(fresh, site)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def make(order: Order, part: Share) -> None:
    """Make one share of a site in `order.fresh`, while another process checks and publishes."""
    _run(order, order.manifest, part, checks=False)


def index(order: Order, indexing: Indexing) -> Made:
    """Write a share of the scripts of search in `order.fresh`."""
    return indexing.write(order.memory, order.manifest, order.fresh)


def _is_much(order: Order, manifest: Manifest) -> bool:
    """Whether so much is to be made that other processes help."""
    # On another day, and by another program, every page comes out otherwise.
    same = manifest.known.get(FRAME) == digest([order.as_of, order.memory.program])
    return order.workers > 1 or (not same and crew.is_large(order.root))


def _alone(order: Order, manifest: Manifest) -> LawkbPlugin:
    """Make the whole site here; gives the plugin that did."""
    plugin = _run(order, manifest, Share())
    plugin.finish(order.fresh)
    plugin.list_for_phones(order.fresh)
    return plugin


def _together(
    order: Order, manifest: Manifest, executor: Executor | None, shares: int
) -> LawkbPlugin:
    """Make all shares, the first of them here; gives the plugin that did."""
    parts = [Share(number, shares) for number in range(1, shares + 1)]
    with _hired(executor, shares) as pool:
        known = order.root, order.as_of, order.memory
        _wait([pool.submit(crew.learn, *known, part, search=True) for part in parts])
    with _hired(executor, shares - 1) as makers, _hired(executor, shares) as indexers:
        others = [makers.submit(make, order, part) for part in parts[1:]]
        try:
            plugin = _run(order, manifest, parts[0])
        except BaseException:
            order.stop.parent.mkdir(parents=True, exist_ok=True)
            order.stop.touch()
            raise
        _wait(others)
        kept: dict[str, Kept] = {}
        plugin.finish(order.fresh, functools.partial(_indexed, order, indexers, parts, kept))
        rest = [indexers.submit(offline.measure, order.fresh, part, {*kept}) for part in parts]
        plugin.list_for_phones(order.fresh, ChainMap(kept, *_wait(rest)))
    return plugin


@contextmanager
def _hired(executor: Executor | None, workers: int) -> Generator[Executor]:
    """Who works for a stage: that executor, or new processes, since used ones keep their memory."""
    if executor is not None:
        yield executor
    else:
        with ProcessPoolExecutor(workers) as pool:
            pool.submit(int)  # starts them all, as copies of this process while it is small
            yield pool


def _indexed(
    order: Order, pool: Executor, parts: list[Share], kept: dict[str, Kept], indexing: Indexing
) -> Callable[[], Made]:
    """Have the scripts of search written by others; gives how to wait for what comes of it.

    Then `kept` holds what they have measured for phones on the way.
    """
    work = [pool.submit(index, order, indexing.of(part)) for part in parts]

    def wait() -> Made:
        made = functools.reduce(operator.or_, _wait(work))
        kept.update(made.kept)
        return made

    return wait


def _wait(work: list[Future[T]]) -> list[T]:
    return [done.result() for done in work]


def _run(order: Order, manifest: Manifest, part: Share, *, checks: bool = True) -> LawkbPlugin:
    """Let MkDocs make one share; gives the plugin, which knows what it did."""
    config = load(order.root, site_dir=str(order.fresh), strict=order.strict)
    log_to_terminal(logging.WARNING)
    plugin = plugin_of(config)
    plugin.config["as_of"] = order.as_of
    stop = order.stop if part.of > 1 else None
    plugin.role = Role(manifest, order.memory, part, checks, finishes=False, stop=stop)
    config.plugins.on_startup(command="build", dirty=True)
    try:
        mkdocs_build.build(config, dirty=True)
    except Abort:
        raise SystemExit(1) from None  # what stopped it has been said, in Chinese
    finally:
        config.plugins.on_shutdown()
    return plugin


def _publish(order: Order, plugin: LawkbPlugin) -> None:
    """Put what was made in its place: a whole new site at once, or the files that changed."""
    manifest, fingerprints = plugin.plan.manifest, plugin.plan.fingerprints
    manifest.drop()
    if manifest.known:
        # From here to the end the site has no stamp, and so cannot be taken for a finished one.
        (order.site / stamp.FILE).unlink()
        stamped = (order.fresh / stamp.FILE).rename(order.fresh.with_suffix(".stamp"))
        _move(order.fresh, order.site)
        manifest.clear(fingerprints)
        stamped.replace(order.site / stamp.FILE)
    else:
        _swap(order.fresh, order.site)
    manifest.write(fingerprints)


def _move(fresh: Path, site: Path) -> None:
    """Put new files over old ones; a folder that is new goes over whole."""
    for path in fresh.iterdir():
        target = site / path.name
        if path.is_dir() and target.is_dir():
            _move(path, target)
        else:
            path.replace(target)


def _swap(fresh: Path, site: Path) -> None:
    """Put the new site in the place of the old one; nobody sees half of either."""
    old = site.with_name(f"{site.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if site.exists():
        site.rename(old)
    fresh.rename(site)
    shutil.rmtree(old, ignore_errors=True)


def load(root: Path, **values: Any) -> MkDocsConfig:
    """The configuration of the site under `root`; what is wrong with it is said in Chinese."""
    try:
        return load_config(str(root / "mkdocs.yml"), **values)
    except (ConfigurationError, Abort) as error:
        message = f"mkdocs.yml 写得不对，没有发布：{error}"
        raise SystemExit(message) from None


def plugin_of(config: MkDocsConfig) -> LawkbPlugin:
    """Our plugin; without it nothing would be checked."""
    plugin = config.plugins.get("lawkb")
    if not isinstance(plugin, LawkbPlugin):
        message = "mkdocs.yml 的 plugins 里要有 lawkb，否则什么也没有检查。没有发布。"
        raise SystemExit(message)
    return plugin


def log_to_terminal(level: int) -> None:
    """Show what MkDocs says, which its own command would do."""
    logger = logging.getLogger("mkdocs")
    logger.setLevel(level)
    if not logger.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(message)s"))
        logger.addHandler(handler)
