"""Promise 11: an update that cannot be read is passed over, counted and not printed."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from proofs.promise import Promise
from proofs.reliability.stand import free_port, stand
from proofs.reliability.waiting import handled, until
from tests.support.telegram_server import TelegramServer

NUMBER, NAME = 11, "a poison update is passed over"
CANARY = "canarypoison"
GOOD, MOST_REQUESTS = 5, 20
WATCHED = 3.0
"""Seconds for which it is watched when all is answered."""

DEPTH = 300

USER = {"id": 4_000_000_007, "is_bot": False, "first_name": CANARY}
CHAT = {"id": 4_000_000_007, "type": "private"}
MESSAGE = {"message_id": 1, "date": 1, "chat": CHAT, "from": USER, "text": CANARY}


def deep(depth: int) -> Any:
    """A list in a list in a list."""
    return [deep(depth - 1)] if depth else CANARY


POISONS: tuple[dict[str, Any], ...] = (
    {"message": CANARY},
    {"message": {"text": CANARY}},
    {"message": [CANARY]},
    {"message": {**MESSAGE, "date": CANARY}},
    {"message": {**MESSAGE, "chat": {"type": CANARY}}},
    {"message": {**MESSAGE, "from": {"first_name": CANARY}}},
    {"message": {**MESSAGE, "text": {"deep": {"deeper": [CANARY] * 50}}}},
    {"message": {**MESSAGE, "text": 17, "entities": CANARY}},
    {"message": {**MESSAGE, "entities": [{"type": CANARY}]}},
    {"message": {**MESSAGE, "photo": {"file_id": CANARY}}},
    {"message": {**MESSAGE, "text": CANARY * 50_000, "date": None}},
    {"message": {**MESSAGE, "text": deep(DEPTH)}},
    {"message": {**MESSAGE, "telepathy": deep(DEPTH)}},
    {"callback_query": {"id": 1, "data": CANARY}},
    {"callback_query": CANARY},
    {"edited_message": {"text": CANARY}},
    {"inline_query": {"query": CANARY}},
    {"business_message": CANARY},
    {"poll": {"id": CANARY}},
)
"""Updates that the Bot API never promises. The last two kinds are not asked for, but come when they
are older than the first request."""


async def poisoned(workspace: Path) -> list[Promise]:
    """A poison update is passed over, counted and not printed."""
    ways = {"polling": 0, "webhook": free_port()}
    return [promise({w: await swallow(workspace / f"poison {w}", p) for w, p in ways.items()})]


@dataclass(frozen=True)
class Swallowed:
    """What was counted.

    Attributes:
        answered: good updates that were answered.
        left: updates that Telegram has not got rid of.
        printed: how often something of a poison was printed.
        told: how often the log says that an update cannot be read.
        requests: the most requests for updates within a second.
    """

    answered: int
    left: int
    printed: int
    told: int
    requests: int


async def swallow(folder: Path, port: int) -> Swallowed:
    """Bring poison, then good updates.

    Args:
        folder: of the numbers of answered updates.
        port: of the webhook; 0 for polling.
    """
    async with TelegramServer() as server:
        for poison in POISONS:
            server.updates.put(**poison)
        people = [server.person(number) for number in range(1, GOOD + 1)]
        for person in people:
            person.says("good")
        async with stand(server, folder, port) as running:
            await until(lambda: all(person.arrived for person in people))
            await handled(server)
            await asyncio.sleep(WATCHED)
            await running.terminate()
        times = [call.at for call in server.calls_of("getUpdates")]
        return Swallowed(
            answered=sum(bool(person.arrived) for person in people),
            left=len(server.updates),
            printed=running.output.count(CANARY) + running.output.count(str(USER["id"])),
            told=running.output.count("cannot be read"),
            requests=max((sum(at <= a < at + 1 for a in times) for at in times), default=0),
        )


def promise(seen: Mapping[str, Swallowed]) -> Promise:
    """The verdict."""
    answered = min(one.answered for one in seen.values())
    printed = sum(one.printed for one in seen.values())
    requests = max(one.requests for one in seen.values())
    figure = f"{answered} of {GOOD} good ones behind {len(POISONS)} poisons answered,"
    figure += f" {printed} printed, {requests} requests a second"
    notes = (
        "Wrong types, missing fields, deep nesting, kinds nobody knows, a text of half a"
        f" megabyte, in front of {GOOD} good updates, by each way in. What cannot be read is"
        " counted in the log; the others can be, without harm.",
        *(
            f"By {way}: {one.told} counted as unreadable, {one.left} left at Telegram."
            for way, one in seen.items()
        ),
    )
    held = answered == GOOD and not printed and requests <= MOST_REQUESTS
    held = held and all(one.told and not one.left for one in seen.values())
    return Promise(NUMBER, NAME, figure, f"all, 0, {MOST_REQUESTS}", held, notes)
