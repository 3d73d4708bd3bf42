"""A channel of Rasa's server: what credentials.yml must say."""

from __future__ import annotations

import warnings
from typing import Any

import pytest

from bot.telegram.connection import Connection
from bot.telegram.surface import Surface

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Rasa's libraries warn when they are imported
    from rasa.core.channels.channel import InputChannel
    from rasa.shared.exceptions import InvalidConfigException

    from bot.telegram.channel import TelegramChannel

HERE = __name__
CREDENTIALS = {"token": "1:canary", "secret_key": "canary-key", "surface": f"{HERE}.surface"}
NAMED = {"connection": f"{HERE}.connection", "surface": f"{HERE}.surface"}


def surface() -> Surface:
    return Surface({}, "/unsupported", lambda code: "calm", lambda key, user_id: "p")


def connection() -> Connection:
    return Connection("2:canary", b"canary-key")


def unset() -> Connection:
    raise ValueError("Set TELEGRAM_BOT_TOKEN")


@pytest.mark.parametrize("credentials", [CREDENTIALS, NAMED])
def test_they_make_a_channel(credentials: dict[str, str]) -> None:
    channel = TelegramChannel.from_credentials(credentials)
    assert isinstance(channel, InputChannel)
    assert channel.name() == channel.url_prefix() == "telegram"
    assert "canary" not in repr(channel)


def test_values_make_the_connection() -> None:
    channel = TelegramChannel.from_credentials({**CREDENTIALS, "protect_content": True})
    assert channel._connection == Connection.of({**CREDENTIALS, "protect_content": True})


def test_a_function_makes_the_connection_whatever_else_stands_there() -> None:
    channel = TelegramChannel.from_credentials({**CREDENTIALS, **NAMED})
    assert channel._connection == connection()


@pytest.mark.parametrize("name", CREDENTIALS)
@pytest.mark.parametrize("value", ["", None])
def test_what_is_missing_is_named(name: str, value: str | None) -> None:
    with pytest.raises(InvalidConfigException, match=f"needs `{name}`") as caught:
        TelegramChannel.from_credentials({**CREDENTIALS, name: value})
    assert "canary" not in str(caught.value)


@pytest.mark.parametrize("credentials", [None, {}])
def test_no_credentials(credentials: Any) -> None:
    with pytest.raises(InvalidConfigException, match="needs `surface`"):
        TelegramChannel.from_credentials(credentials)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"surface": "bot.nothing"}, "there is no bot.nothing"),
        ({"connection": "bot.nothing"}, "there is no bot.nothing"),
        ({"surface": f"{HERE}.connection"}, "must return a Surface"),
        ({"connection": f"{HERE}.surface"}, "must return a Connection"),
        ({"connection": f"{HERE}.unset"}, "Set TELEGRAM_BOT_TOKEN."),
        ({"connection": "", "webhook_url": "http://x"}, "https:// address"),
    ],
)
def test_what_is_wrong_is_said(wrong: dict[str, str], said: str) -> None:
    with pytest.raises(InvalidConfigException, match=said) as caught:
        TelegramChannel.from_credentials({**CREDENTIALS, **wrong})
    assert "canary" not in str(caught.value)
    assert str(caught.value).count("credentials.yml") == 1
