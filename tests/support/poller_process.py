"""A process that answers every message with its own text, to be killed.

Arguments: the Bot API's address, the file of answered updates. The token comes on standard input.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from bot.telegram.client import Client
from bot.telegram.delivery import Delivery
from bot.telegram.finished import FinishedUpdates
from bot.telegram.incoming import Incoming
from bot.telegram.intake import Intake
from bot.telegram.pace import Pace
from bot.telegram.polling import Poller
from bot.telegram.rates import Rates
from bot.telegram.reader import Reader
from tests.support.answering import Bot
from tests.support.polling import SURFACE

AT_ONCE = 4
SLOW = "9.slow"
PACE = Pace(check=0.03, at_once=AT_ONCE)
FAST = Rates(private=(100, 0.01), group=(100, 0.01), all=(1000, 0.01))


class Repeating(Bot):
    """Says what it hears."""

    def __init__(self, client: Client) -> None:
        super().__init__()
        self._client = client

    async def turn(self, incoming: Incoming) -> None:
        """Answer a little later, or not so soon: until then nothing is confirmed."""
        await asyncio.sleep(2 if incoming.text == SLOW else 0.01)
        await Delivery(self._client, incoming).send(incoming.text)


async def main(token: str, address: str, file: str) -> None:
    """Answer until killed."""
    client = Client(token, address, rates=FAST)
    read = Reader(SURFACE, lambda: client.me).read
    finished = FinishedUpdates(Path(file))
    intake = Intake(read, Repeating(client), pace=PACE, finished=finished)
    await Poller(client, intake, PACE).run()


if __name__ == "__main__":
    asyncio.run(main(sys.stdin.readline().strip(), *sys.argv[1:]))
