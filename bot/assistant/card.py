"""One answer as a card that a reader can send into any chat."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from textwrap import shorten

from bot.assistant.labels import ASK_IN_PRIVATE
from bot.assistant.replies import Replies
from bot.library.live import Edition

LONGEST = 100
"""Characters of an answer under the card's title."""

_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class Card:
    """An answer to be sent: its entry, what is seen in the list, what is sent, the button there."""

    id: str
    title: str
    text: str
    html: str
    button: str


def card(edition: Edition, replies: Replies, language: str, entry_id: str) -> Card:
    """The card of an entry; where it could harm a reader in Russia, the law there comes first.

    Args:
        edition: the library.
        replies: compose from this edition in this language.
        language: language code.
        entry_id: the entry.
    """
    entry = edition.library.entries[entry_id]
    renderer = edition.renderer(language)
    html = renderer.answer(entry)
    if entry.risky_in_russia:
        html = replies.joined(replies.response("utter_place").text, html)
    said = unescape(_TAG.sub("", renderer.text(entry.answer)))
    return Card(
        entry_id,
        replies.say(entry.question),
        shorten(said, LONGEST, placeholder="…"),
        html,
        replies.say(ASK_IN_PRIVATE),
    )
