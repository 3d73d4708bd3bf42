"""Answers to presses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.support.telegram_server.methods.registry import method
from tests.support.telegram_server.parameters import text, truth, whole
from tests.support.telegram_server.refusal import Refusal, bad_request

if TYPE_CHECKING:
    from tests.support.telegram_server.server import TelegramServer

LONGEST = 200
AGE = 15 * 60


@method(
    "answerCallbackQuery",
    {"callback_query_id": text},
    {"text": text, "show_alert": truth, "cache_time": whole},
)
async def answer_callback_query(server: TelegramServer, given: dict[str, Any]) -> Any:
    if len(given.get("text", "")) > LONGEST:
        raise bad_request("MESSAGE_TOO_LONG")
    query_id = given["callback_query_id"]
    query = server.open_queries.pop(query_id, None)
    if query is None or server.now() - query.asked_at > AGE:
        raise too_old()
    server.answers.setdefault(query_id, []).append(given)
    if query.person and given.get("text"):
        query.person.toasts.append(given["text"])
    return True


def too_old() -> Refusal:
    """What is answered for a query that is not open."""
    return bad_request("query is too old and response timeout expired or query ID is invalid")
