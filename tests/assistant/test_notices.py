"""What is said without an answer is translated, short enough and discreet."""

from __future__ import annotations

import pytest

from bot.assistant.notices import BUSY, DESCRIPTION, SHORT_DESCRIPTION, SLOW, STALE
from bot.languages import Languages
from bot.settings import ROOT

LANGUAGES = Languages.read(ROOT / "locales")
LIMITS = {STALE: 200, SLOW: 4096, BUSY: 4096, DESCRIPTION: 512, SHORT_DESCRIPTION: 120}
"""Of the Bot API, for the documentation of each method."""


@pytest.mark.parametrize("language", LANGUAGES.codes)
@pytest.mark.parametrize("text", LIMITS)
def test_they_are_translated_and_fit(language: str, text: str) -> None:
    catalog = LANGUAGES.catalog(language)
    assert catalog.has(text)
    assert 0 < len(catalog.gettext(text)) <= LIMITS[text]


@pytest.mark.parametrize("language", LANGUAGES.codes)
def test_the_bots_page_says_nothing_of_its_subject(language: str) -> None:
    catalog = LANGUAGES.catalog(language)
    for text in (DESCRIPTION, SHORT_DESCRIPTION):
        said = catalog.gettext(text).lower()
        telling = ("lgbt", "лгбт", "gay", "гей", "chech", "чечн", "danger", "опасн", "risk")
        assert not [word for word in telling if word in said]
