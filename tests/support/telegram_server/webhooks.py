"""Brings updates to a webhook, as often as it takes."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from dataclasses import dataclass
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import aiohttp

if TYPE_CHECKING:
    from tests.support.telegram_server.server import TelegramServer

MAX_CONNECTIONS = 40
PATHS = (("chat",), ("message", "chat"), ("from",), ("user",))


@dataclass(frozen=True)
class Webhook:
    """Where updates are to be brought.

    Attributes:
        url: the bot's address.
        secret_token: shown to the bot with every update, unless it is empty.
        max_connections: how many updates are brought at a time.
        ip_address: where the bot is said to be, if that was told.
    """

    url: str
    secret_token: str = ""
    max_connections: int = MAX_CONNECTIONS
    ip_address: str = ""


@dataclass(frozen=True)
class Delivery:
    """An attempt to bring an update.

    Attributes:
        update_id: its number.
        status: the HTTP status answered; 0 where there was no answer.
        seconds: until the answer.
        at: the server's time of the answer.
    """

    update_id: int
    status: int
    seconds: float
    at: float


class Deliverer:
    """Brings each chat's updates in their order, and those of different chats side by side.

    Attributes:
        webhook: where to; nowhere where None.
        last_error: the server's time, and what went wrong.
    """

    def __init__(self, server: TelegramServer) -> None:
        self._server = server
        self._queues: dict[object, deque[dict[str, Any]]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._session: aiohttp.ClientSession | None = None
        self._connections = asyncio.Semaphore()
        self.webhook: Webhook | None = None
        self.last_error: tuple[float, str] | None = None

    async def start(self, webhook: Webhook) -> None:
        """Bring everything that is pending, and what comes later."""
        await self.stop()
        self.webhook = webhook
        self._connections = asyncio.Semaphore(webhook.max_connections)
        self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))
        for update in self._server.updates.pending:
            self._take(update)
        self._server.updates.listener = self._take

    async def stop(self) -> None:
        """Bring nothing more; what was not received stays pending."""
        self._server.updates.listener = None
        self.webhook = self.last_error = None
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._queues.clear()
        if self._session:
            await self._session.close()
            self._session = None

    def _take(self, update: dict[str, Any]) -> None:
        chat = chat_of(update)
        if chat in self._queues:
            self._queues[chat].append(update)
            return
        self._queues[chat] = deque([update])
        task = asyncio.create_task(self._bring_all(chat))
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (problem := task.exception()):
            self._server.complaints.append(f"webhook: {type(problem).__name__}: {problem}")

    async def _bring_all(self, chat: object) -> None:
        """Bring what is and will be in a chat's queue."""
        queue = self._queues[chat]
        while queue:
            await self._bring(queue[0])
            queue.popleft()
        del self._queues[chat]

    async def _bring(self, update: dict[str, Any]) -> None:
        """Bring an update again and again until it is received, or too old."""
        wait, longest = self._server.webhook_backoff
        while self._server.updates.holds(update["update_id"]):
            async with self._connections:
                received = await self._post(update)
            if received:
                self._server.updates.drop(update["update_id"])
                return
            await asyncio.sleep(wait)
            wait = min(2 * wait, longest)

    async def _post(self, update: dict[str, Any]) -> bool:
        """Bring an update once; whether it was received."""
        begun = asyncio.get_running_loop().time()
        body = json.dumps(update).encode()
        status = 0
        try:
            status, reason = await self._status(body)
            error = f"Wrong response from the webhook: {status} {reason}"
        except asyncio.TimeoutError:
            error = "Read timeout expired"
        except (aiohttp.ClientConnectorError, ConnectionRefusedError):
            error = "Connection refused"
        except (aiohttp.ClientError, OSError):
            error = "Connection reset by peer"
        seconds, now = asyncio.get_running_loop().time() - begun, self._server.now()
        self._server.deliveries.append(Delivery(update["update_id"], status, seconds, now))
        received = 200 <= status < 300
        if not received:
            self.last_error = (now, error)
        return received

    async def _status(self, body: bytes) -> tuple[int, str]:
        assert self.webhook and self._session
        target = self._server.webhook_target or self.webhook.url
        if not is_loopback(target):  # tests never leave this machine
            raise ConnectionRefusedError
        headers = {"Content-Type": "application/json"}
        if self.webhook.secret_token:
            headers["X-Telegram-Bot-Api-Secret-Token"] = self.webhook.secret_token
        timeout = aiohttp.ClientTimeout(total=self._server.webhook_timeout)
        async with self._session.post(
            target, data=body, headers=headers, timeout=timeout, allow_redirects=False
        ) as response:
            await response.read()
            return response.status, response.reason or ""


def is_loopback(url: str) -> bool:
    """Whether an address is on this machine."""
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def chat_of(update: dict[str, Any]) -> object:
    """What keeps updates in order: their chat or person, or only the update itself."""
    content = next(value for name, value in update.items() if name != "update_id")
    for path in PATHS:
        found = content
        for name in path:
            found = found.get(name) if isinstance(found, dict) else None
        if isinstance(found, dict) and isinstance(found.get("id"), int):
            return found["id"]
    return ("update", update["update_id"])
