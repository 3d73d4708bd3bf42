"""The numbers of the messages in a chat, so that they can be deleted. In memory only."""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable

LASTING = 48 * 3600.0
"""Seconds after which Telegram lets no bot delete a message."""

LONGEST = 1000
CHATS = 20_000


class Trail:
    """Numbers of the latest messages of private chats, the person's and the bot's.

    They are not written anywhere: what a restart forgets, the person is told.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Nothing was sent.

        Args:
            clock: seconds since any moment.
        """
        self._clock = clock
        self._began = clock()
        self._chats: OrderedDict[int, deque[tuple[float, int]]] = OrderedDict()
        self._shortened: set[int] = set()

    def note(self, chat_id: int, message_id: int) -> None:
        """Note a message."""
        numbers = self._chats.setdefault(chat_id, deque())
        self._chats.move_to_end(chat_id)
        if len(self._chats) > CHATS:
            self._began = self._clock()  # of whoever is dropped here nothing is known any longer
            self._chats.popitem(last=False)
        self._age(numbers)
        numbers.append((self._clock(), message_id))
        if len(numbers) > LONGEST:
            numbers.popleft()
            self._shortened.add(chat_id)

    def take(self, chat_id: int) -> tuple[list[int], bool]:
        """Give away what is known of a chat: the numbers, newest first, and whether that is all
        of 48 hours."""
        numbers = self._chats.pop(chat_id, deque())
        self._age(numbers)
        whole = self._clock() - self._began >= LASTING and chat_id not in self._shortened
        self._shortened.discard(chat_id)
        return list(dict.fromkeys(number for _, number in reversed(numbers))), whole

    def age(self) -> None:
        """Forget what no bot may delete any longer."""
        for chat_id in list(self._chats):
            self._age(self._chats[chat_id])
            if not self._chats[chat_id]:
                del self._chats[chat_id]
                self._shortened.discard(chat_id)

    def _age(self, numbers: deque[tuple[float, int]]) -> None:
        while numbers and numbers[0][0] + LASTING <= self._clock():
            numbers.popleft()
