"""credentials.yml names functions; a wrong name is said plainly."""

from __future__ import annotations

import pytest

from bot.telegram.surface import Found, Surface, named, nothing


def good() -> Surface:
    return Surface({}, "/unsupported", lambda code: "sorry", lambda key, user_id: "p")


def found() -> Found:
    return Found((), "invitation")


def wrong() -> str:
    return "canary"


def broken() -> Surface:
    raise AttributeError("canary")


async def test_an_assistant_need_not_say_more_than_it_must() -> None:
    surface = good()
    assert surface.check(object()) is None
    assert surface.known("/anything")
    assert surface.link("storm") is None
    assert surface.clear is None
    for say in (surface.slow, surface.urgent, surface.busy, surface.stale):
        assert say("ru") == ""
    assert await surface.search(object(), "words", "ru") == await nothing(None, "", None)
    assert (await surface.search(object(), "words", "ru")).cards == ()


def test_a_function_is_found_and_called() -> None:
    assert named(f"{__name__}.good", Surface).unsupported == "/unsupported"
    assert named(f"{__name__}.found", Found).invitation == "invitation"


@pytest.mark.parametrize("path", ["good", "no.such.module.good", f"{__name__}.missing", "", "."])
def test_a_missing_function_is_named(path: str) -> None:
    with pytest.raises(ValueError) as caught:
        named(path, Surface)
    assert str(caught.value) == f"there is no {path}"


def test_what_goes_wrong_inside_the_function_is_not_hidden() -> None:
    with pytest.raises(AttributeError, match="canary"):
        named(f"{__name__}.broken", Surface)


@pytest.mark.parametrize(("name", "kind"), [("wrong", Surface), ("good", Found)])
def test_a_function_that_returns_something_else(name: str, kind: type) -> None:
    with pytest.raises(ValueError, match=f"{name} must return a {kind.__name__}$") as caught:
        named(f"{__name__}.{name}", kind)
    assert "canary" not in str(caught.value)
