"""A switch between a proof and the program it runs: which place of the code is to fail, and how.

The launcher puts a watch before every place; the proof writes a file to arm one of them.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SWITCH = "PROOF_FAULTS"
"""The variable that names the folder of the switch."""

PLACES = {
    "detector": "bot.assistant.detector:LanguageDetector.process",
    "featurizer": "bot.assistant.featurizer:BilingualFeaturizer.process",
    "retriever": "bot.assistant.retriever:KnowledgeRetriever.process",
    "policy": "rasa.core.policies.rule_policy:RulePolicy.predict_action_probabilities",
    "processor": "rasa.core.processor:MessageProcessor._run_prediction_loop",
    "action": "rasa.core.actions.action:ActionBotResponse.run",
    "generator": "bot.assistant.nlg:LibraryGenerator.generate",
    "composer": "bot.assistant.nlg:compose",
    "retrieve": "bot.assistant.tracker_store:SealedTrackerStore.retrieve",
    "recall": "bot.store.memories:Memories.recall",
    "read": "bot.store.memories:Memories._read",
    "save": "bot.assistant.tracker_store:SealedTrackerStore.save",
    "keep": "bot.store.memories:Memories.keep",
    "write": "bot.store.memories:Memories._write",
    "database": "bot.store.database:Database.run",
    "lock store": "bot.assistant.lock_store:TurnLockStore.lock",
    "update": "telegram:Message.de_json",
    "delivery": "bot.telegram.delivery:Delivery.send",
    "client": "telegram:Bot.send_message",
    "apology": "bot.telegram.conversation:Conversation.apologise",
}
"""Name of a place → where it is in the code."""


class Faults:
    """The proof's side of the switch."""

    def __init__(self, folder: Path) -> None:
        """Nothing is armed yet; makes the folder."""
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self._armed = folder / "armed"
        self._hits = folder / "hits"
        self._hits.touch()

    @contextmanager
    def armed(self, place: str, kind: str, message: str) -> Iterator[None]:
        """Have a place fail meanwhile.

        Args:
            place: one of PLACES.
            kind: `raise`, `hold` (until it is disarmed), `chatter` or `leak`; see the launcher.
            message: what an exception or a careless library says.
        """
        if place not in PLACES:
            raise KeyError(place)
        written = self.folder / "writing"
        fault = {"place": place, "kind": kind, "message": message}
        written.write_text(json.dumps(fault), "utf-8")
        written.rename(self._armed)
        try:
            yield
        finally:
            self._armed.unlink()

    @property
    def hits(self) -> int:
        """How often an armed place was reached."""
        return self._hits.stat().st_size


class Watch:
    """The program's side of the switch, before one place."""

    def __init__(self, folder: Path, place: str) -> None:
        """Watch for this place."""
        self._armed = folder / "armed"
        self._hits = folder / "hits"
        self._place = place

    def fault(self) -> tuple[str, str] | None:
        """Kind and message where this place is armed; counts it."""
        found = self._read()
        if found:
            number = os.open(self._hits, os.O_WRONLY | os.O_APPEND)
            os.write(number, b".")
            os.close(number)
        return found

    def holds(self) -> bool:
        """Whether it is still armed."""
        return self._read() is not None

    def _read(self) -> tuple[str, str] | None:
        try:
            fault = json.loads(self._armed.read_text("utf-8"))
        except FileNotFoundError:
            return None
        return (fault["kind"], fault["message"]) if fault["place"] == self._place else None
