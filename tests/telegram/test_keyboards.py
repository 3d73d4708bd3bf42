"""Buttons stand one a row or beside each other and never carry more than Telegram takes."""

from __future__ import annotations

from typing import Any

import pytest

from bot.telegram.keyboards import inline_keyboard


def rows(*buttons: dict[str, Any]) -> list[list[tuple[str, object]]]:
    """What stands on each button and what it sends, row by row."""
    keyboard = inline_keyboard(buttons)
    assert keyboard is not None
    return [[(b.text, b.callback_data) for b in row] for row in keyboard.inline_keyboard]


A = {"title": "A", "payload": "/a"}
B = {"title": "B", "payload": "/b", "type": "postback"}
C = {"title": "C", "payload": "/c", "beside": True}
SHOWN_A, SHOWN_B, SHOWN_C = ("A", "/a"), ("B", "/b"), ("C", "/c")


def test_one_button_a_row() -> None:
    assert rows(A, B) == [[SHOWN_A], [SHOWN_B]]
    assert rows(A, {**B, "beside": False}) == [[SHOWN_A], [SHOWN_B]]


def test_one_stands_beside_the_one_before_it() -> None:
    assert rows(A, B, C) == [[SHOWN_A], [SHOWN_B, SHOWN_C]]
    assert rows(A, C, B) == [[SHOWN_A, SHOWN_C], [SHOWN_B]]
    assert rows(A, C, C) == [[SHOWN_A, SHOWN_C, SHOWN_C]]


def test_the_first_stands_in_a_row_of_its_own() -> None:
    assert rows(C, A) == [[SHOWN_C], [SHOWN_A]]


def test_no_buttons_no_keyboard() -> None:
    assert inline_keyboard([]) is None


@pytest.mark.parametrize("payload", ["x" * 64, "\u0436" * 32])
def test_64_bytes_are_taken(payload: str) -> None:
    assert inline_keyboard([{"title": "A", "payload": payload}])


@pytest.mark.parametrize(("payload", "size"), [("x" * 65, 65), ("\u0436" * 33, 66), ("", 0)])
@pytest.mark.parametrize("beside", [False, True])
def test_a_wrong_size_is_named_and_nothing_else(payload: str, size: int, beside: bool) -> None:
    with pytest.raises(ValueError, match=f"this one has {size}$"):
        inline_keyboard([A, {"title": "B", "payload": payload, "beside": beside}])


def test_a_button_needs_a_title() -> None:
    with pytest.raises(ValueError, match="title"):
        inline_keyboard([{"title": " ", "payload": "/a"}])
