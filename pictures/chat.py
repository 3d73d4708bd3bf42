"""What stands in a chat once a situation has been played."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from pictures.situations import AsksInline, Presses, Says, SaysInGroup, Sends, Situation, Step
from tests.support.bot_process import START
from tests.support.telegram_server import Group, Person, Reply, TelegramServer

BUTTONS_GONE = 0.5
"""Seconds within which buttons that are good for one press are taken away."""


@dataclass
class Bubble:
    """One thing that was said.

    Attributes:
        who: `person`, `bot`, `deed` (what the person did) or `card`.
        text: what is seen of it.
        entities: Telegram's, with offsets in UTF-16 units.
        rows: titles of the buttons under it.
        used: whether its buttons were taken away, or it was deleted.
    """

    who: str
    text: str
    entities: Sequence[dict[str, object]] = ()
    rows: list[list[str]] = field(default_factory=list)
    reply: Reply | None = None

    @property
    def is_deleted(self) -> bool:
        """Whether the bot has deleted it since."""
        return bool(self.reply and self.reply.is_deleted)


async def play(server: TelegramServer, person: Person, situation: Situation) -> list[Bubble]:
    """Have a person go through a situation; what is to be seen afterwards."""
    bubbles: list[Bubble] = []
    group = server.group(-1_000_000_000_000 - person.id)
    for step in situation.steps[person.language_code or "en"]:
        await _take(step, server, person, group, bubbles)
    await asyncio.sleep(BUTTONS_GONE)
    for bubble in bubbles:
        if bubble.reply:
            bubble.rows = [[button["text"] for button in row] for row in bubble.reply.keyboard]
    return bubbles


async def _take(
    step: Step, server: TelegramServer, person: Person, group: Group, bubbles: list[Bubble]
) -> None:
    if isinstance(step, SaysInGroup):
        bubbles.append(Bubble("person", step.text))
        group.says(person, step.text)
        if step.is_answered:
            bubbles.append(_answer(await group.reply(START)))
        return
    if isinstance(step, AsksInline):
        query = person.asks_inline(step.words)
        bubbles.append(Bubble("person", f"@some_test_bot {step.words}"))
        answer = await person.inline_answer(query, START)
        if answer.button:
            bubbles.append(Bubble("deed", answer.button["text"]))
        bubbles += [Bubble("card", f"{card.title}\n{card.description}") for card in answer.results]
        return
    if isinstance(step, Says):
        bubbles.append(Bubble("person", step.text))
        person.says(step.text)
    elif isinstance(step, Sends):
        bubbles.append(Bubble("person", f"[{step.shown}]"))
        person.sends(**step.content)
    elif isinstance(step, Presses):
        title = person.replies[-1].buttons[step.number][0]
        bubbles.append(Bubble("deed", title))
        person.presses(title)
    bubbles.append(_answer(await person.reply(START)))


def _answer(reply: Reply) -> Bubble:
    return Bubble("bot", reply.text, reply.entities, reply=reply)
