"""The menu's commands: what Telegram admits, and what the assistant understands."""

from __future__ import annotations

import re

import pytest
import yaml

from bot.assistant.commands import (
    CLEAR,
    DESCRIPTIONS,
    PAYLOADS,
    UNSUPPORTED,
    UNSUPPORTED_PERSONAL,
)
from bot.languages import Languages
from bot.settings import ROOT

DOMAIN = yaml.safe_load((ROOT / "domain.yml").read_text("utf-8"))
INTENTS = {next(iter(i)) if isinstance(i, dict) else i for i in DOMAIN["intents"]}
LANGUAGES = Languages.read(ROOT / "locales")


def test_what_help_is_needed_for_is_there() -> None:
    assert {"start", "help", "help_now", "language", "privacy", "forget"} <= set(PAYLOADS)


@pytest.mark.parametrize("name", DESCRIPTIONS)
def test_a_command_is_described_in_every_language(name: str) -> None:
    assert re.fullmatch(r"[a-z0-9_]{1,32}", name)
    for catalog in LANGUAGES.catalogs.values():
        assert catalog.has(DESCRIPTIONS[name])
        assert 0 < len(catalog.gettext(DESCRIPTIONS[name])) <= 60


def test_nothing_is_described_that_is_no_command() -> None:
    assert set(DESCRIPTIONS) == {*PAYLOADS, CLEAR}


@pytest.mark.parametrize("payload", [*PAYLOADS.values(), UNSUPPORTED, UNSUPPORTED_PERSONAL, CLEAR])
def test_a_command_sends_an_intent_of_the_domain(payload: str) -> None:
    assert payload.removeprefix("/") in INTENTS


@pytest.mark.parametrize("language", LANGUAGES.codes)
@pytest.mark.parametrize("name", DOMAIN["responses"])
def test_a_command_that_a_reply_names_exists(name: str, language: str) -> None:
    text = LANGUAGES.catalog(language).gettext(DOMAIN["responses"][name][0]["text"])
    named = re.findall(r"(?<!\S)/(\w+)", text)
    assert set(named) <= set(DESCRIPTIONS)
