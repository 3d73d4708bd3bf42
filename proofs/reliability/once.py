"""Promise 6: one answer for an update, however often and by whichever way it is brought."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path

import aiohttp

from proofs.promise import Promise
from proofs.reliability.stand import PATH, Stand, free_port, stand
from proofs.reliability.waiting import handled, until
from tests.support.telegram_server import Person, TelegramServer

NUMBER, NAME = 6, "one answer for an update"
TIMES = 3
SECRET = "a-secret-for-this-proof"  # noqa: S105 - of nothing
PARTING = 0.5
"""Seconds for an answer too many to come."""


@dataclass
class Seen:
    """What was counted.

    Attributes:
        extra: answers too many, by what was done.
        missing: messages without an answer.
        unconfirmed: updates that Telegram did not get rid of.
    """

    extra: dict[str, int] = field(default_factory=dict)
    missing: int = 0
    unconfirmed: int = 0

    def note(self, what: str, person: Person, text: str) -> None:
        """Count the answers to a text."""
        answers = sum(reply.text == text for reply in person.arrived)
        self.extra[what] = max(0, answers - 1)
        self.missing += not answers

    def promise(self) -> Promise:
        """The verdict."""
        extra = sum(self.extra.values())
        figure = f"{extra} answers too many in {len(self.extra)} ways, {self.missing} missing,"
        figure += f" {self.unconfirmed} not confirmed"
        notes = (f"The same update was brought: {'; '.join(self.extra)}.",)
        held = bool(self.extra) and not (extra or self.missing or self.unconfirmed)
        return Promise(NUMBER, NAME, figure, "0, 0, 0", held, notes)


async def once(workspace: Path) -> list[Promise]:
    """One answer for an update, however often it is brought."""
    seen = Seen()
    await handed_out_again(workspace / "handed out", seen)
    await posted_again(workspace / "posted", seen)
    await after_a_restart(workspace / "restarted polling", 0, "polling", seen)
    await after_a_restart(workspace / "restarted webhook", free_port(), "webhook", seen)
    return [seen.promise()]


async def handed_out_again(folder: Path, seen: Seen) -> None:
    """By polling: Telegram hands out again what is not confirmed."""
    async with TelegramServer() as server, stand(server, folder) as running:
        person = server.person(1)
        person.says("slow 1 again and again")
        await until(lambda: bool(person.arrived))
        await asyncio.sleep(PARTING)
        seen.note("with every request while its turn lasts", person, "slow 1 again and again")
        person.says("twice")
        await handled(server)
        server.updates.again()
        seen.unconfirmed += not await handled(server)
        await asyncio.sleep(PARTING)
        seen.note("once more after it was confirmed", person, "twice")
        await running.terminate()


async def posted_again(folder: Path, seen: Seen) -> None:
    """By webhook: Telegram posts again what got no receipt."""
    async with (
        TelegramServer() as server,
        stand(server, folder, free_port(), webhook_secret=SECRET) as running,
    ):
        person = server.person(1)
        update = {"update_id": 77_000_001, "message": person.message(text="in a row")}
        for _ in range(TIMES):
            seen.unconfirmed += await _post(running, update) != HTTPStatus.OK
        update = {"update_id": 77_000_002, "message": person.message(text="slow 1 at once")}
        statuses = await asyncio.gather(*(_post(running, update) for _ in range(TIMES)))
        seen.unconfirmed += sum(status != HTTPStatus.OK for status in statuses)
        await asyncio.sleep(PARTING)
        seen.note(f"{TIMES} posts in a row", person, "in a row")
        seen.note(f"{TIMES} posts at once", person, "slow 1 at once")
        await running.terminate()


async def after_a_restart(folder: Path, port: int, way: str, seen: Seen) -> None:
    """The receipts for what the process answered before its end have not reached Telegram."""
    async with TelegramServer() as server:
        person = server.person(1)
        for end in ("an orderly end", "a kill"):
            text = f"before {end} by {way}"
            async with stand(server, folder, port) as running:
                person.says(text)
                await until(lambda said=text: any(r.text == said for r in person.arrived))
                await asyncio.sleep(PARTING)  # the number is noted right after the answer
                await (running.terminate() if end == "an orderly end" else running.kill())
            server.updates.again()
            async with stand(server, folder, port) as running:
                seen.unconfirmed += not await handled(server)
                await asyncio.sleep(PARTING)
                await running.terminate()
            seen.note(f"after {end}, by {way}", person, text)


async def _post(running: Stand, update: dict[str, object]) -> int:
    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    address = f"http://127.0.0.1:{running.port}{PATH}"
    async with (
        aiohttp.ClientSession() as session,
        session.post(address, json=update, headers=headers) as answer,
    ):
        return answer.status
