"""Promises 2 and 3: killed again and again, the connector loses nothing."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from random import Random

from proofs.promise import Promise
from proofs.reliability.stand import Stand, free_port, stand
from proofs.reliability.waiting import until
from tests.support.telegram_server import Person, TelegramServer
from tests.support.telegram_server.webhooks import chat_of

CHATS, EACH, KILLS, SEED = 50, 20, 20, 20261121
LONGEST = 3.5
"""Seconds that a process lives at most once it has loaded what it needs."""

LATE = 0.2
"""Seconds after a kill in which what was still on its way is taken in."""

NUMBER_BYTES = 8
"""Of an answered update, in the file that outlasts a process."""

UNLIMITED = {"messages": (1_000_000, 60.0)}
"""So many messages of one person would otherwise be a flood."""


@dataclass(frozen=True)
class Survived:
    """What was counted.

    Attributes:
        updates: messages written.
        lost: messages without an answer.
        repeated: answers that came again.
        disordered: chats in which an earlier message was answered first after a later one.
        kills: how often the process was killed.
        under_way: people who waited for an answer, summed over the kills.
        unnoted: answers whose number was not noted yet, summed over the kills.
        seconds: that it took.
    """

    updates: int
    lost: int
    repeated: int
    disordered: int
    kills: int
    under_way: int
    unnoted: int
    seconds: float

    def promise(self, number: int, name: str) -> Promise:
        """The verdict."""
        figure = f"lost {self.lost} of {self.updates}, repeated {self.repeated}"
        figure += f" in {self.kills} kills, {self.disordered} chats out of order"
        notes = (
            f"{self.updates} messages in {CHATS} chats, half of them before the first process"
            " began, the rest while it lived and died. Each process was killed with SIGKILL within"
            f" {LONGEST} s after it had loaded what it needs, at a moment drawn with seed {SEED};"
            f" the last one was left to finish. It took {self.seconds:.0f} s.",
            f"At the kills {self.under_way} turns were under way or next in line. An answer can"
            " only come again when the process dies after Telegram has taken it and before its"
            f" number is noted: so it was with {self.unnoted}.",
        )
        held = not (self.lost or self.disordered)
        held = held and self.repeated <= self.unnoted <= self.under_way
        target = f"0, at most the {self.unnoted} not noted yet, 0"
        return Promise(number, name, figure, target, held, notes)


async def polling(workspace: Path) -> list[Promise]:
    """Killed while polling, it loses nothing."""
    folder = workspace / "kills by polling"

    def begin(server: TelegramServer) -> AbstractAsyncContextManager[Stand]:
        return stand(server, folder, pace=UNLIMITED)

    survived = await survive(begin, folder, CHATS, EACH, KILLS)
    return [survived.promise(2, "killed while polling, nothing is lost")]


async def webhook(workspace: Path) -> list[Promise]:
    """Killed behind a webhook, it loses nothing."""
    folder, port = workspace / "kills by webhook", free_port()

    def begin(server: TelegramServer) -> AbstractAsyncContextManager[Stand]:
        return stand(server, folder, port, pace=UNLIMITED)

    survived = await survive(begin, folder, CHATS, EACH, KILLS)
    return [survived.promise(3, "killed behind a webhook, nothing is lost")]


async def survive(
    begin: Callable[[TelegramServer], AbstractAsyncContextManager[Stand]],
    folder: Path,
    chats: int,
    each: int,
    kills: int,
    longest: float = LONGEST,
) -> Survived:
    """Kill processes while people wait for answers.

    Args:
        begin: starts a process.
        folder: of the numbers of answered updates.
        chats: how many people.
        each: messages of each.
        kills: how often.
        longest: seconds that a process lives before it is killed.
    """
    chance, began = Random(SEED), time.monotonic()  # noqa: S311 - moments, no secrets
    under_way = unnoted = 0
    async with TelegramServer() as server:
        server.webhook_backoff = (0.1, 1.0)
        people = [server.person(number) for number in range(1, chats + 1)]
        rounds = iter(range(each))
        _write(people, islice(rounds, (each + 1) // 2))
        for _ in range(kills):
            async with begin(server) as running:
                half = chance.uniform(0.0, longest) / 2
                await asyncio.sleep(half)
                _write(people, islice(rounds, 1))
                await asyncio.sleep(half)
                await running.kill()
            await asyncio.sleep(LATE)
            under_way += len({chat_of(update) for update in server.updates.pending})
            unnoted += len(_answered(people)) - _noted(folder)
        _write(people, rounds)
        async with begin(server) as running:
            wanted = chats * each
            await until(lambda: len(_answered(people)) == wanted, 60 + wanted / 10)
            await until(lambda: not len(server.updates))
            await running.terminate()
        lost, repeated, disordered = _compared(people, each)
    took = time.monotonic() - began
    return Survived(chats * each, lost, repeated, disordered, kills, under_way, unnoted, took)


def _write(people: Sequence[Person], rounds: Iterable[int]) -> None:
    for round_ in rounds:
        for person in people:
            person.says(f"{person.id}.{round_}")


def _compared(people: Sequence[Person], each: int) -> tuple[int, int, int]:
    """How many messages got no answer, how many answers came again, chats out of order."""
    lost = repeated = disordered = 0
    for person in people:
        wanted = [f"{person.id}.{round_}" for round_ in range(each)]
        answers = [reply.text for reply in person.arrived]
        firsts = list(dict.fromkeys(answers))
        lost += len(set(wanted) - set(firsts))
        repeated += len(answers) - len(firsts)
        disordered += firsts != [text for text in wanted if text in firsts]
    return lost, repeated, disordered


def _answered(people: Sequence[Person]) -> set[str]:
    return {reply.text for person in people for reply in person.arrived}


def _noted(folder: Path) -> int:
    """How many updates the process has noted as answered."""
    return sum(file.stat().st_size for file in folder.glob("*.updates")) // NUMBER_BYTES
