"""What a reader asks to be done with what is theirs: forgotten, passed on, counted."""

from __future__ import annotations

import logging

from bot.assistant.replies import Replies
from bot.assistant.reply import Reply
from bot.assistant.turn import Turn
from bot.errors import StoreError
from bot.library.live import Edition
from bot.scrubbing import Scrubber
from bot.store.offers import Offer
from bot.store.store import Store

logger = logging.getLogger(__name__)

OFFERING = ("utter_unknown", "utter_none_of_these")
"""Responses under which the question may be passed on."""


class Wishes:
    """Does what a button or a command asks, and says what was done."""

    def __init__(self, store: Store) -> None:
        """Act on this store."""
        self._store = store
        self._scrubber: tuple[Edition, Scrubber] | None = None

    async def fulfil(self, name: str, person: str, turn: Turn, replies: Replies) -> Reply | None:
        """The reply to a wish, None where the response is about none.

        Args:
            name: the response that Rasa has chosen.
            person: their pseudonym.
            turn: the turn.
            replies: composes what is said.
        """
        if name == "utter_forget":
            erased = await self._store.forget(person)
            return replies.response("utter_forget" if erased else "utter_forget_later")
        if name == "utter_pass_on":
            return await self._pass_on(person, replies)
        if name == "utter_vote":
            return await self._vote(turn, replies)
        return None

    def hold(self, person: str, text: str, language: str, edition: Edition) -> None:
        """Hold a question without an answer, scrubbed, in case the reader wants to pass it on."""
        words = self._scrubber_of(edition).scrub(text)
        if words:
            self._store.offers.put(person, Offer(words, language))
        else:
            self._store.offers.forget(person)

    def offer(self, person: str, reply: Reply, replies: Replies) -> Reply:
        """The reply with the offer to pass the question on, where one is held."""
        held = self._store.offers.see(person)
        return replies.with_offer(reply, held.scrubbed_text) if held else reply

    async def _pass_on(self, person: str, replies: Replies) -> Reply:
        offer = self._store.offers.take(person)
        if offer is None:
            return replies.response("utter_pass_on_late")
        try:
            await self._store.questions.add(offer.scrubbed_text, offer.language)
        except StoreError as trouble:
            logger.warning("questions: not kept (%s)", trouble)
            return replies.response("utter_not_kept")
        return replies.response("utter_pass_on")

    async def _vote(self, turn: Turn, replies: Replies) -> Reply:
        entry, vote = turn.entity("entry"), turn.entity("vote")
        if not replies.knows(entry) or vote not in ("yes", "no"):
            return replies.response("utter_not_kept")
        try:
            await self._store.votes.add(entry, turn.language, helpful=vote == "yes")
        except StoreError as trouble:
            logger.warning("votes: not counted (%s)", trouble)
            return replies.response("utter_not_kept")
        return replies.response("utter_vote")

    def _scrubber_of(self, edition: Edition) -> Scrubber:
        if self._scrubber is None or self._scrubber[0] is not edition:
            entries = edition.library.entries.values()
            questions = [entry.question for entry in entries]
            texts = [*questions, *(entry.answer for entry in entries)]
            texts += [paragraph.text for _, paragraph in edition.library.paragraphs()]
            catalogs = edition.languages.catalogs.values()
            self._scrubber = (
                edition,
                Scrubber(
                    [catalog.gettext(text) for catalog in catalogs for text in questions],
                    [catalog.gettext(text) for catalog in catalogs for text in texts],
                ),
            )
        return self._scrubber[1]
