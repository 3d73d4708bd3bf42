"""Rasa's responses become messages; what is not for readers is not shown."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Rasa's libraries warn when they are imported
    from bot.telegram.outgoing import TelegramOutput


class Recorder:
    """Stands for a Delivery."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, Sequence[Mapping[str, Any]]]] = []

    async def send(self, html: str, buttons: Sequence[Mapping[str, Any]] = ()) -> None:
        self.sent.append((html, buttons))


BUTTON = {"title": "A", "payload": "/a"}


@pytest.mark.parametrize(
    ("response", "sent"),
    [
        ({"text": "<b>a</b>", "buttons": [BUTTON]}, ("<b>a</b>", [BUTTON])),
        ({"text": "a\n\nb", "buttons": []}, ("a\n\nb", ())),
        ({"text": "a", "custom": {"x": 1}, "remember": {"y": 2}}, ("a", ())),
        ({"text": None, "custom": {"x": 1}}, ("", ())),
    ],
)
async def test_a_response(response: dict[str, Any], sent: object) -> None:
    delivery = Recorder()
    before = dict(response)
    await TelegramOutput(delivery).send_response("pseudonym", response)  # type: ignore[arg-type]
    assert delivery.sent == [sent]
    assert response == before


async def test_a_text() -> None:
    delivery = Recorder()
    await TelegramOutput(delivery).send_text_message("pseudonym", "a")  # type: ignore[arg-type]
    assert delivery.sent == [("a", ())]
