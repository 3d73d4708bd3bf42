"""Promise 6: one answer for an update, however often and by whichever way it is brought."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp

from proofs.promise import Promise
from proofs.reliability.stand import PATH, Stand, free_port, stand
from proofs.reliability.waiting import until
from tests.support.telegram_server import Person, TelegramServer

NUMBER, NAME = 6, "one answer for an update"
TIMES = 3
SECRET = "a-secret-for-this-proof"  # noqa: S105 - of nothing
PARTING = 0.5
"""Seconds for an answer too many to come."""


@dataclass
class Seen:
    """Answers too many, by what was done; messages without any."""

    extra: dict[str, int] = field(default_factory=dict)
    missing: int = 0

    def note(self, what: str, person: Person, text: str) -> None:
        """Count the answers to a text."""
        answers = sum(reply.text == text for reply in person.arrived)
        self.extra[what] = max(0, answers - 1)
        self.missing += not answers

    def promise(self) -> Promise:
        """The verdict."""
        extra = sum(self.extra.values())
        figure = f"{extra} answers too many in {len(self.extra)} ways, {self.missing} missing"
        notes = (f"The same update was brought: {'; '.join(self.extra)}.",)
        return Promise(NUMBER, NAME, figure, "0, 0", not (extra or self.missing), notes)


async def once(workspace: Path) -> list[Promise]:
    """One answer for an update, however often it is brought."""
    seen = Seen()
    await by_polling(workspace / "once by polling", seen)
    await by_webhook(workspace / "once by webhook", seen)
    return [seen.promise()]


async def by_polling(folder: Path, seen: Seen) -> None:
    """Telegram hands out again what is not confirmed."""
    async with TelegramServer() as server:
        person = server.person(1)
        async with stand(server, folder) as running:
            person.says("slow 1 again and again")
            await until(lambda: bool(person.arrived))
            await asyncio.sleep(PARTING)
            seen.note("with every request while its turn lasts", person, "slow 1 again and again")
            person.says("twice")
            await until(lambda: not len(server.updates))
            server.updates.again()
            await until(lambda: not len(server.updates))
            await asyncio.sleep(PARTING)
            seen.note("once more after it was confirmed", person, "twice")
            await running.terminate()
        await _after_a_restart(server, folder, 0, person, seen, "polling")


async def by_webhook(folder: Path, seen: Seen) -> None:
    """Telegram posts again what got no receipt."""
    port = free_port()
    async with TelegramServer() as server:
        person = server.person(1)
        async with stand(server, folder, port, webhook_secret=SECRET) as running:
            for text, times in (("in a row", 1), ("slow 1 at once", TIMES)):
                update = {"update_id": 77_000_000 + times, "message": person.message(text=text)}
                for _ in range(TIMES if times == 1 else 1):
                    await asyncio.gather(*(_post(running, update) for _ in range(times)))
                await asyncio.sleep(PARTING)
                seen.note(f"{TIMES} posts {text.removeprefix('slow 1 ')}", person, text)
            await running.terminate()
        await _after_a_restart(server, folder, port, person, seen, "webhook")


async def _after_a_restart(
    server: TelegramServer, folder: Path, port: int, person: Person, seen: Seen, way: str
) -> None:
    """The receipts for what the process answered before its end have not reached Telegram."""
    for end in ("an orderly end", "a kill"):
        text = f"before {end} by {way}"
        async with stand(server, folder, port, webhook_secret=SECRET) as running:
            person.says(text)
            await until(lambda said=text: any(r.text == said for r in person.arrived))
            await asyncio.sleep(PARTING)  # the number is noted right after the answer
            await (running.terminate() if end == "an orderly end" else running.kill())
        server.updates.again()
        async with stand(server, folder, port, webhook_secret=SECRET) as running:
            await until(lambda: not len(server.updates))
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
