"""Shell: the stages of a large build, each shared among processes.

First each reads and checks its share of the files. Then each makes pages, this one with the whole
library at hand, until none is left; then each writes its share of the search index.
"""

import functools
import operator
from collections import ChainMap
from collections.abc import Callable, Generator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, TypeVar

from lawkb import crew
from lawkb.host.order import Order
from lawkb.publish import offline
from lawkb.publish.indexing import Indexing, Made
from lawkb.publish.manifest import Manifest
from lawkb.publish.offline import Kept
from lawkb.publish.share import Share
from lawkb.snapshot import Snapshot

if TYPE_CHECKING:
    from lawkb.plugin import LawkbPlugin

T = TypeVar("T")


def together(
    order: Order, manifest: Manifest, executor: Executor | None, shares: int
) -> "LawkbPlugin":
    """Make a site in several processes, of which this is one; gives the plugin that finished it."""
    parts = [Share(number, shares) for number in range(1, shares + 1)]
    files = Snapshot.of(order.root)
    # Copies of this process are made sooner while it is small.
    with _hired(executor, shares) as indexers:
        read = _reading(order, executor, parts, files)
        from lawkb.host import run  # noqa: PLC0415 - it brings MkDocs; others read meanwhile
        from lawkb.plugin import Role  # noqa: PLC0415 - likewise

        with _hired(executor, shares - 1) as makers:
            read()
            others = [makers.submit(make, order, files) for _ in parts[1:]]
            try:
                role = Role(manifest, order.memory, files, finishes=False, queue=order.queue)
                plugin = run.run(order, role)
            except BaseException:
                order.queue.stop()
                raise
            _wait(others)
        pages = [indexers.submit(offline.measure, order.fresh, part) for part in parts]
        scripts: dict[str, Kept] = {}
        plugin.finish(order.fresh, functools.partial(_indexed, order, indexers, parts, scripts))
        plugin.list_for_phones(order.fresh, ChainMap(scripts, *_wait(pages)))
    return plugin


def _reading(
    order: Order, executor: Executor | None, parts: list[Share], files: Snapshot
) -> Callable[[], None]:
    """Have all files read; gives how to wait for it, and to note how they were."""
    hired = ExitStack()
    pool = hired.enter_context(_hired(executor, len(parts)))
    known = files, order.as_of, order.memory
    work = [pool.submit(crew.learn, *known, part, search=True) for part in parts]

    def wait() -> None:
        with hired:
            for keys in _wait(work):
                files.keys.update(keys)

    return wait


@contextmanager
def _hired(executor: Executor | None, workers: int) -> Generator[Executor]:
    """Who works for a stage: that executor, or new processes, since used ones keep their memory."""
    if executor is not None:
        yield executor
        return
    pool = ProcessPoolExecutor(workers)
    pool.submit(int)  # starts them all
    try:
        yield pool
    except BaseException:
        pool.shutdown()
        raise
    # What they were asked for has been waited for; to let go of their memory takes them a while.
    pool.shutdown(wait=False)


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


def make(order: Order, files: Snapshot) -> None:
    """Make pages of a site in `order.fresh`, while another process checks, too, and publishes."""
    from lawkb.host import run  # noqa: PLC0415 - see above
    from lawkb.plugin import Role  # noqa: PLC0415 - likewise

    role = Role(order.manifest, order.memory, files, helps=True, finishes=False, queue=order.queue)
    run.run(order, role)


def index(order: Order, indexing: Indexing) -> Made:
    """Write a share of the scripts of search in `order.fresh`."""
    return indexing.write(order.memory, order.manifest, order.fresh)
