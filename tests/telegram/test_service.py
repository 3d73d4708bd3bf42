"""All parts together, from the first request to the last."""

from __future__ import annotations

import asyncio
import logging
import warnings
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from bot.telegram.pace import Pace
from bot.telegram.surface import Surface
from tests.support.telegram_server import TelegramServer

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Rasa's libraries warn when they are imported
    from rasa.core.channels.channel import UserMessage

    from bot.telegram.service import Service

PACE = Pace(hold=5, check=0.02, grace=1, first_wait=0.01, longest_wait=0.05)
SURFACE = Surface(
    commands={"language": "/change_language"},
    unsupported="/unsupported",
    failure=lambda code: f"calm {code}",
    pseudonym=lambda key, user_id: "p",
    menu={"": {"language": "Choose"}, "ru": {"language": "Auswahl"}},
)


async def answer(message: UserMessage) -> None:
    """Stands for Rasa: says what it was given."""
    if message.text == "fail":
        raise RuntimeError("canary-failure")
    if message.text == "silence":
        return
    response: dict[str, Any] = {"text": f"{message.sender_id}: {message.text}"}
    if message.text == "choose":
        response["buttons"] = [{"title": "One", "payload": '/show{"entry":"one"}'}]
    await message.output_channel.send_response(message.sender_id, response)


def service(server: TelegramServer) -> Service:
    return Service(server.token, server.url, lambda user_id: "p", SURFACE, answer, PACE)


@pytest_asyncio.fixture
async def running(server: TelegramServer) -> AsyncIterator[Service]:
    subject = service(server)
    task = asyncio.create_task(subject.run())
    yield subject
    subject.stop()
    await asyncio.wait_for(task, 3)


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
        server.fail("sendMessage", status=429, retry_after=1, chat_id=1)
        slow.says("a")
        await asyncio.sleep(0.1)
        quick.says("b")
        assert (await quick.reply(timeout=0.5)).text == "p: b"
        assert (await slow.reply(timeout=2)).text == "p: a"

    async def test_a_group_gets_nothing(self, server: TelegramServer) -> None:
        person = server.person(7)
        server.group(-100).says(person, "/language")
        person.says("well")
        assert (await person.reply()).text == "p: well"
        assert {call.given["chat_id"] for call in server.calls_of("sendMessage")} == {"7"}

    async def test_the_menus_are_set(self, server: TelegramServer) -> None:
        while len(server.menus) < 2:
            await asyncio.sleep(0.01)
        assert server.menus["ru"] == [{"command": "language", "description": "Auswahl"}]
        assert server.menus[""] == [{"command": "language", "description": "Choose"}]


async def test_menus_and_webhook_may_fail(
    server: TelegramServer, caplog: pytest.LogCaptureFixture
) -> None:
    server.fail("setMyCommands", times=None)
    server.fail("deleteWebhook", times=None)
    subject = service(server)
    task = asyncio.create_task(subject.run())
    server.person(7).says("well")
    assert (await server.person(7).reply()).text == "p: well"
    assert subject.healthy
    while caplog.text.count("a menu was not set") < 2:
        await asyncio.sleep(0.01)
    subject.stop()
    await asyncio.wait_for(task, 3)


async def test_a_forgotten_webhook_is_taken_away(server: TelegramServer) -> None:
    server.webhook = "https://example.org"
    subject = service(server)
    task = asyncio.create_task(subject.run())
    server.person(7).says("well")
    assert (await server.person(7).reply()).text == "p: well"
    subject.stop()
    await asyncio.wait_for(task, 3)


async def test_nothing_of_the_person_and_no_token_is_logged(
    server: TelegramServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    logging.getLogger("httpx").setLevel(logging.DEBUG)
    subject = service(server)
    task = asyncio.create_task(subject.run())
    person = server.person(555000111, "ru", first_name="canary-name", username="canary_user")
    for text in ("canary-text", "fail", "silence"):
        person.says(text)
        await person.reply()
    server.fail("sendMessage", status=500)
    person.says("canary-again")
    await person.reply()
    subject.stop()
    await asyncio.wait_for(task, 3)
    said = "\n".join(record.getMessage() + str(record.exc_info) for record in caplog.records)
    assert "turn 2 failed (RuntimeError)" in said
    for canary in ("canary", server.token, "555000111"):
        assert canary not in said
