"""Promise 11: an update that cannot be read is passed over, counted and not printed."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from proofs.promise import Promise
from proofs.reliability.stand import stand
from proofs.reliability.waiting import until
from tests.support.telegram_server import TelegramServer

NUMBER, NAME = 11, "a poison update is passed over"
CANARY = "canarypoison"
GOOD, MOST_REQUESTS = 5, 7.0
WATCHED = 3.0
"""Seconds in which requests are counted."""

USER = {"id": 4_000_000_007, "is_bot": False, "first_name": CANARY}
CHAT = {"id": 4_000_000_007, "type": "private"}
MESSAGE = {"message_id": 1, "date": 1, "chat": CHAT, "from": USER, "text": CANARY}

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
    {"message": {**MESSAGE, "text": CANARY * 100_000, "date": None}},
    {"callback_query": {"id": 1, "data": CANARY}},
    {"callback_query": CANARY},
    {"edited_message": {"text": CANARY}},
    {"inline_query": {"query": CANARY}},
)
"""Updates that the Bot API never promises; the kinds are those that are asked for."""


async def poisoned(workspace: Path) -> list[Promise]:
    """A poison update is passed over, counted and not printed."""
    folder = workspace / "poison"
    async with TelegramServer() as server, stand(server, folder) as running:
        for poison in POISONS:
            server.updates.put(**poison)
        people = [server.person(number) for number in range(1, GOOD + 1)]
        for person in people:
            person.says("good")
        await until(lambda: all(person.arrived for person in people))
        await until(lambda: not len(server.updates))
        before = len(server.calls_of("getUpdates"))
        await asyncio.sleep(WATCHED)
        rate = (len(server.calls_of("getUpdates")) - before) / WATCHED
        left = len(server.updates)
        await running.terminate()
    answered = sum(bool(person.arrived) for person in people)
    printed = running.output.count(CANARY) + running.output.count(str(USER["id"]))
    told = running.output.count("cannot be read")
    figure = f"{answered} of {GOOD} good ones behind {len(POISONS)} poisons answered,"
    figure += f" {printed} printed, {rate:.1f} requests a second"
    notes = (
        "Wrong types, missing fields, deep nesting, a text of more than a megabyte, in front of"
        f" {GOOD} good updates. {told} were counted as unreadable in the log, the others could be"
        f" read without harm; {left} were left at Telegram.",
    )
    held = answered == GOOD and not (printed or left) and rate <= MOST_REQUESTS and told > 0
    target = f"all, 0, {MOST_REQUESTS:.0f}"
    return [Promise(NUMBER, NAME, figure, target, held, notes)]
