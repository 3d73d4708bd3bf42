"""The server itself: HTTP, faults, records."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from aiohttp import web

from tests.support.telegram_server.faults import Fault
from tests.support.telegram_server.methods import METHODS
from tests.support.telegram_server.parameters import raw_parameters, read_parameters
from tests.support.telegram_server.people import Group, Person
from tests.support.telegram_server.refusal import Refusal, Unknown
from tests.support.telegram_server.updates import UpdateQueue

TOKEN = "700000001:AAcanary-token_0123456789abcdefghij"
FIRST_UPDATE = 823_450_001


@dataclass(frozen=True)
class Call:
    """A call of a method.

    Attributes:
        method: its name.
        given: the parameters as they came.
        status: the HTTP status answered; 0 where the connection was cut.
        at: the server's time.
    """

    method: str
    given: dict[str, Any]
    status: int
    at: float


class TelegramServer:
    """A Bot API server on a port of its own: `async with TelegramServer() as server`.

    Attributes:
        calls: every call, in the order of the answers.
        refusals: what was refused, for a test that wants none.
        complaints: what it did not know; leaving the `async with` fails for any.
    """

    def __init__(self, token: str = TOKEN) -> None:
        self.token = token
        self.url = ""
        self.webhook = ""
        self.calls: list[Call] = []
        self.refusals: list[str] = []
        self.complaints: list[str] = []
        self.people: dict[int, Person] = {}
        self.open_queries: dict[str, float] = {}
        self.menus: dict[str, list[dict[str, str]]] = {}
        self.profile: dict[tuple[str, str], str] = {}
        self.updates = UpdateQueue(self.now, FIRST_UPDATE)
        self.bot_user = {
            "id": int(token.split(":")[0]),
            "is_bot": True,
            "first_name": "Bot",
            "username": "some_test_bot",
        }
        self._faults: list[Fault] = []
        self._ahead = 0.0
        self._last_message_id = 0
        self._sent = asyncio.Event()
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> TelegramServer:
        app = web.Application()
        app.router.add_route("*", "/bot{token}/{method}", self._answer)
        app.router.add_route("*", "/{rest:.*}", self._nowhere)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{port}"
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.updates.close()
        if self._runner:
            await self._runner.cleanup()
        if kind is None and self.complaints:
            raise Unknown("; ".join(self.complaints))

    def now(self) -> float:
        """The server's time, in seconds since 1970."""
        return time.time() + self._ahead

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        self._ahead += seconds

    def person(self, user_id: int, language_code: str | None = "en", **about: Any) -> Person:
        """Somebody with a Telegram account; the same one for the same number."""
        if user_id not in self.people:
            self.people[user_id] = Person(self, user_id, language_code, **about)
        return self.people[user_id]

    def group(self, chat_id: int) -> Group:
        """A group that the bot is in."""
        return Group(self, chat_id)

    def fail(self, method: str = "*", **how: Any) -> Fault:
        """Have a method fail; see Fault."""
        fault = Fault(method, **how)
        self._faults.append(fault)
        return fault

    def heal(self) -> None:
        """No more faults."""
        self._faults.clear()

    def calls_of(self, method: str) -> list[Call]:
        """The calls of one method."""
        return [call for call in self.calls if call.method == method]

    async def something_sent(self) -> None:
        """Wait for the next message of the bot to anybody."""
        await self._sent.wait()

    def sent(self) -> None:
        """Note that a message was sent."""
        self._sent.set()
        self._sent = asyncio.Event()

    def next_message_id(self) -> int:
        """A number for a message."""
        self._last_message_id += 1
        return self._last_message_id

    def new_query(self) -> str:
        """A callback query, to be answered once."""
        query_id = str(9_000_000 + self.next_message_id())
        self.open_queries[query_id] = self.now()
        return query_id

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["method"]
        try:
            given = await raw_parameters(request)
            fault = next((f for f in self._faults if f.hits(name, given)), None)
            response = await self._respond(request, name, given, fault)
        except asyncio.CancelledError:
            raise
        except ConnectionResetError:  # the client went away while it was asking
            raise asyncio.CancelledError from None
        except Exception as problem:  # a fault of the test server or of the client: both fail
            self.complaints.append(f"{name}: {type(problem).__name__}: {problem}")
            given, response = {}, web.Response(status=500, text="see complaints")
        status = response.status if response is not None else 0  # an empty response is false
        self.calls.append(Call(name, given, status, self.now()))
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
            if token != self.token:
                raise Refusal(401, "Unauthorized")
            if name not in METHODS:
                raise Unknown(f"no method {name}")
            function, required, optional = METHODS[name]
            result = await function(self, read_parameters(name, given, required, optional))
            return {"ok": True, "result": result}, 200
        except Refusal as refusal:
            self.refusals.append(f"{name}: {refusal.description}")
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
        self.complaints.append(f"{request.method} of an unknown address")
        return web.json_response(Refusal(404, "Not Found").document(), status=404)
