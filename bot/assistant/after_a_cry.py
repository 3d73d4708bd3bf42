"""What somebody is told who has just cried for help: a stranger's answer would brush them off."""

from __future__ import annotations

from bot.assistant.replies import CRIES, DANGER_ENTRY, DESPAIR, HELP_ENTRY, Replies
from bot.assistant.reply import Reply
from bot.assistant.turn import Turn
from bot.retrieval.ranker import OFFERED

UNHEARD = (
    "utter_unknown",
    "utter_out_of_scope",
    "utter_hostile",
    "utter_denial",
    "utter_acknowledge",
    "utter_help",
)
"""What "no", "nobody" or "please" may be taken for after a cry."""


def after_a_cry(name: str, turn: Turn, replies: Replies) -> Reply | None:
    """What follows on a cry and is no clear question; None where it is one, or follows on none.

    "What can I do" then means the writer, not the ways to help others.

    Args:
        name: the response that would be shown.
        turn: the turn.
        replies: composes what is said.
    """
    topic = turn.topic
    if topic not in CRIES:
        return None
    in_despair = topic == DESPAIR
    if name in UNHEARD or (in_despair and name == "utter_goodbye"):
        return replies.beside(topic)
    if name == "utter_answer" and turn.outcome != "answer":
        fits = not in_despair and any(map(replies.is_for_danger, turn.entries[:OFFERED]))
        return None if fits else replies.beside(topic)
    asks_what_to_do = name in ("utter_follow_up_more", "utter_no_topic")
    if asks_what_to_do or (name == "utter_answer" and turn.entries[:1] == (HELP_ENTRY,)):
        knows = not in_despair and replies.knows(DANGER_ENTRY)
        return replies.answer(DANGER_ENTRY) if knows else replies.beside(topic)
    return None
