"""Answers as cards while somebody types, in any chat: the newest question only, kept nowhere."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.telegram import inline
from bot.telegram.client import Client
from bot.telegram.incoming import InlineAsked
from bot.telegram.inline import BEGINNING, MOST_CARDS, Inline
from bot.telegram.surface import Card, Found
from tests.support.answering import until
from tests.support.telegram_server import TelegramServer
from tests.support.telegram_server.inline import InlineAnswer

STORM = Card("storm", "Storms?", "In a sentence.", "<b>Storms</b> &amp; <i>waves</i>", "Read on")
PLAIN = Card("plain", "Plain?", "In a sentence.", "Plain", "")


class Search:
    """Finds what it is told to; notes what it was asked."""

    def __init__(self) -> None:
        self.found = Found((STORM, PLAIN), "Ask in private")
        self.asked: list[tuple[str, str | None]] = []
        self.gates: dict[str, asyncio.Event] = {}

    async def __call__(self, words: str, code: str | None) -> Found:
        self.asked.append((words, code))
        if words in self.gates:
            await self.gates[words].wait()
        if words.startswith("fail"):
            raise RuntimeError(words)
        return self.found


class Typing:
    """People who type the bot's name and some words."""

    def __init__(self, server: TelegramServer, subject: Inline) -> None:
        self.server = server
        self.subject = subject

    def asks(self, words: str, user: int = 7, code: str | None = "ru") -> str:
        """The number of the query."""
        query_id = self.server.person(user).asks_inline(words)
        self.subject.put(InlineAsked(1, user, query_id, words, code))
        return query_id

    async def learns(self, words: str, user: int = 7) -> InlineAnswer:
        """What they are offered."""
        return await self.server.person(user).inline_answer(self.asks(words, user))


@pytest.fixture
def search() -> Search:
    return Search()


@pytest_asyncio.fixture
async def typing(server: TelegramServer, client: Client, search: Search) -> AsyncIterator[Typing]:
    await client.get_me()
    subject = Inline(client, search)
    yield Typing(server, subject)
    await subject.close()


async def test_the_cards(typing: Typing, search: Search) -> None:
    answer = await typing.learns("storm")
    assert search.asked == [("storm", "ru")]
    first, second = answer.results
    assert (first.id, first.title, first.description) == ("storm", "Storms?", "In a sentence.")
    assert (first.text, first.parse_mode) == ("Storms & waves", "HTML")
    assert first.options == {"link_preview_options": {"is_disabled": True}}
    url = "https://t.me/some_test_bot?start=storm"
    assert first.keyboard == [[{"text": "Read on", "url": url}]]
    assert second.keyboard == []


async def test_telegram_is_to_keep_nothing(typing: Typing) -> None:
    answer = await typing.learns("storm")
    assert (answer.cache_time, answer.is_personal, answer.next_offset) == (0, True, "")


async def test_the_invitation_says_nothing_of_what_was_asked(typing: Typing) -> None:
    answer = await typing.learns("canary")
    assert answer.button == {"text": "Ask in private", "start_parameter": BEGINNING}


async def test_without_invitation_and_cards(typing: Typing, search: Search) -> None:
    search.found = Found((), "")
    answer = await typing.learns("storm")
    assert (answer.results, answer.button) == ([], None)


async def test_not_too_many_cards(typing: Typing, search: Search) -> None:
    cards = tuple(Card(str(number), "t", "x", "x", "") for number in range(MOST_CARDS + 5))
    search.found = Found(cards, "")
    answer = await typing.learns("storm")
    assert [article.id for article in answer.results] == [str(n) for n in range(MOST_CARDS)]


async def test_before_the_bot_knows_its_name_no_button_leads_there(
    server: TelegramServer, client: Client, search: Search
) -> None:
    subject = Typing(server, Inline(client, search))
    answer = await subject.learns("storm")
    assert [article.keyboard for article in answer.results] == [[], []]


async def test_of_one_person_only_the_newest_is_answered(
    server: TelegramServer, typing: Typing, search: Search
) -> None:
    gate = search.gates["st"] = search.gates["sto"] = asyncio.Event()
    early = []
    for words in ("st", "sto"):
        early.append(typing.asks(words))
        await until(lambda: search.asked[-1:] == [(words, "ru")])  # noqa: B023  # waited for here
    others = typing.asks("sto", user=8)
    await typing.learns("storm")
    gate.set()
    await server.person(8).inline_answer(others)
    assert not server.inline_answers.keys() & set(early)
    assert len(server.calls_of("answerInlineQuery")) == 2


async def test_within_the_allowance(
    server: TelegramServer, client: Client, search: Search, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inline, "ALLOWANCE", (2, 600.0))
    subject = Typing(server, Inline(client, search))
    for words in ("s", "st"):
        await subject.learns(words)
    subject.asks("storm")
    await subject.learns("storm", user=8)
    assert [words for words, _ in search.asked] == ["s", "st", "storm"]


async def test_a_search_that_fails_is_not_the_last(
    typing: Typing, caplog: pytest.LogCaptureFixture
) -> None:
    typing.asks("fail canary")
    await until(lambda: caplog.messages)
    assert caplog.messages == ["telegram: an inline query failed (RuntimeError)"]
    assert "canary" not in caplog.text
    assert (await typing.learns("storm")).results


async def test_a_search_without_end_is_given_up(
    typing: Typing,
    search: Search,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(inline, "PATIENCE", 0.02)
    search.gates["hangs"] = asyncio.Event()
    typing.asks("hangs")
    await until(lambda: caplog.messages)
    assert caplog.messages == ["telegram: an inline query failed (TimeoutError)"]


@pytest.mark.parametrize("trouble", ["too old", "network"])
async def test_an_answer_that_cannot_be_given_is_not_missed(
    server: TelegramServer, typing: Typing, trouble: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    if trouble == "too old":
        query_id = server.person(7).asks_inline("storm")
        server.advance(60)
        typing.subject.put(InlineAsked(1, 7, query_id, "storm"))
    else:
        server.fail("answerInlineQuery", status=502)
        typing.asks("storm")
    await until(lambda: server.calls_of("answerInlineQuery"))
    assert (await typing.learns("storm", user=8)).results
    assert not caplog.messages


async def test_what_is_over_leaves_nothing(typing: Typing) -> None:
    await typing.learns("storm")
    await until(lambda: not typing.subject._asked)


async def test_after_the_end_nothing_is_answered(
    server: TelegramServer, typing: Typing, search: Search, caplog: pytest.LogCaptureFixture
) -> None:
    search.gates["storm"] = asyncio.Event()
    typing.asks("storm")
    await until(lambda: search.asked)
    await typing.subject.close()
    assert not caplog.messages  # cancelled, not given up in the end
    assert not typing.subject._asked
    assert not server.calls_of("answerInlineQuery")
