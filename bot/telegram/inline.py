"""Inline mode: answers offered as cards while somebody types the bot's name in any chat."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
)
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot.telegram.allowance import Allowance
from bot.telegram.client import Client
from bot.telegram.delivery import NO_PREVIEW
from bot.telegram.incoming import InlineAsked
from bot.telegram.keyboards import link
from bot.telegram.surface import Card, Found

logger = logging.getLogger(__name__)

MOST_CARDS = 10
BEGINNING = "here"
"""Deep-link parameter of the invitation; it says nothing of what was asked."""

PATIENCE = 8.0
"""Seconds after which Telegram takes no answer any more, about."""

ALLOWANCE = (60, 60.0)


class Inline:
    """Answers inline queries; of one person's only the newest, as they come with every letter."""

    def __init__(
        self, client: Client, search: Callable[[str, str | None], Awaitable[Found]]
    ) -> None:
        """Nothing was asked.

        Args:
            client: the connection.
            search: words, Telegram's language code → cards; keeps nothing.
        """
        self._client = client
        self._search = search
        self._allowance = Allowance(*ALLOWANCE)
        self._asked: dict[int, asyncio.Task[None]] = {}

    def put(self, asked: InlineAsked) -> None:
        """Answer a query, unless a newer one of the same person comes first."""
        if self._allowance.wait(asked.user_id):
            return
        if before := self._asked.get(asked.user_id):
            before.cancel()
        task = asyncio.create_task(self._answer(asked))
        self._asked[asked.user_id] = task
        task.add_done_callback(lambda done: self._forget(asked.user_id, done))

    def age(self) -> None:
        """Forget people who have not asked for long."""
        self._allowance.age()

    async def close(self) -> None:
        """Answer nothing more."""
        tasks = list(self._asked.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _answer(self, asked: InlineAsked) -> None:
        try:
            await asyncio.wait_for(self._offer(asked), PATIENCE)
        except Exception as failure:  # the person may ask in the chat
            logger.error("telegram: an inline query failed (%s)", type(failure).__name__)

    async def _offer(self, asked: InlineAsked) -> None:
        found = await self._search(asked.text, asked.language_code)
        button = None
        if found.invitation:
            button = InlineQueryResultsButton(found.invitation, start_parameter=BEGINNING)
        with contextlib.suppress(TelegramError):  # too old, or no longer wanted
            await self._client.answer_inline_query(
                asked.query_id,
                [self._result(card) for card in found.cards[:MOST_CARDS]],
                cache_time=0,  # Telegram is not to keep it either
                is_personal=True,
                button=button,
            )

    def _result(self, card: Card) -> InlineQueryResultArticle:
        me = self._client.me
        keyboard = None
        if me and card.button:
            button = InlineKeyboardButton(card.button, url=link(me, card.id))
            keyboard = InlineKeyboardMarkup([[button]])
        content = InputTextMessageContent(
            card.html, parse_mode=ParseMode.HTML, link_preview_options=NO_PREVIEW
        )
        return InlineQueryResultArticle(
            card.id, card.title, content, reply_markup=keyboard, description=card.text
        )

    def _forget(self, user_id: int, task: asyncio.Task[None]) -> None:
        if self._asked.get(user_id) is task:
            del self._asked[user_id]
