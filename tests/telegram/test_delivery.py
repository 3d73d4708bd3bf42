"""Messages arrive: split, retried, in plain text if need be; a block is quiet and final."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest
from telegram.error import BadRequest, NetworkError, RetryAfter

from bot.telegram import delivery as module
from bot.telegram.client import Client
from bot.telegram.delivery import Delivery
from tests.support.telegram_server import Person, TelegramServer

BUTTONS = [{"title": "More", "payload": "/more"}]


class Clock:
    """Waits no time at all and notes how long it should have been."""

    def __init__(self) -> None:
        self.waits: list[float] = []

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def person(server: TelegramServer) -> Person:
    somebody = server.person(7)
    somebody.says("/start")
    return somebody


@pytest.fixture
def delivery(client: Client, clock: Clock, person: Person) -> Delivery:
    return Delivery(client, person.id, sleep=clock.sleep)


async def test_a_message_with_buttons(
    server: TelegramServer, delivery: Delivery, person: Person
) -> None:
    await delivery.send("<b>A</b> &amp; b", BUTTONS)
    reply = await person.reply()
    assert (reply.text, reply.parse_mode) == ("A & b", "HTML")
    assert reply.buttons == [("More", "/more")]
    assert reply.options["link_preview_options"] == {"is_disabled": True}
    assert delivery.sent == 1


async def test_a_long_text_in_order_with_the_buttons_last(
    delivery: Delivery, person: Person
) -> None:
    await delivery.send("<b>" + "word " * 2000 + "</b>", BUTTONS)
    assert [bool(reply.buttons) for reply in person.replies] == [False, False, True]
    assert " ".join(reply.text for reply in person.replies).split() == ["word"] * 2000
    assert delivery.sent == 3


async def test_buttons_need_a_text(delivery: Delivery) -> None:
    with pytest.raises(ValueError, match="text above"):
        await delivery.send(" ", BUTTONS)


async def test_an_empty_text_sends_nothing(delivery: Delivery, server: TelegramServer) -> None:
    await delivery.send("")
    assert not server.calls_of("sendMessage")
    assert not delivery.sent


async def test_refused_html_goes_as_plain_text(
    server: TelegramServer,
    delivery: Delivery,
    person: Person,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(module, "split", lambda html: [html])
    await delivery.send("<b>A &amp; canary", BUTTONS)
    reply = await person.reply()
    assert (reply.text, reply.parse_mode) == ("A & canary", None)
    assert reply.buttons
    assert delivery.sent == 1
    assert "HTML refused" in caplog.text
    assert "canary" not in caplog.text


async def test_another_refusal_is_an_error(
    server: TelegramServer, delivery: Delivery, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "split", lambda html: [html])
    with pytest.raises(BadRequest):
        await delivery.send("x" * 4097)
    assert len(server.calls_of("sendMessage")) == 1


async def test_it_waits_as_long_as_telegram_says(
    server: TelegramServer, delivery: Delivery, person: Person, clock: Clock
) -> None:
    server.fail("sendMessage", status=429, retry_after=3, times=2)
    await delivery.send("x")
    assert clock.waits == [3, 3]
    assert [reply.text for reply in person.replies] == ["x"]


@pytest.mark.parametrize(
    "how", [{"status": 500}, {"status": 502}, {"drop": True}, {"body": b"<html>"}]
)
async def test_trouble_of_the_network_heals(
    server: TelegramServer,
    delivery: Delivery,
    person: Person,
    clock: Clock,
    how: dict[str, object],
) -> None:
    server.fail("sendMessage", times=2, **how)
    await delivery.send("x")
    assert [reply.text for reply in person.replies] == ["x"]
    assert len(clock.waits) == 2


@pytest.mark.parametrize(
    ("how", "error"),
    [({"status": 429, "retry_after": 40}, RetryAfter), ({"status": 500}, NetworkError)],
)
async def test_patience_ends(
    server: TelegramServer,
    delivery: Delivery,
    clock: Clock,
    how: dict[str, object],
    error: type[Exception],
) -> None:
    server.fail("sendMessage", times=None, **how)
    with pytest.raises(error):
        await delivery.send("x")
    assert sum(clock.waits) <= module.PATIENCE


def block(person: Person) -> None:
    person.blocks()


def vanish(person: Person) -> None:
    person.has_started = False


@pytest.mark.parametrize("leave", [block, vanish])
async def test_who_is_gone_is_left_in_peace(
    server: TelegramServer,
    delivery: Delivery,
    person: Person,
    leave: Callable[[Person], None],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("DEBUG")
    leave(person)
    await delivery.send("word " * 2000)
    await delivery.send("again")
    assert len(server.calls_of("sendMessage")) == 1
    assert delivery.gone
    assert not delivery.sent
    assert not [record for record in caplog.records if record.name.startswith("bot")]


async def test_typing_is_shown_before_the_message(
    server: TelegramServer, delivery: Delivery, person: Person
) -> None:
    delivery.start_typing()
    await delivery.send("x")
    await delivery.close()
    assert [call.method for call in server.calls] == ["sendChatAction", "sendMessage"]
    assert person.typing == 1


@pytest.mark.parametrize("how", [{"status": 500}, {"status": 429, "retry_after": 60}])
async def test_typing_may_fail(
    server: TelegramServer, delivery: Delivery, person: Person, how: dict[str, object]
) -> None:
    server.fail("sendChatAction", **how)
    delivery.start_typing()
    await delivery.send("x")
    await delivery.close()
    assert [reply.text for reply in person.replies] == ["x"]


async def test_typing_that_hangs_holds_nothing_up(
    server: TelegramServer, delivery: Delivery, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "TYPING_PATIENCE", 0.05)
    server.fail("sendChatAction", hang=1.0)
    delivery.start_typing()
    await asyncio.wait_for(delivery.send("x"), 0.5)
    await asyncio.wait_for(delivery.close(), 0.5)
