"""The server itself: who is there, and what has happened."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from tests.support.telegram_server.faults import Fault
from tests.support.telegram_server.groups import Group
from tests.support.telegram_server.inline import InlineAnswer, InlineQuery
from tests.support.telegram_server.people import Person
from tests.support.telegram_server.queries import Query
from tests.support.telegram_server.rates import Rates
from tests.support.telegram_server.reception import Reception
from tests.support.telegram_server.refusal import Unknown
from tests.support.telegram_server.updates import UpdateQueue
from tests.support.telegram_server.webhooks import Deliverer, Delivery

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
        people: who is there, by number.
        groups: those that the bot was ever in, by number.
        open_queries: presses that nobody has answered, by number.
        answers: what presses were answered, by number.
        inline_queries: what was asked in inline mode, by number.
        inline_answers: what it was answered, by number.
        menus: the commands of everybody, by language.
        scoped_menus: the commands of everybody else, by scope (as JSON) and language.
        menu_buttons: the button beside the text, by private chat; None is everybody's.
        profile: the texts of the bot's page, by field and language.
        rates: when messages were sent and changed.
        webhook: the address that updates are brought to; none where empty.
        webhook_target: where they are brought instead, as by a proxy in front of the bot.
        webhook_timeout: seconds until an attempt is given up.
        webhook_backoff: seconds before the next attempt, and the most after several.
        deliveries: every attempt to bring an update.
    """

    def __init__(self, token: str = TOKEN, strict_rates: bool = False) -> None:
        """Nobody is there yet.

        Args:
            token: the bot's.
            strict_rates: whether messages that come too soon are refused, not only recorded.
        """
        self.token = token
        self.url = ""
        self.webhook = ""
        self.webhook_target: str | None = None
        self.webhook_timeout = 60.0
        self.webhook_backoff = (0.1, 2.0)
        self.deliveries: list[Delivery] = []
        self.calls: list[Call] = []
        self.refusals: list[str] = []
        self.complaints: list[str] = []
        self.people: dict[int, Person] = {}
        self.groups: dict[int, Group] = {}
        self.open_queries: dict[str, Query] = {}
        self.answers: dict[str, list[dict[str, Any]]] = {}
        self.inline_queries: dict[str, InlineQuery] = {}
        self.inline_answers: dict[str, InlineAnswer] = {}
        self.menus: dict[str, list[dict[str, str]]] = {}
        self.scoped_menus: dict[str, dict[str, list[dict[str, str]]]] = {}
        self.menu_buttons: dict[int | None, dict[str, Any]] = {}
        self.profile: dict[tuple[str, str], str] = {}
        self.rates = Rates(strict_rates)
        self.updates = UpdateQueue(self.now, FIRST_UPDATE)
        self.bot_user = {
            "id": int(token.split(":")[0]),
            "is_bot": True,
            "first_name": "Bot",
            "username": "some_test_bot",
        }
        self._ahead = 0.0
        self._last_message_id = 0
        self._sent = asyncio.Event()
        self.deliverer = Deliverer(self)
        self._reception = Reception(self)

    async def __aenter__(self) -> TelegramServer:
        self.url = await self._reception.open()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.updates.close()
        await self.deliverer.stop()
        await self._reception.close()
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

    def group(self, chat_id: int, **about: Any) -> Group:
        """A group, with the bot in it; the same one for the same number."""
        if chat_id not in self.groups:
            self.groups[chat_id] = Group(self, chat_id, **about)
        return self.groups[chat_id]

    @staticmethod
    def public_url(path: str = "/") -> str:
        """What a bot may tell as its address, which nobody can have on this machine.

        `webhook_target` says where updates are brought in truth.
        """
        return f"https://bot.example.org{path}"

    def fail(self, method: str = "*", **how: Any) -> Fault:
        """Have a method fail; see Fault."""
        fault = Fault(method, **how)
        self._reception.faults.append(fault)
        return fault

    def heal(self) -> None:
        """No more faults."""
        self._reception.faults.clear()

    def record(self, method: str, given: dict[str, Any], status: int) -> None:
        """Note a call."""
        self.calls.append(Call(method, given, status, self.now()))

    def calls_of(self, method: str) -> list[Call]:
        """The calls of one method."""
        return [call for call in self.calls if call.method == method]

    def violations(self, slack: float = 0.0) -> list[str]:
        """Where messages came faster than Telegram admits: the kind and how much.

        Args:
            slack: seconds that are forgiven, as the way here takes more or less time.
        """
        return [str(v) for v in self.rates.violations if v.span < v.period - slack]

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

    def new_query(self, person: Person | None = None) -> str:
        """A callback query, to be answered once."""
        query_id = str(9_000_000 + self.next_message_id())
        self.open_queries[query_id] = Query(self.now(), person)
        return query_id

    def new_inline_query(self) -> str:
        """A query of inline mode, to be answered once and soon."""
        query_id = str(8_000_000 + self.next_message_id())
        self.inline_queries[query_id] = InlineQuery(self.now())
        return query_id
