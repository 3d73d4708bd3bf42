"""Composes what a reader gets: text, at most three buttons, and what the next turn needs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeGuard

from bot.languages import N_
from bot.library.live import Edition
from bot.library.model import TOPICS, Entry
from bot.retrieval.ranker import OFFERED
from bot.settings import Settings

MOST_BUTTONS = 3
HELP_ENTRY = "how-to-help"

# Translators: buttons; at most 30 characters each.
SOURCES = N_("Sources")
MORE_DETAILS = N_("Show the details")
WAYS_TO_HELP = N_("Ways to help")
NONE_OF_THESE = N_("None of these")
# Translators: shown above up to three buttons with questions.
DID_YOU_MEAN = N_("Did you mean one of these?")
# Translators: stands above the button that shows distressing details.
WARNING = N_("Content warning: the details describe violence. They are shown only if you ask.")
# Translators: introduces a list of what can be asked about.
I_KNOW_ABOUT = N_("I can answer questions about:")
# Translators: heading of the questions that belong to a topic.
QUESTIONS_ON = N_("Questions on this:")

TOPIC_NAMES = {
    # Translators: a topic, in a list and on a button.
    "crisis": N_("What happened"),
    # Translators: a topic, in a list and on a button.
    "numbers": N_("Figures and dates"),
    # Translators: a topic, in a list and on a button.
    "sources": N_("Who says so"),
    # Translators: a topic, in a list and on a button.
    "help": N_("Ways to help"),
    # Translators: a topic, in a list and on a button.
    "risk": N_("Help for someone at risk"),
    # Translators: a topic, in a list and on a button.
    "safety": N_("Safety and privacy here"),
    # Translators: a topic, in a list and on a button.
    "about": N_("About this assistant"),
}


@dataclass(frozen=True)
class Button:
    """A button: what stands on it and the payload it sends."""

    title: str
    payload: str


@dataclass(frozen=True)
class Reply:
    """What one turn says. `topic` is the entry that follow-ups will refer to."""

    text: str
    buttons: tuple[Button, ...] = ()
    topic: str | None = None


def payload(intent: str, **entities: str) -> str:
    """Rasa's short form of an intent with entities: `/show{"entry":"argun"}`."""
    return f"/{intent}" + (json.dumps(entities, separators=(",", ":")) if entities else "")


