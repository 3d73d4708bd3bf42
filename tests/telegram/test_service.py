"""All parts together, from the first request to the last."""

from __future__ import annotations

import asyncio
import logging
import warnings
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.telegram.polling import TokenRefused
from bot.telegram.webhook import WebhookSettings
from tests.support.posts import until
from tests.support.telegram_server import TelegramServer

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Rasa's libraries warn when they are imported
    from bot.telegram import service as module
    from bot.telegram.service import Service
    from tests.support.serving import PACE, SURFACE, answer, connection


@asynccontextmanager
async def serving(server: TelegramServer, **about: Any) -> AsyncIterator[Service]:
    subject = Service(connection(server, **about), SURFACE, answer)
    task = asyncio.create_task(subject.run())
    try:
        yield subject
    finally:
        subject.stop()
        await asyncio.wait_for(task, 5)


@pytest_asyncio.fixture
async def running(server: TelegramServer) -> AsyncIterator[Service]:
    async with serving(server) as subject:
        yield subject


@pytest.mark.usefixtures("running")
class TestConversation:
    async def test_words_commands_and_buttons(self, server: TelegramServer) -> None:
        person = server.person(7)
        person.says("choose")
        assert (await person.reply()).text == "p: choose"
        person.presses("One")
        assert (await person.reply()).text == 'p: /show{"entry":"one"}'
        person.says("/language@some_test_bot")
        assert (await person.reply()).text == "p: /change_language"
        person.says('/show{"entry":"one"}')
        assert (await person.reply()).text == 'p: show{"entry":"one"}'
        photo = {"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}
        person.sends(photo=[photo])
        assert (await person.reply()).text == "p: /unsupported"
        assert not server.open_queries
        assert not server.refusals

    @pytest.mark.parametrize("text", ["fail", "silence"])
    async def test_nobody_is_left_in_silence(
        self, server: TelegramServer, text: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        person = server.person(7, "ru")
        person.says(text)
        assert (await person.reply()).text == "calm ru"
        person.says("well")
        assert (await person.reply()).text == "p: well"
        assert "canary" not in caplog.text

    async def test_a_flood_in_one_chat_delays_nobody_else(self, server: TelegramServer) -> None:
        slow, quick = server.person(1), server.person(2)
        server.fail("sendMessage", status=429, retry_after=2, chat_id=1)
        slow.says("a")
        await until(lambda: server.calls_of("sendMessage"))
        quick.says("b")
        assert (await quick.reply()).text == "p: b"
        assert not slow.replies
        assert (await slow.reply()).text == "p: a"

    async def test_a_group_is_answered_where_the_bot_is_named(self, server: TelegramServer) -> None:
        person, group = server.person(7), server.group(-100)
        group.says(person, "among ourselves")
        group.says(person, "well", mention=True)
        assert (await group.reply()).text == "p: well"
        assert len(group.replies) == 1

    async def test_menus_and_pages_are_set(self, server: TelegramServer) -> None:
        await until(lambda: server.menu_buttons)
        assert server.menus["ru"] == [{"command": "language", "description": "Выбрать"}]
        assert server.menus[""] == [{"command": "language", "description": "Choose"}]
        assert sorted(server.profile.values()) == ["about", "short", "кратко", "описание"]


class TestTheBeginning:
    async def test_what_is_not_needed_to_answer_may_fail(
        self, server: TelegramServer, caplog: pytest.LogCaptureFixture
    ) -> None:
        for method in ("setMyCommands", "setMyDescription", "setChatMenuButton", "deleteWebhook"):
            server.fail(method, times=None, status=400)
        async with serving(server) as subject:
            server.person(7).says("well")
            assert (await server.person(7).reply()).text == "p: well"
            assert subject.healthy
            await until(lambda: "the menu button was not set" in caplog.text)
        assert caplog.text.count("a menu was not set") == 2

    async def test_a_forgotten_webhook_is_taken_away(self, server: TelegramServer) -> None:
        server.webhook = server.public_url()
        async with serving(server):
            server.person(7).says("well")
            assert (await server.person(7).reply()).text == "p: well"
        assert server.webhook == ""

    async def test_a_name_that_is_not_told_is_asked_for_again(
        self, server: TelegramServer, caplog: pytest.LogCaptureFixture
    ) -> None:
        server.fail("getMe", status=502)
        async with serving(server):
            await until(lambda: server.menus)
            server.group(-100).says(server.person(7), "well", mention=True)
            assert (await server.group(-100).reply()).text == "p: well"
        assert "the bot's name is not known (NetworkError)" in caplog.text

    async def test_people_are_answered_though_the_name_is_never_told(
        self, server: TelegramServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(module, "FIRST_LOOK", 0.05)
        server.fail("getMe", status=502, times=None)
        async with serving(server):
            server.person(7).says("well")
            assert (await server.person(7).reply()).text == "p: well"

    @pytest.mark.parametrize("method", ["getMe", "getUpdates"])
    async def test_a_refused_token_ends_it(self, server: TelegramServer, method: str) -> None:
        server.fail(method, status=401, times=None)
        with pytest.raises(TokenRefused):
            await asyncio.wait_for(Service(connection(server), SURFACE, answer).run(), 10)

    async def test_a_token_refused_later_ends_it(self, server: TelegramServer) -> None:
        task = asyncio.create_task(Service(connection(server), SURFACE, answer).run())
        server.person(7).says("well")
        await server.person(7).reply()
        server.fail("getUpdates", status=401)
        with pytest.raises(TokenRefused):
            await asyncio.wait_for(task, 10)

    async def test_with_a_webhook_nobody_is_asked_for_updates(self, server: TelegramServer) -> None:
        settings = WebhookSettings(server.public_url("/hook"))
        async with serving(server, webhook=settings) as subject:
            await until(lambda: subject.healthy)
        assert server.webhook == settings.url
        assert server.calls_of("getUpdates") == server.calls_of("deleteWebhook") == []


async def test_what_was_answered_is_known_after_a_restart(
    server: TelegramServer, tmp_path: Path
) -> None:
    person = server.person(7)
    person.says("well")
    async with serving(server, folder=tmp_path):
        await person.reply()
    server.updates.again()
    async with serving(server, folder=tmp_path):
        await until(lambda: not server.updates.pending)
    assert [reply.text for reply in person.replies] == ["p: well"]


async def test_people_are_forgotten_though_nobody_writes(
    server: TelegramServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "FORGETTING", 0.02)
    pace = replace(PACE, messages=(20, 0.01))
    async with serving(server, pace=pace) as subject:
        server.person(7).says("well")
        await server.person(7).reply()
        await until(lambda: not subject._intake._allowance._people)
        await until(lambda: not subject._client._rates._chats)


async def test_nothing_of_the_person_and_no_token_is_logged(
    server: TelegramServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    logging.getLogger("httpx").setLevel(logging.DEBUG)
    person = server.person(555000111, "ru", first_name="canary-name", username="canary_user")
    async with serving(server):
        for text in ("canary-text", "fail", "silence"):
            person.says(text)
            await person.reply()
        server.fail("sendMessage", status=500)
        person.says("canary-again")
        await person.reply()
    said = "\n".join(record.getMessage() + str(record.exc_info) for record in caplog.records)
    assert "turn 2 failed (RuntimeError)" in said
    for canary in ("canary", server.token, "555000111"):
        assert canary not in said
