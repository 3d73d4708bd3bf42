"""Messages arrive: split, retried, in plain text if need be; a block is quiet and final."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
import pytest_asyncio
from telegram.error import BadRequest, NetworkError, RetryAfter

from bot.telegram import delivery as module
from bot.telegram.client import Client
from bot.telegram.delivery import Delivery, Manner
from bot.telegram.incoming import Incoming
from bot.telegram.rates import Rates
from tests.support.posts import until
from tests.support.telegram_server import Person, TelegramServer

FAST = Rates(private=(100, 0.01), group=(100, 0.01), all=(1000, 0.01))
BUTTONS = [{"title": "More", "payload": "/more"}]
START = {"title": "Open", "start": "a"}


class Clock:
    """Waits no time at all and notes how long it should have been."""

    def __init__(self) -> None:
        self.waits: list[float] = []

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest_asyncio.fixture
async def client(server: TelegramServer) -> AsyncIterator[Client]:
    connected = Client(server.token, server.url, timeout=2.0, rates=FAST)
    yield connected
    await connected.close_connections()


@pytest.fixture
def person(server: TelegramServer) -> Person:
    somebody = server.person(7)
    somebody.says("/start")
    return somebody


@pytest.fixture
def delivery(client: Client, clock: Clock, person: Person) -> Delivery:
    return Delivery(client, written_by(person), sleep=clock.sleep)


def written_by(person: Person) -> Incoming:
    return Incoming(1, person.id, person.id, "canary", message_id=person.last_message)


async def test_a_message_with_buttons(
    server: TelegramServer, delivery: Delivery, person: Person
) -> None:
    await delivery.send("<b>A</b> &amp; b", BUTTONS)
    reply = await person.reply()
    assert (reply.text, reply.parse_mode) == ("A & b", "HTML")
    assert reply.buttons == [("More", "/more")]
    assert reply.options["link_preview_options"] == {"is_disabled": True}
    assert delivery.sent == [reply.message_id]
    for option in ("reply_parameters", "protect_content", "disable_notification"):
        assert option not in reply.options


async def test_a_long_text_in_order_with_the_buttons_last(
    delivery: Delivery, person: Person
) -> None:
    await delivery.send("<b>" + "word " * 2000 + "</b>", BUTTONS)
    assert [bool(reply.buttons) for reply in person.replies] == [False, False, True]
    assert " ".join(reply.text for reply in person.replies).split() == ["word"] * 2000
    assert delivery.sent == [reply.message_id for reply in person.replies]


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
    assert delivery.sent == [reply.message_id]
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


async def test_typing_is_shown_again_and_again_until_the_turn_is_over(
    delivery: Delivery, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "TYPING_SHOWN", 0.01)
    delivery.start_typing()
    await until(lambda: person.typing > 3)
    await asyncio.wait_for(delivery.close(), 5)
    shown = person.typing
    await asyncio.sleep(0.1)
    assert person.typing == shown


async def test_typing_that_telegram_refuses_is_not_asked_for_again(
    server: TelegramServer, delivery: Delivery, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "TYPING_SHOWN", 0.01)
    server.fail("sendChatAction", times=None, status=403)
    delivery.start_typing()
    await delivery.send("x")
    await asyncio.sleep(0.1)
    assert len(server.calls_of("sendChatAction")) == 1
    await delivery.close()


async def test_what_an_operator_may_choose(client: Client, person: Person) -> None:
    manner = Manner(protect_content=True, disable_notification=True)
    await Delivery(client, written_by(person), manner).send("x")
    options = (await person.reply()).options
    assert options["protect_content"] is True
    assert options["disable_notification"] is True


class TestGroups:
    @staticmethod
    def asked(server: TelegramServer, thread_id: int | None = None) -> Incoming:
        group, person = server.group(-100), server.person(7)
        topic: dict[str, Any] = {"message_thread_id": thread_id} if thread_id else {}
        group.says(person, "canary", mention=True, **topic)
        number = next(reversed(group.own_messages))
        return Incoming(
            1, group.id, person.id, "canary", message_id=number, in_group=True, thread_id=thread_id
        )

    async def test_what_is_answered_is_shown_above_the_answer(
        self, server: TelegramServer, client: Client
    ) -> None:
        incoming = self.asked(server)
        await Delivery(client, incoming).send("x")
        answered = (await server.group(-100).reply()).answered
        assert answered and answered["message_id"] == incoming.message_id

    async def test_an_answer_goes_to_the_topic_and_so_does_typing(
        self, server: TelegramServer, client: Client
    ) -> None:
        delivery = Delivery(client, self.asked(server, thread_id=5))
        delivery.start_typing()
        await delivery.send("x")
        await delivery.close()
        reply = await server.group(-100).reply()
        assert reply.options["message_thread_id"] == 5
        [typing] = server.calls_of("sendChatAction")
        assert typing.given["message_thread_id"] == "5"

    async def test_what_was_deleted_meanwhile_is_answered_nonetheless(
        self, server: TelegramServer, client: Client
    ) -> None:
        incoming = self.asked(server)
        server.group(-100).own_messages.clear()
        await Delivery(client, incoming).send("x")
        assert (await server.group(-100).reply()).answered is None

    async def test_buttons_in_a_group_are_those_that_lead_to_the_private_chat(
        self, server: TelegramServer, client: Client
    ) -> None:
        await client.get_me()
        await Delivery(client, self.asked(server)).send("x", [*BUTTONS, START])
        reply = await server.group(-100).reply()
        assert reply.keyboard == [[{"text": "Open", "url": "https://t.me/some_test_bot?start=a"}]]
