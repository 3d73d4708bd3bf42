"""Faults that a test wants."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass
class Fault:
    """What goes wrong.

    Attributes:
        method: the method it happens to, "*" for any.
        status: the status answered; None where the method is carried out.
        times: how often, None for always.
        retry_after: seconds told with a 429.
        description: the description answered.
        body: bytes answered instead of JSON.
        hang: seconds before anything is answered.
        drop: the connection is cut instead of an answer.
        after: the method is carried out first; only its answer is lost.
        chat_id: only for this chat.
    """

    method: str = "*"
    status: int | None = None
    times: int | None = 1
    retry_after: int | None = None
    description: str = "made to fail"
    body: bytes | None = None
    hang: float = 0.0
    drop: bool = False
    after: bool = False
    chat_id: int | None = None

    def hits(self, method: str, given: Mapping[str, Any]) -> bool:
        """Whether this call fails; counts it."""
        if self.times == 0 or self.method not in ("*", method):
            return False
        if self.chat_id is not None and str(given.get("chat_id")) != str(self.chat_id):
            return False
        if self.times is not None:
            self.times -= 1
        return True
