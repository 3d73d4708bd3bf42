"""Takes updates in, from either way, and has each one answered once, in its person's order."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Protocol

from telegram.error import BadRequest

from bot.telegram.allowance import Allowance
from bot.telegram.backoff import Backoff
from bot.telegram.finished import FinishedUpdates
from bot.telegram.incoming import Incoming, InlineAsked, PoisonUpdate
from bot.telegram.ledger import Ledger
from bot.telegram.pace import Pace
from bot.telegram.poison import sender
from bot.telegram.queues import Queues
from bot.telegram.sieve import Sieve, Verdict

logger = logging.getLogger(__name__)


class Answers(Protocol):
    """What is done with a message; see Conversation."""

    async def turn(self, incoming: Incoming) -> None:
        """Answer it."""

    async def apologise(self, incoming: Incoming) -> None:
        """Say the calm sentence."""

    async def acknowledge(self, incoming: Incoming) -> bool:
        """Answer the query of a pressed button."""

    async def press_again(self, incoming: Incoming) -> None:
        """A button pressed twice in a row."""

    async def ask_for_patience(self, incoming: Incoming) -> None:
        """Too much was written."""


@dataclass
class Counts:
    """What has happened since the start; numbers only."""

    received: int = 0
    repeated: int = 0
    ignored: int = 0
    poison: int = 0
    excess: int = 0
    answered: int = 0
    failed: int = 0
    leapt: int = 0


def number_of(untrusted_update: Any) -> int | None:
    """Telegram's number of an update; None where it has none."""
    number = untrusted_update.get("update_id") if isinstance(untrusted_update, dict) else None
    return number if isinstance(number, int) and not isinstance(number, bool) else None


