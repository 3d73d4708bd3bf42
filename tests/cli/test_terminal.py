"""A conversation in the terminal shows what Telegram would."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.core.agent import Agent

from bot.cli.plain import plain
from bot.cli.terminal import Conversation, converse
from tests.support.fake_agent import FakeAgent

BUTTONS = [
    {"title": "Sources", "payload": "/show_sources"},
    {"title": "Help", "payload": "/help"},
]
TALK: dict[str, list[dict[str, Any]]] = {
    "hotline": [{"text": "An <b>answer</b>.", "buttons": BUTTONS}],
    "/start": [{"text": "Hello.", "buttons": BUTTONS}],
    "shared": [{"text": "Links.", "buttons": [{"title": "Share", "share": "hotline"}, BUTTONS[1]]}],
}


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<b>a</b> &amp; <i>b</i>", "a & b"),
        ("a &lt; b &gt; c", "a < b > c"),
        (
            '<a href="https://a.example/?x=1&amp;y=2">Gazette</a>',
            "Gazette <https://a.example/?x=1&y=2>",
        ),
        ("<code>555</code>\n\n• one", "555\n\n• one"),
        ("&lt;b&gt;", "<b>"),
    ],
)
def test_html_as_plain_text(html: str, text: str) -> None:
    assert plain(html) == text


async def test_buttons_are_numbered_and_pressed_by_number() -> None:
    agent = FakeAgent(TALK)
    conversation = Conversation(agent, "ru")  # type: ignore[arg-type]
    assert await conversation.say(" hotline ") == ["An answer.\n  [1] Sources\n  [2] Help"]
    await conversation.say("2")
    assert [message.text for message in agent.messages] == ["hotline", "/help"]
    assert {message.sender_id for message in agent.messages} == {"terminal"}
    assert agent.messages[0].metadata == {"language_code": "ru"}


async def test_what_only_telegram_can_do_is_left_out() -> None:
    conversation = Conversation(FakeAgent(TALK))  # type: ignore[arg-type]
    assert await conversation.say("shared") == ["Links.\n  [1] Help"]


@pytest.mark.parametrize("number", ["0", "3", "12", "-1", "²"])
async def test_a_number_without_a_button_is_a_text(number: str) -> None:
    agent = FakeAgent(TALK)
    conversation = Conversation(agent)  # type: ignore[arg-type]
    await conversation.say("hotline")
    await conversation.say(number)
    assert agent.messages[-1].text == number


@pytest.mark.parametrize(
    ("line", "sent"),
    [
        ("/language", "/change_language"),
        ("/help_now", "/help_now"),
        ("/show_details", "show_details"),
        ('/show{"entry":"nope"}', 'show{"entry":"nope"}'),
        ("what /help", "what /help"),
    ],
)
async def test_commands_are_those_of_the_menu(line: str, sent: str) -> None:
    agent = FakeAgent()
    await Conversation(agent).say(line)  # type: ignore[arg-type]
    assert agent.messages[-1].text == sent


async def test_it_begins_with_start_and_passes_over_empty_lines() -> None:
    agent, shown = FakeAgent(TALK), []
    lines = ["", "hotline", "  ", "bye"]
    await converse(agent, lines, shown.append, "ru")  # type: ignore[arg-type]
    assert [message.text for message in agent.messages] == ["/start", "hotline", "bye"]
    assert [text.split("\n")[0] for text in shown] == ["Hello.", "An answer.", "you said bye"]


async def test_with_the_trained_assistant(agent: Agent) -> None:
    shown: list[str] = []
    await converse(agent, ["/forget", "/help", "1"], shown.append, "ru")
    assert all("<b>" not in text and "&amp;" not in text for text in shown)
    assert any("[1]" in text for text in shown)
