"""A real PostgreSQL of our own, to be stopped, frozen and killed; listens on a socket."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

START = 20.0
"""Seconds in which it must be ready on a slow machine."""
WITHOUT_PROGRAM = (
    "There is no PostgreSQL: 'uv sync' brings one for Linux on x86_64 and for macOS, elsewhere "
    "install its server and its client (14 or newer)."
)
PASSWORD = "pw-canary"
OPTIONS = {
    "listen_addresses": "",
    "fsync": "off",
    "log_statement": "all",
    "log_min_error_statement": "debug1",
    "log_error_verbosity": "verbose",
    "shared_buffers": "16MB",
    "max_connections": "30",
}
NEW_CLUSTER = ("--locale=C", "--no-sync", "--wal-segsize=1")
ACCESS = "local all postgres trust\nlocal all all scram-sha-256\n"
ENVIRONMENT = {
    "PATH": os.environ.get("PATH", ""),
    "LC_ALL": "C",
    "TZ": "UTC",
    "PGOPTIONS": "-c log_statement=none",  # of what the tests themselves ask
}
UNPRIVILEGED = "nobody"
"""Who runs it where the tests run as root, whom PostgreSQL refuses."""
CUT = (
    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
    " WHERE usename = 'app' AND backend_type = 'client backend'"
)


def programs() -> Path | None:
    """The folder of the programs that pgserver carries, or of the system's; None without."""
    spec = find_spec("pgserver")
    carried = [Path(folder) for folder in spec.submodule_search_locations or []] if spec else []
    on_path = shutil.which("initdb")
    folders = [
        *(folder / "pginstall" / "bin" for folder in carried),
        *([Path(on_path).resolve().parent] if on_path else []),
        *sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True),
    ]
    needed = ("initdb", "postgres", "psql")
    return next((f for f in folders if all((f / name).is_file() for name in needed)), None)


