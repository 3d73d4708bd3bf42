"""No update is lost, none is handled twice, nobody waits for somebody else's trouble."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest

from bot import errors
from bot.telegram.client import Client
from bot.telegram.incoming import Incoming, Reader
from bot.telegram.pace import Pace
from bot.telegram.polling import LineTaken, Poller, TokenRefused
from tests.support.telegram_server import TelegramServer
from tests.support.telegram_server.server import TOKEN

PACE = Pace(
    hold=5, check=0.02, turn=2, apology=1, grace=2, first_wait=0.01, longest_wait=0.05, conflicts=3
)
READER = Reader({}, "/unsupported")
Work = Callable[[Incoming], Awaitable[None]]


class Bot:
    """What stands behind the poller in these tests; notes what it is given."""

    def __init__(self) -> None:
        self.handled: list[str] = []
        self.apologies: list[str] = []
        self.gates: dict[str, asyncio.Event] = {}

    def gate(self, text: str) -> asyncio.Event:
        """Have this message wait until the event is set."""
        return self.gates.setdefault(text, asyncio.Event())

    async def handle(self, incoming: Incoming) -> None:
        if incoming.text in self.gates:
            await self.gates[incoming.text].wait()
        if incoming.text.startswith("fail"):
            raise RuntimeError(incoming.text)
        self.handled.append(incoming.text)

    async def apologise(self, incoming: Incoming) -> None:
        self.apologies.append(incoming.text)
        if incoming.text == "fail twice":
            raise RuntimeError(incoming.text)


def poller(client: Client, bot: Bot, pace: Pace = PACE) -> Poller:
    return Poller(client, READER.read, bot.handle, bot.apologise, pace)


@asynccontextmanager
async def running(poller: Poller) -> AsyncIterator[asyncio.Task[None]]:
    """The poller at work; stopped in the end."""
    task = asyncio.create_task(poller.run())
    try:
        yield task
    finally:
        poller.stop()
        await asyncio.wait([task], timeout=5)
        assert task.done()


async def until(condition: Callable[[], object], patience: float = 3.0) -> None:
    """Wait until something holds."""
    deadline = asyncio.get_running_loop().time() + patience
    while not condition():
        assert asyncio.get_running_loop().time() < deadline, "it never came to hold"
        await asyncio.sleep(0.005)


@pytest.fixture
def bot() -> Bot:
    return Bot()


class TestAcknowledging:
    async def test_what_is_handled_is_confirmed(
        self, server: TelegramServer, client: Client, bot: Bot
    ) -> None:
        subject = poller(client, bot)
        async with running(subject):
            server.person(1).says("a")
            await until(lambda: bot.handled)
            await until(lambda: not server.updates.pending)
            server.person(1).says("b")
            await until(lambda: bot.handled == ["a", "b"])
        assert (subject.counts.received, subject.counts.answered) == (2, 2)

    async def test_nothing_is_confirmed_before_it_is_handled(
        self, server: TelegramServer, client: Client, bot: Bot
    ) -> None:
        slow = bot.gate("slow")
        async with running(poller(client, bot)):
            server.person(1).says("slow")
            server.person(2).says("quick")
            await until(lambda: bot.handled == ["quick"])
            await asyncio.sleep(0.1)
            assert len(server.updates.pending) == 2
            slow.set()
            await until(lambda: not server.updates.pending)
        assert bot.handled == ["quick", "slow"]

    async def test_what_is_delivered_again_is_not_started_again(
        self, server: TelegramServer, client: Client, bot: Bot
    ) -> None:
        slow = bot.gate("slow")
        subject = poller(client, bot)
        async with running(subject):
            server.person(1).says("slow")
            server.person(2).says("quick")
            await until(lambda: subject.counts.repeated > 4)
            slow.set()
            await until(lambda: not server.updates.pending)
        assert bot.handled == ["quick", "slow"]

    async def test_a_quick_turn_is_confirmed_with_the_next_request(
        self, server: TelegramServer, client: Client, bot: Bot
    ) -> None:
        server.person(1).says("a")
        subject = poller(client, bot)
        async with running(subject):
            await until(lambda: not server.updates.pending)
            assert subject.counts.requests == 2

    async def test_answers_at_once_do_not_make_it_rush(
        self, server: TelegramServer, client: Client, bot: Bot
    ) -> None:
        subject = poller(client, bot, replace(PACE, hold=0, check=0.1))
        async with running(subject):
            await asyncio.sleep(0.35)
            assert subject.counts.requests <= 4

    async def test_a_slow_turn_does_not_make_it_rush(
        self, server: TelegramServer, client: Client, bot: Bot
    ) -> None:
        bot.gate("slow")
        subject = poller(client, bot, replace(PACE, check=0.1, grace=0))
        async with running(subject):
            server.person(1).says("slow")
            await asyncio.sleep(0.55)
            assert subject.counts.requests <= 7


class TestOrder:
    async def test_a_conversation_stays_in_order(
        self, server: TelegramServer, client: Client, bot: Bot
    ) -> None:
        async with running(poller(client, bot)):
            texts = [f"{person}.{number}" for number in range(20) for person in range(1, 6)]
            for text in texts:
                server.person(int(text[0])).says(text)
            await until(lambda: len(bot.handled) == len(texts))
        for person in range(1, 6):
            own = [text for text in texts if text[0] == str(person)]
            assert [text for text in bot.handled if text[0] == str(person)] == own

    async def test_nobody_waits_for_somebody_elses_slow_turn(
        self, server: TelegramServer, client: Client, bot: Bot
    ) -> None:
        slow = bot.gate("slow")
        async with running(poller(client, bot)):
            server.person(1).says("slow")
            server.person(1).says("after slow")
            await until(lambda: not server.updates.pending or server.calls_of("getUpdates"))
            server.person(2).says("quick")
            await until(lambda: bot.handled == ["quick"], patience=0.5)
            slow.set()
            await until(lambda: bot.handled == ["quick", "slow", "after slow"])


class TestFailures:
    async def test_a_failed_turn_gets_the_calm_sentence_and_counts_as_done(
        self, server: TelegramServer, client: Client, bot: Bot
    ) -> None:
        subject = poller(client, bot)
        async with running(subject):
            for text in ("fail", "fail twice", "good"):
                server.person(1).says(text)
            await until(lambda: bot.handled == ["good"])
            await until(lambda: not server.updates.pending)
        assert bot.apologies == ["fail", "fail twice"]
        assert (subject.counts.failed, subject.counts.answered) == (2, 1)

    async def test_a_turn_without_end_gets_it_too(
        self, server: TelegramServer, client: Client, bot: Bot
    ) -> None:
        bot.gate("hangs")
        async with running(poller(client, bot, replace(PACE, turn=0.05))):
            server.person(1).says("hangs")
            server.person(1).says("good")
            await until(lambda: bot.handled == ["good"])
        assert bot.apologies == ["hangs"]

    async def test_poison_holds_nobody_up(
        self, server: TelegramServer, client: Client, bot: Bot
    ) -> None:
        server.updates.put(message={"canary": "poison"})
        for number in range(5):
            server.person(number + 1).says("good")
        subject = poller(client, bot)
        async with running(subject):
            await until(lambda: len(bot.handled) == 5)
            await until(lambda: not server.updates.pending)
            await asyncio.sleep(0.1)
        assert subject.counts.poison == 1
        assert subject.counts.requests <= 4

    async def test_what_has_no_number_holds_nobody_up(
        self, server: TelegramServer, client: Client, bot: Bot
    ) -> None:
        body = b'{"ok":true,"result":["x",{"update_id":"x"},null]}'
        server.fail("getUpdates", body=body)
        subject = poller(client, bot)
        async with running(subject):
            server.person(1).says("good")
            await until(lambda: bot.handled == ["good"])
        assert subject.counts.poison == 3

    async def test_what_is_ignored_is_confirmed(
        self, server: TelegramServer, client: Client, bot: Bot
    ) -> None:
        server.group(-100).says(server.person(1), "in a group")
        server.person(1).edits("x")
        subject = poller(client, bot)
        async with running(subject):
            await until(lambda: subject.counts.ignored)
            await until(lambda: not server.updates.pending)
        assert not bot.handled


class TestNetwork:
    @pytest.mark.parametrize(
        "how",
        [
            {"status": 409, "description": "Conflict"},
            {"status": 429, "retry_after": 0.05},
            {"status": 400, "description": "Bad Request: strange"},
            {"status": 403, "description": "Forbidden: strange"},
            {"status": 500},
            {"status": 502},
            {"drop": True},
            {"hang": 0.5},
            {"body": b'{"ok":true,"result":[{"update_id":1'},
            {"body": b"<html>Bad gateway</html>"},
            {"body": b""},
            {"body": b'{"ok":true,"result":{}}'},
            {"body": b'{"ok":true}'},
            {"after": True, "drop": True},
        ],
    )
    async def test_it_heals(self, server: TelegramServer, bot: Bot, how: dict[str, Any]) -> None:
        client = Client(server.token, server.url, timeout=0.2)
        server.fail("getUpdates", times=2, **how)
        server.person(1).says("good")
        subject = poller(client, bot, replace(PACE, hold=0))
        async with running(subject):
            await until(lambda: bot.handled == ["good"])
            await until(lambda: not server.updates.pending)
        assert subject.counts.troubles == 2
        await client.close_connections()

    async def test_it_heals_when_nobody_listens_at_first(self, bot: Bot) -> None:
        client = Client(TOKEN, "http://127.0.0.1:9", timeout=0.2)
        subject = poller(client, bot)
        async with running(subject):
            await until(lambda: subject.counts.troubles > 2)
            assert not subject.healthy
        await client.close_connections()

    @pytest.mark.parametrize("status", [401, 404])
    async def test_a_refused_token_ends_it(
        self, server: TelegramServer, client: Client, bot: Bot, status: int
    ) -> None:
        server.fail("getUpdates", status=status)
        with pytest.raises(TokenRefused) as caught:
            await asyncio.wait_for(poller(client, bot).run(), 3)
        assert "TELEGRAM_BOT_TOKEN" in str(caught.value)
        assert server.token not in str(caught.value)
        assert isinstance(caught.value, errors.TelegramError)

    async def test_a_turn_in_flight_is_finished_before_it_ends(
        self, server: TelegramServer, client: Client, bot: Bot
    ) -> None:
        slow = bot.gate("slow")
        server.person(1).says("slow")
        task = asyncio.create_task(poller(client, bot).run())
        await until(lambda: server.calls_of("getUpdates"))
        server.fail("getUpdates", status=401)
        await asyncio.sleep(0.1)
        assert not task.done()
        slow.set()
        with pytest.raises(TokenRefused):
            await asyncio.wait_for(task, 3)
        assert bot.handled == ["slow"]

    async def test_two_copies_end(self, server: TelegramServer, client: Client, bot: Bot) -> None:
        other = Client(server.token, server.url)
        both = [asyncio.create_task(poller(c, bot).run()) for c in (client, other)]
        done, _ = await asyncio.wait(both, timeout=5, return_when=asyncio.FIRST_COMPLETED)
        assert {type(task.exception()) for task in done} == {LineTaken}
        for task in both:
            task.cancel()
        await asyncio.gather(*both, return_exceptions=True)
        await other.close_connections()

    async def test_health(self, server: TelegramServer, client: Client, bot: Bot) -> None:
        subject = poller(client, bot, replace(PACE, hold=0, longest_wait=0.05))
        assert not subject.healthy
        async with running(subject):
            await until(lambda: subject.healthy)
            server.fail("getUpdates", times=None)
            await until(lambda: not subject.healthy)
            server.heal()
            await until(lambda: subject.healthy)


class TestStopping:
    async def test_what_is_in_flight_is_finished_and_confirmed(
        self, server: TelegramServer, client: Client, bot: Bot
    ) -> None:
        gate = bot.gate("0")
        for number in range(50):
            server.person(number % 7 + 1).says(str(number))
        subject = poller(client, bot)
        async with running(subject):
            await until(lambda: len(bot.handled) > 5)
            subject.stop()
            await asyncio.sleep(0.05)
            gate.set()
        assert sorted(bot.handled, key=int) == [str(number) for number in range(50)]
        assert server.updates.pending == []

    async def test_what_takes_too_long_stays_with_telegram(
        self, server: TelegramServer, client: Client, bot: Bot
    ) -> None:
        gate = bot.gate("slow")
        server.person(1).says("quick")
        server.person(2).says("slow")
        first = poller(client, bot, replace(PACE, grace=0.05))
        async with running(first):
            await until(lambda: bot.handled == ["quick"])
            await asyncio.sleep(0.05)
        assert not bot.apologies
        assert [u["message"]["text"] for u in server.updates.pending] == ["slow"]
        gate.set()
        async with running(poller(client, bot)):
            await until(lambda: bot.handled == ["quick", "slow"])

    async def test_cancelling_is_stopping(
        self, server: TelegramServer, client: Client, bot: Bot
    ) -> None:
        gate = bot.gate("slow")
        server.person(1).says("slow")
        async with running(poller(client, bot)) as task:
            await until(lambda: server.calls_of("getUpdates"))
            await asyncio.sleep(0.05)
            task.cancel()
            await asyncio.sleep(0.05)
            gate.set()
        assert task.cancelled()
        assert bot.handled == ["slow"]
        assert server.updates.pending == []

    async def test_a_stop_while_nothing_happens_is_quick(
        self, server: TelegramServer, client: Client, bot: Bot
    ) -> None:
        subject = poller(client, bot)
        task = asyncio.create_task(subject.run())
        await until(lambda: subject.counts.requests)
        await asyncio.sleep(0.05)
        subject.stop()
        await asyncio.wait_for(task, 0.5)


async def test_no_word_number_or_token_is_logged(
    server: TelegramServer, client: Client, bot: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="bot")
    caplog.set_level(logging.DEBUG)
    server.fail("getUpdates", times=1, body=b'{"ok":true,"result":[{"canary-text')
    server.fail("getUpdates", times=1, status=502, body=b"canary-text")
    server.updates.put(message={"text": "canary-text"})
    person = server.person(555000111, "ru", first_name="canary-name", username="canary_user")
    update_id = person.says("fail twice canary-text")
    person.says("fail twice")
    async with running(poller(client, bot)):
        await until(lambda: len(bot.apologies) == 2)
    server.fail("getUpdates", status=401)
    with pytest.raises(TokenRefused):
        await poller(client, bot).run()
    said = "\n".join(record.getMessage() + str(record.exc_info) for record in caplog.records)
    assert "turn 2 failed (RuntimeError)" in said
    for canary in ("canary", server.token, "555000111", str(update_id), "fail twice"):
        assert canary not in said
