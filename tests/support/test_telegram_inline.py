"""Inline mode on the Bot API server of the tests."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import httpx
import pytest
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
)
from telegram.error import BadRequest

from bot.telegram.client import Client
from tests.support.telegram_server import Person, TelegramServer
from tests.support.telegram_server.refusal import Unknown

Answer = Callable[..., Awaitable[str]]


def article(number: str = "one", **changes: Any) -> dict[str, Any]:
    content = {"message_text": "x"}
    basic = {"type": "article", "id": number, "title": "T", "input_message_content": content}
    return basic | changes


def saying(**content: Any) -> dict[str, Any]:
    return {"results": [article(input_message_content=content)]}


@pytest.fixture
def person(server: TelegramServer) -> Person:
    return server.person(1)


@pytest.fixture
async def answer(server: TelegramServer, person: Person) -> AsyncIterator[Answer]:
    """Answers a new query with anything; the refusal."""
    async with httpx.AsyncClient() as http:

        async def post(**given: Any) -> str:
            body = {"inline_query_id": person.asks_inline("x"), "results": [article()]} | given
            url = f"{server.url}/bot{server.token}/answerInlineQuery"
            reply = (await http.post(url, json=body)).json()
            return str(reply.get("description", ""))

        yield post


async def test_an_answer(server: TelegramServer, client: Client, person: Person) -> None:
    query = person.asks_inline("words", offset="10")
    asked = server.updates.pending[-1]["inline_query"]
    assert (asked["id"], asked["query"], asked["offset"]) == (query, "words", "10")
    button = InlineKeyboardButton("Open", url="https://t.me/some_test_bot?start=one")
    content = InputTextMessageContent(
        "<b>B</b> &amp;", "HTML", link_preview_options=LinkPreviewOptions(is_disabled=True)
    )
    result = InlineQueryResultArticle(
        "one", "Title", content, InlineKeyboardMarkup([[button]]), description="About"
    )
    waiting = asyncio.create_task(person.inline_answer(query))
    await client.answer_inline_query(
        query,
        [result],
        cache_time=0,
        is_personal=True,
        next_offset="20",
        button=InlineQueryResultsButton("More", start_parameter="here"),
    )
    answer = await waiting
    (offered,) = answer.results
    assert (offered.title, offered.description, offered.text) == ("Title", "About", "B &")
    assert offered.keyboard == [[button.to_dict()]]
    assert offered.options == {"link_preview_options": {"is_disabled": True}}
    assert (answer.cache_time, answer.is_personal, answer.next_offset) == (0, True, "20")
    assert answer.button == {"text": "More", "start_parameter": "here"}
    assert server.inline_answers[query] is answer


async def test_what_is_assumed(person: Person, client: Client) -> None:
    query = person.asks_inline("x")
    await client.answer_inline_query(query, [])
    answer = await person.inline_answer(query)
    assert (answer.results, answer.button, answer.cache_time) == ([], None, 300)
    assert (answer.is_personal, answer.next_offset) == (False, "")


async def test_a_query_is_answered_once_and_soon(
    server: TelegramServer, client: Client, person: Person
) -> None:
    first, second = person.asks_inline("a"), person.asks_inline("b")
    server.advance(5)
    await client.answer_inline_query(first, [])
    with pytest.raises(BadRequest, match="Query is too old"):
        await client.answer_inline_query(first, [])
    server.advance(6)
    for query in (second, "1"):
        with pytest.raises(BadRequest, match="Query is too old"):
            await client.answer_inline_query(query, [])
    with pytest.raises(AssertionError, match="no answer"):
        await person.inline_answer(second, timeout=0.01)


async def test_the_bot_supports_it(client: Client) -> None:
    me = await client.get_me()
    assert (me.supports_inline_queries, me.username) == (True, "some_test_bot")


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"results": [article(str(n)) for n in range(51)]}, "RESULTS_TOO_MUCH"),
        ({"results": [article(), article()]}, "RESULT_ID_DUPLICATE"),
        ({"results": [article("")]}, "RESULT_ID_INVALID"),
        ({"results": [article("ж" * 33)]}, "RESULT_ID_INVALID"),
        ({"results": [article(title=" ")]}, "title can't be empty"),
        ({"results": [article(title=None)]}, "of type String"),
        ({"results": [{"type": "article", "id": "one"}]}, "can't find field title"),
        ({"results": ["x"]}, "expected an object"),
        (saying(), "can't find field message_text"),
        (saying(message_text=""), "text is empty"),
        (saying(message_text="x" * 4097), "too long"),
        (saying(message_text="<b>", parse_mode="HTML"), "can't parse entities"),
        (saying(message_text="x", link_preview_options=1), "link preview"),
        (
            {"results": [article(reply_markup={"inline_keyboard": [[{"text": "x", "url": "x"}]]})]},
            "URL is invalid",
        ),
        ({"cache_time": -1}, "non-negative"),
        ({"next_offset": "ж" * 33}, "NEXT_OFFSET_INVALID"),
        ({"button": {"text": " ", "start_parameter": "a"}}, "non-empty"),
        ({"button": {"text": "x"}}, "START_PARAM_INVALID"),
        ({"button": {"text": "x", "start_parameter": "a b"}}, "START_PARAM_INVALID"),
        ({"button": {"text": "x", "start_parameter": "a" * 65}}, "START_PARAM_INVALID"),
    ],
)
async def test_what_is_refused(
    server: TelegramServer, answer: Answer, given: dict[str, Any], reason: str
) -> None:
    assert reason in await answer(**given)
    assert not server.inline_answers


@pytest.mark.parametrize(
    "given",
    [
        {"switch_pm_text": "x"},
        {"results": [article(colour="red")]},
        {"results": [article(type="photo")]},
        saying(message_text="x", colour="red"),
        {"button": {"text": "x", "web_app": {}}},
    ],
)
async def test_what_it_does_not_know_fails_the_test(given: dict[str, Any]) -> None:
    with pytest.raises(Unknown):
        async with TelegramServer() as server, httpx.AsyncClient() as http:
            body = {"inline_query_id": server.new_inline_query(), "results": [], **given}
            await http.post(f"{server.url}/bot{server.token}/answerInlineQuery", json=body)
