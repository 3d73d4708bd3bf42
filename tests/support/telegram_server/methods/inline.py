"""Answers to inline queries."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tests.support.telegram_server.inline import Article, InlineAnswer
from tests.support.telegram_server.keyboards import keyboard
from tests.support.telegram_server.markup import visible
from tests.support.telegram_server.methods.queries import too_old
from tests.support.telegram_server.methods.registry import method
from tests.support.telegram_server.parameters import document, text, truth, whole
from tests.support.telegram_server.refusal import Unknown, bad_request

if TYPE_CHECKING:
    from tests.support.telegram_server.server import TelegramServer

AGE = 10
MOST = 50
BYTES = 64
CACHE_TIME = 300
REQUIRED = {"type", "id", "title"}
OPTIONAL = {"input_message_content", "description", "reply_markup"}
START = re.compile(r"[A-Za-z0-9_-]{1,64}")


@method(
    "answerInlineQuery",
    {"inline_query_id": text, "results": document(list)},
    {
        "cache_time": whole,
        "is_personal": truth,
        "next_offset": text,
        "button": document(dict),
    },
)
async def answer_inline_query(server: TelegramServer, given: dict[str, Any]) -> Any:
    query_id = given["inline_query_id"]
    query = server.inline_queries.get(query_id)
    if query is None or query.answered.is_set() or server.now() - query.asked_at > AGE:
        raise too_old()
    if len(given["results"]) > MOST:
        raise bad_request("RESULTS_TOO_MUCH")
    if given.get("cache_time", 0) < 0:
        raise bad_request("cache_time must be non-negative")
    if len(given.get("next_offset", "").encode()) > BYTES:
        raise bad_request("NEXT_OFFSET_INVALID")
    articles = [_article(result) for result in given["results"]]
    if len({article.id for article in articles}) < len(articles):
        raise bad_request("RESULT_ID_DUPLICATE")
    server.inline_answers[query_id] = InlineAnswer(
        results=articles,
        button=_button(given["button"]) if "button" in given else None,
        cache_time=given.get("cache_time", CACHE_TIME),
        is_personal=given.get("is_personal", False),
        next_offset=given.get("next_offset", ""),
    )
    query.answered.set()
    return True


def _article(result: Any) -> Article:
    _known("a result", result, REQUIRED, OPTIONAL)
    if result["type"] != "article":
        raise Unknown("a result that is no article")
    if not 1 <= len(result["id"].encode()) <= BYTES:
        raise bad_request("RESULT_ID_INVALID")
    if not result["title"].strip():
        raise bad_request("article title can't be empty")
    content = result.get("input_message_content", {})
    _known("a message", content, {"message_text"}, {"parse_mode", "link_preview_options"})
    if not isinstance(content.get("link_preview_options", {}), dict):
        raise bad_request("can't parse link preview options")
    seen, _ = visible(content["message_text"], content.get("parse_mode"))
    return Article(
        id=result["id"],
        title=result["title"],
        description=result.get("description", ""),
        text=seen.strip(),
        source=content["message_text"],
        parse_mode=content.get("parse_mode"),
        keyboard=keyboard(result),
        options={k: v for k, v in content.items() if k not in ("message_text", "parse_mode")},
    )


def _button(button: Mapping[str, Any]) -> dict[str, str]:
    _known("a button above results", button, {"text"}, {"start_parameter"})
    if not button["text"].strip():
        raise bad_request("inline query results button text must be non-empty")
    if not START.fullmatch(button.get("start_parameter", "")):
        raise bad_request("START_PARAM_INVALID")
    return dict(button)


def _known(what: str, given: Any, required: set[str], optional: set[str]) -> None:
    if not isinstance(given, dict):
        raise bad_request(f"can't parse {what}: expected an object")
    if strangers := set(given) - required - optional:
        raise Unknown(f"{what} with {', '.join(sorted(strangers))}")
    if missing := required - set(given):
        raise bad_request(f"can't parse {what}: can't find field {min(missing)}")
    if not all(isinstance(given[name], str) for name in required):
        raise bad_request(f"can't parse {what}: a field must be of type String")
