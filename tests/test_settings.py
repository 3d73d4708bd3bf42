"""Settings are checked once, the refusals say what to do, and secrets are never printed."""

from __future__ import annotations

import pytest

from bot.errors import SettingsError
from bot.settings import UNCONFIRMED_SENTENCE, Settings

TOKEN = "7000000001:made-up-token-for-tests"
KEY = "0123456789abcdef" * 4


def refusal(**environment: str) -> str:
    with pytest.raises(SettingsError) as caught:
        Settings.from_environment(environment)
    return str(caught.value)


def test_nothing_set_is_a_conversation_in_the_terminal():
    settings = Settings.from_environment({})
    assert settings == Settings()
    assert settings.telegram_token is None
    assert settings.secret_key is None


def test_all_values_are_read():
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
        }
    )
    assert settings.telegram_token == TOKEN
    assert settings.secret_key == KEY.encode()
    assert settings.encoder == "/models/other"
    assert (settings.expiry_hours, settings.language_days) == (2, 3)
    assert settings.telegram_api_url == "http://127.0.0.1:8081"
    assert settings.log_level == "DEBUG"
    assert settings.redis_url == "rediss://127.0.0.1:6379/1"


def test_empty_values_are_as_good_as_none():
    names = ("ENCODER", "EXPIRY_HOURS", "LANGUAGE_DAYS", "TELEGRAM_API_URL", "LOG_LEVEL")
    assert Settings.from_environment(dict.fromkeys(names, " ")) == Settings()


def test_secrets_are_never_printed():
    settings = Settings.from_environment({"TELEGRAM_BOT_TOKEN": TOKEN, "BOT_SECRET_KEY": KEY})
    for printed in (repr(settings), str(settings), f"{settings}"):
        assert TOKEN not in printed
        assert KEY not in printed


@pytest.mark.parametrize("key", [None, "", "   ", "short", KEY[:31]])
def test_a_token_without_a_good_key_is_refused_with_the_command(key):
    environment = {"TELEGRAM_BOT_TOKEN": TOKEN} | ({} if key is None else {"BOT_SECRET_KEY": key})
    sentence = refusal(**environment)
    assert "BOT_SECRET_KEY" in sentence
    assert 'python3 -c "import secrets; print(secrets.token_hex(32))"' in sentence
    assert TOKEN not in sentence
    assert not key or not key.strip() or key not in sentence


@pytest.mark.parametrize("name", ["EXPIRY_HOURS", "LANGUAGE_DAYS"])
@pytest.mark.parametrize("value", ["0", "-1", "1.5", "100000", "two", "²", "1e3"])
def test_an_unusable_number_is_refused_by_name(name, value):
    assert refusal(**{name: value}).startswith(f"{name} must be a whole number from 1 to ")


@pytest.mark.parametrize(
    "address",
    [
        "http://api.example.org",
        "http://localhost.example.org",
        "http://127.0.0.1.example.org",
        "http://localhost@example.org",
        "https://",
        "https://[",
        "ftp://localhost",
        "api.telegram.org",
    ],
)
def test_the_token_never_travels_unencrypted_to_another_machine(address):
    assert "TELEGRAM_API_URL must begin with https://" in refusal(TELEGRAM_API_URL=address)


@pytest.mark.parametrize(
    "address", ["https://api.example.org", "http://localhost:1", "http://[::1]:1"]
)
def test_usable_addresses(address):
    assert Settings.from_environment({"TELEGRAM_API_URL": address}).telegram_api_url == address


def test_an_unknown_log_level_is_refused_by_name():
    assert refusal(LOG_LEVEL="chatty") == "LOG_LEVEL must be DEBUG, INFO, WARNING or ERROR."


@pytest.mark.parametrize(
    "address",
    ["localhost:6379", "http://:pw-canary@host", "redis:/pw-canary", "redis://:pw-canary#@host"],
)
def test_an_unusable_redis_address_is_refused_and_not_repeated(address):
    sentence = refusal(REDIS_URL=address)
    assert sentence.startswith("REDIS_URL must begin with redis://, rediss:// or unix://;")
    assert "canary" not in sentence and "localhost" not in sentence


def test_the_password_in_the_redis_address_is_never_printed():
    settings = Settings.from_environment({"REDIS_URL": "redis://:pw-canary@127.0.0.1/0"})
    assert "pw-canary" not in repr(settings) + str(settings)


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
def test_only_the_whole_sentence_is_a_decision(written, shown):
    settings = Settings.from_environment({"UNCONFIRMED_CONTACTS": written})
    assert settings.shows_unconfirmed_contacts is shown
    assert not Settings.from_environment({}).shows_unconfirmed_contacts
