"""All that Telegram lets a bot delete is deleted, and what is left is admitted."""

from __future__ import annotations

import json
import logging

import pytest

from bot.telegram.clearing import BATCH, PATIENCE, Clearing
from bot.telegram.client import Client
from tests.support.telegram_server import Person, TelegramServer


class Sleep:
    """Waits not at all; notes how long it should have."""

    def __init__(self) -> None:
        self.times: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.times.append(seconds)


@pytest.fixture
def sleep() -> Sleep:
    return Sleep()


@pytest.fixture
def subject(client: Client, sleep: Sleep) -> Clearing:
    return Clearing(client, 7, sleep)


@pytest.fixture
def person(server: TelegramServer) -> Person:
    return server.person(7)


def written(person: Person, count: int) -> list[int]:
    """The numbers of so many messages, newest first."""
    for _ in range(count):
        person.says("x")
    return sorted(person.own_messages, reverse=True)


def batches(server: TelegramServer) -> list[int]:
    """How many messages each call was about."""
    return [len(json.loads(c.given["message_ids"])) for c in server.calls_of("deleteMessages")]


async def test_they_are_deleted_in_batches(
    server: TelegramServer, person: Person, subject: Clearing
) -> None:
    assert await subject.delete(written(person, 2 * BATCH + 1))
    assert batches(server) == [BATCH, BATCH, 1]
    assert not person.own_messages


async def test_where_there_is_nothing_nothing_is_done(
    server: TelegramServer, subject: Clearing
) -> None:
    assert await subject.delete([])
    assert not server.calls


async def test_a_refused_batch_is_deleted_one_by_one(
    server: TelegramServer, person: Person, subject: Clearing
) -> None:
    numbers = written(person, BATCH + 3)
    server.fail("deleteMessages", status=400)
    assert await subject.delete(numbers)
    assert batches(server) == [BATCH, 3]
    assert len(server.calls_of("deleteMessage")) == BATCH
    assert not person.own_messages


async def test_what_is_too_old_stays_and_the_others_go(
    server: TelegramServer, person: Person, subject: Clearing
) -> None:
    old = set(written(person, 2))
    server.advance(49 * 3600)
    assert not await subject.delete(written(person, 3))
    assert set(person.own_messages) == old


async def test_what_was_deleted_by_somebody_else_is_gone(
    server: TelegramServer, person: Person, subject: Clearing
) -> None:
    numbers = written(person, 3)
    del person.own_messages[numbers[1]]
    server.fail("deleteMessages", status=400)
    assert await subject.delete(numbers)


async def test_it_waits_as_long_as_telegram_says(
    server: TelegramServer, person: Person, subject: Clearing, sleep: Sleep
) -> None:
    numbers = written(person, 3)
    server.fail("deleteMessages", status=429, retry_after=4)
    server.fail("deleteMessages", status=400)
    server.fail("deleteMessage", status=429, retry_after=5)
    assert await subject.delete(numbers)
    assert sleep.times == [4, 5]
    assert not person.own_messages


async def test_it_does_not_wait_for_ever(
    server: TelegramServer, person: Person, subject: Clearing, sleep: Sleep
) -> None:
    numbers = written(person, BATCH + 1)
    half = int(PATIENCE / 2) + 1
    server.fail("deleteMessages", times=None, status=429, retry_after=half)
    assert not await subject.delete(numbers)
    assert sleep.times == [half]
    assert len(person.own_messages) == BATCH + 1


async def test_nobody_can_be_written_to_any_longer(
    server: TelegramServer, person: Person, subject: Clearing
) -> None:
    numbers = written(person, 2 * BATCH)
    person.has_blocked = True
    assert not await subject.delete(numbers)
    assert len(server.calls) == 1


async def test_a_block_meanwhile_ends_it(
    server: TelegramServer, person: Person, subject: Clearing
) -> None:
    numbers = written(person, 5)
    server.fail("deleteMessages", status=400)
    server.fail("deleteMessage", status=403)
    assert not await subject.delete(numbers)
    assert len(server.calls) == 2


@pytest.mark.parametrize("how", [{"status": 500}, {"drop": True}])
async def test_trouble_leaves_one_batch_and_the_others_go(
    server: TelegramServer,
    person: Person,
    subject: Clearing,
    how: dict[str, int],
    caplog: pytest.LogCaptureFixture,
) -> None:
    numbers = written(person, BATCH + 3)
    server.fail("deleteMessages", **how)
    with caplog.at_level(logging.DEBUG, logger="bot"):
        assert not await subject.delete(numbers)
    assert len(person.own_messages) == BATCH
    assert caplog.messages == ["telegram: messages not deleted (NetworkError)"]


async def test_trouble_with_one_message_leaves_that_one(
    server: TelegramServer, person: Person, subject: Clearing
) -> None:
    numbers = written(person, 3)
    server.fail("deleteMessages", status=400)
    server.fail("deleteMessage", status=502)
    assert not await subject.delete(numbers)
    assert list(person.own_messages) == numbers[:1]
