"""Buttons stand one a row and never carry more than Telegram takes."""

from __future__ import annotations

import pytest

from bot.telegram.keyboards import inline_keyboard


def test_one_button_a_row() -> None:
    keyboard = inline_keyboard(
        [{"title": "A", "payload": "/a"}, {"title": "B", "payload": "/b", "type": "postback"}]
    )
    assert keyboard is not None
    rows = [[(b.text, b.callback_data) for b in row] for row in keyboard.inline_keyboard]
    assert rows == [[("A", "/a")], [("B", "/b")]]


def test_no_buttons_no_keyboard() -> None:
    assert inline_keyboard([]) is None


@pytest.mark.parametrize("payload", ["x" * 64, "\u0436" * 32])
def test_64_bytes_are_taken(payload: str) -> None:
    assert inline_keyboard([{"title": "A", "payload": payload}])


@pytest.mark.parametrize(("payload", "size"), [("x" * 65, 65), ("\u0436" * 33, 66), ("", 0)])
def test_a_wrong_size_is_named_and_nothing_else(payload: str, size: int) -> None:
    with pytest.raises(ValueError, match=f"this one has {size}$"):
        inline_keyboard([{"title": "A", "payload": payload}])


def test_a_button_needs_a_title() -> None:
    with pytest.raises(ValueError, match="title"):
        inline_keyboard([{"title": " ", "payload": "/a"}])
