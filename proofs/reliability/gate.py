"""An assistant that waits before it answers, for as long as a proof wants."""

from __future__ import annotations

import asyncio

from rasa.core.channels.channel import UserMessage

from proofs.reliability.connector import Answer

LONG = "something long"
"""What is answered at length, in three messages."""

PARAGRAPH = "A paragraph of some eighty characters, as there are many of them in an answer.\n\n"


class Gate:
    """Stands before an assistant.

    Attributes:
        entered: how many messages have come to it.
    """

    def __init__(self, answer: Answer) -> None:
        """Open.

        Args:
            answer: Rasa's way in.
        """
        self._answer = answer
        self._open = asyncio.Event()
        self._open.set()
        self.entered = 0

    def close(self) -> None:
        """Let nothing through."""
        self._open.clear()

    def open(self) -> None:
        """Let everything through."""
        self._open.set()

    async def __call__(self, message: UserMessage) -> None:
        """Answer, once it is open."""
        self.entered += 1
        await self._open.wait()
        if message.text == LONG:
            await message.output_channel.send_text_message(message.sender_id, PARAGRAPH * 150)
        else:
            await self._answer(message)
