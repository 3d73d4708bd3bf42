"""An agent that answers from a table instead of a model, and notes what it was told."""

from __future__ import annotations

from typing import Any

from rasa.core.channels.channel import UserMessage

Reply = dict[str, Any]


class FakeAgent:
    """Stands in for Rasa's agent.

    Attributes:
        replies: text → replies, each with `text` and `buttons`; any other text is echoed.
        parsed: text → parse data.
        messages: every message handled.
    """

    def __init__(
        self,
        replies: dict[str, list[Reply]] | None = None,
        parsed: dict[str, dict[str, Any]] | None = None,
    ) -> None:
        self.replies = replies or {}
        self.parsed = parsed or {}
        self.messages: list[UserMessage] = []
        self.processor = self

    async def handle_message(self, message: UserMessage) -> None:
        """Send the replies of the table."""
        self.messages.append(message)
        for reply in self.replies.get(message.text, [{"text": f"you said {message.text}"}]):
            await message.output_channel.send_response(message.sender_id, dict(reply))

    async def parse_message(self, message: UserMessage | str) -> dict[str, Any]:
        """The parse data of the table."""
        text = message if isinstance(message, str) else message.text
        return self.parsed[text]


def parsed(intent: str, outcome: str, *entries: str, language: str | None = "en") -> dict[str, Any]:
    """Parse data as the pipeline leaves them."""
    scored = [{"target": entry, "score": 0.5} for entry in entries]
    return {
        "intent": {"name": intent, "confidence": 0.9},
        "written": {"language": language, "words": 3, "latin": False, "ukrainian": False},
        "knowledge": {"outcome": outcome, "entries": scored, "intents": [], "passages": []},
    }
