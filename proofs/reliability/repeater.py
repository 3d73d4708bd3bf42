"""The connector alone, in a process, before an assistant that repeats what it hears.

Settings come as JSON on standard input: `token`, `api_url`, `folder` (of the numbers of answered
updates), and if wanted `webhook_url`, `webhook_secret`, `webhook_addresses`, `port`, `pace` (fields
of Pace), `trace` (whether it prints when a turn begins and ends, as JSON, in seconds of the clock
that all processes of a machine share), `unresolved` (a file; no name is resolved while there is
one).

"slow 2 …" takes two seconds, "fail …" raises, "silent …" says nothing; the rest is said again.
"""

from __future__ import annotations

import asyncio
import json
import socket
import sys
import time
import warnings
from dataclasses import replace
from pathlib import Path
from typing import Any

warnings.simplefilter("ignore")  # Rasa's libraries warn when they are imported

from rasa.core.channels.channel import UserMessage  # noqa: E402

from bot.logs import configure_logging  # noqa: E402
from bot.telegram.connection import Connection  # noqa: E402
from bot.telegram.pace import Pace  # noqa: E402
from bot.telegram.server import serve  # noqa: E402
from bot.telegram.surface import Surface  # noqa: E402

CALM = "That went wrong. Please try again."
SLOW = "This takes longer. An answer will follow."
BUSY = "That was fast. The newest is answered in a while."

SURFACE = Surface(
    commands={"start": "/start", "help": "/help"},
    unsupported="/unsupported",
    personal="/personal",
    failure=lambda code: CALM,
    slow=lambda code: SLOW,
    busy=lambda code: BUSY,
    stale=lambda code: "Out of date.",
    known=lambda payload: payload.startswith("/show"),
    pseudonym=lambda key, number: f"person {number}",
)


def answering(trace: bool) -> Any:
    """Rasa's way in."""

    async def answer(message: UserMessage) -> None:
        kind, _, rest = message.text.partition(" ")
        began = time.monotonic()
        if kind == "slow":
            await asyncio.sleep(float(rest.split()[0]))
        if kind == "fail":
            raise RuntimeError(message.text)
        if kind != "silent":
            response = {"text": message.text}
            await message.output_channel.send_response(message.sender_id, response)
        if trace:
            inside = {"text": message.text, "began": began, "ended": time.monotonic()}
            print(json.dumps(inside), flush=True)

    return answer


def unresolved_while(file: Path) -> None:
    """Have no name resolved while there is a file."""
    genuine = socket.getaddrinfo

    def look_up(*asked: Any, **named: Any) -> Any:
        if file.exists():
            raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
        return genuine(*asked, **named)

    socket.getaddrinfo = look_up


def main() -> None:
    """Serve until stopped."""
    given: dict[str, Any] = json.loads(sys.stdin.readline())
    configure_logging("DEBUG")
    connection = Connection.of({"secret_key": "-" * 32, **given})
    connection = replace(connection, pace=replace(Pace(), **given.get("pace", {})))
    if file := given.get("unresolved"):
        unresolved_while(Path(file))
    listen = ("127.0.0.1", int(given.get("port", 0)) or 8080)
    print("ready", flush=True)
    asyncio.run(serve(connection, SURFACE, answering(bool(given.get("trace"))), None, listen))


if __name__ == "__main__":
    main()
