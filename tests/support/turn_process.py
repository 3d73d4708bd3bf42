"""A process that takes turns as it is told, to be killed: orders on standard input, one JSON
object a line; says on standard output what it does."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from typing import Any

from bot.assistant.lock_store import TurnLockStore


def say(**words: Any) -> None:
    print(json.dumps(words), flush=True)


async def turn(store: TurnLockStore, order: dict[str, Any]) -> None:
    """One turn, asked for at a moment of the clock that all processes of a machine share."""
    await asyncio.sleep(order["at"] - time.monotonic())
    async with store.lock(order["person"]):
        entered = time.monotonic()
        say(turn=order["turn"], entered=entered)
        await asyncio.sleep(order["seconds"])
        left = time.monotonic()
    say(turn=order["turn"], entered=entered, left=left)


async def main() -> None:
    store = TurnLockStore()
    orders = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(orders), sys.stdin
    )
    say(ready=True)
    turns = []
    while line := await orders.readline():
        turns.append(asyncio.create_task(turn(store, json.loads(line))))
    await asyncio.gather(*turns)
    await store.close()


if __name__ == "__main__":
    asyncio.run(main())
