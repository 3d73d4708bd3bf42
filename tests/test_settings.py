"""Settings are checked once, the refusals say what to do, and secrets are never printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import UNCONFIRMED_SENTENCE, Settings

TOKEN = "7000000001:made-up-token-for-tests"
KEY = "0123456789abcdef" * 4


def refusal(**environment: str) -> str:
    with pytest.raises(SettingsError) as caught:
        Settings.from_environment(environment)
    return str(caught.value)


def test_nothing_set_is_a_conversation_in_the_terminal() -> None:
    settings = Settings.from_environment({})
    assert settings == Settings()
    assert settings.telegram_token is None
    assert settings.secret_key is None


def test_all_values_are_read() -> None:
    settings = Settings.from_environment(
        {
            "TELEGRAM_BOT_TOKEN": f" {TOKEN} ",
            "BOT_SECRET_KEY": KEY,
            "ENCODER": "/models/other",
            "EXPIRY_HOURS": "2",
            "LANGUAGE_DAYS": "3",
            "TELEGRAM_API_URL": "http://127.0.0.1:8081/",
            "LOG_LEVEL": "debug",
            "REDIS_URL": "rediss://127.0.0.1:6379/1",
            "QUESTION_DAYS": "4",
            "QUESTION_GROUP": "5",
            "TELEGRAM_WEBHOOK_URL": "https://bot.example.org/hook/",
            "TELEGRAM_WEBHOOK_SECRET": " secret ",
            "TELEGRAM_WEBHOOK_FROM": "149.154.160.0/20, 91.108.4.0/22",
            "TELEGRAM_LISTEN": "0.0.0.0:8443",
            "PROTECT_CONTENT": "yes",
            "DISABLE_NOTIFICATION": "YES",
            "STATE_DIRECTORY": "/var/lib/ryadom",
        }
    )
    assert settings.telegram_token == TOKEN
    assert settings.secret_key == KEY.encode()
    assert settings.encoder == "/models/other"
    assert (settings.expiry_hours, settings.language_days) == (2, 3)
    assert settings.telegram_api_url == "http://127.0.0.1:8081"
    assert settings.log_level == "DEBUG"
    assert settings.redis_url == "rediss://127.0.0.1:6379/1"
    assert (settings.question_days, settings.question_group) == (4, 5)
    assert settings.webhook_url == "https://bot.example.org/hook"
    assert settings.webhook_secret == "secret"
    assert settings.webhook_from == ("149.154.160.0/20", "91.108.4.0/22")
    assert settings.listen == ("0.0.0.0", 8443)  # noqa: S104 - what an operator wrote
    assert (settings.protect_content, settings.disable_notification) == (True, True)
    assert settings.state == Path("/var/lib/ryadom")


NAMES = (
    "ENCODER EXPIRY_HOURS LANGUAGE_DAYS QUESTION_DAYS QUESTION_GROUP LOG_LEVEL STATE_DIRECTORY"
    " DATABASE_URL REDIS_URL TELEGRAM_API_URL TELEGRAM_WEBHOOK_URL TELEGRAM_WEBHOOK_SECRET"
    " TELEGRAM_WEBHOOK_FROM TELEGRAM_LISTEN PROTECT_CONTENT DISABLE_NOTIFICATION"
    " UNCONFIRMED_CONTACTS"
).split()


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_value_is_as_good_as_none(name: str) -> None:
    assert Settings.from_environment({name: " "}) == Settings()


def test_secrets_are_never_printed() -> None:
    settings = Settings.from_environment(
        {
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "BOT_SECRET_KEY": KEY,
            "TELEGRAM_WEBHOOK_SECRET": "canary-secret",
            "DATABASE_URL": "postgresql://reader:canary-password@127.0.0.1/ryadom",
        }
    )
    for printed in (repr(settings), str(settings), f"{settings}"):
        assert TOKEN not in printed
        assert KEY not in printed
        assert "canary" not in printed


def test_what_is_kept_lies_in_the_folder_of_what_outlasts_the_program() -> None:
    settings = Settings.from_environment({"STATE_DIRECTORY": "/elsewhere"})
    assert settings.database_url == "sqlite:////elsewhere/ryadom.sqlite"
    chosen = {"STATE_DIRECTORY": "/elsewhere", "DATABASE_URL": "sqlite:////third.sqlite"}
    assert Settings.from_environment(chosen).database_url == "sqlite:////third.sqlite"


@pytest.mark.parametrize("key", [None, "", "   ", "short", KEY[:31]])
def test_a_token_without_a_good_key_is_refused_with_the_command(key: str | None) -> None:
    environment = {"TELEGRAM_BOT_TOKEN": TOKEN} | ({} if key is None else {"BOT_SECRET_KEY": key})
    sentence = refusal(**environment)
    assert "BOT_SECRET_KEY" in sentence
    assert 'python3 -c "import secrets; print(secrets.token_hex(32))"' in sentence
    assert TOKEN not in sentence
    assert not key or not key.strip() or key not in sentence


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (UNCONFIRMED_SENTENCE, True),
        (f" {UNCONFIRMED_SENTENCE} ", True),
        (UNCONFIRMED_SENTENCE.lower(), False),
        (f'"{UNCONFIRMED_SENTENCE}"', False),
        ("yes", False),
        ("1", False),
        ("", False),
    ],
)
def test_only_the_whole_sentence_is_a_decision(written: str, shown: bool) -> None:
    settings = Settings.from_environment({"UNCONFIRMED_CONTACTS": written})
    assert settings.shows_unconfirmed_contacts is shown
    assert not Settings.from_environment({}).shows_unconfirmed_contacts
