"""Labels fit on their buttons in every language."""

from __future__ import annotations

import pytest

from bot.assistant import labels
from bot.assistant.labels import HELPFUL, TOPIC_NAMES, UNHELPFUL
from bot.languages import Languages
from bot.library.model import TOPICS
from bot.settings import ROOT

LANGUAGES = Languages.read(ROOT / "locales")
ABOVE = {"DID_YOU_MEAN", "PERHAPS", "WARNING", "I_KNOW_ABOUT", "QUESTIONS"}
"""What stands above buttons, not on them."""

BUTTONS = [
    *TOPIC_NAMES.values(),
    *(text for name, text in vars(labels).items() if name.isupper() and isinstance(text, str)
      and name not in ABOVE),
]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES.codes)
def test_they_fit_and_are_translated(language: str) -> None:
    catalog = LANGUAGES.catalog(language)
    assert len(BUTTONS) >= len(TOPICS) + 8
    for text in BUTTONS:
        assert catalog.has(text), text
        assert 1 <= len(catalog.gettext(text)) <= 30, text
    for name in ABOVE:
        assert catalog.has(getattr(labels, name)), name


@pytest.mark.parametrize("language", LANGUAGES.codes)
def test_two_beside_each_other_are_short(language: str) -> None:
    say = LANGUAGES.catalog(language).gettext
    assert max(len(say(HELPFUL)), len(say(UNHELPFUL))) <= 15


def test_every_topic_has_a_name() -> None:
    assert set(TOPIC_NAMES) == set(TOPICS)
