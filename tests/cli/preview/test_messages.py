"""A reply as Telegram gets it: split, measured, the buttons under the last message."""

from __future__ import annotations

import pytest

from bot.assistant.reply import Button, Reply
from bot.cli.preview.messages import message, messages

BUTTONS = (
    Button("A", "/a", once=True),
    Button("B", "/b", beside=True, once=True),
    Button("C", start="storm"),
    Button("\ue0001\ue001D\ue002", share="storm"),
)


def test_length_and_what_a_locked_screen_shows() -> None:
    (found,) = messages(Reply("<i>Ten &lt; eleven</i>\n\n" + "é" * 50 + "\U0001f600"))
    assert found.length == len("Ten < eleven") + 2 + 50 + 2
    assert found.first_seen == "Ten < eleven " + "é" * 26


def test_buttons_stand_in_rows_under_the_last_message() -> None:
    first, last = messages(Reply("a " * 2500, BUTTONS))
    assert first.rows == () and first.length <= 4096
    a, b, c, d = BUTTONS
    assert last.rows == ((a, b), (c,), (d,))


def test_a_button_that_telegram_refuses_is_found() -> None:
    with pytest.raises(ValueError, match="64 bytes"):
        messages(Reply("Hello.", (Button("A", "/" + "a" * 64),)))


def test_a_message_of_any_length() -> None:
    assert message("a" * 5000).length == 5000
