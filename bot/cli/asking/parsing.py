"""What the assistant decides for questions.

A release runs this file as a program of its own with that release's modules around it, so it uses
only what has long been there: questions come as JSON on the standard input, decisions go to the
file that is named.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Iterable
from typing import Any


async def parse(agent: Any, questions: Iterable[tuple[str, str | None]]) -> list[dict[str, Any]]:
    """Intent, outcome and candidates for each (question, language code)."""
    from rasa.core.channels.channel import UserMessage

    found = []
    for text, language in questions:
        message = UserMessage(text, metadata={"language_code": language})
        parsed = await agent.processor.parse_message(message)
        knowledge = parsed.get("knowledge") or {}
        found.append(
            {
                "intent": parsed["intent"]["name"],
                "outcome": knowledge.get("outcome") or "nothing",
                "entries": knowledge.get("entries", []),
                "passages": knowledge.get("passages", []),
            }
        )
    return found


def main(target: str) -> None:
    """Answer the questions of the standard input with the newest model of this folder."""
    from bot.logs import configure_logging

    configure_logging("WARNING")  # before Rasa is imported, which would print the questions
    from bot.assistant.agent import load_agent
    from bot.settings import Settings

    questions = [(text, language) for text, language in json.load(sys.stdin)]
    found = asyncio.run(parse(load_agent(Settings.from_environment()), questions))
    with open(target, "w", encoding="utf-8") as file:
        json.dump(found, file)


if __name__ == "__main__":
    main(sys.argv[1])
