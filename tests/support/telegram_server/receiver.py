"""A bot that does nothing but receive what is brought to its webhook."""

from __future__ import annotations

import asyncio
from typing import Any

from aiohttp import web


class Receiver:
    """Listens on loopback, can go away and come back: `async with Receiver() as receiver`.

    Attributes:
        url: its address.
        posts: (headers, update) of every request, as they came.
        status: what it answers.
        open: it answers only while this is set.
        most: the most requests it had at a time.
    """

    def __init__(self) -> None:
        self.url = ""
        self.posts: list[tuple[dict[str, str], dict[str, Any]]] = []
        self.status = 200
        self.open = asyncio.Event()
        self.open.set()
        self.most = 0
        self._now = 0
        self._port = 0
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Receiver:
        await self.come()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.go()

    @property
    def texts(self) -> list[str]:
        """The texts of the messages that were brought."""
        return [update["message"]["text"] for _, update in self.posts if "message" in update]

    async def come(self) -> None:
        """Listen, at the same address as before."""
        app = web.Application()
        app.router.add_post("/hook", self._receive)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self._port).start()
        self._port = self._runner.addresses[0][1]
        self.url = f"http://127.0.0.1:{self._port}/hook"

    async def go(self) -> None:
        """Cut all connections, as when a process is killed."""
        if self._runner:
            await self._runner.cleanup()

    async def _receive(self, request: web.Request) -> web.Response:
        self._now += 1
        self.most = max(self.most, self._now)
        try:
            self.posts.append((dict(request.headers), await request.json()))
            await self.open.wait()
        finally:
            self._now -= 1
        return web.Response(status=self.status)
