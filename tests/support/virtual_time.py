"""An event loop in which waiting takes no time: its clock leaps to the next thing to do."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")

MOMENT = 1e-6


class _Leaping(selectors.SelectSelector):
    """Waits for nothing but time, and not even for that."""

    now = 1000.0

    def select(self, timeout: float | None = None) -> list[Any]:
        assert timeout is not None, "everybody waits for somebody else"
        self.now += timeout + MOMENT if timeout > 0 else 0.0
        return super().select(0)


class VirtualTimeLoop(asyncio.SelectorEventLoop):
    """For what talks to no network."""

    def __init__(self) -> None:
        self._leaping = _Leaping()
        super().__init__(self._leaping)

    def time(self) -> float:
        """Seconds on a clock of its own."""
        return self._leaping.now


def played(scene: Coroutine[Any, Any, T]) -> T:
    """Play a scene to its end; what it returns."""
    loop = VirtualTimeLoop()
    try:
        return loop.run_until_complete(scene)
    finally:
        if left := asyncio.all_tasks(loop):
            for task in left:
                task.cancel()
            loop.run_until_complete(asyncio.wait(left))
        loop.close()


def now() -> float:
    """The scene's time."""
    return asyncio.get_running_loop().time()
