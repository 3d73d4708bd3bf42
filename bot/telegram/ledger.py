"""Which updates have come in, and which of them may be acknowledged."""

from __future__ import annotations

from collections import deque

REMEMBERED = 1000


class Ledger:
    """Keeps the order of updates; Telegram forgets an update once a higher one is confirmed."""

    def __init__(self) -> None:
        """Nothing has come in yet."""
        self._waiting: deque[int] = deque()
        self._finished: set[int] = set()
        self._known: set[int] = set()
        self._recent: deque[int] = deque()
        self.offset = 0
        """Every update below has been handled and may be forgotten; 0 at the start."""

    def enter(self, update_id: int) -> bool:
        """Note that an update came in; False where it is known already."""
        if update_id in self._known:
            return False
        self._known.add(update_id)
        self._waiting.append(update_id)
        return True

    def finish(self, update_id: int) -> None:
        """Note that an update is handled; moves the offset past all that are done in a row."""
        self._finished.add(update_id)
        while self._waiting and self._waiting[0] in self._finished:
            done = self._waiting.popleft()
            self._finished.discard(done)
            self.offset = done + 1
            self._recent.append(done)
            if len(self._recent) > REMEMBERED:
                self._known.discard(self._recent.popleft())

    @property
    def unfinished(self) -> int:
        """How many updates cannot be confirmed yet."""
        return len(self._waiting)
