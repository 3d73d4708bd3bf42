"""Starts that come to nothing: what they say must not say what they were given."""

from __future__ import annotations

import asyncio
from pathlib import Path
from urllib.parse import urlsplit

from proofs.canaries import Canaries, Finding
from proofs.leaks import Evidence, Played
from proofs.program import Program, ended_program
from tests.support.telegram_server import TelegramServer


def settings(canaries: Canaries) -> dict[str, dict[str, str]]:
    """Name → settings that nothing can be started with."""
    password, other = canaries.database_password, canaries.redis_password
    return {
        "an address of the database that cannot be read": {
            "DATABASE_URL": f"postgresql://app:{password}/@127.0.0.1:x/app"
        },
        "another kind of database": {"DATABASE_URL": f"mysql://app:{password}@127.0.0.1/app"},
        "an address of Redis that cannot be read": {"REDIS_URL": f"redis://:{other}/#@[127.0.0.1"},
        "an option of Redis that cannot be read": {
            "REDIS_URL": f"redis://:{other}@127.0.0.1:1/0?socket_timeout={other}"
        },
        "an address of Telegram with a name in it": {
            "TELEGRAM_API_URL": f"http://{canaries.token}@example.invalid"
        },
        "a key that is too short": {"BOT_SECRET_KEY": canaries.key[:24]},
        "settings mixed up": {"LOG_LEVEL": canaries.token, "EXPIRY_HOURS": canaries.key},
        "a database that nobody serves": {
            "DATABASE_URL": f"postgresql://app:{password}@127.0.0.1:1/app"
        },
    }


async def start_all(workspace: Path, canaries: Canaries, evidence: Evidence, refuse: str) -> None:
    """Try each of them; the folder of each is searched.

    Args:
        workspace: a folder of this run.
        canaries: of this run.
        evidence: where to note what was found.
        refuse: the address of a database that does not know the password given with it.
    """
    parts = urlsplit(refuse)
    wrong = f"postgresql://app:{canaries.redis_password}@{parts.path}?{parts.query}"
    tried = {**settings(canaries), "a password that the database refuses": {"DATABASE_URL": wrong}}
    async with TelegramServer(canaries.token) as server:

        async def start(number: int, name: str, changes: dict[str, str]) -> None:
            program = Program(workspace / f"start-{number}", workspace / "home", canaries)
            async with ended_program(program):
                await program.start(server, **{"PROOF_MODEL": "as it is", **changes})
                ended = await program.ended() == 1 and bool(program.output.strip())
            victim = canaries.victim().number
            evidence.played.append(Played(f"start with {name}", victim, ended))
            for paths in program.left.values():
                found = canaries.found_at(paths, "a start that came to nothing")
                evidence.found |= {Finding(f.place, f.what, victim) for f in found}

        await asyncio.gather(
            *(start(number, name, changes) for number, (name, changes) in enumerate(tried.items()))
        )
