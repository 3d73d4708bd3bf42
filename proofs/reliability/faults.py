"""Promise 10: polling heals, or the process ends with an error."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from proofs.promise import Promise
from proofs.reliability.stand import START, Stand, stand
from proofs.reliability.waiting import until
from tests.support.telegram_server import Person, TelegramServer

NUMBER, NAME = 10, "polling heals or the process ends"
LASTING = 60.0
LONGEST = 60.0
"""Seconds in which it must have healed once Telegram is well again."""

HOLD = 2
"""Seconds for which Telegram may hold a request, so that the fault comes soon."""

AT_ONCE = 8
"""Processes at a time; each takes some 400 megabytes and a core while it starts."""

FAULTS: Mapping[str, Mapping[str, Any]] = {
    "401": {"status": 401, "description": "Unauthorized"},
    "404": {"status": 404, "description": "Not Found"},
    "409": {"status": 409, "description": "Conflict: terminated by other getUpdates request"},
    "429": {"status": 429, "retry_after": 3},
    "500": {"status": 500},
    "502": {"status": 502, "body": b"<html>Bad Gateway</html>"},
    "connection cut": {"drop": True},
    "no answer": {"hang": 40.0, "drop": True},
    "truncated JSON": {"body": b'{"ok":true,"result":[{"update_id":1,"mess'},
    "a page of HTML": {"body": b"<html><body>Welcome</body></html>"},
    "an empty body": {"body": b""},
    "JSON of something else": {"body": b'{"ok":true,"result":{"a":1}}'},
    "a name that is not resolved": {"drop": True, "unresolved": 1.0},
}
"""See the server's `fail`; `unresolved`: seconds for which no name is resolved, at least."""


@dataclass(frozen=True)
class Outcome:
    """What became of a process.

    Attributes:
        ended: its exit status, None where it lived on.
        seconds: until somebody was answered again; infinite where nobody was.
    """

    ended: int | None
    seconds: float

    @property
    def well(self) -> bool:
        """Whether it healed in time or ended loudly."""
        return self.ended not in (None, 0) or self.seconds <= LONGEST

    def __str__(self) -> str:
        """In a few words."""
        if self.ended is not None:
            return f"ended with status {self.ended}"
        return f"healed after {self.seconds:.0f} s"


async def healed(workspace: Path) -> list[Promise]:
    """Polling heals, or the process ends with an error."""
    gate = asyncio.Semaphore(AT_ONCE)
    names = [(fault, lasting) for lasting in (LASTING, 0.0) for fault in FAULTS]

    async def tried(number: int, fault: str, lasting: float) -> Outcome:
        async with gate:
            return await suffer(workspace / f"faults {number}", FAULTS[fault], lasting)

    tasks = [tried(number, *name) for number, name in enumerate(names)]
    outcomes = dict(zip(names, await asyncio.gather(*tasks), strict=True))
    well = sum(outcome.well for outcome in outcomes.values())
    times = [outcome.seconds for outcome in outcomes.values() if outcome.ended is None]
    figure = f"{well} of {len(outcomes)} healed or ended, longest {max(times):.0f} s"
    notes = [
        f"{fault}: once, {outcomes[fault, 0.0]}; for {LASTING:.0f} s, {outcomes[fault, LASTING]}."
        for fault in FAULTS
    ]
    notes.insert(
        0,
        "Each fault of getUpdates once and for a minute. Counted is the time from when Telegram was"
        " well again (for a single fault, from the fault) until a message was answered. Where"
        " Telegram refuses the token, or somebody else keeps fetching, the process ends.",
    )
    held = well == len(outcomes)
    return [Promise(NUMBER, NAME, figure, f"all, {LONGEST:.0f} s", held, tuple(notes))]


async def suffer(folder: Path, fault: Mapping[str, Any], lasting: float) -> Outcome:
    """Have getUpdates fail, and see whether somebody is answered afterwards.

    Args:
        folder: of the numbers of answered updates.
        fault: one of the FAULTS.
        lasting: seconds; once where 0.
    """
    folder.mkdir()
    unresolved = folder / "unresolved"
    how = dict(fault)
    nameless = how.pop("unresolved", 0.0)
    async with TelegramServer() as server:
        address = server.url.replace("127.0.0.1", "localhost")
        settings = {"api_url": address, "unresolved": str(unresolved), "pace": {"hold": HOLD}}
        async with stand(server, folder, **settings) as running:
            person = server.person(1)
            person.says("before")
            await until(lambda: bool(person.arrived), START)
            made = server.fail("getUpdates", times=None if lasting else 1, **how)
            if nameless:
                unresolved.touch()
            if lasting or nameless:
                await until(lambda: running.status is not None, lasting or nameless + HOLD)
            else:
                await until(lambda: made.times == 0)
            server.heal()
            unresolved.unlink(missing_ok=True)
            return await _answered(person, running)


async def _answered(person: Person, running: Stand) -> Outcome:
    """Have somebody write, and see whether they are answered or the process has ended."""
    began = asyncio.get_running_loop().time()
    person.says("after")
    await until(lambda: len(person.arrived) > 1 or running.status is not None, LONGEST)
    took = asyncio.get_running_loop().time() - began
    return Outcome(running.status, took if len(person.arrived) > 1 else float("inf"))