class Intake:
    """Takes updates in.

    Attributes:
        ledger: which of them may be acknowledged.
        counts: what has happened.
    """

    def __init__(
        self,
        read: Callable[[Any], Incoming | InlineAsked | None],
        answers: Answers,
        inline: Callable[[InlineAsked], None] = lambda asked: None,
        pace: Pace | None = None,
        finished: FinishedUpdates | None = None,
        passed_over: Callable[[Incoming], None] = lambda incoming: None,
    ) -> None:
        """Nothing has come in yet.

        Args:
            read: raw update → what is to be answered, None, or PoisonUpdate.
            answers: what is done with a message.
            inline: what is done with an inline query; it is not waited for.
            pace: times and limits.
            finished: remembers across restarts what was answered.
            passed_over: is told of each message that gets no answer of its own.
        """
        self._read = read
        self._answers = answers
        self._inline = inline
        self._passed_over = passed_over
        self._pace = pace or Pace()
        self._file = finished
        self._queues = Queues(self._pace.at_once)
        self._sieve = Sieve()
        self._allowance = Allowance(*self._pace.messages)
        self._told = Allowance(1, self._pace.messages[1])
        self._newest: dict[int, Incoming] = {}
        self._open: dict[int, asyncio.Future[bool]] = {}
        self._waiting: dict[int, int] = {}
        self.ledger = Ledger(finished.known if finished else ())
        self.counts = Counts()

    def take(self, untrusted_update: Any) -> bool:
        """Take an update in; False where it was known."""
        update_id = number_of(untrusted_update)
        if update_id is None:
            self.counts.poison += 1
            return False
        if not self.ledger.enter(update_id, _now()):
            self.counts.repeated += 1
            return False
        self.counts.received += 1
        self._open[update_id] = asyncio.get_running_loop().create_future()
        try:
            found = self._read(untrusted_update)
        except PoisonUpdate:
            self._take_poison(untrusted_update)
            return True
        self.counts.ignored += found is None
        if isinstance(found, Incoming):
            self._sort(found)
            return True
        if found:
            self._inline(found)
        self._finish(update_id)
        return True

    async def finished(self, update_id: int) -> bool:
        """Wait until an update that was taken in is handled; False where it was given up."""
        waiting = self._open.get(update_id)
        return waiting is None or await asyncio.shield(waiting)

    async def idle(self, patience: float) -> bool:
        """Wait until everything is handled, at most so many seconds; whether it is."""
        return await self._queues.idle(patience)

    async def wind_down(self) -> None:
        """Finish what has come in, and give up what takes too long."""
        for user_id in list(self._newest):
            self._release(user_id)
        try:
            await self._queues.idle(self._pace.grace)
        finally:
            await self._queues.abandon()
            for waiting in self._open.values():
                waiting.set_result(False)
            if self._file:
                self._file.close()

    def age(self) -> None:
        """Forget people who have not written for long."""
        self._sieve.age()
        self._allowance.age()
        self._told.age()

    def _take_poison(self, untrusted_update: Any) -> None:
        """What cannot be read; whoever sent it is told so, if they can be."""
        self.counts.poison += 1
        logger.warning("telegram: update %d cannot be read", self.counts.received)
        stranded = sender(untrusted_update)
        if stranded and not self._allowance.wait(stranded.user_id):
            self._put(stranded, self._console)
        else:
            self._finish(untrusted_update["update_id"])

    def _sort(self, incoming: Incoming) -> None:
        """Answer, or not, or later."""
        verdict = self._sieve.judge(incoming)
        if verdict is Verdict.ANSWER:
            wait = self._allowance.wait(incoming.user_id)
            if wait:
                self._slow_down(incoming, wait)
            else:
                self._waiting[incoming.update_id] = incoming.user_id
                self._put(incoming, self._turn)
        elif verdict is Verdict.REPEATED:
            self._put(incoming, self._press_again)
        else:
            self.counts.ignored += 1
            self._passed_over(incoming)
            self._finish(incoming.update_id)

    def _put(self, incoming: Incoming, work: Callable[[Incoming], Awaitable[None]]) -> None:
        self._queues.put(incoming.user_id, partial(work, incoming))

    def _slow_down(self, incoming: Incoming, wait: float) -> None:
        """Of what is too much, only the newest is answered, later; that is said once in a while.

        It counts as handled at once, and so does what waits already: a flood must not fill what
        Telegram hands out.
        """
        self.counts.excess += 1
        self._passed_over(incoming)
        self._finish(incoming.update_id)
        first = incoming.user_id not in self._newest
        if first:
            for update_id in [n for n, who in self._waiting.items() if who == incoming.user_id]:
                self._finish(update_id)
            asyncio.get_running_loop().call_later(wait, self._release, incoming.user_id)
        self._newest[incoming.user_id] = replace(incoming, acknowledged=True)
        if first and not self._told.wait(incoming.user_id):
            self._put(incoming, self._ask_for_patience)
        elif incoming.callback_query_id:
            self._put(incoming, self._acknowledge)

    def _release(self, user_id: int) -> None:
        """Answer the newest of what was too much."""
        if incoming := self._newest.pop(user_id, None):
            self._allowance.wait(user_id)
            self._put(incoming, self._turn)

    async def _turn(self, incoming: Incoming) -> None:
        """Handle one message; when cancelled it stays with Telegram for the next start."""
        try:
            await asyncio.wait_for(self._answers.turn(incoming), self._pace.turn)
            self.counts.answered += 1
        except Exception as failure:  # whatever it was, the person gets an answer
            self.counts.failed += 1
            number = self.counts.answered + self.counts.failed
            logger.error("telegram: turn %d failed (%s)", number, type(failure).__name__)
            await self._apologise(incoming)
        self._finish(incoming.update_id)

    async def _console(self, incoming: Incoming) -> None:
        """Say the calm sentence about an update that cannot be read."""
        await self._acknowledge(incoming)
        await self._apologise(incoming)
        self._finish(incoming.update_id)

    async def _apologise(self, incoming: Incoming) -> None:
        """Say the calm sentence, again and again while nothing gets through."""
        deadline = _now() + self._pace.persistence
        backoff = Backoff(self._pace.first_wait, self._pace.longest_wait)
        while (trouble := await self._quietly(self._answers.apologise(incoming))) and (
            _now() < deadline
        ):
            await asyncio.sleep(backoff.after(trouble))

    async def _press_again(self, incoming: Incoming) -> None:
        await self._quietly(self._answers.press_again(incoming))
        self._finish(incoming.update_id)

    async def _ask_for_patience(self, incoming: Incoming) -> None:
        await self._quietly(self._answers.ask_for_patience(incoming))

    async def _acknowledge(self, incoming: Incoming) -> None:
        await self._quietly(self._answers.acknowledge(incoming))

    async def _quietly(self, saying: Coroutine[Any, Any, Any]) -> Exception | None:
        """Say something; what kept it from being said, where that may pass."""
        try:
            await asyncio.wait_for(saying, self._pace.apology)
        except Exception as failure:  # nothing more can be said for now
            logger.error("telegram: nothing was said (%s)", type(failure).__name__)
            return None if isinstance(failure, BadRequest) else failure
        return None

    def _finish(self, update_id: int) -> None:
        self._waiting.pop(update_id, None)
        if waiting := self._open.pop(update_id, None):
            self.ledger.finish(update_id)
            if self._file:
                self._file.add(update_id)
            waiting.set_result(True)


def _now() -> float:
    return asyncio.get_running_loop().time()
