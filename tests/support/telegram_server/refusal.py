"""The server says no."""

from __future__ import annotations

from typing import Any


class Refusal(Exception):
    """An error as the Bot API answers it."""

    def __init__(self, status: int, description: str, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.retry_after = retry_after

    def document(self) -> dict[str, Any]:
        answer: dict[str, Any] = {
            "ok": False,
            "error_code": self.status,
            "description": self.description,
        }
        if self.retry_after is not None:
            answer["parameters"] = {"retry_after": self.retry_after}
        return answer


def bad_request(what: str) -> Refusal:
    return Refusal(400, f"Bad Request: {what}")


class Unknown(AssertionError):
    """Something this server does not know: the test fails, however the client copes."""
