"""Check: the reading and checking of a large library, shared among processes."""

import datetime as dt
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Container
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from pathlib import Path

from lawkb import check, loading, snapshot
from lawkb.memory import Memory
from lawkb.snapshot import Snapshot
from lawkb.source import ChangedError

LARGE = 100
"""Fewer files are left to one process: copies of it would save half a second (21 files, Linux), and what
it takes to start processes anew, where they cannot be copied, nobody has measured."""


CHECKED_EVERY = 0.5
"""Seconds after which a helper looks whether the process that it helps is still there."""


def size() -> int:
    """How many processes can work at once: one a core."""
    return os.cpu_count() or 1


def is_large(root: Path) -> bool:
    """Whether a library is worth sharing."""
    return sum(1 for _ in snapshot.sources(root)) > LARGE


def prepare(root: Path, day: dt.date) -> None:
    """Have all cores read a large library of which nothing is remembered yet."""
    if size() == 1 or not is_large(root) or Memory.under(root).knows("page"):
        return
    # If the system ends one of them, or files change meanwhile, who checks reads the rest alone.
    hired = ProcessPoolExecutor(size(), initializer=serve_parent)
    with suppress(BrokenProcessPool, ChangedError), hired as pool:
        files = Snapshot.of(root)
        known = files, day.isoformat(), Memory.under(root)
        for done in [pool.submit(learn, *known, hand) for hand in deal(files, size())]:
            done.result()


def serve_parent() -> None:
    """Leave Ctrl+C, which reaches all processes of a terminal, to the one that began the work.

    End with it, too: who is left would go on taking pages, those of the next build among them.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "win32":  # there, a parent that is gone keeps its number
        threading.Thread(target=_end_with_parent, daemon=True).start()
        return
    parent_id = os.getppid()

    def look(*_: object) -> None:
        if os.getppid() != parent_id:
            os._exit(1)

    # By a thread, a build of 1,000 documents took more than a tenth longer.
    signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, CHECKED_EVERY, CHECKED_EVERY)


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def deal(files: Snapshot, processes: int) -> list[frozenset[str]]:
    """The files that each of some processes is to read, so that all of them are done at the same time.

    As each must have read its registries before it reads pages, these are dealt first.
    """
    hands: list[set[str]] = [set() for _ in range(processes)]
    pages = [name for name in files.names if name.endswith(".md")]
    for names in ([*loading.registry_files(files.root)], pages):
        sizes = {name: files.size(name) for name in names}
        loads = [0] * processes
        for name in sorted(names, key=lambda name: (-sizes[name], name)):
            least = loads.index(min(loads))
            loads[least] += sizes[name]
            hands[least].add(name)
    return [*map(frozenset, hands)]


def learn(
    files: Snapshot, day: str, memory: Memory, hand: Container[str], *, search: bool = False
) -> dict[str, str]:
    """Read some of the files, and remember what they say and what is wrong with each by itself.

    `search` adds what a reader can search for in them, and what the cards of results say of their law.
    Gives the keys under which the files are remembered.
    """
    with memory.held():
        # Everybody needs the registries. Each reads some first; when its own pages are read, too, the
        # others will have read the rest.
        for _ in loading.registries(files, memory, hand):
            pass
        memory.exchange("registry")
        read = loading.of(files, dt.date.fromisoformat(day), memory, only=hand)
        check.learn(read)
        if search:
            for page in read.listed:
                read.index.currency(page)
            for _ in read.search.postings_of(read.search.pages):
                pass
            memory.save()
    return files.keys
