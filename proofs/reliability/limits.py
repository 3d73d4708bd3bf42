"""Promises 19 and 20: Telegram's limits, those it states and those it enforces."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from proofs.promise import Promise
from proofs.reliability.repeater import SLOW
from proofs.reliability.stand import stand
from proofs.reliability.waiting import until
from tests.support.telegram_server import Chat, Person, TelegramServer

OTHERS, ROUNDS, REST = 20, 4, 1.5
RETRY_AFTER, MOST_EXTRA = 3, 0.2
CROWD, ROW, MENTIONS = 100, 5, 40
GROUP = -1_000_000_000_001
PATIENCE = {"messages": (1000, 60.0)}
"""Forty mentions by one person would be a flood."""


@dataclass(frozen=True)
class Refused:
    """What others waited while one chat was refused, and before.

    Attributes:
        arrived: whether the refused message came in the end.
        waited: seconds until then.
        slowest: seconds of the others' slowest reply meanwhile.
        before: the same before.
    """

    arrived: bool
    waited: float
    slowest: float
    before: float


async def refused(workspace: Path) -> list[Promise]:
    """A 429 holds up only its own chat."""
    seen = await refuse(workspace / "refused", OTHERS, ROUNDS)
    extra = seen.slowest - seen.before
    figure = f"others' slowest reply {extra:+.2f} s, {0 if seen.arrived else 1} lost"
    notes = (
        f"One chat was refused {ROUNDS} times with retry_after {RETRY_AFTER}; its reply came after"
        f" {seen.waited:.0f} s. {OTHERS} others wrote {ROUNDS} messages each meanwhile, and before:"
        f" slowest {seen.slowest:.2f} s against {seen.before:.2f} s.",
    )
    held = seen.arrived and extra <= MOST_EXTRA
    target = f"at most {MOST_EXTRA} s, 0"
    return [Promise(19, "a 429 holds up only its own chat", figure, target, held, notes)]


async def refuse(folder: Path, others: int, rounds: int) -> Refused:
    """Compare what others wait with and without a chat that Telegram refuses.

    Args:
        folder: of the numbers of answered updates.
        others: how many people write beside.
        rounds: how many messages of each, and how often the chat is refused.
    """
    async with TelegramServer() as server, stand(server, folder):
        people = [server.person(number) for number in range(2, others + 2)]
        unlucky = server.person(1)
        await _ask(unlucky, "first")
        before = await _talk(people, rounds, "before")
        server.fail("sendMessage", status=429, retry_after=RETRY_AFTER, chat_id=1, times=rounds)
        began = asyncio.get_running_loop().time()
        unlucky.says("refused")
        meanwhile = await _talk(people, rounds, "meanwhile")
        arrived = await until(lambda: unlucky.arrived[-1].text == "refused", 60)
        waited = asyncio.get_running_loop().time() - began
    return Refused(arrived, waited, max(meanwhile), max(before))


@dataclass(frozen=True)
class Kept:
    """What the server counted.

    Attributes:
        messages: that it accepted.
        violations: more than one a second in a chat, 30 a second, 20 a minute in a group.
        refusals: answers with status 429.
        missing: messages without an answer.
        p95: seconds within which 95 of a hundred of the crowd had their answer.
    """

    messages: int
    violations: int
    refusals: int
    missing: int
    p95: float


async def kept(workspace: Path) -> list[Promise]:
    """What is sent stays within Telegram's rates."""
    strict = await keep(workspace / "strict rates", CROWD, ROW, MENTIONS, strict=True)
    counted = await keep(workspace / "counted rates", CROWD, ROW, 0, strict=False)
    both = (strict, counted)
    figure = f"{counted.violations + strict.violations} violations, {strict.refusals} refused,"
    figure += (
        f" {counted.missing + strict.missing} missing; {CROWD} at once: p95 {strict.p95:.1f} s"
    )
    notes = (
        f"{CROWD} people wrote at the same moment; then twenty of them {ROW} messages in a row, and"
        f" one person addressed the bot {MENTIONS} times in a group. {strict.messages} messages"
        " went to a server that refuses by its own clock what comes too fast, and"
        f" {counted.messages} to one that only counts. At 30 a second the last of {CROWD} waits"
        f" {CROWD / 30:.1f} s whatever is done.",
    )
    held = not any((one.violations, one.refusals, one.missing) != (0, 0, 0) for one in both)
    return [Promise(20, "within Telegram's rates", figure, "0, 0, 0", held, notes)]


async def keep(folder: Path, crowd: int, row: int, mentions: int, strict: bool) -> Kept:
    """Have many people write, and look at the server's clock.

    Args:
        folder: of the numbers of answered updates.
        crowd: people who write at once.
        row: messages that a fifth of them write in a row afterwards.
        mentions: messages in a group.
        strict: whether the server refuses what comes too fast.
    """
    async with TelegramServer(strict_rates=strict) as server:
        async with stand(server, folder, pace=PATIENCE) as running:
            people = [server.person(number) for number in range(1, crowd + 1)]
            waits = await asyncio.gather(*(_ask(person, "at once") for person in people))
            for number in range(row):
                for person in people[: crowd // 5]:
                    person.says(f"in a row {number}")
            group = server.group(GROUP)
            for number in range(mentions):
                group.says(people[0], f"@some_test_bot {number}")
            wanted = crowd + crowd // 5 * row + mentions
            chats = [*people, group]
            await until(lambda: _answers(chats) >= wanted, 60 + 4 * mentions)
            await running.terminate()
        return Kept(
            messages=len(server.rates.accepted),
            violations=len(server.violations(slack=0.0)),
            refusals=sum(call.status == 429 for call in server.calls),
            missing=wanted - _answers(chats),
            p95=sorted(waits)[int(0.95 * len(waits)) - 1],
        )


def _answers(chats: Sequence[Chat]) -> int:
    """How many different answers have come; a chat never hears the same one twice. That one takes
    longer is no answer: whoever waits for a group's next minute may be told so."""
    return sum(len({reply.text for reply in chat.arrived} - {SLOW}) for chat in chats)


async def _talk(people: Sequence[Person], rounds: int, word: str) -> list[float]:
    """Seconds that everybody waited for each reply."""
    waits: list[float] = []
    for number in range(rounds):
        waits += await asyncio.gather(*(_ask(person, f"{word} {number}") for person in people))
        await asyncio.sleep(REST)
    return waits


async def _ask(person: Person, text: str) -> float:
    """Write, and the seconds until the reply; what is missing counts as a minute."""
    began = asyncio.get_running_loop().time()
    person.says(text)
    came = await until(lambda: any(reply.text == text for reply in person.arrived), 60)
    return asyncio.get_running_loop().time() - began if came else 60.0
