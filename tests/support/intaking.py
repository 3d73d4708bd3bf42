"""An intake whose updates are made by hand, and whose time is that of the scene."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from bot.telegram.finished import FinishedUpdates
from bot.telegram.incoming import Incoming, InlineAsked, PoisonUpdate
from bot.telegram.intake import Intake
from bot.telegram.pace import Pace
from tests.support.answering import Bot
from tests.support.virtual_time import played

PACE = Pace(turn=60, apology=10, persistence=100, first_wait=1, longest_wait=4, grace=5)


class Room:
    """An intake, the bot behind it, and those who write.

    Attributes:
        bot: what stands behind the intake.
        inline: inline queries handed on.
        passed_over: the words of messages without an answer of their own.
    """

    def __init__(self, finished: FinishedUpdates | None = None, **pace: Any) -> None:
        self.bot = Bot()
        self.inline: list[InlineAsked] = []
        self.passed_over: list[str] = []
        self.intake = Intake(
            _read,
            self.bot,
            self.inline.append,
            replace(PACE, **pace),
            finished,
            lambda incoming: self.passed_over.append(incoming.text),
        )
        self._number = 0

    @property
    def unfinished(self) -> int:
        """How many updates cannot be acknowledged yet."""
        return self.intake.ledger.unfinished

    def says(self, text: str, user: int = 7, **about: Any) -> dict[str, Any]:
        """Somebody's message comes in; its update."""
        self._number += 1
        incoming = Incoming(self._number, user, user, text, message_id=self._number)
        update = {"update_id": self._number, "read": replace(incoming, **about)}
        self.intake.take(update)
        return update

    def presses(self, payload: str, message_id: int = 1) -> dict[str, Any]:
        """A button is pressed."""
        return self.says(payload, callback_query_id="9", message_id=message_id)

    def comes(self, read: Any, **content: Any) -> dict[str, Any]:
        """Anything else comes in."""
        self._number += 1
        update = {"update_id": self._number, "read": read, **content}
        self.intake.take(update)
        return update


def intaking(script: Callable[[Room], Awaitable[Any]], **how: Any) -> Any:
    """Play what happens in a room; what it returns."""

    async def scene() -> Any:
        return await script(Room(**how))

    return played(scene())


def _read(update: Any) -> Any:
    if update["read"] == "poison":
        raise PoisonUpdate
    return update["read"]
