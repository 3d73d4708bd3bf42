"""HTTP: takes requests, has them fail where a test wants it, and answers."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.support.telegram_server.faults import Fault
from tests.support.telegram_server.methods import METHODS
from tests.support.telegram_server.parameters import raw_parameters, read_parameters
from tests.support.telegram_server.refusal import Refusal, Unknown

if TYPE_CHECKING:
    from tests.support.telegram_server.server import TelegramServer


class Reception:
    """The Bot API's port.

    Attributes:
        faults: what is to fail.
    """

    def __init__(self, server: TelegramServer) -> None:
        self._server = server
        self._runner: web.AppRunner | None = None
        self.faults: list[Fault] = []

    async def open(self) -> str:
        """Listen; the address."""
        app = web.Application()
        app.router.add_route("*", "/bot{token}/{method}", self._answer)
        app.router.add_route("*", "/{rest:.*}", self._nowhere)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        host, port = self._runner.addresses[0][:2]
        return f"http://{host}:{port}"

    async def close(self) -> None:
        """Listen no more."""
        if self._runner:
            await self._runner.cleanup()

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["method"]
        try:
            given = await raw_parameters(request)
            fault = next((f for f in self.faults if f.hits(name, given)), None)
            response = await self._respond(request, name, given, fault)
        except asyncio.CancelledError:
            raise
        except ConnectionResetError:  # the client went away while it was asking
            raise asyncio.CancelledError from None
        except Exception as problem:  # a fault of the test server or of the client: both fail
            self._server.complaints.append(f"{name}: {type(problem).__name__}: {problem}")
            given, response = {}, web.Response(status=500, text="see complaints")
        status = response.status if response is not None else 0  # an empty response is false
        self._server.record(name, given, status)
        if response is None:
            if request.transport:
                request.transport.abort()
            raise asyncio.CancelledError
        return response

    async def _respond(
        self, request: web.Request, name: str, given: dict[str, Any], fault: Fault | None
    ) -> web.Response | None:
        if fault and not fault.after:
            return await self._failed(fault)
        answer, status = await self._carry_out(request.match_info["token"], name, given)
        return await self._failed(fault) if fault else web.json_response(answer, status=status)

    async def _carry_out(
        self, token: str, name: str, given: dict[str, Any]
    ) -> tuple[dict[str, Any], int]:
        try:
            if token != self._server.token:
                raise Refusal(401, "Unauthorized")
            if name not in METHODS:
                raise Unknown(f"no method {name}")
            function, required, optional = METHODS[name]
            result = await function(self._server, read_parameters(name, given, required, optional))
            return {"ok": True, "result": result}, 200
        except Refusal as refusal:
            self._server.refusals.append(f"{name}: {refusal.description}")
            return refusal.document(), refusal.status

    async def _failed(self, fault: Fault) -> web.Response | None:
        await asyncio.sleep(fault.hang)
        if fault.drop:
            return None
        if fault.body is not None:
            return web.Response(status=fault.status or 200, body=fault.body)
        status = fault.status or 500
        refusal = Refusal(status, fault.description, fault.retry_after)
        return web.json_response(refusal.document(), status=status)

    async def _nowhere(self, request: web.Request) -> web.Response:
        self._server.complaints.append(f"{request.method} of an unknown address")
        return web.json_response(Refusal(404, "Not Found").document(), status=404)
