"""Trackers whose latest message has been parsed, as Rasa hands them to the generator."""

from __future__ import annotations

from typing import Any

from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.slots import TextSlot
from rasa.shared.core.trackers import DialogueStateTracker

SLOTS = ("language", "language_choice", "topic")


def tracker(
    text: str = "",
    *,
    written: dict[str, Any] | None = None,
    knowledge: dict[str, Any] | None = None,
    entities: dict[str, str] | None = None,
    slots: dict[str, str] | None = None,
    intent: str = "faq",
    hint: str | None = None,
    chat: str | None = None,
) -> DialogueStateTracker:
    """Somebody's tracker after one message, with what is remembered of them in its slots; `hint`
    and `chat` are what the channel says of it."""
    found = DialogueStateTracker("p", [TextSlot(name, [{"type": "custom"}]) for name in SLOTS])
    parsed: dict[str, Any] = {
        "intent": {"name": intent, "confidence": 1.0},
        "entities": [{"entity": name, "value": v} for name, v in (entities or {}).items()],
    }
    if written is not None:
        parsed["written"] = {"latin": False, "ukrainian": False, **written}
    if knowledge is not None:
        parsed["knowledge"] = knowledge
    found.update_with_events([SlotSet(name, v) for name, v in (slots or {}).items()], None)
    told = {"language_code": hint, "chat": chat}
    metadata = {name: value for name, value in told.items() if value} or None
    said = UserUttered(text, parsed["intent"], parsed["entities"], parsed, metadata=metadata)
    found.update(said)
    return found


def knowledge(outcome: str, *entries: str, passages: tuple[str, ...] = ()) -> dict[str, Any]:
    """What the retriever leaves on a message."""
    return {
        "outcome": outcome,
        "entries": [{"target": entry, "score": 0.5} for entry in entries],
        "passages": [{"target": passage, "score": 0.5} for passage in passages],
    }


def written(language: str | None, words: int = 3, ukrainian: bool = False) -> dict[str, Any]:
    """What the language detector leaves on a message."""
    return {"language": language, "words": words, "ukrainian": ukrainian}
