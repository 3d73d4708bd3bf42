"""The bot's page and menus: only what differs is set, and no refusal does harm."""

from __future__ import annotations

import pytest

from bot.telegram.client import Client
from bot.telegram.profile import publish
from bot.telegram.surface import Profile, Surface
from tests.support.telegram_server import TelegramServer

SURFACE = Surface(
    commands={},
    unsupported="/unsupported",
    failure=lambda code: "calm",
    pseudonym=lambda key, user_id: "p",
    menu={"": {"help": "What I can do", "clear": "Delete"}, "ru": {"help": "Что я умею"}},
    profile={"": Profile("Long", "Short"), "ru": Profile("Длинно", "Коротко")},
)
TEXTS = {
    ("description", ""): "Long",
    ("description", "ru"): "Длинно",
    ("short_description", ""): "Short",
    ("short_description", "ru"): "Коротко",
}
SETTING = ("setMyCommands", "setMyDescription", "setMyShortDescription")


def menu(server: TelegramServer, language: str) -> dict[str, str]:
    return {c["command"]: c["description"] for c in server.menus.get(language, [])}


def sets(server: TelegramServer) -> list[str]:
    """Which calls were made that change something; Telegram admits few a day."""
    return [call.method for call in server.calls if call.method in SETTING]


async def test_everything_is_set_in_each_language(server: TelegramServer, client: Client) -> None:
    await publish(client, SURFACE)
    assert list(menu(server, "").items()) == [("help", "What I can do"), ("clear", "Delete")]
    assert menu(server, "ru") == {"help": "Что я умею"}
    assert server.profile == TEXTS
    assert server.menu_buttons[None] == {"type": "commands"}


async def test_what_is_set_already_is_not_set_again(server: TelegramServer, client: Client) -> None:
    await publish(client, SURFACE)
    server.calls.clear()
    await publish(client, SURFACE)
    assert sets(server) == []


async def test_what_differs_is_set(server: TelegramServer, client: Client) -> None:
    await publish(client, SURFACE)
    server.calls.clear()
    server.menus["ru"] = server.menus[""]
    server.profile["description", ""] = "Before"
    server.profile["short_description", "ru"] = "Before"
    await publish(client, SURFACE)
    assert sorted(sets(server)) == sorted(SETTING)
    assert menu(server, "ru") == {"help": "Что я умею"}
    assert server.profile == TEXTS


async def test_the_order_of_the_menu_counts(server: TelegramServer, client: Client) -> None:
    await publish(client, SURFACE)
    server.menus[""].reverse()
    await publish(client, SURFACE)
    assert list(menu(server, "")) == ["help", "clear"]


async def test_without_texts_nothing_is_set(server: TelegramServer, client: Client) -> None:
    await publish(client, Surface({}, "/unsupported", lambda code: "", lambda key, user: "p"))
    assert [call.method for call in server.calls] == ["setChatMenuButton"]


@pytest.mark.parametrize(
    "method",
    [
        *(method for name in SETTING for method in (name, name.replace("set", "get"))),
        "setChatMenuButton",
    ],
)
@pytest.mark.parametrize(
    "how", [{"status": 400}, {"status": 429, "retry_after": 9}, {"drop": True}]
)
async def test_what_telegram_refuses_is_left_out(
    server: TelegramServer,
    client: Client,
    method: str,
    how: dict[str, int],
    caplog: pytest.LogCaptureFixture,
) -> None:
    server.fail(method, times=None, **how)
    await publish(client, SURFACE)
    missed = {
        "Commands": not server.menus,
        "MyDescription": ("description", "") not in server.profile,
        "ShortDescription": ("short_description", "") not in server.profile,
        "MenuButton": not server.menu_buttons,
    }
    assert [name for name, is_missed in missed.items() if is_missed] == [
        name for name in missed if method.endswith(name)
    ]
    assert len(caplog.messages) == (1 if method == "setChatMenuButton" else 2)
    assert all(" was not set (" in message for message in caplog.messages)
