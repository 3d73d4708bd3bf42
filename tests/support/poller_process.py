"""A process that answers every message with its own text, to be killed: address as argument,
token on standard input."""

from __future__ import annotations

import asyncio
import sys

from bot.telegram.client import Client
from bot.telegram.delivery import Delivery
from bot.telegram.incoming import Incoming, Reader
from bot.telegram.pace import Pace
from bot.telegram.polling import Poller


async def main(token: str, address: str) -> None:
    client = Client(token, address)

    async def answer(incoming: Incoming) -> None:
        await asyncio.sleep(0.01)
        await Delivery(client, incoming.chat_id).send(incoming.text)

    pace = Pace(check=0.03, at_once=4)
    await Poller(client, Reader({}, "/unsupported").read, answer, answer, pace).run()


if __name__ == "__main__":
    asyncio.run(main(sys.stdin.readline().strip(), sys.argv[1]))
