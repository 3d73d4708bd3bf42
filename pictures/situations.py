"""The situations that are shown, in both languages, step by step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

PHOTO = {"photo": [{"file_id": "f", "file_unique_id": "u", "width": 90, "height": 90}]}
LOCATION = {"location": {"latitude": 43.0, "longitude": 45.0}}


@dataclass(frozen=True)
class Says:
    """Somebody writes."""

    text: str


@dataclass(frozen=True)
class Presses:
    """Somebody presses the newest button with this number, counted from the top."""

    number: int


@dataclass(frozen=True)
class Sends:
    """Somebody sends something without words.

    Attributes:
        shown: what stands in the picture for it.
        content: as Telegram describes it.
    """

    shown: str
    content: Mapping[str, Any]


@dataclass(frozen=True)
class SaysInGroup:
    """Somebody writes in a group."""

    text: str
    is_answered: bool = True


@dataclass(frozen=True)
class AsksInline:
    """Somebody types the bot's name and these words into any chat."""

    words: str


Step = Says | Presses | Sends | SaysInGroup | AsksInline


@dataclass(frozen=True)
class Situation:
    """One situation.

    Attributes:
        name: of its picture.
        title: its heading.
        note: what to look at.
        steps: language → what people do.
    """

    name: str
    title: str
    note: str
    steps: Mapping[str, tuple[Step, ...]]


SITUATIONS = (
    Situation(
        "start",
        "The first message",
        "The first forty characters, which a lock screen shows, tell nothing.",
        {"en": (Says("/start"),), "ru": (Says("/start"),)},
    ),
    Situation(
        "question",
        "Three misspelt words, then a follow-up",
        "Every figure has its date and who said it; “source?” refers to the answer before.",
        {
            "en": (Says("how meny detained"), Says("source?")),
            "ru": (Says("сколька задержали"), Says("источник?")),
        },
    ),
    Situation(
        "latin",
        "Russian in Latin letters, and a word that could mean several things",
        "Where several answers are close, the reader chooses.",
        {
            "en": (Says("kadyrov"), Says("numbers")),
            "ru": (Says("skolko ubili"), Says("цифры")),
        },
    ),
    Situation(
        "details",
        "Distressing details only on request",
        "The warning comes first; the details come after the button.",
        {"en": (Says("torture"), Presses(0)), "ru": (Says("пытки"), Presses(0))},
    ),
    Situation(
        "danger",
        "Somebody in danger",
        "Contacts first, each with what is known of it, then what fits the situation, then how to "
        "leave no trace. Two buttons instead of a question.",
        {
            "en": (Says("they found out about me, help"),),
            "ru": (Says("меня ищут, помогите"),),
        },
    ),
    Situation(
        "exposure",
        "Somebody asks who and where",
        "Refused in the same words each time, and what follows on it too.",
        {
            "en": (Says("who is gay in grozny"), Says("and his address?")),
            "ru": (Says("кто гей в грозном"), Says("а адрес?")),
        },
    ),
    Situation(
        "help",
        "Ways to help, the law in Russia first",
        "The two buttons are gone once one of them is pressed: nothing tells which.",
        {
            "en": (Says("where can i donate"), Presses(1)),
            "ru": (Says("куда пожертвовать"), Presses(1)),
        },
    ),
    Situation(
        "nothing",
        "A question without an answer",
        "A guess, an honest sentence, and the offer to pass on what is left of the words once "
        "names, numbers and rare words are taken out.",
        {
            "en": (Says("is there a memorial"), Presses(-1)),
            "ru": (Says("есть ли об этом музей"), Presses(-1)),
        },
    ),
    Situation(
        "media",
        "A photo and a location",
        "Neither is opened or kept, and the person is told so.",
        {
            "en": (Sends("Photo", PHOTO), Sends("Location", LOCATION)),
            "ru": (Sends("Фотография", PHOTO), Sends("Геопозиция", LOCATION)),
        },
    ),
    Situation(
        "group",
        "In a group",
        "Silent unless addressed. Help for somebody at risk is given in the private chat only, and "
        "the invitation says nothing of why.",
        {
            "en": (
                SaysInGroup("what do you think of all this?", is_answered=False),
                SaysInGroup("@some_test_bot who reported it first"),
                SaysInGroup("@some_test_bot they found out about me"),
            ),
            "ru": (
                SaysInGroup("что вы об этом думаете?", is_answered=False),
                SaysInGroup("@some_test_bot кто первый написал"),
                SaysInGroup("@some_test_bot меня ищут"),
            ),
        },
    ),
    Situation(
        "inline",
        "Shared by inline mode",
        "Typed into any chat after the bot's name; a tap sends the answer with its sources there.",
        {"en": (AsksInline("hotline"),), "ru": (AsksInline("горячая линия"),)},
    ),
    Situation(
        "clear",
        "Leaving no trace",
        "What /clear could delete is gone, and it says what it could not.",
        {
            "en": (Says("hotline"), Says("/clear"), Says("/forget")),
            "ru": (Says("горячая линия"), Says("/clear"), Says("/forget")),
        },
    ),
)