class Replies:
    """Composes replies from one edition of the library in one language."""

    def __init__(self, edition: Edition, language: str, settings: Settings) -> None:
        """Compose from this edition in this language; the settings say what is kept how long."""
        self._expiries = {
            "hours": (settings.expiry_hours, "hour"),
            "days": (settings.language_days, "day"),
        }
        self._renderer = edition.renderer(language)
        self._library = edition.library
        self._responses = edition.responses

    def say(self, message: str) -> str:
        """A message translated, as plain text for a button."""
        return self._renderer.catalog.gettext(message)

    def knows(self, entry_id: str | None) -> TypeGuard[str]:
        """Whether there is such an entry."""
        return entry_id in self._library.entries

    def response(self, name: str) -> Reply:
        """A response of domain.yml, its `{hours}` and `{days}` filled in from the settings."""
        response = self._responses[name]
        catalog = self._renderer.catalog
        text = catalog.gettext(response.text)
        for placeholder, (number, unit) in self._expiries.items():
            text = text.replace("{" + placeholder + "}", catalog.duration(number, unit))
        buttons = tuple(Button(self.say(title), load) for title, load in response.buttons)
        return Reply(self._renderer.filled(text, catalog.has(response.text)), buttons)

    def answer(self, entry_id: str) -> Reply:
        """A reviewed answer."""
        entry = self._library.entries[entry_id]
        text = self._renderer.answer(entry)
        if entry.details:
            text += "\n\n" + self._renderer.plain(WARNING)
        return Reply(text, self._answer_buttons(entry), entry.id)

    def details(self, entry_id: str) -> Reply:
        """The details behind the content warning."""
        entry = self._library.entries[entry_id]
        if not entry.details:
            return self.answer(entry_id)
        return Reply(self._renderer.details(entry), (self._sources_button(entry),), entry.id)

    def sources(self, entry_id: str) -> Reply:
        """The documents of an answer at length."""
        entry = self._library.entries[entry_id]
        if not entry.sources:
            return self.answer(entry_id)
        text = self._renderer.reference_list(entry.sources)
        return Reply(text, (self._question_button(entry),), entry.id)

    def more(self, entry_id: str) -> Reply:
        """What follows on an answer: a related one, else its documents at length."""
        entry = self._library.entries[entry_id]
        return self.answer(entry.related[0]) if entry.related else self.sources(entry_id)

    def sibling(self, entry_id: str, year: int | None) -> Reply | None:
        """The answer on the same matter in another year, None where there is none."""
        entry = self._library.sibling(entry_id, year) if year else None
        return self.answer(entry.id) if entry else None

    def choice(self, entry_ids: Sequence[str]) -> Reply:
        """ "Did you mean" with up to three questions and "none of these"."""
        entries = [self._library.entries[e] for e in entry_ids[:OFFERED]]
        buttons = [self._question_button(entry) for entry in entries]
        none = Button(self.say(NONE_OF_THESE), payload("none_of_these"))
        return Reply(self._renderer.plain(DID_YOU_MEAN), (*buttons, none))

    def passage(self, target: str) -> Reply:
        """A paragraph of a digest, marked as an extract."""
        source_id, _, paragraph_id = target.partition("#")
        source = self._library.sources[source_id]
        return Reply(self._renderer.passage(source, source.paragraphs[paragraph_id]))

    def topics(self, name: str) -> Reply:
        """A response of domain.yml and the topics the library knows."""
        known = [t for t in TOPICS if any(e.topic == t for e in self._library.entries.values())]
        names = "\n".join("• " + self._renderer.plain(TOPIC_NAMES[topic]) for topic in known)
        about = f"{self._renderer.plain(I_KNOW_ABOUT)}\n{names}"
        return Reply(f"{self.response(name).text}\n\n{about}", self._topic_buttons())

    def topic(self, topic: str) -> Reply:
        """The questions of a topic, as buttons of its first ones and a list of the rest."""
        entries = [e for e in self._library.entries.values() if e.topic == topic]
        heading = f"<b>{self._renderer.plain(TOPIC_NAMES.get(topic, topic))}</b>"
        rest = "\n".join("• " + self._renderer.plain(e.question) for e in entries[MOST_BUTTONS:])
        text = f"{heading}\n{self._renderer.plain(QUESTIONS_ON)}" + (f"\n{rest}" if rest else "")
        return Reply(text, tuple(self._question_button(e) for e in entries[:MOST_BUTTONS]))

    def _topic_buttons(self) -> tuple[Button, ...]:
        """Buttons of the three topics most asked about."""
        return tuple(
            Button(self.say(TOPIC_NAMES[topic]), payload("show_topic", topic=topic))
            for topic in ("crisis", "help", "risk")
        )

    def documents(self, name: str) -> Reply:
        """A response of domain.yml and every document, newest last."""
        dated = sorted(self._library.sources.values(), key=lambda source: source.date or "9999")
        lines = "\n".join("• " + self._renderer.link(source) for source in dated)
        return Reply(f"{self.response(name).text}\n\n{lines}")

    def _answer_buttons(self, entry: Entry) -> tuple[Button, ...]:
        buttons = []
        if entry.details:
            buttons.append(Button(self.say(MORE_DETAILS), payload("show_details", entry=entry.id)))
        if entry.sources:
            buttons.append(self._sources_button(entry))
        buttons += [self._question_button(self._library.entries[r]) for r in entry.related[:1]]
        if entry.topic in ("crisis", "numbers", "sources") and HELP_ENTRY in self._library.entries:
            buttons.append(Button(self.say(WAYS_TO_HELP), payload("show", entry=HELP_ENTRY)))
        return tuple(buttons[:MOST_BUTTONS])

    def _question_button(self, entry: Entry) -> Button:
        return Button(self.say(entry.question), payload("show", entry=entry.id))

    def _sources_button(self, entry: Entry) -> Button:
        return Button(self.say(SOURCES), payload("show_sources", entry=entry.id))
