"""Shell: the stages of a large build, each shared among processes.

First each reads and checks its share of the files. Then each makes its share of the pages, this one
with the whole library at hand; then each writes its share of the search index.
"""

import functools
import operator
from collections import ChainMap
from collections.abc import Callable, Generator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

from lawkb import crew
from lawkb.host import run
from lawkb.host.order import Order
from lawkb.plugin import LawkbPlugin
from lawkb.publish import offline
from lawkb.publish.indexing import Indexing, Made
from lawkb.publish.manifest import Manifest
from lawkb.publish.offline import Kept
from lawkb.publish.share import Share

T = TypeVar("T")

RELIEF = 0.07
"""Who checks the whole library makes that part of its pages less: so all are done at once."""


def together(
    order: Order, manifest: Manifest, executor: Executor | None, shares: int
) -> LawkbPlugin:
    """Make all shares, the first of them here; gives the plugin that did."""
    parts = [Share(number, shares, RELIEF) for number in range(1, shares + 1)]
    with _hired(executor, shares) as pool:
        known = order.root, order.as_of, order.memory
        equal = [Share(number, shares) for number in range(1, shares + 1)]
        _wait([pool.submit(crew.learn, *known, part, search=True) for part in equal])
    with _hired(executor, shares - 1) as makers, _hired(executor, shares) as indexers:
        others = [makers.submit(make, order, part) for part in parts[1:]]
        try:
            plugin = run.run(order, manifest, parts[0])
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


def make(order: Order, part: Share) -> None:
    """Make one share of a site in `order.fresh`, while another process checks and publishes."""
    run.run(order, order.manifest, part, checks=False)


def index(order: Order, indexing: Indexing) -> Made:
    """Write a share of the scripts of search in `order.fresh`."""
    return indexing.write(order.memory, order.manifest, order.fresh)
