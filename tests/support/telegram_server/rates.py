"""How fast messages follow on each other, by the server's clock.

The figures are those of the Bot FAQ: one message a second in a private chat, twenty a minute in a
group, thirty a second in all.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass, field

from tests.support.telegram_server.refusal import Refusal


@dataclass
class Window:
    """So many messages in any period.

    Attributes:
        kind: what is counted.
        most: messages.
        period: seconds.
    """

    kind: str
    most: int
    period: float
    _newest: deque[float] = field(default_factory=deque)

    def span(self, at: float) -> float:
        """Seconds in which one message too many would have come; infinite while there is room."""
        return at - self._newest[0] if len(self._newest) == self.most else math.inf

    def note(self, at: float) -> None:
        """Count a message."""
        if len(self._newest) == self.most:
            self._newest.popleft()
        self._newest.append(at)


@dataclass(frozen=True)
class Violation:
    """Too many messages: `most + 1` of them within `span` seconds, where `period` are asked for."""

    kind: str
    most: int
    period: float
    span: float

    def __str__(self) -> str:
        """The kind and how much."""
        return f"{self.kind}: {self.most + 1} within {self.span:.3f} s, not {self.period:g} s"


class Rates:
    """Watches every message that is accepted.

    Attributes:
        strict: whether one that comes too soon is refused.
        violations: those accepted too soon.
        accepted: (the server's time, chat) of every message.
    """

    def __init__(self, strict: bool = False) -> None:
        self.strict = strict
        self.violations: list[Violation] = []
        self.accepted: list[tuple[float, int]] = []
        self._all = Window("all", 30, 1.0)
        self._chats: dict[int, Window] = {}

    def admit(self, chat_id: int, at: float) -> None:
        """Count a message, or refuse one that comes too soon."""
        windows = self._windows(chat_id)
        wait = max(window.period - window.span(at) for window in windows)
        if self.strict and wait > 0:
            seconds = math.ceil(wait)
            raise Refusal(429, f"Too Many Requests: retry after {seconds}", seconds)
        self.accepted.append((at, chat_id))
        for window in windows:
            span = window.span(at)
            if span < window.period:
                self.violations.append(Violation(window.kind, window.most, window.period, span))
            window.note(at)

    def _windows(self, chat_id: int) -> tuple[Window, Window]:
        if chat_id not in self._chats:
            private = Window("private", 1, 1.0)
            self._chats[chat_id] = private if chat_id > 0 else Window("group", 20, 60.0)
        return self._all, self._chats[chat_id]
