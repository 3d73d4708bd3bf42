"""Answers as cards that a reader can send into any chat. Nothing of the query is kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage

from bot.assistant.card import Card, card
from bot.assistant.labels import OPEN_PRIVATE_CHAT
from bot.assistant.replies import Replies
from bot.assistant.turn import KNOWLEDGE, answer_language
from bot.library.live import Edition
from bot.retrieval.cries import SAFETY
from bot.settings import Settings

MOST = 10
WORTH_SHARING = ("crisis", "numbers", "help")
"""Topics whose entries are offered before anything is typed."""


@dataclass(frozen=True)
class Found:
    """Cards, best first, and the title of the button that leads to the private chat."""

    cards: tuple[Card, ...]
    invitation: str


async def find_cards(
    agent: Agent, edition: Edition, settings: Settings, query: str, language_code: str | None
) -> Found:
    """Cards for an inline query. For somebody at risk there are none, only the private chat.

    Args:
        agent: with a model; its tracker is not touched.
        edition: the library.
        settings: say what is kept how long, where a text names it.
        query: words, without a slash before them; an entry's id means just that entry.
        language_code: the language of the reader's Telegram.
    """
    language = edition.languages.negotiate(language_code)
    if query in edition.library.entries:
        return _found(edition, settings, language, [query])
    if not query:
        return _found(edition, settings, language, _worth_sharing(edition))
    message = UserMessage(query, metadata={"language_code": language_code})
    parsed: dict[str, Any] = await agent.processor.parse_message(message)
    language = answer_language(edition.languages, parsed, None, None, language_code)
    return _found(edition, settings, language, _entries(parsed, edition))


def _entries(parsed: dict[str, Any], edition: Edition) -> list[str]:
    """Entries that answer a message, best first, then what is related to the best."""
    knowledge = parsed.get(KNOWLEDGE) or {}
    if (parsed.get("intent") or {}).get("name") in SAFETY:
        return []
    if knowledge.get("outcome") == "intent":
        return _worth_sharing(edition)
    if knowledge.get("outcome") not in ("answer", "choice", "passage"):
        return []
    found = [c["target"] for c in knowledge.get("entries", ())]
    known = [entry for entry in found if entry in edition.library.entries]
    related = edition.library.entries[known[0]].related if known else ()
    return list(dict.fromkeys((*known, *related)))


def _worth_sharing(edition: Edition) -> list[str]:
    """Entries of each topic in turn."""
    of_topics = [
        [entry.id for entry in edition.library.entries.values() if entry.topic == topic]
        for topic in WORTH_SHARING
    ]
    rounds = max(map(len, of_topics))
    return [ids[n] for n in range(rounds) for ids in of_topics if n < len(ids)]


def _found(edition: Edition, settings: Settings, language: str, entries: Iterable[str]) -> Found:
    replies = Replies(edition, language, settings)
    cards = tuple(card(edition, replies, language, entry) for entry in list(entries)[:MOST])
    return Found(cards, replies.say(OPEN_PRIVATE_CHAT))
