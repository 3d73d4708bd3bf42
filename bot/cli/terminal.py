"""A conversation in the terminal: what Telegram would show, buttons as numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

from bot.assistant.commands import PAYLOADS
from bot.cli.plain import plain

PERSON = "terminal"
"""The one person of a terminal."""


class Conversation:
    """One person's conversation with the agent."""

    def __init__(self, agent: Agent, language_code: str | None = None) -> None:
        """Talk to this agent; `language_code` is what Telegram would report."""
        self._agent = agent
        self._metadata = {"language_code": language_code}
        self._payloads: list[str] = []

    async def say(self, untrusted_text: str) -> list[str]:
        """The replies to a line: a number presses a button, `/help` is a command."""
        channel = CollectingOutputChannel()
        message = UserMessage(
            self._payload(untrusted_text.strip()), channel, PERSON, metadata=self._metadata
        )
        await self._agent.handle_message(message)
        return [self._show(reply) for reply in channel.messages]

    def _payload(self, line: str) -> str:
        if line.isdecimal() and 0 < int(line) <= len(self._payloads):
            return self._payloads[int(line) - 1]
        if line.startswith("/"):
            return PAYLOADS.get(line[1:], line.lstrip("/"))
        return line

    def _show(self, reply: dict[str, Any]) -> str:
        # What opens or shares a chat is for Telegram.
        buttons = [b for b in reply.get("buttons") or [] if "payload" in b]
        self._payloads = [button["payload"] for button in buttons]
        numbered = [f"  [{n}] {button['title']}" for n, button in enumerate(buttons, 1)]
        return "\n".join([plain(reply.get("text") or ""), *numbered])


async def converse(
    agent: Agent, lines: Iterable[str], show: Callable[[str], None], language_code: str | None
) -> None:
    """Begin with /start, then answer every line.

    Args:
        agent: who answers.
        lines: what the person types.
        show: prints a reply.
        language_code: the language of the terminal.
    """
    conversation = Conversation(agent, language_code)
    for reply in await conversation.say("/start"):
        show(reply)
    for line in lines:
        if line.strip():
            for reply in await conversation.say(line):
                show(reply)
