"""The intents of domain.yml, in whichever form they stand there."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.library.intents import read_intents


@pytest.mark.parametrize(
    ("text", "intents"),
    [
        ("intents: [greet, at_risk]", {"greet", "at_risk"}),
        ("intents:\n- greet\n- clear: {use_entities: []}\n", {"greet", "clear"}),
        ("responses: {}", set()),
        ("intents: greet", set()),
        ("- greet", set()),
        ("", set()),
        ("intents: [greet", set()),
    ],
)
def test_the_names_of_intents(tmp_path: Path, text: str, intents: set[str]) -> None:
    (tmp_path / "domain.yml").write_text(text, "utf-8")
    assert read_intents(tmp_path) == intents


def test_without_a_domain_there_are_none(tmp_path: Path) -> None:
    assert read_intents(tmp_path) == set()
