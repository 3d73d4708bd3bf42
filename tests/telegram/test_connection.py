"""What an operator decides, as it stands in credentials.yml; what is missing is named."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.telegram.client import PUBLIC_API
from bot.telegram.connection import Connection
from bot.telegram.delivery import Manner
from bot.telegram.surface import Surface
from bot.telegram.webhook import WebhookSettings

URL = "https://bot.example.org/hook"
LEAST = {"token": "1:canary", "secret_key": "canary-key"}


def test_token_and_key_are_enough() -> None:
    connection = Connection.of(LEAST)
    assert connection == Connection("1:canary", b"canary-key")
    assert connection.api_url == PUBLIC_API
    assert (connection.webhook, connection.folder) == (None, None)
    assert connection.manner == Manner(protect_content=False, disable_notification=False)


def test_all_that_may_stand_there(tmp_path: Path) -> None:
    given = {
        **LEAST,
        "api_url": "http://127.0.0.1:1",
        "webhook_url": URL,
        "webhook_secret": "canary-secret",
        "webhook_addresses": ["149.154.160.0/20"],
        "protect_content": True,
        "disable_notification": True,
        "folder": str(tmp_path),
    }
    assert Connection.of(given) == Connection(
        "1:canary",
        b"canary-key",
        "http://127.0.0.1:1",
        WebhookSettings(URL, "canary-secret", ("149.154.160.0/20",)),
        Manner(protect_content=True, disable_notification=True),
        tmp_path,
    )


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("149.154.160.0/20, 91.108.4.0/22,", ("149.154.160.0/20", "91.108.4.0/22")),
        (["149.154.160.0/20", " 91.108.4.0/22 "], ("149.154.160.0/20", "91.108.4.0/22")),
        ("", ()),
        (None, ()),
    ],
)
def test_networks(written: Any, read: tuple[str, ...]) -> None:
    given = {**LEAST, "webhook_url": URL, "webhook_addresses": written}
    assert Connection.of(given).webhook == WebhookSettings(URL, "", read)


@pytest.mark.parametrize("name", LEAST)
@pytest.mark.parametrize("value", ["", None])
def test_what_is_missing_is_named(name: str, value: str | None) -> None:
    with pytest.raises(ValueError, match=f"needs `{name}`") as caught:
        Connection.of({**LEAST, name: value})
    assert "canary" not in str(caught.value)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"webhook_url": "http://bot.example.org"}, "https:// address"),
        ({"webhook_url": URL, "webhook_secret": "canary secret"}, "the webhook's secret takes"),
        ({"webhook_url": URL, "webhook_addresses": "nowhere"}, "nowhere"),
    ],
)
def test_what_cannot_be_used_is_said(given: dict[str, str], said: str) -> None:
    with pytest.raises(ValueError, match=said) as caught:
        Connection.of({**LEAST, **given})
    assert "canary" not in str(caught.value)


def test_secrets_are_never_printed() -> None:
    connection = Connection.of({**LEAST, "webhook_url": URL, "webhook_secret": "canary-secret"})
    assert "canary" not in repr(connection) + str(connection) + repr([connection])


def test_each_bot_has_a_file_of_its_own_that_does_not_name_its_token(tmp_path: Path) -> None:
    connection = Connection("700:canary", b"canary-key", folder=tmp_path)
    assert connection.finished_file == tmp_path / "telegram-700.updates"
    other = replace(connection, token="701:canary")
    assert other.finished_file != connection.finished_file
    assert replace(connection, folder=None).finished_file is None


def test_pseudonyms_are_made_with_the_key() -> None:
    surface = Surface({}, "/x", lambda code: "", lambda key, user_id: f"{key.decode()}-{user_id}")
    assert Connection("1:canary", b"key").pseudonym(surface)(7) == "key-7"
