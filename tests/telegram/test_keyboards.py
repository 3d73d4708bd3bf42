"""Buttons stand one a row or beside each other and never carry more than Telegram takes."""

from __future__ import annotations

from typing import Any

import pytest
from telegram import InlineKeyboardMarkup, User

from bot.telegram.keyboards import (
    inline_keyboard,
    is_single_use,
    link,
    payload_of,
    titles,
    used,
)

ME = User(70, "Bot", True, username="some_test_bot", supports_inline_queries=True)
WITHOUT_INLINE_MODE = User(70, "Bot", True, username="some_test_bot")

A = {"title": "A", "payload": "/a"}
B = {"title": "B", "payload": "/b", "type": "postback"}
C = {"title": "C", "payload": "/c", "beside": True}
ONCE = {"title": "Once", "payload": "/once", "once": True}
LINK = {"title": "Link", "start": "storm"}
SHARE = {"title": "Share", "share": "storm"}
SHOWN_A, SHOWN_B, SHOWN_C = ("A", "/a"), ("B", "/b"), ("C", "/c")


def shown(keyboard: InlineKeyboardMarkup | None) -> list[list[tuple[str, object]]]:
    """What stands on each button and what it does, row by row."""
    if keyboard is None:
        return []
    return [
        [(b.text, b.callback_data or b.url or ("share", b.switch_inline_query)) for b in row]
        for row in keyboard.inline_keyboard
    ]


def rows(*buttons: dict[str, Any], **where: Any) -> list[list[tuple[str, object]]]:
    return shown(inline_keyboard(buttons, **where))


class TestRows:
    def test_one_button_a_row(self) -> None:
        assert rows(A, B) == [[SHOWN_A], [SHOWN_B]]
        assert rows(A, {**B, "beside": False}) == [[SHOWN_A], [SHOWN_B]]

    def test_one_stands_beside_the_one_before_it(self) -> None:
        assert rows(A, B, C) == [[SHOWN_A], [SHOWN_B, SHOWN_C]]
        assert rows(A, C, B) == [[SHOWN_A, SHOWN_C], [SHOWN_B]]
        assert rows(A, C, C) == [[SHOWN_A, SHOWN_C, SHOWN_C]]

    def test_the_first_stands_in_a_row_of_its_own(self) -> None:
        assert rows(C, A) == [[SHOWN_C], [SHOWN_A]]

    def test_beside_one_that_is_not_shown(self) -> None:
        assert rows(SHARE, C) == [[SHOWN_C]]

    def test_no_buttons_no_keyboard(self) -> None:
        assert inline_keyboard([]) is None


class TestPayloads:
    @pytest.mark.parametrize("payload", ["x" * 64, "\u0436" * 32])
    def test_64_bytes_are_taken(self, payload: str) -> None:
        assert inline_keyboard([{"title": "A", "payload": payload}])

    def test_the_mark_of_a_single_use_one_counts(self) -> None:
        assert rows({**ONCE, "payload": "x" * 63}) == [[("Once", "1" + "x" * 63)]]
        with pytest.raises(ValueError, match="this one has 65$"):
            rows({**ONCE, "payload": "x" * 64})

    @pytest.mark.parametrize(("payload", "size"), [("x" * 65, 65), ("\u0436" * 33, 66), ("", 0)])
    @pytest.mark.parametrize("where", [{"beside": True}, {"beside": False}])
    @pytest.mark.parametrize("in_group", [True, False])
    def test_a_wrong_size_is_named_and_nothing_else(
        self, payload: str, size: int, where: dict[str, bool], in_group: bool
    ) -> None:
        with pytest.raises(ValueError, match=f"^a button's payload .* this one has {size}$"):
            rows(A, {"title": "B", "payload": payload, **where}, in_group=in_group)

    def test_a_button_needs_a_title(self) -> None:
        for button in (A, LINK, SHARE):
            with pytest.raises(ValueError, match="title"):
                rows({**button, "title": " "})


class TestSingleUse:
    def test_a_payload_comes_back_as_it_was(self) -> None:
        ((_, carried),) = rows(ONCE)[0]
        assert is_single_use(str(carried)) and payload_of(str(carried)) == "/once"
        assert not is_single_use("/once") and payload_of("/once") == "/once"

    def test_all_of_them_vanish_together(self) -> None:
        keyboard = inline_keyboard([ONCE, {**C, "once": True}, A, C, ONCE, LINK, SHARE], me=ME)
        assert keyboard
        assert shown(used(keyboard)) == [[SHOWN_A, SHOWN_C], *rows(LINK, SHARE, me=ME)]

    def test_nothing_stays_where_there_is_nothing_else(self) -> None:
        keyboard = inline_keyboard([ONCE, ONCE])
        assert keyboard and used(keyboard) is None

    def test_without_any_all_stays(self) -> None:
        keyboard = inline_keyboard([A, C, LINK], me=ME)
        assert keyboard and used(keyboard) == keyboard


class TestOtherDoors:
    def test_a_link_opens_the_private_chat(self) -> None:
        assert link(ME, "storm") == "https://t.me/some_test_bot?start=storm"
        assert rows(LINK, me=ME) == [[("Link", link(ME, "storm"))]]

    def test_an_answer_is_offered_for_another_chat(self) -> None:
        assert rows(SHARE, me=ME) == [[("Share", ("share", "storm"))]]

    def test_not_without_inline_mode(self) -> None:
        assert rows(A, SHARE, me=WITHOUT_INLINE_MODE) == [[SHOWN_A]]

    def test_neither_before_the_bot_is_known(self) -> None:
        assert inline_keyboard([LINK, SHARE]) is None
        assert rows(LINK, A, SHARE) == [[SHOWN_A]]

    def test_in_a_group_there_is_nothing_but_links(self) -> None:
        assert rows(A, ONCE, SHARE, C, LINK, me=ME, in_group=True) == rows(LINK, me=ME)
        assert inline_keyboard([A, SHARE], ME, in_group=True) is None


def test_what_stands_on_the_buttons_of_a_private_chat() -> None:
    assert titles([A, C, LINK, SHARE]) == [["A", "C"], ["Link"], ["Share"]]
    assert titles([]) == []
