"""Languages by their own names, also such as nobody knows."""

from __future__ import annotations

import pytest

from bot.cli.preview.language_names import direction, own_name


@pytest.mark.parametrize(
    ("code", "name", "written"),
    [
        ("ru", "Русский", "ltr"),
        ("he", "עברית", "rtl"),
        ("pt_BR", "Português (Brasil)", "ltr"),
        ("xx-invented", "xx-invented", "ltr"),
    ],
)
def test_a_language(code: str, name: str, written: str) -> None:
    assert own_name(code) == name
    assert direction(code) == written
