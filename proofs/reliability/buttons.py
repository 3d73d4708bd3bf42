"""Promise 28: whatever becomes of a button, its press is answered, once."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.telegram.keyboards import ONCE
from proofs.canaries import Canaries
from proofs.promise import Promise
from proofs.reliability.kinds import errors
from proofs.reliability.waiting import WITHIN, handled
from proofs.stage import stage
from tests.support.telegram_server import Person, TelegramServer
from tests.support.telegram_server.chats import Reply

NUMBER, NAME = 28, "every press is answered, once"
ASKED = "how many detained"
"""Brings an answer with buttons, two of which are good for one press."""

GROUP = -1_007_000
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"

CHANGED = "with a changed payload"
EDITED = (
    '/show{"entry":"no-such-entry"}',
    '/show{"entry":"../../etc/passwd"}',
    '/show{"entry":1}',
    "/show{",
    '/vote{"entry":"detained-2017","vote":"perhaps"}',
    '/change_language{"language_choice":"tlh"}',
    "/restart",
    "/session_start",
    "/back",
    "/greet",
    "how many detained",
    "\u0000\ud800",
    "x" * 64,
)
"""What a modified client may send in place of a payload."""


@dataclass(frozen=True)
class Press:
    """Something that is done with buttons.

    Attributes:
        name: in a few words.
        act: does it, given the person and the message with the buttons.
        takes_away: whether the buttons that are good for one press must be gone afterwards.
    """

    name: str
    act: Callable[[Person, Reply], Any]
    takes_away: bool = False


def _payload(reply: Reply, once: bool = False) -> str:
    """The payload of the first button that is, or is not, good for one press."""
    return next(data for _, data in reply.buttons if data and data.startswith(ONCE) is once)


def _press(person: Person, reply: Reply, once: bool = False, **how: Any) -> None:
    person.presses_payload(_payload(reply, once), reply.message_id, **how)


def _twice(person: Person, reply: Reply) -> None:
    _press(person, reply)
    _press(person, reply)


async def _twice_later(person: Person, reply: Reply) -> None:
    _press(person, reply)
    await asyncio.sleep(4)  # longer than a press counts as the same one
    _press(person, reply)


def _both_votes(person: Person, reply: Reply) -> None:
    for _, data in reply.buttons:
        if data.startswith(ONCE):
            person.presses_payload(data, reply.message_id)


def _deleted(person: Person, reply: Reply) -> None:
    _press(person, reply, once=True)
    reply.is_deleted = True


def _too_late(person: Person, reply: Reply) -> None:
    person.server.fail("answerCallbackQuery", status=400, description=TOO_OLD)
    _press(person, reply)


def _too_late_and_unknown(person: Person, reply: Reply) -> None:
    person.server.fail("answerCallbackQuery", status=400, description=TOO_OLD)
    person.presses_payload("/a", reply.message_id)


def _of_another_message(person: Person, chat: dict[str, Any] | None, payload: str) -> None:
    """A press whose message stands elsewhere, or nowhere."""
    query: dict[str, Any] = {"id": person.server.new_query(person), "from": person.user}
    query |= {"chat_instance": "1", "data": payload}
    if chat is None:
        query["inline_message_id"] = "AAQ"
    else:
        bot, now = person.server.bot_user, int(person.server.now())
        query["message"] = {"message_id": 7, "date": now, "chat": chat, "from": bot, "text": "-"}
    person.server.updates.put(callback_query=query)


def _by_another(person: Person, reply: Reply) -> None:
    """Somebody else in the same chat; only a modified client could."""
    other = person.server.person(person.id + 1_000_000)
    other.has_started = True
    _of_another_message(other, person.chat, _payload(reply))


def _in_group(person: Person, reply: Reply) -> None:
    group = person.server.group(GROUP)
    _of_another_message(person, group.chat, _payload(reply))


PRESSES = (
    Press("pressed", _press),
    Press("good for one press", lambda p, r: _press(p, r, once=True), takes_away=True),
    Press("both of those good for one press, at once", _both_votes, takes_away=True),
    Press("twice at once", _twice),
    Press("twice, some seconds apart", _twice_later),
    Press("under a message that was deleted meanwhile", _deleted),
    Press("under a message older than 48 hours", lambda p, r: _press(p, r, inaccessible=True)),
    Press("too late for an answer", _too_late),
    Press("too late for an answer, one that nobody has sent", _too_late_and_unknown),
    Press("under a message in another chat, by inline mode",
          lambda p, r: _of_another_message(p, None, _payload(r))),
    Press("in a group", _in_group),
    Press("by somebody else", _by_another),
    Press("that nobody has sent", lambda p, r: p.presses_payload("/a", r.message_id)),
    *(
        Press(f"{CHANGED}, {number}",
              lambda p, r, edited=edited: p.presses_payload(edited, r.message_id))
        for number, edited in enumerate(EDITED, start=1)
    ),
)  # fmt: skip


@dataclass
class Seen:
    """What came of the presses.

    Attributes:
        presses: what was done.
        queries: how many queries that brought.
        unanswered: queries that were not answered, or not once.
        silent: what brought neither a message nor a notice.
        standing: what left buttons that are good for one press, or took them without a press.
        errors: lines of level ERROR.
    """

    presses: list[str] = field(default_factory=list)
    queries: int = 0
    unanswered: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    standing: list[str] = field(default_factory=list)
    errors: int = 0

    def promise(self) -> Promise:
        """The verdict."""
        figure = f"{len(self.unanswered)} of {self.queries} not answered once,"
        figure += f" {len(self.silent)} silent, {len(self.standing)} left standing,"
        figure += f" {self.errors} errors"
        amiss = {"Not answered once": self.unanswered, "Silent": self.silent}
        amiss["Left standing"] = self.standing
        ways = [name for name in self.presses if not name.startswith(CHANGED)]
        notes = (
            f"Buttons, in {len(self.presses)} ways: {'; '.join(ways)}; and"
            f" {len(self.presses) - len(ways)} payloads that no program of ours has sent.",
            "A press is silent that brings neither a message nor a notice. One that Telegram"
            " takes no answer for any longer brings its message all the same.",
            *(f"{what}: {name}." for what, names in amiss.items() for name in names),
        )
        held = not (self.unanswered or self.silent or self.standing or self.errors)
        return Promise(NUMBER, NAME, figure, "0, 0, 0, 0", held and self.queries > 0, notes)


async def pressed(workspace: Path) -> list[Promise]:
    """Whatever becomes of a button, its press is answered."""
    async with stage("buttons", workspace, Canaries()) as played:
        seen = await press_all(played.server, lambda: errors(played))
    return [seen.promise()]


async def press_all(
    server: TelegramServer,
    count_errors: Callable[[], int],
    presses: Sequence[Press] = PRESSES,
) -> Seen:
    """One way after the other, each by a person of its own.

    Args:
        server: that the program asks.
        count_errors: how many lines of level ERROR there were.
        presses: what is done.
    """
    seen = Seen()
    before = count_errors()
    for number, press in enumerate(presses, start=3000):
        await _play(server, press, server.person(number), seen)
    seen.errors = count_errors() - before
    return seen


async def _play(server: TelegramServer, press: Press, person: Person, seen: Seen) -> None:
    person.says(ASKED)
    reply = await person.reply(WITHIN)
    await handled(server)
    queries: list[str] = []
    told = {one.id: _told(one) for one in server.people.values()}
    since = len(server.calls)
    server.updates.listener = lambda update: queries.append(update["callback_query"]["id"])
    acting = press.act(person, reply)
    if isinstance(acting, Awaitable):
        await acting
    server.updates.listener = None
    await handled(server)
    calls = Counter(
        call.given["callback_query_id"]
        for call in server.calls[since:]
        if call.method == "answerCallbackQuery"
    )
    seen.presses.append(press.name)
    seen.queries += len(queries)
    seen.unanswered += [press.name for query in queries if calls[query] != 1]
    if not any(_told(one) > told.get(one.id, 0) for one in server.people.values()):
        seen.silent.append(press.name)
    standing = any(data.startswith(ONCE) for _, data in reply.buttons)
    if standing is press.takes_away and not reply.is_deleted:
        seen.standing.append(press.name)


def _told(person: Person) -> int:
    """How often somebody was told something."""
    return len(person.arrived) + len(person.toasts)
