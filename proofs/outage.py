"""Promise 15: PostgreSQL may die and return while people write."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from proofs.people import Writer, is_russian
from proofs.promise import Promise
from proofs.rows import kept
from proofs.stage import Stage

NUMBER, NAME = 15, "PostgreSQL may die and return"
PEOPLE = 20
LEAD = 3.0
"""Seconds of talk before it is stopped."""
WITHIN = 15.0
"""Seconds in which each reply must come."""
TEXTS = ("hotline", "сколько задержали", "source?", "what happened", "горячая линия")


@dataclass
class Outage:
    """What people saw.

    Attributes:
        seconds: how long the database was away.
        turns: messages written.
        silent: messages without a reply.
        foreign: replies in another language than the one chosen.
        slowest: seconds of the slowest reply.
        stored: people of whom the database holds, afterwards, what was to be kept.
        people: how many there were.
    """

    seconds: float
    turns: int = 0
    silent: int = 0
    foreign: int = 0
    slowest: float = 0.0
    stored: int = 0
    people: int = PEOPLE


async def outage(stage: Stage, seconds: float, turns: int) -> Outage:
    """Have people write, stop the database meanwhile, and look at what it holds in the end."""
    seen = Outage(seconds)
    people = [stage.person("en" if number % 2 else "ru") for number in range(PEOPLE)]
    choices = ["ru" if number % 2 else "en" for number in range(PEOPLE)]
    for person, choice in zip(people, choices, strict=True):
        await person.asks("/start")
        await _choose(person, choice)
    each = turns // PEOPLE
    pause = (seconds + 2 * LEAD) / each
    talking = [
        asyncio.create_task(_talk(person, choices, number, each, pause, seen))
        for number, person in enumerate(people)
    ]
    await asyncio.sleep(LEAD)
    await asyncio.to_thread(stage.database.server.stop)
    await asyncio.sleep(seconds)
    await asyncio.to_thread(stage.database.server.start)
    await asyncio.gather(*talking)
    for _ in range(100):
        seen.stored = sum(
            kept(stage, person).get("language", {}).get("choice") == choice
            and "topic" in kept(stage, person)
            for person, choice in zip(people, choices, strict=True)
        )
        if seen.stored == PEOPLE:
            break
        await asyncio.sleep(0.2)
    return seen


def promise(seen: Outage) -> Promise:
    """The verdict."""
    figure = f"{seen.silent} of {seen.turns} turns silent, {seen.foreign} in another language,"
    figure += f" {seen.stored} of {seen.people} people stored afterwards"
    notes = (
        f"Stopped for {seen.seconds:.0f} s while {seen.people} people wrote; half of them changed"
        f" their language meanwhile. The slowest reply took {seen.slowest:.1f} s.",
    )
    held = not seen.silent and not seen.foreign and seen.stored == seen.people
    return Promise(NUMBER, NAME, figure, "0, 0, all", held, notes)


async def _talk(
    person: Writer, choices: list[str], number: int, turns: int, pause: float, seen: Outage
) -> None:
    """Write at even times; in the middle half of the people choose the other language."""
    loop = asyncio.get_running_loop()
    for turn in range(turns):
        if turn == turns // 2 and number % 4 < 2:
            choices[number] = "en" if choices[number] == "ru" else "ru"
            reply = await _choose(person, choices[number])
        else:
            asked = loop.time()
            reply = await person.asks(TEXTS[(turn + number) % len(TEXTS)], WITHIN)
            seen.slowest = max(seen.slowest, loop.time() - asked)
        seen.turns += 1
        seen.silent += reply is None
        if reply is not None:
            seen.foreign += is_russian(reply.text) != (choices[number] == "ru")
        await asyncio.sleep(pause)


async def _choose(person: Writer, language: str) -> object:
    return await person.taps(f'/change_language{{"language_choice":"{language}"}}', WITHIN)
