"""Load: the file of a memory, which several processes may use at once and anyone may delete.

What it holds can be made again. So whatever is wrong with it costs time and nothing else.
"""

import contextlib
import sqlite3
import time
from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

WAIT = 60
"""Seconds for which a process waits while another writes."""

_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


@dataclass(eq=False)
class Database:
    """A table `known` of kind, name, key and value; `program` is the digest of who wrote it.

    What another program wrote is not read, but deleted.
    """

    file: Path
    program: str
    _held: sqlite3.Connection | None = field(default=None, init=False)

    def read(self, query: str, values: Sequence[str] = ()) -> list[tuple[Any, ...]]:
        """The rows of a query; none if the file is not there or cannot be read."""
        with contextlib.suppress(sqlite3.Error, OSError):
            if self.file.exists():
                with self._open() as connection:
                    return connection.execute(query, values).fetchall()
        return []

    def write(self, rows: Iterable[tuple[str, str, str, bytes]]) -> None:
        """Put rows in the place of those with the same kind and name, if the file can be written."""
        with contextlib.suppress(sqlite3.Error, OSError), self._open() as connection:
            connection.executemany("INSERT OR REPLACE INTO known VALUES (?, ?, ?, ?)", rows)

    @contextlib.contextmanager
    def held(self) -> Generator[None]:
        """Keep the file open: whoever closes it last has all of it copied out of its journal."""
        with contextlib.ExitStack() as stack:
            with contextlib.suppress(sqlite3.Error, OSError):
                self._held = self._usable()
                stack.callback(self._held.close)
            try:
                yield
            finally:
                self._held = None

    @contextlib.contextmanager
    def _open(self) -> Generator[sqlite3.Connection]:
        """The file, all that is done to it in one step."""
        connection = self._held or self._usable()
        try:
            with connection:
                yield connection
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            self._delete()  # damaged inside: what is left of it would be in the way for ever
            raise
        finally:
            if connection is not self._held:
                connection.close()

    def _usable(self) -> sqlite3.Connection:
        """The file, deleted first if it is damaged."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        try:
            return self._connect()
        except sqlite3.OperationalError:  # busy, or not ours to write: no reason to delete it
            raise
        except sqlite3.DatabaseError:
            self._delete()
            return self._connect()

    def _delete(self) -> None:
        """Delete the file, and its journal, which would be replayed if it were left alone."""
        for ending in ("", "-wal", "-shm"):
            Path(f"{self.file}{ending}").unlink(missing_ok=True)

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.file, timeout=WAIT)
        try:
            connection.execute("PRAGMA page_size = 65536")  # what is large is written sooner
            _keep_journal(connection)
            # What is lost with the power can be made again.
            connection.execute("PRAGMA synchronous = OFF")
            if _program_of(connection) != self.program:
                self._empty(connection)
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def _empty(self, connection: sqlite3.Connection) -> None:
        """Begin the file anew, unless somebody else has done so just now."""
        with connection:
            connection.execute("BEGIN IMMEDIATE")
            if _program_of(connection) == self.program:
                return
            for table in ("known", "program"):
                connection.execute(f"DROP TABLE IF EXISTS {table}")
            connection.execute(
                "CREATE TABLE known (kind TEXT, name TEXT, key TEXT, value BLOB,"
                " PRIMARY KEY (kind, name))"
            )
            connection.execute("CREATE TABLE program (digest TEXT)")
            connection.execute("INSERT INTO program VALUES (?)", (self.program,))


def _program_of(connection: sqlite3.Connection) -> str | None:
    """The digest of the program that wrote a file, if any did."""
    try:
        row = connection.execute("SELECT digest FROM program").fetchone()
    except sqlite3.OperationalError as error:
        if _is_busy(error):
            raise
        return None  # a new file has no tables
    return row[0] if row else None


def _keep_journal(connection: sqlite3.Connection) -> None:
    """Have changes written to a journal. Everywhere but here, SQLite waits for others by itself."""
    until = time.monotonic() + WAIT
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if not _is_busy(error) or time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return


def _is_busy(error: sqlite3.Error) -> bool:
    """Whether it is only that another process uses the file."""
    return error.sqlite_errorcode & 0xFF in _BUSY
