"""What a reply should show, looked up in the library and the domain, and what holds of them all."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache

from bot.assistant.replies import Replies
from bot.assistant.situations import SITUATIONS, response_of_situation
from bot.library.live import Edition
from bot.library.model import TOPICS
from bot.settings import Settings
from tests.support.agent import Shown

SETTINGS = Settings.from_environment({})

_NAMED: dict[str, Callable[[Replies, str], str]] = {
    "details": lambda replies, name: replies.details(name).text,
    "sources": lambda replies, name: replies.sources(name).text,
    "more": lambda replies, name: replies.more(name).text,
    "topic": lambda replies, name: replies.topic(name).text,
    "abroad": lambda replies, name: replies.answer(name, abroad=True).text,
    "at_risk": lambda replies, name: (
        replies.at_risk("utter_at_risk", response_of_situation(name)).text
    ),
}
_TAG = re.compile(r"</?([a-z]+)(?: href=\"[^\"<>]*\")?>")
_PLACEHOLDER = re.compile(r"\{[a-z_]+[}:]")
MOST_BUTTONS = 5


@cache
def edition() -> Edition:
    """The library as it stands."""
    return Edition.read(SETTINGS.root)


def expected(name: str, language: str) -> str:
    """The text of `utter_help`, of the entry `hotline`, of its `sources:hotline`, or of the reply
    `at_risk:abroad`; of an entry that is risky in Russia the legal risk."""
    replies = Replies(edition(), language, SETTINGS)
    kind, _, target = name.partition(":")
    if target:
        return _NAMED[kind](replies, target)
    if name.startswith("utter_"):
        return replies.response(name).text
    return replies.answer(name).text


def finds(shown: Shown, entry: str, language: str) -> bool:
    """Whether a reply answers with an entry or offers it, behind the legal risk if need be."""
    ways = {f'/{show}{{"entry":"{entry}"}}' for show in ("show", "show_abroad")}
    if ways & set(shown.payloads):
        return True
    is_risky = edition().library.entries[entry].risky_in_russia
    return not is_risky and expected(entry, language) in shown.text


def check(shown: Shown) -> None:
    """What holds of every reply: something is said, in HTML that Telegram takes; buttons work."""
    assert shown.text.strip()
    assert "canary" not in shown.text
    assert not _PLACEHOLDER.search(shown.text)
    opened: list[str] = []
    for tag in _TAG.finditer(shown.text):
        assert tag[1] in ("a", "b", "i", "code")
        if tag[0].startswith("</"):
            assert opened.pop() == tag[1]
        else:
            opened.append(tag[1])
    assert opened == []
    assert "<" not in _TAG.sub("", shown.text)
    assert len(shown.buttons) <= MOST_BUTTONS
    for title, payload in shown.buttons:
        assert title.strip()
        assert len(payload.encode()) <= 64
        values = json.loads(re.sub(r"^/[a-z_]+", "", payload) or "{}")
        assert set(values) <= {"entry", "topic", "language_choice", "situation", "vote"}
        assert values.get("entry", "hotline") in edition().library.entries
        assert values.get("topic", "help") in TOPICS
        assert values.get("situation", "general") in SITUATIONS
        assert values.get("vote", "yes") in ("yes", "no")
