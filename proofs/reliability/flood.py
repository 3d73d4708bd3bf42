"""Promise 31: somebody who floods the program takes nobody else's time."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles

from bot.cli.telegram import surface
from bot.telegram.splitting import plain
from proofs.canaries import Canaries
from proofs.promise import Promise
from proofs.reliability.waiting import handled, until
from proofs.stage import Stage, stage
from tests.support.telegram_server import Person

NUMBER, NAME = 31, "one flooder does not slow others"
MESSAGES, SECONDS = 1000, 60.0
OTHERS, PAUSE = 20, 6.0
"""People who write meanwhile, and seconds between two messages of each."""

MOST_TIMES = 2.0
LAST = "hotline"
"""The newest message of the flood, to be known by its answer."""

TEXTS = ("how many detained", "сколько задержали", "what happened", "что произошло", "source?")


@dataclass
class Seen:
    """What was measured.

    Attributes:
        quiet: seconds of each reply to the others while nobody floods.
        flooded: the same meanwhile.
        silent: messages of the others without a reply.
        calm: how often the flooder was told to slow down.
        answers: how many other replies the flooder got.
        newest: whether the newest message of the flood was answered in the end.
        before, after: memory of the program in MiB, before and after the flood.
    """

    quiet: list[float] = field(default_factory=list)
    flooded: list[float] = field(default_factory=list)
    silent: int = 0
    calm: int = 0
    answers: int = 0
    newest: bool = False
    before: float = 0.0
    after: float = 0.0

    def promise(self) -> Promise:
        """The verdict."""
        quiet, flooded = _p95(self.quiet), _p95(self.flooded)
        times = flooded / quiet if quiet else 0.0
        figure = (
            f"p95 {flooded:.2f} s against {quiet:.2f} s: {times:.1f} times; {self.silent} silent"
        )
        notes = (
            f"{MESSAGES} messages of one person in {SECONDS:.0f} s, while {OTHERS} others write"
            f" every {PAUSE:.0f} s: {len(self.flooded)} replies to them, and {len(self.quiet)} in"
            " as long a time before it and after it.",
            f"The flooder got {self.answers} replies and was told {self.calm} times to slow down;"
            f" the newest message was {'' if self.newest else 'NOT '}answered in the end.",
            f"The program's memory was {self.before:.0f} MiB before it and {self.after:.0f} after.",
        )
        held = 0 < times <= MOST_TIMES and not self.silent and self.newest and 0 < self.calm <= 2
        return Promise(NUMBER, NAME, figure, f"{MOST_TIMES:.0f} times; 0", held, notes)


async def flooded(workspace: Path) -> list[Promise]:
    """Somebody who floods the program takes nobody else's time."""
    async with stage("flood", workspace, Canaries(), LOG_LEVEL="INFO") as played:
        return [(await flood(played)).promise()]


async def flood(played: Stage, messages: int = MESSAGES, seconds: float = SECONDS) -> Seen:
    """Measure the others, first without the flood and then with it."""
    seen = Seen()
    people = [played.server.person(7000 + n, ("en", "ru")[n % 2]) for n in range(OTHERS)]
    for person in people:
        await _ask(person, TEXTS[0], [])
    witness = played.server.person(6998)
    await _ask(witness, LAST, [])
    seen.silent += await _talk(people, seconds, seen.quiet)
    seen.before = _mebibytes(played.program.pid)
    flooder = played.server.person(6999)
    flooding = asyncio.create_task(_flood(flooder, messages, seconds))
    seen.silent += await _talk(people, seconds, seen.flooded)
    await flooding
    seen.silent += await _talk(people, seconds, seen.quiet)
    told = plain(surface().busy("en")).strip()
    answer = witness.arrived[-1].text
    seen.newest = await until(lambda: flooder.arrived[-1].text == answer, 2 * seconds)
    await handled(played.server)
    seen.calm = sum(reply.text == told for reply in flooder.arrived)
    seen.answers = len(flooder.arrived) - seen.calm
    seen.after = _mebibytes(played.program.pid)
    return seen


async def _flood(person: Person, messages: int, seconds: float) -> None:
    for number in range(messages):
        person.says(LAST if number == messages - 1 else f"how many detained {number}")
        await asyncio.sleep(seconds / messages)


async def _talk(people: Sequence[Person], seconds: float, times: list[float]) -> int:
    """Have people write at an even pace; how many messages got no reply."""
    lost = await asyncio.gather(
        *(_writes(person, number, seconds, times) for number, person in enumerate(people))
    )
    return sum(lost)


async def _writes(person: Person, number: int, seconds: float, times: list[float]) -> int:
    lost = 0
    await asyncio.sleep(PAUSE * number / OTHERS)
    for turn in range(round(seconds / PAUSE)):
        began = asyncio.get_running_loop().time()
        lost += not await _ask(person, TEXTS[(number + turn) % len(TEXTS)], times)
        await asyncio.sleep(max(0.0, began + PAUSE - asyncio.get_running_loop().time()))
    return lost


async def _ask(person: Person, text: str, times: list[float]) -> bool:
    before = len(person.arrived)
    began = person.server.now()
    person.says(text)
    answered = await until(lambda: len(person.arrived) > before)
    if answered:
        times.append(person.arrived[before].sent_at - began)
    return answered


def _p95(times: Sequence[float]) -> float:
    return quantiles(times, n=20)[-1] if len(times) > 1 else 0.0


def _mebibytes(pid: int) -> float:
    """The memory that a process has."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))
