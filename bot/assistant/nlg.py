"""Rasa's natural-language generator: turns a response name and what the NLU found into a reply."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import Any

from rasa.core.nlg.generator import NaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.assistant.replies import Replies, Reply
from bot.assistant.tracker_store import REMEMBER
from bot.assistant.turn import Turn
from bot.errors import RyadomError
from bot.languages import SOURCE_LANGUAGE
from bot.library.live import LiveEdition
from bot.library.model import TOPICS
from bot.settings import Settings

logger = logging.getLogger(__name__)

FAILED = "utter_default"
ALL_SOURCES = "how-do-you-know"
"""What answers "source?" when nothing has been answered yet."""


class LibraryGenerator(NaturalLanguageGenerator):  # type: ignore[misc]
    """Says what stands in the library and domain.yml, in the reader's language, nothing else."""

    def __init__(
        self,
        endpoint_config: EndpointConfig | None = None,
        domain: Domain | None = None,
        edition: LiveEdition | None = None,
        settings: Settings | None = None,
    ) -> None:
        """Called by Rasa with what endpoints.yml says; the other arguments are for tests."""
        self._settings = settings or Settings.from_environment()
        self._live = edition or LiveEdition(self._settings.root)
        self._composers: dict[str, Callable[[Turn, Replies], Reply | None]] = {
            "utter_answer": _answer,
            "utter_show": partial(_entry_of_button, Replies.answer),
            "utter_show_details": partial(_entry_of_button, Replies.details),
            "utter_show_sources": partial(_entry_of_button, Replies.sources),
            "utter_show_topic": _topic_of_button,
            "utter_follow_up_sources": _sources_of_topic,
            "utter_follow_up_more": _more_of_topic,
            "utter_follow_up_year": _sibling_of_topic,
        }

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
            turn = Turn(SOURCE_LANGUAGE)
        try:
            replies = Replies(edition, turn.language, self._settings)
            reply = self._compose(utter_action, turn, replies)
        except Exception as error:  # whatever fails, the reader gets a reply
            logger.error("reply: %s while composing", type(error).__name__)
            name = error.response if isinstance(error, RyadomError) else FAILED
            replies = Replies(edition, turn.language, self._settings)
            reply = self._response(name, replies)
        return _as_response(reply, {} if utter_action == "utter_forget" else turn.remembered(reply))

    def _compose(self, name: str, turn: Turn, replies: Replies) -> Reply:
        composer = self._composers.get(name)
        reply = composer(turn, replies) if composer else None
        if reply is None:
            reply = self._response(self._fallback(name), replies)
        if turn.is_ukrainian:
            note = self._response("utter_ukrainian", replies)
            reply = Reply(f"{note.text}\n\n{reply.text}", reply.buttons, reply.topic)
        return reply

    @staticmethod
    def _fallback(name: str) -> str:
        """The domain response for a turn that found nothing to compose."""
        if name.startswith("utter_follow_up"):
            return "utter_no_topic"
        return "utter_unknown" if name.startswith(("utter_answer", "utter_show")) else name

    def _response(self, name: str, replies: Replies) -> Reply:
        """A response of domain.yml; some go before a list."""
        if name in ("utter_unknown", "utter_none_of_these", "utter_help"):
            return replies.topics(name)
        if name == "utter_list_sources":
            return replies.documents(name)
        return replies.response(name)


def _answer(turn: Turn, replies: Replies) -> Reply | None:
    entries = [entry for entry in turn.entries if replies.knows(entry)]
    if turn.outcome == "answer" and entries:
        return replies.sibling(entries[0], turn.year) or replies.answer(entries[0])
    if turn.outcome == "choice" and entries:
        return replies.choice(entries)
    if turn.outcome == "passage":
        return replies.passage(turn.passages[0])
    return None


def _entry_of_button(
    compose: Callable[[Replies, str], Reply], turn: Turn, replies: Replies
) -> Reply | None:
    """An old button may name an entry that is no longer there."""
    entry = turn.entity("entry")
    return compose(replies, entry) if replies.knows(entry) else None


def _topic_of_button(turn: Turn, replies: Replies) -> Reply | None:
    topic = turn.entity("topic")
    return replies.topic(topic) if topic in TOPICS else None


def _sources_of_topic(turn: Turn, replies: Replies) -> Reply | None:
    if replies.knows(turn.topic):
        return replies.sources(turn.topic)
    return replies.answer(ALL_SOURCES) if replies.knows(ALL_SOURCES) else None


def _more_of_topic(turn: Turn, replies: Replies) -> Reply | None:
    return replies.more(turn.topic) if replies.knows(turn.topic) else None


def _sibling_of_topic(turn: Turn, replies: Replies) -> Reply | None:
    sibling = replies.sibling(turn.topic, turn.year) if replies.knows(turn.topic) else None
    entries = [entry for entry in turn.entries if replies.knows(entry)]
    return sibling or (replies.choice(entries) if entries else None)


def _as_response(reply: Reply, remembered: dict[str, Any]) -> dict[str, Any]:
    buttons = [{"title": b.title, "payload": b.payload} for b in reply.buttons]
    return {"text": reply.text, "buttons": buttons, REMEMBER: remembered}
