"""Everything that the assistant can say, as it says it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.assistant.composers import response
from bot.assistant.groups import GroupReplies
from bot.assistant.nlg import _as_response
from bot.assistant.replies import Replies
from bot.assistant.reply import Reply
from bot.assistant.situations import SITUATIONS
from bot.library.editorial.opening import INSIDE
from bot.library.live import Edition
from bot.library.model import TOPICS, Library
from bot.settings import Settings
from bot.telegram.surface import Surface

OPENINGS = ("utter_at_risk", "utter_help_now")
TOGETHER = "all answers of a topic, put together"
WORDS = "what is <b> & who is ☃"
"""What a reader may have asked, where it is quoted."""


@dataclass(frozen=True)
class Saying:
    """One message.

    Attributes:
        name: what it is, for whoever has to mend it.
        language: the language of the reader.
        html: Telegram HTML.
        buttons: Rasa's buttons.
        in_group: whether it is said in a group.
    """

    name: str
    language: str
    html: str
    buttons: tuple[Mapping[str, Any], ...] = ()
    in_group: bool = False


def sayings(edition: Edition, surface: Surface, settings: Settings) -> Iterator[Saying]:
    """All there are, in each language of the edition.

    Args:
        edition: the library and its languages.
        surface: what the connector says by itself.
        settings: the spans of time that are named.
    """
    for language in edition.languages.codes:
        for kind in (Replies, GroupReplies):
            yield from _distinct(edition, kind(edition, language, settings), language)
        notices: dict[str, Callable[[str | None], str]] = {
            "failure": surface.failure,
            "slow": surface.slow,
            "busy": surface.busy,
        }
        for name, notice in notices.items():
            yield Saying(name, language, notice(language))


def _distinct(edition: Edition, replies: Replies, language: str) -> Iterator[Saying]:
    """Each once; much of what is said in a group is the same."""
    in_group = isinstance(replies, GroupReplies)
    known: set[Reply] = set()
    together = () if in_group else _together(edition.library, replies)
    for name, reply in (*_replies(edition, replies), *together):
        if reply not in known:
            known.add(reply)
            said = _as_response(reply, {})
            buttons = tuple(said["buttons"])
            yield Saying(name, language, said["text"], buttons, in_group)


def _replies(edition: Edition, replies: Replies) -> Iterator[tuple[str, Reply]]:
    for name in edition.responses:
        if not name.startswith(INSIDE):
            yield name, response(name, replies)
    for opening in OPENINGS:
        for situation in SITUATIONS:
            yield (
                f"{opening}, {situation}",
                replies.at_risk(opening, f"utter_situation_{situation}"),
            )
    yield "a refusal", replies.refusal()
    yield "an offer", replies.with_offer(response("utter_unknown", replies), WORDS)
    for topic in TOPICS:
        yield f"the topic {topic}", replies.topic(topic)
    yield from _of_library(edition.library, replies)


def _of_library(library: Library, replies: Replies) -> Iterator[tuple[str, Reply]]:
    ids = list(library.entries)
    for number, entry in enumerate(ids):
        yield f"{entry}", replies.answer(entry)
        yield f"{entry}, abroad", replies.answer(entry, abroad=True)
        yield f"{entry}, details", replies.details(entry)
        yield f"{entry}, sources", replies.sources(entry)
        yield f"{entry}, more", replies.more(entry)
        yield f"{entry}, a choice", replies.choice(ids[number : number + 3])
    for source, paragraph in library.paragraphs():
        yield f"{source.id}#{paragraph.id}", replies.passage(f"{source.id}#{paragraph.id}")


def _together(library: Library, replies: Replies) -> Iterator[tuple[str, Reply]]:
    """All answers of a topic as one text: there is none that has to be split, otherwise."""
    for topic in TOPICS:
        answers = [
            replies.answer(e.id, abroad=True) for e in library.entries.values() if e.topic == topic
        ]
        text = "\n\n".join(answer.text for answer in answers)
        yield TOGETHER, Reply(text, answers[-1].buttons)
