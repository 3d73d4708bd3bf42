"""Whole conversations in both languages with the trained assistant, one reply a turn."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from rasa.core.agent import Agent

from bot.store.memories import Memory
from tests.support.agent import Person
from tests.support.shows import check, expected, finds

CONVERSATIONS = [
    pytest.param(conversation, id=f"{path.stem}: {conversation['about']}")
    for path in sorted(Path(__file__).parent.glob("*.yml"))
    for conversation in yaml.safe_load(path.read_text("utf-8"))
]


@pytest.mark.filterwarnings("ignore:Failed to parse arguments in line:UserWarning")
@pytest.mark.parametrize("conversation", CONVERSATIONS)
async def test_conversation(agent: Agent, conversation: dict[str, Any]) -> None:
    person = Person(agent, conversation["speaks"])
    for row in conversation["turns"]:
        said = row.get("say", "") * row.get("times", 1)
        shown = await (person.presses(row["press"]) if "press" in row else person.says(said))
        check(shown)
        label = f"{row}: {shown.text[:200]!r} {shown.payloads}"
        language = row["in"]
        if "shows" in row:
            assert expected(row["shows"], language) in shown.text, label
        if row.get("shows") in ("utter_at_risk", "utter_help_now"):
            for part in ("utter_contacts", "utter_trace"):
                assert expected(part, language) in shown.text, label
        if "is" in row:
            assert shown.text == expected(row["is"], language), label
        if "finds" in row:
            assert finds(shown, row["finds"], language), label
        if "offers" in row:
            assert row["offers"] in shown.payloads, label
        if "note" in row:
            assert shown.text.startswith(expected(row["note"], language)), label
        if row.get("asks_nothing"):
            assert "?" not in shown.text, label
        if row.get("forgotten"):
            memories = agent.tracker_store._store.memories
            assert await memories.recall(person.pseudonym) == Memory(), label
        remembered = (await agent.tracker_store.retrieve(person.pseudonym)).get_slot("language")
        assert remembered == (None if row.get("forgotten") else language), label
