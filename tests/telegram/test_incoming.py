"""What a person wrote is never printed, and what cannot be read says nothing of itself."""

from __future__ import annotations

from dataclasses import fields

import pytest

from bot.telegram.incoming import UPDATE_KINDS, Incoming, InlineAsked, PoisonUpdate

SAID = Incoming(1, 731, 731, "canary words", language_code="xx", callback_query_id="canary-query")
ASKED = InlineAsked(1, 731, "canary-query", "canary words", "xx")


@pytest.mark.parametrize("told", [SAID, ASKED], ids=["said", "asked"])
@pytest.mark.parametrize("printed", [repr, str, "{}".format, "{!r}".format, "%s".__mod__])
def test_nothing_of_it_is_printed(told: Incoming | InlineAsked, printed: object) -> None:
    assert callable(printed)
    assert printed(told) == f"<{type(told).__name__}>"


def test_nor_inside_something_else() -> None:
    assert "canary" not in repr([SAID, {"a": ASKED}]) + str(PoisonUpdate())


def test_it_stays_as_it_was_read() -> None:
    for told in (SAID, ASKED):
        for part in fields(told):
            with pytest.raises(AttributeError):
                setattr(told, part.name, None)


def test_telegram_is_asked_for_nothing_that_is_not_read() -> None:
    assert set(UPDATE_KINDS) == {"message", "edited_message", "callback_query", "inline_query"}
