"""Promise 29: token and key are nowhere but in memory and where they were given.

Run by itself (`python -m proofs.shown`) it prints all that the program's objects say of themselves.
"""

from __future__ import annotations

import asyncio
import os
import pprint
import subprocess
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path

from bot.settings import ROOT
from proofs.canaries import Canaries, Finding
from proofs.listening import family
from proofs.promise import Promise

NUMBER, NAME = 29, "token and key are shown nowhere"


def processes(canaries: Canaries, pid: int) -> tuple[set[Finding], int]:
    """What command lines and children of a running program show, and how many children it has."""
    started = family(pid)
    found: set[Finding] = set()
    for one in started:
        command = Path(f"/proc/{one}/cmdline").read_bytes()
        found |= canaries.found_in(command, "a command line")
        for status in ("comm", "status"):
            text = Path(f"/proc/{one}/{status}").read_bytes()
            found |= canaries.found_in(text, "a process's name")
    for child in started[1:]:
        environment = Path(f"/proc/{child}/environ").read_bytes()
        found |= canaries.found_in(environment, "a child's environment")
    return found, len(started) - 1


def control(canaries: Canaries, pid: int) -> bool:
    """Whether the search finds the token where it was given, in the program's own environment."""
    environment = Path(f"/proc/{pid}/environ").read_bytes()
    kinds = {finding.what for finding in canaries.found_in(environment, "environment")}
    return {"token", "secret key"} <= kinds


def objects(canaries: Canaries) -> tuple[set[Finding], int]:
    """What the program's objects and exceptions say of themselves, and how many lines that is."""
    environment = {
        **os.environ,
        "TELEGRAM_BOT_TOKEN": canaries.token,
        "BOT_SECRET_KEY": canaries.key,
        "DATABASE_URL": f"postgresql://app:{canaries.database_password}@127.0.0.1:1/app",
        "REDIS_URL": f"redis://:{canaries.redis_password}@127.0.0.1:1",
    }
    command = (sys.executable, "-W", "ignore", "-m", "proofs.shown")
    done = subprocess.run(  # noqa: S603 - our own program
        command, cwd=ROOT, env=environment, capture_output=True, check=False, timeout=120
    )
    if done.returncode or b"the end of what is shown" not in done.stdout:
        raise RuntimeError(f"nothing is shown: {done.stderr[-1000:].decode('utf-8', 'replace')}")
    found = canaries.found_in(done.stdout + done.stderr, "an object or an exception")
    return found, done.stdout.count(b"\n")


def promise(found: set[Finding], children: int, lines: int, controlled: bool) -> Promise:
    """The verdict."""
    secrets = sorted({f"{f.what} in {f.place}" for f in found if f.victim < 0})
    figure = f"{len(secrets)} occurrences; {children} children"
    figure += f"; control: {'found' if controlled else 'not found'}"
    notes = (
        f"Searched: command lines, names and children of the running program, {lines} lines that"
        " its objects and exceptions say of themselves, and all that promise 1 searches. The"
        " control is the program's own environment, in which token and key are given to it and"
        " which its user and root can read.",
        *(f"Found: {secret}." for secret in secrets),
    )
    held = not secrets and not children and controlled and lines > 0
    return Promise(NUMBER, NAME, figure, "0; 0; found", held, notes)


def main() -> None:
    """Print everything."""
    for one in (*_things(), *asyncio.run(_troubles())):
        print(one)
    print("the end of what is shown")


def _things() -> Iterator[str]:
    from sqlalchemy.engine.url import make_url

    from bot.assistant.lock_store import TurnLockStore
    from bot.assistant.redis_lease import Lease
    from bot.assistant.redis_queue import RedisQueue
    from bot.cli.serving import connection
    from bot.cli.telegram import surface
    from bot.settings import Settings
    from bot.store.database import Database, _postgres
    from bot.store.memories import Memories
    from bot.store.sealing import Sealer
    from bot.telegram.channel import TelegramChannel
    from bot.telegram.client import Client
    from bot.telegram.incoming import Incoming
    from bot.telegram.service import Service
    from bot.telegram.webhook import WebhookSettings

    settings = Settings.from_environment()
    token, key = settings.telegram_token or "", settings.secret_key or b""
    queue = RedisQueue(settings.redis_url or "", 3.0)
    database, sealer = Database("sqlite://"), Sealer(key)
    credentials = {
        "token": token,
        "secret_key": key.decode(),
        "surface": "bot.cli.telegram.surface",
    }

    async def nothing(_message: object) -> None: ...

    client = Client(token)
    things = [
        settings,
        client,
        client.request,
        connection(settings),
        WebhookSettings("https://bot.example", token.replace(":", "_")),
        Service(connection(settings), surface(), nothing),
        TelegramChannel.from_credentials(credentials),
        surface(),
        sealer,
        database,
        _postgres(make_url(settings.database_url)),
        Memories(database, sealer, 1, 1),
        queue,
        Lease(queue, "name"),
        TurnLockStore(),
        Incoming(1, 2, 3, "text"),
    ]
    for thing in things:
        yield from (repr(thing), str(thing), pprint.pformat(thing), f"{[thing]} {thing!s}")


async def _troubles() -> list[str]:
    """Exceptions as they would be printed by somebody careless."""
    from telegram.error import TelegramError

    from bot.errors import RyadomError
    from bot.settings import Settings
    from bot.store.database import Database
    from bot.telegram.client import Client

    written = []
    settings = Settings.from_environment()
    for address in ("http://127.0.0.1:1", "http://127.0.0.1:1/bot"):
        client = Client(settings.telegram_token or "", address, timeout=1.0)
        for ask in (client.get_me, lambda c=client: c.send_message(1, "a")):
            try:
                await ask()
            except TelegramError as trouble:
                written.append("".join(traceback.format_exception(trouble)))
        await client.close_connections()
    for change in (
        {"BOT_SECRET_KEY": (settings.secret_key or b"").decode()[:20]},
        {"DATABASE_URL": f"oracle://{settings.database_url}"},
        {"REDIS_URL": f"http://{settings.redis_url}"},
        {"TELEGRAM_API_URL": f"http://{settings.telegram_token}"},
        {"LOG_LEVEL": settings.telegram_token or ""},
        {"EXPIRY_HOURS": settings.telegram_token or ""},
    ):
        try:
            Settings.from_environment({**os.environ, **change})
        except RyadomError as trouble:
            written.append("".join(traceback.format_exception(trouble)))
    try:
        Database(settings.database_url)
    except RyadomError as trouble:
        written.append("".join(traceback.format_exception(trouble)))
    return written


if __name__ == "__main__":
    main()
