"""What stands behind the intake in its tests: notes what it is given, hangs and fails on demand."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from bot.telegram.incoming import Incoming


class Bot:
    """Answers of no conversation.

    Attributes:
        handled: the words of finished turns.
        begun: the words of all turns.
        said: whatever else was done, with the words it was done for.
        acknowledged: the words of turns whose query was answered before.
        refusals: what the next calm sentences meet.
        is_speechless: whether no calm sentence comes to its end.
    """

    def __init__(self) -> None:
        self.handled: list[str] = []
        self.begun: list[str] = []
        self.said: list[tuple[str, str]] = []
        self.acknowledged: list[str] = []
        self.refusals: list[Exception] = []
        self.is_speechless = False
        self._gates: dict[str, asyncio.Event] = {}

    def gate(self, text: str) -> asyncio.Event:
        """Have the turn of this message wait until the event is set."""
        return self._gates.setdefault(text, asyncio.Event())

    def done(self, what: str) -> list[str]:
        """The words for which something was done."""
        return [text for done, text in self.said if done == what]

    async def turn(self, incoming: Incoming) -> None:
        """Answer, unless the words say `fail`."""
        self.begun.append(incoming.text)
        if incoming.acknowledged:
            self.acknowledged.append(incoming.text)
        if incoming.text in self._gates:
            await self._gates[incoming.text].wait()
        if incoming.text.startswith("fail"):
            raise RuntimeError(incoming.text)
        self.handled.append(incoming.text)

    async def apologise(self, incoming: Incoming) -> None:
        """Say the calm sentence."""
        self.said.append(("apologise", incoming.text))
        if self.is_speechless:
            await asyncio.Event().wait()
        if self.refusals:
            raise self.refusals.pop(0)

    async def acknowledge(self, incoming: Incoming) -> bool:
        """Answer a query."""
        self.said.append(("acknowledge", incoming.text))
        return True

    async def press_again(self, incoming: Incoming) -> None:
        """Say nothing twice."""
        self.said.append(("press again", incoming.text))

    async def ask_for_patience(self, incoming: Incoming) -> None:
        """Ask for patience."""
        self.said.append(("ask for patience", incoming.text))


async def until(condition: Callable[[], object], patience: float = 10.0) -> None:
    """Wait until something holds."""
    deadline = asyncio.get_running_loop().time() + patience
    while not condition():
        assert asyncio.get_running_loop().time() < deadline, "it never came to hold"
        await asyncio.sleep(0.005)
