"""Promises 2 and 3: killed again and again, the connector loses nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from bot.telegram.pace import Pace
from proofs.promise import Promise
from proofs.reliability.stand import Stand, free_port, stand
from proofs.reliability.waiting import until
from tests.support.telegram_server import TelegramServer

CHATS, EACH, KILLS, SEED = 50, 20, 20, 20261121
LONGEST = 2.5
"""Seconds that a process lives at most after its first answer."""

UNLIMITED = {"messages": (1_000_000, 60.0)}
"""So many messages of one person would be a flood."""


@dataclass(frozen=True)
class Survived:
    """What was counted.

    Attributes:
        updates: messages written.
        lost: messages without an answer.
        repeated: answers that came again.
        disordered: chats in which an earlier message was answered first after a later one.
        kills: how often the process was killed.
    """

    updates: int
    lost: int
    repeated: int
    disordered: int
    kills: int

    @property
    def at_kills(self) -> int:
        """Turns that can be under way at the kills."""
        return self.kills * Pace().at_once

    def promise(self, number: int, name: str) -> Promise:
        """The verdict."""
        figure = f"lost {self.lost} of {self.updates}, repeated {self.repeated}"
        figure += f" in {self.kills} kills, {self.disordered} chats out of order"
        notes = (
            f"{self.updates} messages in {CHATS} chats waited when the first process began. Each"
            f" process was killed with SIGKILL up to {LONGEST} s after its first answer, at a"
            f" moment drawn with seed {SEED}; the last one was left to finish. An answer can be"
            " repeated when the process dies between Telegram's receipt for it and the note of"
            f" its number; at most {Pace().at_once} turns are under way at a time.",
        )
        held = not (self.lost or self.disordered) and self.repeated <= self.at_kills
        target = f"0, at most {self.at_kills} in flight, 0"
        return Promise(number, name, figure, target, held, notes)


async def polling(workspace: Path) -> list[Promise]:
    """Killed while polling, it loses nothing."""
    folder = workspace / "kills by polling"

    def begin(server: TelegramServer) -> AbstractAsyncContextManager[Stand]:
        return stand(server, folder, pace=UNLIMITED)

    survived = await survive(begin, CHATS, EACH, KILLS)
    return [survived.promise(2, "killed while polling, nothing is lost")]


async def webhook(workspace: Path) -> list[Promise]:
    """Killed behind a webhook, it loses nothing."""
    folder, port = workspace / "kills by webhook", free_port()

    def begin(server: TelegramServer) -> AbstractAsyncContextManager[Stand]:
        return stand(server, folder, port, pace=UNLIMITED)

    survived = await survive(begin, CHATS, EACH, KILLS)
    return [survived.promise(3, "killed behind a webhook, nothing is lost")]


async def survive(
    begin: Callable[[TelegramServer], AbstractAsyncContextManager[Stand]],
    chats: int,
    each: int,
    kills: int,
) -> Survived:
    """Kill processes while people wait for answers.

    Args:
        begin: starts a process.
        chats: how many people.
        each: messages of each.
        kills: how often.
    """
    chance = Random(SEED)  # noqa: S311 - moments, no secrets
    async with TelegramServer() as server:
        server.webhook_backoff = (0.1, 1.0)
        people = [server.person(number) for number in range(1, chats + 1)]
        for round_ in range(each):
            for person in people:
                person.says(f"{person.id}.{round_}")
        for _ in range(kills):
            async with begin(server) as running:
                await server.something_sent()
                await asyncio.sleep(chance.uniform(0.0, LONGEST))
                await running.kill()
        async with begin(server) as running:
            wanted = chats * each
            await until(lambda: len(_distinct(server)) == wanted, 60 + wanted / 10)
            await until(lambda: not len(server.updates))
            await running.terminate()
        arrived = {person.id: [reply.text for reply in person.arrived] for person in people}
    wanted_of = {p: [f"{p}.{round_}" for round_ in range(each)] for p in arrived}
    firsts = {p: list(dict.fromkeys(texts)) for p, texts in arrived.items()}
    lost = sum(len(set(wanted_of[p]) - set(texts)) for p, texts in firsts.items())
    return Survived(
        updates=chats * each,
        lost=lost,
        repeated=sum(len(texts) - len(firsts[p]) for p, texts in arrived.items()),
        disordered=sum(
            texts != [t for t in wanted_of[p] if t in texts] for p, texts in firsts.items()
        ),
        kills=kills,
    )


def _answers(server: TelegramServer) -> int:
    return sum(len(person.arrived) for person in server.people.values())


def _distinct(server: TelegramServer) -> set[str]:
    return {reply.text for person in server.people.values() for reply in person.arrived}
