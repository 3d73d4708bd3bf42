"""Rasa's natural-language generator: turns a response name and what the NLU found into a reply."""

from __future__ import annotations

import logging
from dataclasses import asdict
from typing import Any

from rasa.core.nlg.generator import NaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.assistant.composers import compose, response
from bot.assistant.groups import GroupReplies
from bot.assistant.replies import CRIES, REFUSED, Replies
from bot.assistant.reply import Button, Reply
from bot.assistant.tracker_store import REMEMBER
from bot.assistant.turn import Turn, is_in_group
from bot.assistant.wishes import OFFERING, Wishes
from bot.errors import RyadomError
from bot.languages import SOURCE_LANGUAGE
from bot.library.live import Edition, LiveEdition
from bot.settings import Settings
from bot.store.store import Store, open_store

logger = logging.getLogger(__name__)

FAILED = "utter_default"


class LibraryGenerator(NaturalLanguageGenerator):  # type: ignore[misc]
    """Says what stands in the library and domain.yml, in the reader's language, nothing else."""

    def __init__(
        self,
        endpoint_config: EndpointConfig | None = None,
        domain: Domain | None = None,
        edition: LiveEdition | None = None,
        settings: Settings | None = None,
        store: Store | None = None,
    ) -> None:
        """Called by Rasa with what endpoints.yml says; the other arguments are for tests."""
        self._settings = settings or Settings.from_environment()
        documents = self._settings.documents
        self._live = edition or LiveEdition(self._settings.root, documents=documents)
        self._store = store or open_store(self._settings)
        self._wishes = Wishes(self._store)

    async def generate(
        self,
        utter_action: str,
        tracker: DialogueStateTracker,
        output_channel: str,
        **kwargs: Any,
    ) -> dict[str, Any]:
        """The reply as a Rasa response; a calm sentence if anything goes wrong.

        An exception would reach Rasa, which logs what the person wrote and stays silent.
        """
        edition = self._live.current()
        try:
            turn = Turn.of(tracker, edition.languages)
        except Exception as error:  # whatever fails, the reader gets a reply
            logger.error("reply: %s while reading the turn", type(error).__name__)
            turn = Turn(SOURCE_LANGUAGE, in_group=is_in_group(tracker))
        kind = GroupReplies if turn.in_group else Replies
        replies = kind(edition, turn.language, self._settings)
        try:
            reply = await self._reply(utter_action, tracker, turn, replies, edition)
            reply = replies.with_help(utter_action, reply, turn.written, turn.language)
        except Exception as error:  # whatever fails, the reader gets a reply
            logger.error("reply: %s while composing", type(error).__name__)
            name = error.response if isinstance(error, RyadomError) else FAILED
            reply = response(name, replies)
        forgets = utter_action == "utter_forget" and not turn.in_group
        return _as_response(reply, None if forgets else turn.remembered(reply))

    async def _reply(
        self,
        name: str,
        tracker: DialogueStateTracker,
        turn: Turn,
        replies: Replies,
        edition: Edition,
    ) -> Reply:
        if turn.in_group:
            reply = compose(name, turn, replies)
        else:
            reply = await self._in_private(name, tracker, turn, replies, edition)
        if turn.is_ukrainian:
            note = response("utter_ukrainian", replies)
            text = replies.joined(note.text, reply.text)
            reply = Reply(text, reply.buttons, reply.topic)
        return reply

    async def _in_private(
        self,
        name: str,
        tracker: DialogueStateTracker,
        turn: Turn,
        replies: Replies,
        edition: Edition,
    ) -> Reply:
        """The reply, what the reader asks to be done, and the offer to pass a question on.

        An answer is counted as shown when a reader comes to it, not for what they press under it.
        Of what is said to a cry or right after it nothing is counted, held or offered.
        """
        person = tracker.sender_id
        reply = await self._wishes.fulfil(name, person, turn, replies)
        if reply is None:
            reply = compose(name, turn, replies)
        if turn.topic in CRIES or reply.topic in CRIES:
            return reply
        if reply.topic != turn.topic and replies.knows(reply.topic):
            self._store.showings.add(reply.topic, turn.language)
        text = tracker.latest_message.text if tracker.latest_message else None
        unanswered = name == "utter_answer" and reply.topic != REFUSED
        if unanswered and turn.outcome in ("choice", "nothing", "passage") and text:
            self._wishes.hold(person, text, turn.language, edition)
        if name in OFFERING or (unanswered and turn.outcome == "nothing"):
            reply = self._wishes.offer(person, reply, replies)
        return reply


def _as_response(reply: Reply, remembered: dict[str, Any] | None) -> dict[str, Any]:
    buttons = [_as_button(button) for button in reply.buttons]
    return {"text": reply.text, "buttons": buttons, REMEMBER: remembered}


def _as_button(button: Button) -> dict[str, Any]:
    return {name: value for name, value in asdict(button).items() if value}
