"""Replies in a group, which others read: texts, and one button that opens the private chat."""

from __future__ import annotations

from collections.abc import Sequence

from bot.assistant.labels import ASK_IN_PRIVATE, OPEN_PRIVATE_CHAT, PERHAPS
from bot.assistant.replies import Replies
from bot.assistant.reply import Button, Reply
from bot.library.model import BEGINNING
from bot.retrieval.ranker import OFFERED

PRIVATE_TOPICS = ("risk", "safety")
"""Topics of answers that would tell the group about the person who asks."""

PRIVATE = (
    "utter_at_risk",
    "utter_bot_challenge",
    "utter_change_language",
    "utter_clear",
    "utter_exposure",
    "utter_forget",
    "utter_give_feedback",
    "utter_goodbye",
    "utter_help_now",
    "utter_pass_on",
    "utter_privacy",
    "utter_self_harm",
    "utter_situation",
    "utter_vote",
)
"""How the names of the responses begin that help one person, do something for them, or speak of a
chat that nobody else reads."""

UNKNOWN = ("utter_unknown", "utter_none_of_these", "utter_no_topic")
"""Responses that offer what a group does not get: topics to press, something remembered."""


class GroupReplies(Replies):
    """Composes replies for a group from the same texts."""

    def private(self) -> Reply:
        """One sentence that does not say why; the rest is said in the private chat."""
        text = super().response("utter_private").text
        return Reply(text, (Button(self.say(OPEN_PRIVATE_CHAT), start=BEGINNING),))

    def response(self, name: str, **values: str) -> Reply:
        """A response of domain.yml without its buttons; a private one only says so."""
        if name.startswith(PRIVATE):
            return self.private()
        known = "utter_group_unknown" if name in UNKNOWN else name
        return self._shown(super().response(known, **values).text)

    def answer(self, entry_id: str, abroad: bool = False) -> Reply:
        """A reviewed answer without details; where it could harm a reader in Russia, the law."""
        entry = self._library.entries[entry_id]
        if entry.topic in PRIVATE_TOPICS:
            return self.private()
        if entry.risky_in_russia:
            return self._shown(self.response("utter_place").text, entry_id)
        return self._shown(self._renderer.answer(entry), entry_id)

    def at_risk(self, opening: str, situation: str) -> Reply:
        """Nothing of it."""
        return self.private()

    def despair(self, name: str) -> Reply:
        """Nothing of it either."""
        return self.private()

    def refusal(self) -> Reply:
        """Nor of this: it would say what was asked."""
        return self.private()

    def with_offer(self, reply: Reply, scrubbed_text: str) -> Reply:
        """The reply; nothing is passed on from a group."""
        return reply

    def with_help(self, name: str, reply: Reply, *languages: str | None) -> Reply:
        """The reply; its button opens the private chat."""
        return reply

    def languages(self, name: str) -> Reply:
        """Nothing of it: a group has no language of its own."""
        return self.private()

    def details(self, entry_id: str) -> Reply:
        """The answer; distressing details are for one reader who wants them."""
        return self.answer(entry_id)

    def sources(self, entry_id: str) -> Reply:
        """The answer, which names its sources."""
        return self.answer(entry_id)

    def choice(self, entry_ids: Sequence[str]) -> Reply:
        """The questions that may be meant, as text; nothing where the likeliest is private."""
        entries = [self._library.entries[entry_id] for entry_id in entry_ids[:OFFERED]]
        if entries[0].topic in PRIVATE_TOPICS:
            return self.private()
        shown = [entry.question for entry in entries if entry.topic not in PRIVATE_TOPICS]
        return self._shown(self._renderer.listing(PERHAPS, shown))

    def passage(self, target: str) -> Reply:
        """A paragraph of a digest, marked as an extract."""
        return self._shown(super().passage(target).text)

    def topics(self, name: str) -> Reply:
        """The topics where somebody asks for help; else the response alone."""
        return (
            self._shown(super().topics(name).text) if name not in UNKNOWN else self.response(name)
        )

    def topic(self, topic: str) -> Reply:
        """The topics: a list of questions to press is for the private chat."""
        return self.topics("utter_help")

    def documents(self, name: str) -> Reply:
        """A response of domain.yml and every document."""
        return self._shown(super().documents(name).text)

    def _shown(self, text: str, entry_id: str = BEGINNING) -> Reply:
        return Reply(text, (Button(self.say(ASK_IN_PRIVATE), start=entry_id),))
