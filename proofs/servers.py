"""Real PostgreSQL and real Redis with passwords that are canaries."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg2
from redis import Redis

from proofs.canaries import Canaries, Finding
from tests.support.postgres_server import PASSWORD, PostgresServer, programs
from tests.support.redis_server import RedisServer, binary


class Postgres:
    """A server that logs every statement; the program's password for it is a canary."""

    def __init__(self, server: PostgresServer, canaries: Canaries) -> None:
        """Around a running server."""
        self.server = server
        self.server.query(f"ALTER ROLE app PASSWORD '{canaries.database_password}'")
        self.url = server.url.replace(PASSWORD, canaries.database_password)
        self._canaries = canaries

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        """What a statement gives, asked as the program would; it stands in the log."""
        connection = psycopg2.connect(self.url)
        try:
            with connection, connection.cursor() as cursor:
                cursor.execute(statement)
                return [_plain(row) for row in cursor.fetchall()] if cursor.description else []
        finally:
            connection.close()

    def found(self, needles: set[bytes], within: str = ".") -> set[bytes]:
        """Those that stand in its files after a checkpoint."""
        self.server.checkpoint()
        return self.server.found(*needles, within=within)

    def read_only(self, whether: bool) -> None:
        """Refuse to write, as a full or a failing disk would have it."""
        value = "on" if whether else "off"
        self.server.query(f"ALTER ROLE app SET default_transaction_read_only = {value}")
        self.server.terminate_backends()

    def canaries(self) -> set[Finding]:
        """Those in its log and, once it is stopped and all is written, in its files."""
        self.server.start()
        self.server.checkpoint()
        self.server.stop()
        places = {
            "PostgreSQL's log": [self.server.log],
            "PostgreSQL's write-ahead log": [self.server.data / "pg_wal"],
            "PostgreSQL's files": [
                path for path in self.server.data.iterdir() if path.name != "pg_wal"
            ],
        }
        found = {
            finding
            for place, paths in places.items()
            for finding in self._canaries.found_at(paths, place)
        }
        self.server.start()
        return found


class RedisWithPassword:
    """A server that keeps everything on disk and lists every command it was sent."""

    def __init__(self, server: RedisServer, canaries: Canaries) -> None:
        """Around a server that is not started yet."""
        self.server = server
        self._canaries = canaries
        self._path = server.url.removeprefix("unix://")
        self.url = f"unix://app:{canaries.redis_password}@{self._path}"
        self.start()

    def start(self) -> None:
        """Start it; what it knows of users is gone after each end."""
        self.server.start()
        with self.asked() as redis:
            user = ("app", "on", f">{self._canaries.redis_password}", "~*", "+@all")
            redis.execute_command("ACL", "SETUSER", *user)
            redis.config_set("slowlog-log-slower-than", 0)
            redis.config_set("slowlog-max-len", 100_000)
            redis.slowlog_reset()

    def keys(self) -> list[str]:
        """The names of all keys."""
        return self.server.names()

    def canaries(self) -> set[Finding]:
        """Those in its files and in the commands that it remembers."""
        with self.asked() as redis:
            redis.save()
            commands = b"\n".join(entry["command"] for entry in redis.slowlog_get(100_000))
        found = self._canaries.found_in(commands, "Redis's commands")
        return found | self._canaries.found_at([self.server.data], "Redis's files")

    @contextmanager
    def asked(self) -> Iterator[Redis]:
        """A connection as its administrator."""
        redis = Redis(unix_socket_path=self._path, socket_timeout=20)
        yield redis
        redis.connection_pool.disconnect()


@contextmanager
def postgres(canaries: Canaries) -> Iterator[Postgres]:
    """A server of our own; ended and removed afterwards.

    Raises:
        RuntimeError: there is no PostgreSQL here.
    """
    folder = programs()
    if folder is None:
        raise RuntimeError("there is no PostgreSQL on this machine")
    server = PostgresServer(folder)
    try:
        yield Postgres(server, canaries)
    finally:
        server.close()


@contextmanager
def redis(canaries: Canaries, folder: Path) -> Iterator[RedisWithPassword]:
    """A server of our own; ended afterwards.

    Args:
        canaries: for its password.
        folder: where its files are to be.

    Raises:
        RuntimeError: there is no Redis here.
    """
    program = binary()
    if program is None:
        raise RuntimeError("there is no redis-server on this machine")
    folder.mkdir(parents=True, exist_ok=True)
    server = RedisServer(program, folder)
    try:
        yield RedisWithPassword(server, canaries)
    finally:
        server.close()


def _plain(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(bytes(value) if isinstance(value, memoryview) else value for value in row)
