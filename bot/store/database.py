"""The database: SQLite by default, PostgreSQL by DATABASE_URL."""

from __future__ import annotations

import os
import select
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import create_engine, event, text
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.engine.url import URL, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.pool import StaticPool

from bot.errors import StoreError

T = TypeVar("T")

PATIENCE = 2
"""Seconds after which a database that does not answer counts as down."""

CONNECTIONS = 4
"""To a server, at a time; a file has one."""

REST = 3.0
"""Seconds for which one that did not answer is not asked again, so that callers need not queue."""

TABLES = {
    "kept": "id VARCHAR(32) PRIMARY KEY, sealed {bytes} NOT NULL, until BIGINT NOT NULL",
    "questions": "id VARCHAR(32) PRIMARY KEY, sealed {bytes} NOT NULL, until BIGINT NOT NULL",
    "votes": "entry VARCHAR(64), language VARCHAR(16), helpful INTEGER NOT NULL,"
    " unhelpful INTEGER NOT NULL, PRIMARY KEY (entry, language)",
    "showings": "entry VARCHAR(64), language VARCHAR(16), times INTEGER NOT NULL,"
    " PRIMARY KEY (entry, language)",
}

INDEX = "CREATE INDEX IF NOT EXISTS kept_until ON kept (until)"

PRAGMAS = {
    "secure_delete": "ON",  # what is deleted is overwritten
    "journal_mode": "TRUNCATE",  # a write-ahead log would keep what was deleted
    "temp_store": "MEMORY",
    "busy_timeout": PATIENCE * 1000,
}


class Database:
    """Runs short pieces of work, each in a transaction of its own.

    On PostgreSQL the tables are UNLOGGED: their rows reach neither the write-ahead log nor
    replicas nor base backups. A crash of the server empties them, which loses people's
    language and nothing else of weight.
    """

    def __init__(self, url: str) -> None:
        """Connect and make the tables where they are missing.

        Args:
            url: `postgresql://…`, `sqlite:///file`, or `sqlite://` for memory only.

        Raises:
            StoreError: it cannot be reached or used.
        """
        try:
            address = make_url(url)
        except (ArgumentError, ValueError):
            raise StoreError(
                "DATABASE_URL cannot be read; signs like @ and : in a password are written %40 "
                "and %3A."
            ) from None
        self._postgres = address.get_backend_name() == "postgresql"
        self._engine = _postgres(address) if self._postgres else _sqlite(address)
        self._turns = threading.Semaphore(CONNECTIONS if self._postgres else 1)
        self._resting_until = 0.0
        self.run(self._make_tables)

    def run(self, work: Callable[[Connection], T]) -> T:
        """Do some work in a transaction. Blocks; call it from a thread.

        Raises:
            StoreError: it failed; nothing of it was done. Says which kind of failure, no value.
        """
        with self._turns:
            begun = time.monotonic()
            if begun < self._resting_until:
                raise StoreError("The database did not answer a moment ago.")
            _patience.left = PATIENCE
            try:
                with self._engine.begin() as connection:
                    return work(connection)
            except (SQLAlchemyError, OSError) as error:
                failed = time.monotonic()
                if failed - begun > PATIENCE / 2:
                    self._resting_until = failed + REST
                cause = getattr(error, "orig", None) or error
                raise StoreError(f"The database cannot be used ({type(cause).__name__}).") from None

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()

    def _make_tables(self, connection: Connection) -> None:
        create, end, blob = "CREATE TABLE", " WITHOUT ROWID", "BLOB"
        if self._postgres:
            create, end, blob = "CREATE UNLOGGED TABLE", "", "BYTEA"
            connection.execute(
                text("SELECT pg_advisory_xact_lock(7303014)")
            )  # two may start at once
        for name, columns in TABLES.items():
            columns = columns.replace("{bytes}", blob)
            connection.execute(text(f"{create} IF NOT EXISTS {name} ({columns}){end}"))
        connection.execute(text(INDEX))


def _sqlite(address: URL) -> Engine:
    """One connection, used by one thread at a time. The file is for its owner only."""
    if address.database not in (None, "", ":memory:"):
        try:
            path = Path(address.database)
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        except OSError as error:
            raise StoreError(
                f"The database file cannot be opened ({type(error).__name__})."
            ) from None
    engine = create_engine(
        address,
        poolclass=StaticPool,
        connect_args={"check_same_thread": False},
        hide_parameters=True,
        future=True,
    )

    @event.listens_for(engine, "connect")  # type: ignore[untyped-decorator]
    def prepare(connection: sqlite3.Connection, _record: Any) -> None:
        for name, value in PRAGMAS.items():
            connection.execute(f"PRAGMA {name}={value}")

    return engine


def _postgres(address: URL) -> Engine:
    """A few connections that give up on a server that is gone or frozen."""
    from psycopg2.extensions import set_wait_callback

    set_wait_callback(_wait)
    return create_engine(
        address.set(drivername="postgresql+psycopg2"),
        connect_args={"connect_timeout": PATIENCE, "application_name": "app"},
        pool_size=CONNECTIONS,
        max_overflow=0,
        pool_timeout=PATIENCE,
        pool_pre_ping=True,
        hide_parameters=True,
        future=True,
    )


class _Patience(threading.local):
    """What is left of a thread's patience with a silent server."""

    left: float = PATIENCE


_patience = _Patience()


def _wait(connection: Any) -> None:
    """Wait for the server as long as PATIENCE says; libpq alone would wait for ever.

    A server that did not answer a ping is given no more time to accept a new connection.
    Source: psycopg 2 documentation, "Support for coroutine libraries".
    """
    from psycopg2 import OperationalError
    from psycopg2.extensions import POLL_OK, POLL_READ

    while (state := connection.poll()) != POLL_OK:
        waiting = select.poll()
        waiting.register(
            connection.fileno(), select.POLLIN if state == POLL_READ else select.POLLOUT
        )
        begun = time.monotonic()
        answered = waiting.poll(_patience.left * 1000)
        _patience.left = max(0.0, _patience.left - (time.monotonic() - begun))
        if not answered:
            raise OperationalError("connection not open")  # so SQLAlchemy drops the connection
    _patience.left = PATIENCE
