"""Promise 14: a slow turn neither drops nor overlaps what the same person writes after it."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

from proofs.promise import Promise
from proofs.reliability.repeater import SLOW
from proofs.reliability.stand import stand
from proofs.reliability.waiting import until
from tests.support.telegram_server import Person, TelegramServer

NUMBER, NAME = 14, "a slow turn holds its followers' place"
SECONDS, FOLLOWERS, PAUSE = 90, 5, 3.0


async def slow(workspace: Path) -> list[Promise]:
    """A slow turn neither drops nor overlaps its followers."""
    return [await wait(workspace / "slow", SECONDS, FOLLOWERS)]


async def wait(folder: Path, seconds: float, followers: int) -> Promise:
    """Have somebody write on while a turn of theirs takes long, and others beside.

    Args:
        folder: of the numbers of answered updates.
        seconds: of the slow turn.
        followers: messages after it.
    """
    texts = [f"slow {seconds}", *(f"follower {number}" for number in range(followers))]
    async with TelegramServer() as server, stand(server, folder, trace=True) as running:
        person, other = server.person(1), server.person(2)
        for text in texts:
            person.says(text)
        beside = asyncio.create_task(_talk(other, seconds))
        came = await until(lambda: person.arrived[-1:] != [] and _said(person)[-1] == texts[-1],
                           seconds + 60)  # fmt: skip
        waits = await beside
        await running.terminate()
    spans = [json.loads(line) for line in running.output.splitlines() if line.startswith("{")]
    own = sorted((s["began"], s["ended"]) for s in spans if s["text"] in texts)
    overlaps = sum(later[0] < earlier[1] for earlier, later in zip(own, own[1:], strict=False))
    answers = [text for text in _said(person) if text != SLOW]
    in_order = sum(a == b for a, b in zip(answers, texts, strict=False))
    told = SLOW in _said(person)
    figure = f"{in_order} of {len(texts)} answered in order, {overlaps} overlaps,"
    figure += f" others within {max(waits):.1f} s"
    notes = (
        f"A turn of {seconds:.0f} s with {followers} messages behind it. After ten seconds the"
        f" person {'was' if told else 'was not'} told that an answer will follow."
        f" Somebody else wrote {len(waits)} messages meanwhile.",
    )
    held = came and in_order == len(texts) and not overlaps and told and max(waits) < PAUSE
    return Promise(NUMBER, NAME, figure, f"all, 0, {PAUSE:.0f} s", held, notes)


async def _talk(person: Person, seconds: float) -> list[float]:
    """Write now and then, and the seconds until each reply."""
    loop = asyncio.get_running_loop()
    end, waits = loop.time() + seconds, []
    while loop.time() < end:
        began = loop.time()
        person.says(f"beside {len(waits)}")
        await until(lambda: len(person.arrived) > len(waits), 60)
        waits.append(loop.time() - began)
        await asyncio.sleep(PAUSE)
    return waits


def _said(person: Person) -> list[str]:
    return [reply.text for reply in person.arrived]
