"""Never too many messages within a period, whatever happens to one of them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram import rates
from bot.telegram.rates import RateLimiter, Rates, Turnstile
from tests.support.unhurried import unhurried
from tests.support.virtual_time import now, played

RATES = Rates(private=(1, 1.0), group=(2, 60.0), all=(3, 1.0))
SLACK = 0.001
"""What the clock of these tests may be off by."""


class Passages:
    """Those who go through a turnstile."""

    def __init__(self, most: int, period: float) -> None:
        self.turnstile = Turnstile(most, period)
        self.entered: list[int] = []
        self.times: list[tuple[float, float | None]] = []
        self.began = now()

    @property
    def entries(self) -> list[float]:
        return [round(entered - self.began, 2) for entered, _ in self.times]

    async def go(self, name: int, stays: float = 0.0) -> None:
        async with self.turnstile.passage():
            place = len(self.times)
            self.entered.append(name)
            self.times.append((now(), None))
            try:
                await asyncio.sleep(stays)
            finally:
                self.times[place] = (self.times[place][0], now())

    def start(self, name: int, stays: float = 0.0) -> asyncio.Task[None]:
        return asyncio.create_task(self.go(name, stays))


class TestTurnstile:
    @unhurried
    @given(
        st.integers(1, 4),
        st.lists(st.tuples(st.integers(0, 8), st.integers(0, 12)), max_size=15),
    )
    def test_never_more_within_a_period_after_the_end_of_each(
        self, most: int, visits: list[tuple[int, int]]
    ) -> None:
        async def scene() -> Passages:
            subject = Passages(most, 1.0)
            tasks = []
            for name, (pause, stays) in enumerate(visits):
                tasks.append(subject.start(name, stays / 4))
                await asyncio.sleep(pause / 4)
            await asyncio.gather(*tasks)
            return subject

        subject = played(scene())
        assert subject.entered == list(range(len(visits)))
        for place, (entered, _) in enumerate(subject.times):
            counting = [
                left for _, left in subject.times[:place] if left and left + 1.0 > entered + SLACK
            ]
            assert len(counting) < most

    def test_nobody_waits_longer_than_that(self) -> None:
        async def scene() -> list[float]:
            subject = Passages(2, 1.0)
            await asyncio.gather(*(subject.start(name) for name in range(5)))
            return subject.entries

        assert played(scene()) == [0, 0, 1, 1, 2]

    def test_one_that_hangs_takes_one_place(self) -> None:
        async def scene() -> list[float]:
            subject = Passages(2, 1.0)
            tasks = [subject.start(0, 3600), *(subject.start(name) for name in range(1, 5))]
            await asyncio.wait(tasks[1:])
            return subject.entries

        assert played(scene()) == [0, 0, 1, 2, 3]

    def test_where_there_is_one_place_it_keeps_the_others_out(self) -> None:
        async def scene() -> list[float]:
            subject = Passages(1, 1.0)
            await asyncio.gather(subject.start(0, 2.5), subject.start(1))
            return subject.entries

        assert played(scene()) == [0, 3.5]

    def test_whoever_gives_up_waiting_takes_no_place(self) -> None:
        async def scene() -> tuple[list[int], list[float]]:
            subject = Passages(1, 1.0)
            tasks = [subject.start(name) for name in range(4)]
            await asyncio.sleep(0.5)
            tasks[1].cancel()  # waits at the turnstile
            tasks[2].cancel()  # waits behind it
            await asyncio.wait(tasks)
            return subject.entered, subject.entries

        assert played(scene()) == ([0, 3], [0, 1])

    @pytest.mark.parametrize("how", ["cancelled", "fails"])
    def test_what_ends_badly_inside_counts_for_a_period(self, how: str) -> None:
        async def scene() -> list[float]:
            subject = Passages(1, 1.0)
            if how == "cancelled":
                first = subject.start(0, 3600)
                await asyncio.sleep(0.5)
                first.cancel()
            else:
                with pytest.raises(ValueError, match="negative"):
                    async with subject.turnstile.passage():
                        await asyncio.sleep(0.5)
                        raise ValueError("negative")
            await subject.go(1)
            return [subject.entries[-1]]

        assert played(scene()) == [1.5]

    def test_it_is_idle_when_nobody_counts(self) -> None:
        async def scene() -> list[bool]:
            subject = Passages(1, 1.0)
            idle = [subject.turnstile.idle]
            tasks = [subject.start(0, 1), subject.start(1)]
            for pause in (0.5, 1, 1, 1):
                await asyncio.sleep(pause)
                idle.append(subject.turnstile.idle)
            await asyncio.wait(tasks)
            return idle

        assert played(scene()) == [True, False, False, False, True]


class Sender:
    """Sends through a limiter; notes when each call went out."""

    def __init__(self, given_rates: Rates = RATES) -> None:
        self.limiter = RateLimiter(given_rates)
        self.began = now()
        self.sent: list[tuple[Any, Any]] = []

    async def send(self, chat: int | str, endpoint: str = "sendMessage", takes: float = 0) -> Any:
        async def call(*args: Any, **kwargs: Any) -> str:
            self.sent.append((round(now() - self.began, 2), chat))
            await asyncio.sleep(takes)
            return f"{args} {kwargs}"

        data = {"chat_id": chat}
        return await self.limiter.process_request(call, (1,), {"a": 2}, endpoint, data, None)

    async def send_all(self, *chats: int | str, **how: Any) -> list[tuple[Any, Any]]:
        await asyncio.gather(*(self.send(chat, **how) for chat in chats))
        return self.sent


def sending(script: Callable[[Sender], Awaitable[Any]], given_rates: Rates = RATES) -> Any:
    async def scene() -> Any:
        return await script(Sender(given_rates))

    return played(scene())


class TestLimiter:
    def test_the_answer_is_passed_on(self) -> None:
        assert sending(lambda sender: sender.send(7)) == "(1,) {'a': 2}"

    def test_a_private_chat(self) -> None:
        assert sending(lambda sender: sender.send_all(7, 7, "7")) == [(0, 7), (1, 7), (2, "7")]

    def test_a_group(self) -> None:
        sent = sending(lambda sender: sender.send_all(-5, -5, -5))
        assert sent == [(0, -5), (0, -5), (60, -5)]

    def test_all_together(self) -> None:
        sent = sending(lambda sender: sender.send_all(1, 2, 3, 4, 5))
        assert [at for at, _ in sent] == [0, 0, 0, 1, 1]

    def test_a_chat_that_waits_delays_no_other(self) -> None:
        assert sending(lambda sender: sender.send_all(7, 7, 7, 8)) == [
            (0, 7),
            (0, 8),
            (1, 7),
            (2, 7),
        ]

    @pytest.mark.parametrize("endpoint", ["sendMessage", "editMessageText"])
    def test_what_counts(self, endpoint: str) -> None:
        sent = sending(lambda sender: sender.send_all(7, 7, endpoint=endpoint))
        assert [at for at, _ in sent] == [0, 1]

    @pytest.mark.parametrize(
        "endpoint",
        "sendChatAction answerCallbackQuery getUpdates deleteMessages setMyCommands "
        "editMessageReplyMarkup answerInlineQuery".split(),
    )
    def test_what_does_not(self, endpoint: str) -> None:
        sent = sending(lambda sender: sender.send_all(*[7] * 9, endpoint=endpoint, takes=5))
        assert [at for at, _ in sent] == [0] * 9

    @pytest.mark.parametrize(
        "chats, last", [([7, 7], 1), ([-5] * 20, 0), ([-5] * 21, 60), (range(1, 31), 0)]
    )
    def test_telegrams_figures(self, chats: list[int], last: float) -> None:
        sent = sending(lambda sender: sender.send_all(*chats), Rates())
        assert max(entered for entered, _ in sent) == last

    def test_telegrams_figure_of_all_chats(self) -> None:
        sent = sending(lambda sender: sender.send_all(*range(1, 32)), Rates())
        assert [entered for entered, _ in sent] == [0] * 30 + [1]

    def test_quiet_chats_are_forgotten_and_others_not(self) -> None:
        async def script(sender: Sender) -> tuple[set[int], list[Any]]:
            await sender.send(7)
            await asyncio.sleep(5)
            await sender.send(8)
            sender.limiter.age()
            kept = set(sender.limiter._chats)
            await sender.send(8)
            return kept, [at for at, _ in sender.sent]

        assert sending(script) == ({8}, [0, 5, 6])

    def test_there_are_never_too_many(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(rates, "IDLE_CHATS", 2)

        async def script(sender: Sender) -> int:
            for chat in range(1, 20):
                await sender.send(chat)
                await asyncio.sleep(2)
            return len(sender.limiter._chats)

        assert sending(script) <= 3
