"""Which updates have come in, and which of them may be acknowledged."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

REMEMBERED = 2000


class Ledger:
    """Keeps the order of updates; Telegram forgets an update once a higher one is confirmed.

    Attributes:
        offset: every update below has been handled and may be forgotten; 0 at the start.
    """

    def __init__(self, finished: Sequence[int] = ()) -> None:
        """Nothing has come in yet.

        Args:
            finished: updates that were handled before the start, in their order.
        """
        self._waiting: deque[tuple[int, float]] = deque()
        self._finished: set[int] = set()
        self._recent = deque(finished)
        self._known = set(finished)
        self.offset = 0

    def enter(self, update_id: int, now: float = 0.0) -> bool:
        """Note that an update came in at a time; False where it is known already.

        One that was handled before the start is confirmed with the others.
        """
        if update_id in self._known:
            if not self._waiting:
                self.offset = max(self.offset, update_id + 1)
            return False
        self._known.add(update_id)
        self._waiting.append((update_id, now))
        return True

    def finish(self, update_id: int) -> None:
        """Note that an update is handled; moves the offset past all that are done in a row."""
        if any(update_id == waiting for waiting, _ in self._waiting):  # else it was leapt over
            self._finished.add(update_id)
        while self._waiting and self._waiting[0][0] in self._finished:
            self._leave()

    def leap(self, before: float) -> int:
        """Move the offset past the updates at the head that came in before a time, though they
        are not handled: they would keep the others out. How many there are."""
        leapt = 0
        while self._waiting and (
            self._waiting[0][1] < before or self._waiting[0][0] in self._finished
        ):
            leapt += self._waiting[0][0] not in self._finished
            self._leave()
        return leapt

    @property
    def unfinished(self) -> int:
        """How many updates cannot be confirmed yet."""
        return len(self._waiting)

    def _leave(self) -> None:
        done, _ = self._waiting.popleft()
        self._finished.discard(done)
        self.offset = done + 1
        self._recent.append(done)
        if len(self._recent) > REMEMBERED:
            self._known.discard(self._recent.popleft())
