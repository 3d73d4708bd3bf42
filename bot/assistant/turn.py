"""One turn as the reply generator needs it: language, what was found, what is remembered."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from rasa.shared.core.trackers import DialogueStateTracker

from bot.assistant.reply import Reply
from bot.languages import ENOUGH_WORDS, Languages
from bot.retrieval.cries import SAFETY

KNOWLEDGE = "knowledge"
"""Key of the parse data under which the retriever leaves what it found."""

WRITTEN = "written"
"""Key of the parse data under which the language detector leaves what it found."""

_PAYLOAD = re.compile(r"/[a-z_]+(\{.*\})?")
_YEAR = re.compile(r"\b(20[12]\d)\b")


def is_payload(text: str) -> bool:
    """Whether a text is what a button or a command sends, `/show{"entry":"argun"}`."""
    return bool(_PAYLOAD.fullmatch(text))


def is_in_group(tracker: DialogueStateTracker) -> bool:
    """Whether the channel says of the latest message that it was written in a group."""
    message = tracker.latest_message
    return ((message.metadata if message else None) or {}).get("chat") == "group"


@dataclass(frozen=True)
class Turn:
    """What one message brings.

    Attributes:
        language: the language to answer in.
        language_choice: the language the person fixed, if any.
        topic: entry id of the last answer, or REFUSED, AT_RISK, DESPAIR; None where there is none.
        outcome: an Outcome's value, empty where nothing was retrieved.
        entries: entry ids found, best first.
        passages: paragraphs found, best first, as `source#p4`.
        year: a year named in the message.
        situation: what somebody at risk is in, empty where it was not asked.
        entities: what a button carried.
        is_ukrainian: whether the message was in Ukrainian.
        is_button: whether it came from a button or a command.
        in_group: whether others read along. Then nothing of the private chat counts.
        written: the language the message was written in, None where it cannot be told.
    """

    language: str
    language_choice: str | None = None
    topic: str | None = None
    outcome: str = ""
    entries: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()
    year: int | None = None
    situation: str = ""
    entities: tuple[tuple[str, str], ...] = ()
    is_ukrainian: bool = False
    is_button: bool = False
    in_group: bool = False
    written: str | None = None

    @classmethod
    def of(cls, tracker: DialogueStateTracker, languages: Languages) -> Turn:
        """Read a tracker whose latest message has been parsed."""
        message = tracker.latest_message
        parsed: dict[str, Any] = (message.parse_data if message else None) or {}
        entities = tuple((e["entity"], str(e["value"])) for e in parsed.get("entities", ()))
        knowledge = parsed.get(KNOWLEDGE) or {}
        written = parsed.get(WRITTEN) or {}
        in_group = is_in_group(tracker)
        slot = (lambda name: None) if in_group else tracker.get_slot
        choice = dict(entities).get("language_choice") or slot("language_choice")
        hint = ((message.metadata if message else None) or {}).get("language_code")
        language = answer_language(languages, parsed, choice, slot("language"), hint)
        year = _YEAR.search((message.text if message else None) or "")
        return cls(
            language=language,
            language_choice=choice if choice in languages.codes else None,
            topic=slot("topic"),
            outcome=knowledge.get("outcome", ""),
            entries=tuple(c["target"] for c in knowledge.get("entries", ())),
            passages=tuple(c["target"] for c in knowledge.get("passages", ())),
            year=int(year[1]) if year else None,
            situation=knowledge.get("situation") or dict(entities).get("situation", ""),
            entities=entities,
            is_ukrainian=language == "ru" and bool(written.get("ukrainian")),
            is_button=is_payload((message.text if message else None) or ""),
            in_group=in_group,
            written=written.get("language"),
        )

    def entity(self, name: str) -> str:
        """What a button carried under this name, or the empty text."""
        return dict(self.entities).get(name, "")

    def remembered(self, reply: Reply) -> dict[str, Any]:
        """What the next turn needs; nothing to be changed after a turn in a group."""
        if self.in_group:
            return {}
        return {
            "language": self.language,
            "language_choice": self.language_choice,
            "topic": reply.topic or self.topic,
        }


def answer_language(
    languages: Languages,
    parsed: dict[str, Any],
    choice: str | None,
    last: str | None,
    hint: str | None,
) -> str:
    """The language to answer a parsed message in; see Languages.settle.

    A cry for help is answered in its own language however short it is.
    """
    written = parsed.get(WRITTEN) or {}
    urgent = (parsed.get("intent") or {}).get("name") in SAFETY
    return languages.settle(
        chosen=choice,
        written=written.get("language"),
        word_count=ENOUGH_WORDS if urgent else written.get("words", 0),
        latin=bool(written.get("latin")),
        last=last,
        hint=hint,
    )
