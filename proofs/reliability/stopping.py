"""Promise 18: SIGTERM loses nothing, and the process ends in time."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.telegram.webhook import CONNECTIONS
from proofs.promise import Promise
from proofs.reliability.stand import START, free_port, stand
from proofs.reliability.waiting import handled, until
from tests.support.telegram_server import Person, TelegramServer

NUMBER, NAME = 18, "SIGTERM loses nothing"
PEOPLE, SECONDS, MOST = 50, 2, 15.0
LONGER = 15
"""Seconds of turns that cannot end in time; they are left to the next start."""


@dataclass(frozen=True)
class Stopped:
    """What was counted.

    Attributes:
        lost: messages without an answer after the next start.
        repeated: answers that came again.
        under_way: turns that had begun and not ended when the signal came.
        left: messages that were answered after the next start only.
        seconds: from the signal to the end.
        status: the exit status.
    """

    lost: int
    repeated: int
    under_way: int
    left: int
    seconds: float
    status: int


async def stopped(workspace: Path) -> list[Promise]:
    """Stopped by SIGTERM in the middle of turns, it loses nothing."""
    ways = {"polling": 0, "webhook": free_port()}
    seen = {
        f"{way}, turns of {seconds} s": await stop(workspace / f"{way} {seconds}", port, seconds)
        for way, port in ways.items()
        for seconds in (SECONDS, LONGER)
    }
    return [promise(seen)]


async def stop(folder: Path, port: int, seconds: float, people: int = PEOPLE) -> Stopped:
    """Stop a process while people wait, and start it again.

    Args:
        folder: of the numbers of answered updates.
        port: of the webhook; 0 for polling.
        seconds: that each turn takes.
        people: how many write.
    """
    async with TelegramServer() as server:
        server.webhook_backoff = (0.1, 1.0)
        writers = [server.person(number) for number in range(1, people + 1)]
        async with stand(server, folder, port) as running:
            for writer in writers:
                writer.says(f"slow {seconds} {writer.id}")
            wanted = min(people, CONNECTIONS) if port else people
            await until(lambda: _under_way(writers) >= wanted, START)
            under_way = _under_way(writers)
            began = asyncio.get_running_loop().time()
            status = await running.terminate()
            took = asyncio.get_running_loop().time() - began
        answered = sum(bool(writer.arrived) for writer in writers)
        texts = {w.id: f"slow {seconds} {w.id}" for w in writers}
        async with stand(server, folder, port):
            await until(lambda: all(w.arrived for w in writers), seconds + 30)
            await handled(server)
        said = {w.id: [r.text for r in w.arrived if r.text == texts[w.id]] for w in writers}
    return Stopped(
        lost=sum(not replies for replies in said.values()),
        repeated=sum(len(replies) - 1 for replies in said.values() if replies),
        under_way=under_way,
        left=people - answered,
        seconds=took,
        status=status,
    )


def _under_way(writers: Sequence[Person]) -> int:
    return sum(bool(writer.typing) and not writer.arrived for writer in writers)


def promise(seen: Mapping[str, Stopped]) -> Promise:
    """The verdict."""
    lost = sum(one.lost for one in seen.values())
    repeated = sum(one.repeated for one in seen.values())
    longest = max(one.seconds for one in seen.values())
    notes = [
        f"{PEOPLE} people waited when the signal came, by each way in; once for turns of"
        f" {SECONDS} s, which it finishes, once of {LONGER} s, which it leaves to the next start."
        f" To a webhook Telegram brings {CONNECTIONS} updates at a time; the others stay with it.",
        *(
            f"By {way}: {one.under_way} turns under way, ended after {one.seconds:.1f} s with"
            f" status {one.status}; {one.left} messages were answered after the next start."
            for way, one in seen.items()
        ),
    ]
    figure = f"lost {lost}, repeated {repeated}, ended within {longest:.1f} s"
    held = not (lost or repeated) and longest <= MOST
    held = held and all(one.status == 0 and one.under_way for one in seen.values())
    return Promise(NUMBER, NAME, figure, f"0, 0, {MOST:.0f} s", held, tuple(notes))
