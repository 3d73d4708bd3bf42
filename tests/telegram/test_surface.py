"""credentials.yml names a function; a wrong name is said plainly."""

from __future__ import annotations

import pytest

from bot.telegram.surface import Surface, surface_at


def good() -> Surface:
    return Surface({}, "/unsupported", lambda code: "sorry", lambda key, user_id: "p")


def wrong() -> str:
    return "no surface"


def test_any_agent_will_do_unless_the_assistant_says_otherwise() -> None:
    assert good().check(object()) is None


def test_a_function_is_found() -> None:
    assert surface_at(f"{__name__}.good").unsupported == "/unsupported"


@pytest.mark.parametrize("path", ["good", "no.such.module.good", f"{__name__}.missing", ""])
def test_a_missing_function_is_named(path: str) -> None:
    with pytest.raises(ValueError, match="credentials.yml: surface: there is no"):
        surface_at(path)


def test_a_function_that_returns_something_else() -> None:
    with pytest.raises(ValueError, match="must return a Surface"):
        surface_at(f"{__name__}.wrong")
