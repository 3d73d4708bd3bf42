"""Promise 27: no text breaks the markup, neither what people write nor what is said to them."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path

from bot.cli.telegram import surface
from bot.telegram.client import Client
from bot.telegram.surface import Surface
from proofs.promise import Promise
from proofs.reliability.connector import (
    Answer,
    Errors,
    client,
    connector,
    deliver,
    refused,
    started,
)
from proofs.reliability.model import model
from proofs.reliability.oddities import oddities
from proofs.reliability.sayings import Saying
from tests.support.telegram_server import TelegramServer

NUMBER, NAME = 27, "no text breaks the markup"
TEXTS, SEED = 2000, 20170401
WRITERS = 16
WITHIN = 60.0
"""Seconds in which each text must have its reply."""


@dataclass
class Survived:
    """What became of odd texts.

    Attributes:
        texts: how many there were.
        silent: how many were not answered.
        refused: messages that Telegram refused.
        plain: messages sent without markup because it was refused.
        errors: exceptions, and lines of level ERROR.
    """

    texts: int
    silent: int = 0
    refused: int = 0
    plain: int = 0
    errors: int = 0

    @property
    def figures(self) -> tuple[int, int, int, int]:
        """What there must be none of."""
        return self.refused, self.plain, self.silent, self.errors


async def survived(_workspace: Path) -> list[Promise]:
    """No text breaks the markup."""
    texts = list(oddities(TEXTS, SEED))
    async with TelegramServer() as server, client(server) as connected:
        said = await say(server, connected, texts)
    agent = await model()
    async with TelegramServer() as server:
        written = await write(server, agent.handle_message, surface(), texts)
    return [promise(said, written)]


async def say(server: TelegramServer, connected: Client, texts: list[str]) -> Survived:
    """Say texts, as if the assistant had made them up."""
    person = started(server, 100)
    seen = Survived(len(texts))
    with Errors() as errors:
        for text in texts:
            seen.errors += not await deliver(connected, person, Saying("odd", "en", text))
    return _counted(server, seen, errors)


async def write(
    server: TelegramServer, answer: Answer, shown: Surface, texts: list[str]
) -> Survived:
    """Have people write texts, each waiting for the reply before going on."""
    seen = Survived(len(texts))

    async def talk(number: int) -> None:
        person = server.person(1000 + number, ("en", "ru", None)[number % 3])
        for text in texts[number::WRITERS]:
            before = len(person.arrived)
            person.says(text)
            waiting = asyncio.create_task(person._until(before + 1))
            await asyncio.wait({waiting}, timeout=WITHIN)
            seen.silent += not waiting.done()
            waiting.cancel()

    async with connector(server, answer, shown) as errors:
        await asyncio.gather(*(talk(number) for number in range(WRITERS)))
    return _counted(server, seen, errors)


def promise(said: Survived, written: Survived) -> Promise:
    """The verdict."""
    refused, plain, silent, errors = (
        one + other for one, other in zip(said.figures, written.figures, strict=True)
    )
    figure = f"{refused} refused, {plain} sent as plain text, {silent} silent, {errors} errors"
    notes = (
        f"{written.texts} texts, made by chance from seed {SEED}, were written by people to the"
        f" trained assistant, and {said.texts} were sent as if the assistant had said them: tags"
        " left open, bare brackets, entities of characters that there are not, halves of surrogate"
        " pairs, writing from right to left, joined emoji, piled-up accents, commands and what"
        " looks like a payload, up to 4096 units long.",
    )
    held = not any((*said.figures, *written.figures))
    return Promise(NUMBER, NAME, figure, "0, 0, 0, 0", held, notes)


def _counted(server: TelegramServer, seen: Survived, errors: Errors) -> Survived:
    replies = [reply for person in server.people.values() for reply in person.arrived]
    seen.plain = sum(reply.parse_mode is None for reply in replies)
    seen.refused = len(refused(server))
    seen.errors += len(errors.lines)
    return seen
