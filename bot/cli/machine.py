"""Whether this machine may serve people: settings, database, what the system writes to disk."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy.engine.url import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.cli.findings import Finding, ask, fail, judged, ok
from bot.errors import StoreError
from bot.settings import NEW_KEY_COMMAND, Settings
from bot.store.database import Database

FEWEST_CHARACTERS = 10
"""Different characters of a good key. Of 64 hexadecimal digits drawn by chance fewer than ten
are different once in 10^12 keys."""

ENCRYPTED = ("require", "verify-ca", "verify-full")
"""Values of libpq's `sslmode` that refuse an unencrypted connection."""

CORE_PATTERN = Path("/proc/sys/kernel/core_pattern")
SWAPS = Path("/proc/swaps")


def look_at_machine(settings: Settings) -> Iterator[Finding]:
    """Every finding about settings, database and system."""
    yield judged(
        settings.telegram_token is not None,
        "token",
        "set.",
        "set TELEGRAM_BOT_TOKEN to what @BotFather gave you.",
    )
    yield _key(settings.secret_key)
    yield _telegram(settings)
    yield judged(
        settings.log_level != "DEBUG",
        "log",
        f"{settings.log_level}.",
        "LOG_LEVEL is DEBUG; leave it out.",
    )
    yield from _database(settings)
    yield from _redis(settings.redis_url)
    yield from _core_dumps()
    yield _swap()


def _key(key: bytes | None) -> Finding:
    weak = key is None or len(set(key)) < FEWEST_CHARACTERS or key in (key + key)[1:-1]
    missing = "not set" if key is None else "easy to guess"
    return judged(
        not weak,
        "key",
        "set, and no pattern seen in it.",
        f"{missing}; make BOT_SECRET_KEY with  {NEW_KEY_COMMAND}",
    )


def _telegram(settings: Settings) -> Finding:
    address = settings.telegram_api_url
    known = address == Settings.telegram_api_url or is_here(urlsplit(address).hostname or "?")
    mend = (
        "TELEGRAM_API_URL names somebody else's server, which would read everything; leave it out."
    )
    return judged(known, "Telegram", "its own server, or one on this machine.", mend)


def is_here(host: str) -> bool:
    """Whether a host is this machine: nothing, a socket's path, or a loopback address."""
    if host in ("", "localhost") or host.startswith(("/", "@")):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _database(settings: Settings) -> Iterator[Finding]:
    try:
        address = make_url(settings.database_url)
    except (ArgumentError, ValueError):
        yield fail("database", "DATABASE_URL cannot be read; write / and @ in it as %2F and %40.")
        return
    if address.get_backend_name() == "postgresql":
        here = all(is_here(host) for host in hosts(address))
        yield judged(
            here or address.query.get("sslmode") in ENCRYPTED,
            "way to the database",
            "stays on this machine." if here else "encrypted.",
            "leaves this machine unencrypted; add ?sslmode=verify-full (at least require) to "
            "DATABASE_URL.",
        )
        yield _reachable(settings.database_url)
    elif address.database in (None, "", ":memory:"):
        yield ok("database", "in memory only; a restart forgets everybody.")
    else:
        try:
            yield from _file(settings.database_url, Path(address.database))
        except OSError:
            yield fail(
                "database", "cannot be looked at; run this as the user who runs the program."
            )


def hosts(address: URL) -> set[str]:
    """Every host that libpq may connect to; the name of a service, as it may be anywhere."""
    named: list[str] = [address.host or ""]
    for option in ("host", "hostaddr", "service"):
        value = address.query.get(option, ())
        named += [value] if isinstance(value, str) else value
    single = [host for hosts in named for host in hosts.split(",")]
    return {re.sub(r"^([^:]*):\d+$", r"\1", host) for host in single}


def _reachable(url: str) -> Finding:
    try:
        Database(url).close()
    except StoreError as error:
        return fail("database", f"{error} Start it, or correct DATABASE_URL.")
    return ok("database", "answers.")


def _file(url: str, path: Path) -> Iterator[Finding]:
    """The check makes no file: made by another user it would keep the program out."""
    if path.exists():
        yield _reachable(url)
    else:
        folder = next(folder for folder in path.absolute().parents if folder.exists())
        yield judged(
            os.access(folder, os.W_OK | os.X_OK),
            "database",
            "will be made at the first start.",
            f"cannot be made: this user may not write to {folder}; give the folder to it.",
        )
    open_to_others = [p for p in (path.parent, path) if p.exists() and p.stat().st_mode & 0o077]
    commands = (f"chmod {700 if p.is_dir() else 600} {p}" for p in open_to_others)
    yield judged(
        not open_to_others,
        "database file",
        "for its owner only.",
        f"others may open it; run: {' && '.join(commands)}",
    )


def _redis(url: str | None) -> Iterator[Finding]:
    if url is None:
        return
    parts = urlsplit(url)
    safe = parts.scheme in ("unix", "rediss") or is_here(parts.hostname or "")
    mend = "leaves this machine unencrypted; REDIS_URL must begin with rediss://."
    yield judged(safe, "way to Redis", "stays on this machine, or encrypted.", mend)
    yield ask(
        "Redis", 'does it keep nothing on disk (save "", appendonly no)? Its keys tell times.'
    )


def _core_dumps() -> Iterator[Finding]:
    try:
        import resource
    except ImportError:  # no such thing on Windows
        return
    off = resource.getrlimit(resource.RLIMIT_CORE)[1] == 0
    yield judged(off, "core dumps", "off.", "could not be switched off; start it with LimitCORE=0.")
    if _text(CORE_PATTERN).startswith("|"):  # core(5): the limit does not hold for these
        yield fail(
            "core dumps",
            "the system hands the memory of crashed programs to another program, whatever the "
            "limit; run: sysctl -w kernel.core_pattern=core, and write it into /etc/sysctl.d.",
        )


def _swap() -> Finding:
    areas = _text(SWAPS).splitlines()[1:]
    if areas or not SWAPS.exists():
        return ask("swap", "is it off, or encrypted with a key that ends with the machine?")
    return ok("swap", "off.")


def _text(path: Path) -> str:
    return path.read_text("utf-8", "replace") if path.exists() else ""
