"""Composes what a reader gets: text, at most three buttons and the votes, and what the next turn
needs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeGuard

from bot.assistant.labels import (
    DID_YOU_MEAN,
    HELPFUL,
    I_KNOW_ABOUT,
    IN_RUSSIA,
    MORE_DETAILS,
    NONE_OF_THESE,
    OUTSIDE_RUSSIA,
    PASS_ON,
    QUESTIONS,
    SHARE,
    SOURCES,
    TIMES,
    TOPIC_NAMES,
    UNHELPFUL,
    URGENT,
    WARNING,
    WAYS_TO_HELP,
)
from bot.assistant.reply import Button, Reply, payload
from bot.library.live import Edition
from bot.library.model import TOPICS, Entry
from bot.retrieval.ranker import OFFERED
from bot.settings import Settings

MOST_BUTTONS = 3
HELP_ENTRY = "how-to-help"
IN_RUSSIA_ENTRY = "help-from-russia"
HELP_NOW = "/help_now"
IN_DANGER = ("utter_at_risk", "utter_help_now", "utter_situation")
"""How the names of the responses begin that show where somebody in danger can turn."""

DANGER_ENTRY = "danger-what-to-do"

REFUSED = "refused"
"""Topic of a refusal, so that what follows on it is refused as well."""
AT_RISK, DESPAIR = "at_risk", "despair"
"""Topics of what somebody in danger and somebody who wants to die is told, so that a "no" or a
"what now" after it does not get what a stranger would get."""
CRIES = (AT_RISK, DESPAIR)


class Replies:
    """Composes replies from one edition of the library in one language."""

    def __init__(self, edition: Edition, language: str, settings: Settings) -> None:
        """Compose from this edition in this language; the settings say what is kept how long."""
        self._renderer = edition.renderer(language)
        duration = self._renderer.catalog.duration
        self._settings = {
            "hours": duration(settings.expiry_hours, "hour"),
            "days": duration(settings.language_days, "day"),
            "question_days": duration(settings.question_days, "day"),
            "group": self._renderer.catalog.ngettext(TIMES, settings.question_group),
        }
        self._library = edition.library
        self._extracts = edition.extracts
        self._languages = edition.languages
        self._heard = edition.heard
        self._responses = edition.responses

    def say(self, message: str) -> str:
        """A message translated, as plain text for a button."""
        return self._renderer.catalog.gettext(message)

    def joined(self, *parts: str) -> str:
        """Parts of a reply as one text, which says once that some of it is in English."""
        return self._renderer.joined(*parts)

    def knows(self, entry_id: str | None) -> TypeGuard[str]:
        """Whether there is such an entry."""
        return entry_id in self._library.entries

    def is_for_danger(self, entry_id: str) -> bool:
        """Whether an entry is meant for somebody in danger."""
        return self.knows(entry_id) and self._library.entries[entry_id].topic == "risk"

    def response(self, name: str, **values: str) -> Reply:
        """A response of domain.yml, its `{hours}` and the like filled in from the settings.

        Args:
            name: the response.
            values: further placeholders and what they hold, as plain text.
        """
        response = self._responses[name]
        catalog = self._renderer.catalog
        text = catalog.gettext(response.text)
        for placeholder, value in {**self._settings, **values}.items():
            text = text.replace("{" + placeholder + "}", value)
        buttons = tuple(
            Button(self.say(title), load, once=load in response.once)
            for title, load in response.buttons
        )
        return Reply(self._renderer.filled(text, catalog.has(response.text)), buttons)

    def answer(self, entry_id: str, abroad: bool = False) -> Reply:
        """A reviewed answer; where it could harm a reader in Russia, first the legal risk.

        Args:
            entry_id: the entry.
            abroad: whether the reader has pressed "I am outside Russia".
        """
        entry = self._library.entries[entry_id]
        if entry.risky_in_russia and not abroad:
            return self._place_first(entry)
        text = self._renderer.answer(entry)
        if entry.details:
            text = self.joined(text, self._renderer.text(WARNING))
        return Reply(text, self._answer_buttons(entry, abroad), entry.id)

    def at_risk(self, opening: str, situation: str) -> Reply:
        """Contacts first, then what fits the situation, then how to leave no trace.

        Args:
            opening: response whose text begins.
            situation: response of the situation, which brings the buttons.
        """
        names = (opening, "utter_contacts", situation, "utter_trace")
        parts = [self.response(name) for name in names]
        return Reply(self.joined(*(part.text for part in parts)), parts[2].buttons, AT_RISK)

    def despair(self, name: str) -> Reply:
        """A response to somebody who wants to die, or who fears for one who does."""
        reply = self.response(name)
        return Reply(reply.text, reply.buttons, DESPAIR)

    def beside(self, topic: str) -> Reply:
        """What somebody is told who has just been in danger or despair and says what cannot be
        understood.

        Args:
            topic: AT_RISK or DESPAIR, as before.
        """
        reply = self.response("utter_beside")
        return Reply(reply.text, reply.buttons, topic)

    def refusal(self) -> Reply:
        """The same words every time; what follows is refused with them too."""
        reply = self.response("utter_exposure")
        return Reply(reply.text, reply.buttons, REFUSED)

    def with_offer(self, reply: Reply, scrubbed_text: str) -> Reply:
        """A reply that did not answer, and the offer to pass the question on."""
        offer = self.response("utter_offer", words=scrubbed_text)
        button = Button(self.say(PASS_ON), payload("pass_on"), once=True)
        return Reply(self.joined(reply.text, offer.text), (*reply.buttons, button), reply.topic)

    def with_help(self, name: str, reply: Reply, *languages: str | None) -> Reply:
        """A reply and the way to help, where a cry for help might not have been understood.

        Args:
            name: the response that Rasa has chosen.
            reply: what it has become.
            languages: in which the message was written and is answered, where they are known.
        """
        is_shown = name.startswith(IN_DANGER) or any(b.payload == HELP_NOW for b in reply.buttons)
        if is_shown or self._heard.issuperset(filter(None, languages)):
            return reply
        button = Button(self.say(URGENT), HELP_NOW)
        return Reply(reply.text, (*reply.buttons, button), reply.topic)

    def languages(self, name: str) -> Reply:
        """A response of domain.yml, and a button for each language in its own name."""
        buttons = (
            Button(self._languages.own_name(code), payload("change_language", language_choice=code))
            for code in self._languages.codes
        )
        return Reply(self.response(name).text, tuple(buttons))

    def details(self, entry_id: str) -> Reply:
        """The details behind the content warning."""
        entry = self._library.entries[entry_id]
        if not entry.details:
            return self.answer(entry_id)
        return Reply(self._renderer.details(entry), (self._sources_button(entry),), entry.id)

    def sources(self, entry_id: str) -> Reply:
        """The documents of an answer at length, and a way to share it; help in danger is not
        offered to be sent around."""
        entry = self._library.entries[entry_id]
        if not entry.sources:
            return self.answer(entry_id)
        buttons = [self._question_button(entry)]
        if entry.topic != "risk":
            buttons.append(Button(self.say(SHARE), share=entry.id))
        return Reply(self._renderer.reference_list(entry.sources), tuple(buttons), entry.id)

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
        return Reply(self._renderer.text(DID_YOU_MEAN), (*buttons, none))

    def has_passage(self, target: str) -> bool:
        """Whether a paragraph is still there; a copy may have let a document go."""
        source_id, _, paragraph_id = target.partition("#")
        source = self._library.sources.get(source_id)
        return target in self._extracts or bool(source and paragraph_id in source.paragraphs)

    def passage(self, target: str) -> Reply:
        """A paragraph of a digest or of a document itself, marked as an extract."""
        if target in self._extracts:
            extract = self._extracts[target]
            return Reply(self._renderer.extract(extract.source, extract.text))
        source_id, _, paragraph_id = target.partition("#")
        source = self._library.sources[source_id]
        return Reply(self._renderer.passage(source, source.paragraphs[paragraph_id]))

    def topics(self, name: str) -> Reply:
        """A response of domain.yml and the topics the library knows."""
        known = [t for t in TOPICS if any(e.topic == t for e in self._library.entries.values())]
        about = self._renderer.listing(I_KNOW_ABOUT, (TOPIC_NAMES[topic] for topic in known))
        return Reply(self.joined(self.response(name).text, about), self._topic_buttons())

    def topic(self, topic: str) -> Reply:
        """The questions of a topic, as buttons of its first ones and a list of the rest."""
        entries = [e for e in self._library.entries.values() if e.topic == topic]
        rest = [entry.question for entry in entries[MOST_BUTTONS:]]
        listed = self._renderer.listing(TOPIC_NAMES.get(topic, topic), rest, bold=True)
        text = self.joined(self._renderer.text(QUESTIONS), listed)
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
        return Reply(self.joined(self.response(name).text, lines))

    def _place_first(self, entry: Entry) -> Reply:
        to_inside = payload("show", entry=IN_RUSSIA_ENTRY)
        to_outside = payload("show_abroad", entry=entry.id)
        inside = Button(self.say(IN_RUSSIA), to_inside, once=True)
        outside = Button(self.say(OUTSIDE_RUSSIA), to_outside, once=True)
        names = ("utter_place", "utter_place_choice")
        text = self.joined(*(self.response(name).text for name in names))
        return Reply(text, (inside, outside), entry.id)

    def _answer_buttons(self, entry: Entry, abroad: bool) -> tuple[Button, ...]:
        buttons = []
        if entry.details:
            buttons.append(Button(self.say(MORE_DETAILS), payload("show_details", entry=entry.id)))
        if entry.sources:
            buttons.append(self._sources_button(entry))
        related = [self._library.entries[other] for other in entry.related[:1]]
        buttons += [self._question_button(other, abroad) for other in related]
        if entry.topic in ("crisis", "numbers", "sources") and HELP_ENTRY in self._library.entries:
            buttons.append(Button(self.say(WAYS_TO_HELP), payload("show", entry=HELP_ENTRY)))
        return (*buttons[:MOST_BUTTONS], *self._vote_buttons(entry))

    def _vote_buttons(self, entry: Entry) -> tuple[Button, ...]:
        """Nobody in danger is asked to judge."""
        if entry.topic == "risk":
            return ()
        up, down = (payload("vote", entry=entry.id, vote=vote) for vote in ("yes", "no"))
        return (
            Button(self.say(HELPFUL), up, once=True),
            Button(self.say(UNHELPFUL), down, beside=True, once=True),
        )

    def _question_button(self, entry: Entry, abroad: bool = False) -> Button:
        intent = "show_abroad" if abroad and entry.risky_in_russia else "show"
        return Button(self.say(entry.question), payload(intent, entry=entry.id))

    def _sources_button(self, entry: Entry) -> Button:
        return Button(self.say(SOURCES), payload("show_sources", entry=entry.id))
