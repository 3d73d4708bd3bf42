"""One question, and how its answer was found."""

from __future__ import annotations

from typing import Any

from rasa.core.agent import Agent

from bot.cli.terminal import Conversation


async def ask(agent: Agent, question: str, explain: bool) -> str:
    """The replies to one question and, where asked for, what the decision rests on.

    Args:
        agent: who answers.
        question: as a person would type it.
        explain: add intent, language, candidates and scores.
    """
    parts = []
    if explain:
        parts.append(explanation(await agent.parse_message(question)))
    parts += await Conversation(agent).say(question)
    return "\n\n".join(parts)


def explanation(parsed: dict[str, Any]) -> str:
    """Intent, language, candidates and scores of a parsed message."""
    knowledge = parsed.get("knowledge") or {}
    written = parsed.get("written") or {}
    lines = [
        f"intent    {parsed['intent']['name']} ({parsed['intent']['confidence']:.2f})",
        f"language  {written.get('language')}" + (" in Latin letters" * _respelt(written)),
        f"decision  {knowledge.get('outcome')}",
    ]
    if knowledge.get("pattern"):
        lines.append(f"pattern   {knowledge['pattern']}")
    for kind, name in (("intents", "intent"), ("entries", "entry"), ("passages", "passage")):
        for candidate in knowledge.get(kind, ()):
            lines.append(f"{name:<9} {candidate['score']:.3f}  {candidate['target']}")
    return "\n".join(lines)


def _respelt(written: dict[str, Any]) -> bool:
    return written.get("language") == "ru" and bool(written.get("latin"))
