"""Messages that answer others, on the Bot API server of the tests."""

from __future__ import annotations

from typing import Any

import pytest
from telegram import ReplyParameters
from telegram.error import BadRequest, NetworkError

from bot.telegram.client import Client
from tests.support.telegram_server import TelegramServer
from tests.support.telegram_server.refusal import Unknown

NUMBER = -1001


async def test_a_message_that_stands(server: TelegramServer, client: Client) -> None:
    group = server.group(NUMBER)
    group.says(server.person(1), "question")
    (number,) = group.own_messages
    sent = await client.send_message(
        NUMBER, "x", reply_parameters=ReplyParameters(number, allow_sending_without_reply=True)
    )
    assert sent.reply_to_message and sent.reply_to_message.text == "question"
    await client.send_message(NUMBER, "y", reply_parameters=ReplyParameters(sent.message_id))
    assert [r.answered and r.answered["text"] for r in group.arrived] == ["question", "x"]


async def test_a_message_that_does_not(server: TelegramServer, client: Client) -> None:
    group = server.group(NUMBER)
    with pytest.raises(BadRequest, match="to be replied not found"):
        await client.send_message(NUMBER, "x", reply_parameters=ReplyParameters(999))
    with pytest.raises(BadRequest, match="(?i)can't parse reply"):
        await client.send_message(NUMBER, "x", api_kwargs={"reply_parameters": {"chat_id": NUMBER}})
    loose = ReplyParameters(999, allow_sending_without_reply=True)
    await client.send_message(NUMBER, "x", reply_parameters=loose)
    assert [reply.answered for reply in group.arrived] == [None]


@pytest.mark.parametrize("stranger", [{"colour": "red"}, {"chat_id": -7}])
async def test_what_it_does_not_know_fails_the_test(stranger: dict[str, Any]) -> None:
    with pytest.raises(Unknown, match="reply_parameters"):
        async with TelegramServer() as server:
            server.group(NUMBER)
            client = Client(server.token, server.url)
            given = {"reply_parameters": {"message_id": 1, **stranger}}
            with pytest.raises(NetworkError):
                await client.send_message(NUMBER, "x", api_kwargs=given)
            await client.close_connections()
