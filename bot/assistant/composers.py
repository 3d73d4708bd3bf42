"""For each composed response of domain.yml: what it says, from the turn and the library."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from bot.assistant.after_a_cry import after_a_cry
from bot.assistant.replies import REFUSED, Replies
from bot.assistant.reply import Reply
from bot.assistant.situations import response_of_situation
from bot.assistant.turn import Turn
from bot.library.model import TOPICS

Composer = Callable[[Turn, Replies], "Reply | None"]

ALL_SOURCES = "how-do-you-know"
"""What answers "source?" when nothing has been answered yet."""

PRETEXTS = ("journalist",)
"""Entries that somebody who has just been refused gets by saying who they are."""

UNCLEAR = (
    "utter_unknown",
    "utter_out_of_scope",
    "utter_hostile",
    "utter_denial",
    "utter_help",
    "utter_change_language",
)
"""What "please" and the like may be taken for; the commands work all the same."""


def compose(name: str, turn: Turn, replies: Replies) -> Reply:
    """The reply to a turn for which Rasa has chosen a response.

    What follows on a refusal and is not a clear question of its own is refused as well, in the
    same words: "and his surname?", "I am his brother", "please".
    """
    composer = COMPOSERS.get(name)
    reply = composer(turn, replies) if composer else None
    fallback = name if reply else _fallback(name)
    if turn.topic == REFUSED and not turn.is_button:
        asked_anew = (
            reply
            and name == "utter_answer"
            and turn.outcome == "answer"
            and turn.entries[0] not in PRETEXTS
        )
        follows = name.startswith(("utter_follow_up", "utter_answer")) or fallback in UNCLEAR
        if follows and not asked_anew:
            return replies.refusal()
    if not turn.is_button:
        reply = after_a_cry(fallback, turn, replies) or reply
    return reply or response(fallback, replies)


def response(name: str, replies: Replies) -> Reply:
    """A response of domain.yml; some go before a list."""
    if name in ("utter_unknown", "utter_none_of_these", "utter_help"):
        return replies.topics(name)
    if name == "utter_list_sources":
        return replies.documents(name)
    if name == "utter_change_language":
        return replies.languages(name)
    return replies.response(name)


def _fallback(name: str) -> str:
    """The domain response for a turn that found nothing to compose."""
    if name.startswith("utter_follow_up"):
        return "utter_no_topic"
    return "utter_unknown" if name.startswith(("utter_answer", "utter_show")) else name


def _answer(turn: Turn, replies: Replies) -> Reply | None:
    entries = [entry for entry in turn.entries if replies.knows(entry)]
    if turn.outcome == "answer" and entries:
        return replies.sibling(entries[0], turn.year) or replies.answer(entries[0])
    if turn.outcome == "choice" and entries:
        return replies.choice(entries)
    passages = [target for target in turn.passages if replies.has_passage(target)]
    return replies.passage(passages[0]) if turn.outcome == "passage" and passages else None


def _entry_of_button(
    compose_entry: Callable[[Replies, str], Reply], turn: Turn, replies: Replies
) -> Reply | None:
    """An old button may name an entry that is no longer there."""
    entry = turn.entity("entry")
    return compose_entry(replies, entry) if replies.knows(entry) else None


def _topic_of_button(turn: Turn, replies: Replies) -> Reply | None:
    topic = turn.entity("topic")
    return replies.topic(topic) if topic in TOPICS else None


def _sources_of_topic(turn: Turn, replies: Replies) -> Reply | None:
    if replies.knows(turn.topic):
        return replies.sources(turn.topic)
    return replies.answer(ALL_SOURCES) if replies.knows(ALL_SOURCES) else None


def _more_of_topic(turn: Turn, replies: Replies) -> Reply | None:
    return replies.more(turn.topic) if replies.knows(turn.topic) else None


def _sibling_of_topic(turn: Turn, replies: Replies) -> Reply | None:
    sibling = replies.sibling(turn.topic, turn.year) if replies.knows(turn.topic) else None
    entries = [entry for entry in turn.entries if replies.knows(entry)]
    return sibling or (replies.choice(entries) if entries else None)


def _at_risk(opening: str, turn: Turn, replies: Replies) -> Reply:
    return replies.at_risk(opening, response_of_situation(turn.situation))


def _self_harm(turn: Turn, replies: Replies) -> Reply:
    someone_else = turn.situation == "someone_else"
    return replies.despair("utter_self_harm" + ("_someone_else" if someone_else else ""))


def _cleared(turn: Turn, replies: Replies) -> Reply:
    everything = turn.entity("cleared") == "all"
    return replies.response("utter_clear" if everything else "utter_clear_partly")


def _refusal(_turn: Turn, replies: Replies) -> Reply:
    return replies.refusal()


COMPOSERS: Mapping[str, Composer] = {
    "utter_at_risk": partial(_at_risk, "utter_at_risk"),
    "utter_help_now": partial(_at_risk, "utter_help_now"),
    "utter_situation": partial(_at_risk, "utter_at_risk"),
    "utter_self_harm": _self_harm,
    "utter_exposure": _refusal,
    "utter_clear": _cleared,
    "utter_answer": _answer,
    "utter_show": partial(_entry_of_button, lambda replies, entry: replies.answer(entry)),
    "utter_show_abroad": partial(
        _entry_of_button, lambda replies, entry: replies.answer(entry, abroad=True)
    ),
    "utter_show_details": partial(_entry_of_button, lambda replies, entry: replies.details(entry)),
    "utter_show_sources": partial(_entry_of_button, lambda replies, entry: replies.sources(entry)),
    "utter_show_topic": _topic_of_button,
    "utter_follow_up_sources": _sources_of_topic,
    "utter_follow_up_more": _more_of_topic,
    "utter_follow_up_year": _sibling_of_topic,
}
