"""Every card of inline mode, offered for its entry's id."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from rasa.core.channels.channel import UserMessage

from bot.library.live import Edition
from bot.telegram.surface import Surface
from proofs.reliability.connector import connector, started
from proofs.reliability.surface import Shown
from proofs.reliability.waiting import WITHIN
from tests.support.telegram_server import Person, TelegramServer


@dataclass
class Cards:
    """What came of the queries.

    Attributes:
        offered: cards in all.
        missing: queries that brought no card, or an answer without a way to the private chat.
        dead: cards whose button leads nowhere.
    """

    offered: int = 0
    missing: int = 0
    dead: int = 0


async def offer(server: TelegramServer, edition: Edition, shown: Surface, seen: Shown) -> Cards:
    """Ask for every entry's card in each language, and what is offered before any word.

    Args:
        server: the Bot API.
        edition: the library.
        shown: what the assistant shows; searches for entries without a model.
        seen: looks at what would be sent.
    """
    cards = Cards()
    queries = ["", *edition.library.entries]

    async def ask(person: Person, query: str) -> None:
        query_id = person.asks_inline(query)
        try:
            answer = await person.inline_answer(query_id, WITHIN)
        except AssertionError:
            cards.missing += 1
            return
        cards.missing += not (answer.results and answer.button)
        cards.offered += len(answer.results)
        for card in answer.results:
            links = [b.get("url", "") for row in card.keyboard for b in row]
            parameters = [link.partition("?start=")[2] for link in links]
            cards.dead += not parameters or any(shown.link(name) is None for name in parameters)
            seen.look_at_card(f"card {card.id}", person.language_code or "", card)

    async with connector(server, _nobody, shown):
        await asyncio.gather(
            *(
                ask(started(server, 10_000 + 1000 * number + turn, language), query)
                for number, language in enumerate(edition.languages.codes)
                for turn, query in enumerate(queries)
            )
        )
    return cards


async def _nobody(message: UserMessage) -> None:
    """Nothing is asked in a chat."""
