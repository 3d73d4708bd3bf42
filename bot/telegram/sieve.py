"""Tells what wants an answer from what does not: repeated presses, old edits, albums."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Hashable
from enum import Enum
from typing import Any

from bot.telegram.incoming import Incoming

REMEMBERED = 10_000
REPEATED = 3.0
"""Seconds within which a second press of the same button is the same press."""

LASTING = 48 * 3600.0
"""Seconds after which nothing is remembered; so long Telegram lets people change a message."""

RECENT = 900.0
"""Seconds after which a changed message is not answered anew if it is not known to be the last."""


class Verdict(Enum):
    """What becomes of a message."""

    ANSWER = "answer"
    SKIP = "skip"
    REPEATED = "repeated"


class Sieve:
    """Remembers the last of what each person sent, while the process lives."""

    def __init__(self) -> None:
        """Nothing was sent."""
        self._albums = _Latest()
        self._last_messages = _Latest()
        self._presses = _Latest()

    def judge(self, incoming: Incoming) -> Verdict:
        """What becomes of a message; notes it. To be asked in the order of arrival."""
        if incoming.callback_query_id:
            return self._press(incoming)
        if incoming.edited_after is not None:
            return self._edit(incoming, incoming.edited_after)
        self._last_messages.note(incoming.chat_id, incoming.message_id)
        if incoming.album is None:
            return Verdict.ANSWER
        known = self._albums.note((incoming.chat_id, incoming.album), True)
        return Verdict.SKIP if known and not incoming.has_words else Verdict.ANSWER

    def age(self) -> None:
        """Forget what is too old."""
        for latest in (self._albums, self._last_messages):
            latest.age(LASTING)
        self._presses.age(REPEATED)

    def _press(self, incoming: Incoming) -> Verdict:
        self._presses.age(REPEATED)  # what somebody chose is not held a moment longer
        button = (incoming.user_id, incoming.message_id, incoming.text)
        repeated = self._presses.note(button, True) is not None
        return Verdict.REPEATED if repeated else Verdict.ANSWER

    def _edit(self, incoming: Incoming, edited_after: float) -> Verdict:
        last = self._last_messages.get(incoming.chat_id)
        newest = edited_after < RECENT if last is None else last == incoming.message_id
        return Verdict.ANSWER if newest else Verdict.SKIP


class _Latest:
    """The newest value of each of the latest keys."""

    def __init__(self) -> None:
        self._values: OrderedDict[Hashable, tuple[float, Any]] = OrderedDict()

    def get(self, key: Hashable) -> Any:
        return self._values.get(key, (0.0, None))[1]

    def note(self, key: Hashable, value: Any) -> Any:
        """Keep a value; returns the one before."""
        before = self.get(key)
        self._values[key] = (asyncio.get_running_loop().time(), value)
        self._values.move_to_end(key)
        if len(self._values) > REMEMBERED:
            self._values.popitem(last=False)
        return before

    def age(self, lasting: float) -> None:
        """Forget what was noted so many seconds ago."""
        before = asyncio.get_running_loop().time() - lasting
        while self._values and next(iter(self._values.values()))[0] <= before:
            self._values.popitem(last=False)
