"""Shell: the stages of a large build, each shared among processes.

First each reads and checks its share of the files. Then each makes pages, this one with the whole
library at hand, until none is left, and others write the search index meanwhile.
"""

import functools
import operator
from collections.abc import Callable, Generator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, TypeVar

from lawkb import crew
from lawkb.host.order import Order
from lawkb.host.role import Role
from lawkb.publish.indexing import Indexing, Made
from lawkb.publish.manifest import Manifest
from lawkb.publish.offline import Kept
from lawkb.snapshot import Snapshot

if TYPE_CHECKING:
    from lawkb.plugin import LawkbPlugin

T = TypeVar("T")


def together(
    order: Order, manifest: Manifest, executor: Executor | None, shares: int
) -> "LawkbPlugin":
    """Make a site in several processes, of which this is one; gives the plugin that finished it."""
    files = Snapshot.of(order.root)
    indexers = max(shares // 2, 1)
    # Copies of this process are made sooner while it is small.
    with _hired(executor, indexers) as pool:
        read = _reading(order, executor, shares, files)
        from lawkb.host import run  # noqa: PLC0415 - it brings MkDocs; others read meanwhile

        with _hired(executor, shares - 1) as makers:
            read()
            others = [makers.submit(make, order, files) for _ in range(1, shares)]
            role = Role(
                manifest,
                order.memory,
                files,
                finishes=False,
                queue=order.queue,
                sharing=functools.partial(_indexed, order, pool, indexers),
            )
            try:
                plugin = run.run(order, role)
            except BaseException:
                order.queue.stop()
                raise
            for kept in _wait(others):
                plugin.kept |= kept
        plugin.finish(order.fresh)
        plugin.ending.list_for_phones(order.fresh)
    return plugin


def _reading(
    order: Order, executor: Executor | None, shares: int, files: Snapshot
) -> Callable[[], None]:
    """Have all files read; gives how to wait for it, and to note how they were."""
    hired = ExitStack()
    pool = hired.enter_context(_hired(executor, shares))
    known = files, order.as_of, order.memory
    hands = crew.deal(files, shares)
    work = [pool.submit(crew.learn, *known, hand, search=True) for hand in hands]

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
    pool = ProcessPoolExecutor(workers, initializer=crew.serve_parent)
    pool.submit(int)  # starts them all
    try:
        yield pool
    except BaseException:
        pool.shutdown()
        raise
    # What they were asked for has been waited for; to let go of their memory takes them a while.
    pool.shutdown(wait=False)


def _indexed(order: Order, pool: Executor, workers: int, indexing: Indexing) -> Callable[[], Made]:
    """Have the scripts of search written by others; gives how to wait for what comes of it."""
    work = [pool.submit(index, order, part) for part in indexing.parts(workers)]
    return lambda: functools.reduce(operator.or_, _wait(work))


def _wait(work: list[Future[T]]) -> list[T]:
    return [done.result() for done in work]


def make(order: Order, files: Snapshot) -> dict[str, Kept]:
    """Make pages of a site in `order.fresh`, while another process checks, too, and publishes.

    Gives them by address, as phones keep them.
    """
    from lawkb.host import run  # noqa: PLC0415 - see above

    role = Role(order.manifest, order.memory, files, helps=True, finishes=False, queue=order.queue)
    return run.run(order, role).kept


def index(order: Order, part: Indexing) -> Made:
    """Write a part of the scripts of search in `order.fresh`."""
    return part.write(order.memory, order.manifest, order.fresh)
