"""Promise 21: whoever blocks the program is left alone, and nobody else notices."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from bot.cli.telegram import surface
from bot.telegram.rates import Rates
from bot.telegram.surface import Surface
from proofs.promise import Promise
from proofs.reliability.connector import HASTY, Answer, connector
from proofs.reliability.gate import LONG, Gate
from proofs.reliability.model import model
from proofs.reliability.waiting import handled, until
from tests.support.telegram_server import Person, TelegramServer

NUMBER, NAME = 21, "blocked is quiet and final"
ASKED = "how many detained"
MANY = 130
"""Messages, more than are deleted at a time."""

PACE = replace(HASTY, slow=1.0, rates=Rates(private=(1, 0.2), all=(1000, 0.01)))
"""So slow that there is a moment between two parts of an answer."""

FORBIDDEN = 403


@dataclass(frozen=True)
class Moment:
    """When somebody blocks the program: `act` writes, and blocks it in the middle."""

    name: str
    act: Callable[[Person, Gate], Awaitable[None]]


@dataclass
class Seen:
    """What came of it.

    Attributes:
        moments: in which it was blocked.
        untouched: moments in which Telegram refused nothing, so that nothing is shown.
        retries: calls of a method that Telegram had refused for this turn already.
        ignored: moments in which somebody else got no answer.
        lost: moments after which the person got no answer once they had unblocked it.
        errors: lines of level ERROR.
    """

    moments: list[str] = field(default_factory=list)
    untouched: list[str] = field(default_factory=list)
    retries: list[str] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    errors: int = 0

    def promise(self) -> Promise:
        """The verdict."""
        figure = f"{len(self.retries)} retries, {self.errors} errors, {len(self.ignored)} others"
        figure += f" without an answer, {len(self.lost)} of {len(self.moments)} lost afterwards"
        amiss = {"Tried again": self.retries, "Nothing was refused": self.untouched}
        amiss |= {"Somebody else got no answer": self.ignored, "Lost": self.lost}
        notes = (
            f"Blocked {'; '.join(self.moments)}. After the first 403 no method may be called for"
            " this person again in the turn. Somebody else writes at the same moment, and the"
            " person writes again once they have unblocked it.",
            *(f"{what}: {name}." for what, names in amiss.items() for name in names),
        )
        held = not any((*amiss.values(), self.errors)) and bool(self.moments)
        return Promise(NUMBER, NAME, figure, "0, 0, 0, 0", held, notes)


async def _before(person: Person, gate: Gate) -> None:
    person.says(ASKED)
    person.blocks()


async def _typing(person: Person, gate: Gate) -> None:
    gate.close()
    shown = person.typing
    person.says(ASKED)
    await until(lambda: person.typing > shown)
    person.blocks()
    gate.open()


async def _between_parts(person: Person, gate: Gate) -> None:
    before = len(person.arrived)
    person.says(LONG)
    await until(lambda: len(person.arrived) > before)
    person.blocks()


async def _delayed(person: Person, gate: Gate) -> None:
    fault = person.server.fail("sendMessage", status=429, retry_after=1, chat_id=person.id)
    person.says(ASKED)
    await until(lambda: fault.times == 0)
    person.blocks()


async def _slow(person: Person, gate: Gate) -> None:
    gate.close()
    entered = gate.entered
    person.says(ASKED)
    await until(lambda: gate.entered > entered)
    person.blocks()
    await until(lambda: bool(_refused(person)))
    gate.open()


async def _pressed(person: Person, gate: Gate) -> None:
    reply = person.replies[-1]
    gate.close()
    entered = gate.entered
    person.presses_payload(next(data for _, data in reply.buttons if data), reply.message_id)
    await until(lambda: gate.entered > entered)
    person.blocks()
    gate.open()


async def _deleting(person: Person, gate: Gate) -> None:
    for _ in range(MANY):
        person.sends(dice={"emoji": "🎲", "value": 4}, media_group_id="1")
    await handled(person.server)
    person.says("/clear")
    person.blocks()


async def _deleted(person: Person, gate: Gate) -> None:
    gate.close()
    entered = gate.entered
    person.says("/clear")
    await until(lambda: gate.entered > entered)
    person.blocks()
    gate.open()


MOMENTS = (
    Moment("before the answer", _before),
    Moment('while "typing" is shown', _typing),
    Moment("between two parts of an answer", _between_parts),
    Moment("while a message is delayed by Telegram", _delayed),
    Moment("while an answer takes long", _slow),
    Moment("after a button was pressed", _pressed),
    Moment("while messages are deleted", _deleting),
    Moment("before it is said that they are", _deleted),
)


async def blocked(_workspace: Path) -> list[Promise]:
    """Whoever blocks the program is left alone."""
    agent = await model()
    return [(await block(agent.handle_message, surface())).promise()]


async def block(answer: Answer, shown: Surface, moments: tuple[Moment, ...] = MOMENTS) -> Seen:
    """Have somebody block the program at each moment, and unblock it afterwards."""
    seen = Seen()
    gate = Gate(answer)
    async with TelegramServer() as server, connector(server, gate, shown, pace=PACE) as errors:
        for number, moment in enumerate(moments, start=4000):
            await _play(server, gate, moment, server.person(number), seen)
    seen.errors = len(errors.lines)
    return seen


async def _play(
    server: TelegramServer, gate: Gate, moment: Moment, person: Person, seen: Seen
) -> None:
    friend = server.person(person.id + 1_000_000)
    person.says(ASKED)
    await until(lambda: bool(person.arrived))
    await handled(server)
    since = len(server.calls)
    await moment.act(person, gate)
    friend.says(ASKED)
    seen.moments.append(moment.name)
    if not await until(lambda: bool(friend.arrived)):
        seen.ignored.append(moment.name)
    await handled(server)
    refused = _refused(person, since)
    if not refused:
        seen.untouched.append(moment.name)
    seen.retries += [moment.name] * (len(refused) - len(set(refused)))
    person.has_blocked = False
    arrived = len(person.arrived)
    person.says(ASKED)
    if not await until(lambda: len(person.arrived) > arrived):
        seen.lost.append(moment.name)


def _refused(person: Person, since: int = 0) -> list[str]:
    """The methods that were called for a person from the first 403 on."""
    calls = [
        c for c in person.server.calls[since:] if str(c.given.get("chat_id")) == str(person.id)
    ]
    first = next((n for n, call in enumerate(calls) if call.status == FORBIDDEN), len(calls))
    return [call.method for call in calls[first:]]
