"""Promise 12: nobody but Telegram can post to the webhook."""

from __future__ import annotations

import asyncio
import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import aiohttp

from proofs.promise import Promise
from proofs.reliability.stand import PATH, free_port, stand
from proofs.reliability.waiting import until
from tests.support.telegram_server import TelegramServer

NUMBER, NAME = 12, "only Telegram can post"
SECRET = "canary-Secret_0815-for-this-proof"  # noqa: S105 - of nothing
HEADER = "X-Telegram-Bot-Api-Secret-Token"
BIG = 2_000_000


@dataclass(frozen=True)
class Forgery:
    """A request that is not Telegram's.

    Attributes:
        name: what is wrong with it.
        secrets: shown, each in a header of its own.
        method, path: of the request.
        headers: others.
        padding: bytes by which the update is longer.
        packed: whether it is compressed.
    """

    name: str
    secrets: tuple[str, ...] = ()
    method: str = "POST"
    path: str = PATH
    headers: Mapping[str, str] = field(default_factory=dict)
    padding: int = 0
    packed: bool = False


FORGERIES = (
    Forgery("no secret"),
    Forgery("a wrong secret", ("x" * len(SECRET),)),
    Forgery("the beginning of the secret", (SECRET[:-1],)),
    Forgery("the secret twice", (SECRET, SECRET)),
    Forgery("GET", (SECRET,), method="GET"),
    Forgery("another path", (SECRET,), path=PATH.replace("webhook", "hook")),
    Forgery("two megabytes", (SECRET,), padding=BIG),
    Forgery("compressed", (SECRET,), packed=True, headers={"Content-Encoding": "gzip"}),
)
ELSEWHERE = "192.0.2.0/24"
"""RFC 5737: nobody has such an address."""


async def forged(workspace: Path) -> list[Promise]:
    """Nobody but Telegram can post."""
    async with TelegramServer() as server:
        port = free_port()
        folder = workspace / "posts"
        async with stand(server, folder, port, webhook_secret=SECRET) as running:
            statuses = [await _post(port, forgery, n) for n, forgery in enumerate(FORGERIES)]
            control = await _post(port, Forgery("Telegram", (SECRET,)), 1000)
            await until(lambda: 1 in server.people or server.calls_of("sendMessage") != [])
            sent = len(server.calls_of("sendMessage"))
            await running.terminate()
        async with stand(
            server, folder, port, webhook_secret=SECRET, webhook_addresses=ELSEWHERE
        ) as other:
            outside = await _post(port, Forgery("from elsewhere", (SECRET,)), 2000)
            await other.terminate()
        sent_after = len(server.calls_of("sendMessage"))
    accepted = sum(200 <= status < 300 for status in (*statuses, outside)) + (sent_after - 1)
    printed = running.output.count(SECRET) + other.output.count(SECRET)
    figure = f"{accepted} of {len(FORGERIES) + 1} accepted, secret printed {printed} times"
    figure += f"; control {'accepted' if control == 200 and sent == 1 else 'refused'}"
    tried = zip(FORGERIES, statuses, strict=True)
    names = [f"{forgery.name} ({status})" for forgery, status in tried]
    notes = (
        f"Refused, with their status: {', '.join(names)}, from outside TELEGRAM_WEBHOOK_FROM"
        f" ({outside}). Each held a message of its own; one with the secret was answered.",
    )
    held = not (accepted or printed) and control == 200 and sent == 1
    return [Promise(NUMBER, NAME, figure, "0, 0; accepted", held, notes)]


async def _post(port: int, forgery: Forgery, number: int) -> int:
    chat = {"id": 1, "type": "private", "first_name": "-"}
    person = {"id": 1, "is_bot": False, "first_name": "-"}
    message = {"message_id": 1, "date": 1, "chat": chat, "from": person, "text": "forged"}
    update = {"update_id": 88_000_000 + number, "message": message, "-": "-" * forgery.padding}
    body = json.dumps(update).encode()
    headers = [(HEADER, secret) for secret in forgery.secrets]
    headers += [("Content-Type", "application/json"), *forgery.headers.items()]
    try:
        async with (
            aiohttp.ClientSession() as session,
            session.request(
                forgery.method,
                f"http://127.0.0.1:{port}{forgery.path}",
                data=BytesIO(gzip.compress(body) if forgery.packed else body),
                headers=headers,
            ) as answer,
        ):
            return answer.status
    except (aiohttp.ClientError, asyncio.TimeoutError):
        return 0  # hung up on