class PostgresServer:
    """A server with one database, which writes every statement to its log.

    Attributes:
        url: what DATABASE_URL says to reach it.
        data: the folder of its files.
        log: the file of its log.
    """

    def __init__(self, programs: Path) -> None:
        """Make its files in a folder that its user can reach; not started yet."""
        self._folder = tempfile.TemporaryDirectory(prefix="pg-")
        self._process: subprocess.Popen[bytes] | None = None
        self._frozen: list[int] = []
        root = Path(self._folder.name)
        root.chmod(0o711)
        self._as: dict[str, Any] = {"cwd": root, "env": ENVIRONMENT}
        if os.geteuid() == 0:
            self._as |= {"user": UNPRIVILEGED, "extra_groups": []}
        self._programs = self._reachable(programs)
        self.data = root / "data"
        self.log = root / "log"
        self.url = f"postgresql://app:{PASSWORD}@/app?host={root}"
        self.data.mkdir(mode=0o700)
        if "user" in self._as:
            shutil.chown(root, UNPRIVILEGED)
            shutil.chown(self.data, UNPRIVILEGED)
        self._run("initdb", "-D", self.data, "-U", "postgres", "-E", "UTF8", *NEW_CLUSTER)
        (self.data / "pg_hba.conf").write_text(ACCESS)
        self.start()
        self.query(f"CREATE ROLE app LOGIN PASSWORD '{PASSWORD}'")
        self.query("CREATE DATABASE app OWNER app")

    def start(self) -> None:
        """Start it, unless it runs, and wait until it answers."""
        until = time.monotonic() + START
        while not (self.running and self._ready()):
            if not self.running:
                self._launch()  # again where processes killed a moment ago were still there
            assert time.monotonic() < until, f"postgres does not answer, see {self.log}"
            time.sleep(0.02)

    def stop(self) -> None:
        """End it in order, without waiting for those connected."""
        self.resume()
        if self.running:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(START)

    def kill(self) -> None:
        """End all its processes at once."""
        if not self.running:
            return
        self._process.send_signal(signal.SIGSTOP)  # so that it starts no more of them
        for child in _children(self._process.pid):
            os.kill(child, signal.SIGKILL)
        self._process.kill()
        self._process.wait(START)
        self._frozen = []

    def freeze(self) -> None:
        """Let it stand still, connections open."""
        self._process.send_signal(signal.SIGSTOP)  # first, so that it starts no more of them
        self._frozen = [self._process.pid, *_children(self._process.pid)]
        for process in self._frozen:
            os.kill(process, signal.SIGSTOP)

    def resume(self) -> None:
        """Let it go on."""
        while self._frozen:
            os.kill(self._frozen.pop(), signal.SIGCONT)

    def close(self) -> None:
        """End it and remove its files."""
        self.kill()
        self._folder.cleanup()

    @property
    def running(self) -> bool:
        """Whether its first process is there."""
        return self._process is not None and self._process.poll() is None

    def query(self, statement: str, database: str = "postgres") -> list[str]:
        """What a statement gives, a line a row; run by the superuser and not logged."""
        wanted = ("-h", self._folder.name, "-U", "postgres", "-d", database, "-c", statement)
        return self._run("psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", *wanted)

    def checkpoint(self) -> None:
        """Have everything written to the data folder that is still in memory."""
        self.query("CHECKPOINT")

    def terminate_backends(self) -> None:
        """Cut all connections of the program."""
        self.query(CUT)

    def empty(self) -> None:
        """Start it where it does not run, and drop the program's tables and connections."""
        self.resume()
        self.start()
        self.terminate_backends()
        self.query("DROP OWNED BY app", "app")

    def found(self, *needles: bytes, within: str = ".") -> set[bytes]:
        """Those that stand, as they are or in hexadecimal digits, in its files or its log."""
        found: set[bytes] = set()
        log = [self.log] if within == "." else []
        for path in [*(self.data / within).rglob("*"), *log]:
            if path.is_file():
                content = path.read_bytes()
                found |= {n for n in needles if n in content or n.hex().encode() in content}
        return found

    def _launch(self) -> None:
        options = {**OPTIONS, "unix_socket_directories": self._folder.name}
        settings = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 - our own program and options
                [self._programs / "postgres", "-D", self.data, *settings],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                **self._as,
            )

    def _run(self, program: str, *arguments: str | Path) -> list[str]:
        done = subprocess.run(  # noqa: S603 - our own program and options
            [self._programs / program, *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=START,
            **self._as,
        )
        assert done.returncode == 0, f"{program}: {done.stderr}"
        return done.stdout.splitlines()

    def _ready(self) -> bool:
        try:
            state = (self.data / "postmaster.pid").read_text().split()
        except OSError:
            return False
        return state[:1] == [str(self._process.pid)] and state[-1] == "ready"

    def _reachable(self, programs: Path) -> Path:
        """The programs, copied where the folder they are in is root's alone."""
        if "user" not in self._as or all(
            folder.stat().st_mode & 0o001 for folder in programs.parents
        ):
            return programs
        packages, copied = programs.parents[2], Path(self._folder.name) / "packages"
        for package in packages.glob("pgserver*"):
            shutil.copytree(package, copied / package.name)
        return copied / programs.relative_to(packages)


def _children(pid: int) -> list[int]:
    """The processes that a process has started."""
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    if listed.exists():
        return [int(child) for child in listed.read_text().split()]
    everybody = subprocess.check_output(["ps", "-A", "-o", "ppid=,pid="], text=True)  # noqa: S607
    pairs = [line.split() for line in everybody.splitlines()]
    return [int(child) for parent, child in pairs if int(parent) == pid]


def _served() -> Iterator[PostgresServer]:
    folder = programs()
    if folder is None:
        pytest.fail(WITHOUT_PROGRAM)
    server = PostgresServer(folder)
    yield server
    server.close()


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A running one for all tests that let it live."""
    yield from _served()


@pytest.fixture(scope="session")
def spare_postgres() -> Iterator[PostgresServer]:
    """Another one, for `fragile_postgres`."""
    yield from _served()


@pytest.fixture
def fragile_postgres(spare_postgres: PostgresServer) -> PostgresServer:
    """One for tests that stop, freeze or kill it: empty and running when a test begins."""
    spare_postgres.empty()
    return spare_postgres
