"""What goes wrong while people write: each scenario, and how it is seen that it took place."""

from __future__ import annotations

import asyncio
import resource
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import Any

from bot.store.database import REST
from proofs.people import Writer
from proofs.stage import Stage

RESTED = REST + 0.5
"""Seconds after which a database that had not answered is surely asked again."""

Happening = Callable[[Stage, Writer], AbstractAsyncContextManager[None]]


@dataclass(frozen=True)
class Scenario:
    """Something that goes wrong in the middle of a conversation.

    Attributes:
        name: in a few words.
        happen: what is wrong while it is entered.
        sign: a pattern that the program then prints, or "hit" where an armed place was reached,
            or an HTTP status that it was answered.
        patience: seconds to wait for a reply to each message.
    """

    name: str
    happen: Happening
    sign: str | int = "hit"
    patience: float = 20.0


@dataclass(frozen=True)
class Moment:
    """How far a stage had come, to tell what took place since."""

    stage: Stage
    hits: int
    printed: int
    calls: int

    @classmethod
    def now(cls, stage: Stage) -> Moment:
        """This moment."""
        program = stage.program
        return cls(stage, program.faults.hits, len(program.output), len(stage.server.calls))

    async def has_shown(self, sign: str | int) -> bool:
        """Whether a scenario's sign was seen since."""
        if sign == "hit":
            return self.stage.program.faults.hits > self.hits
        if isinstance(sign, int):
            return any(call.status == sign for call in self.stage.server.calls[self.calls :])
        return await self.stage.program.says(sign, 3, self.printed)


def armed(place: str, kind: str = "raise") -> Happening:
    """A place of the code fails."""

    @asynccontextmanager
    async def happen(stage: Stage, person: Writer) -> AsyncIterator[None]:
        with stage.program.faults.armed(place, kind, _told(stage, person)):
            yield

    return happen


def telegram(method: str, told: bool = True, **how: Any) -> Happening:
    """Telegram fails, and what it answers names the person."""

    @asynccontextmanager
    async def happen(stage: Stage, person: Writer) -> AsyncIterator[None]:
        words = _told(stage, person)
        if "body" in how:
            how["body"] = how["body"] % {b"words": words.encode()}
        elif told:
            how["description"] = f"{how.get('description', 'made to fail')}: {words}"
        fault = stage.server.fail(method, **how)
        yield
        fault.times = 0

    return happen


def held(place: str, then: Callable[[Stage], None], after: Callable[[Stage], None]) -> Happening:
    """A turn is held at a place; something breaks; the turn goes on; it is mended afterwards."""

    @asynccontextmanager
    async def happen(stage: Stage, person: Writer) -> AsyncIterator[None]:
        before = stage.program.faults.hits
        with stage.program.faults.armed(place, "hold", ""):
            person.says(f"who is {person.victim.latin}")
            for _ in range(200):
                if stage.program.faults.hits > before:
                    break
                await asyncio.sleep(0.05)
            await asyncio.to_thread(then, stage)
        yield
        await asyncio.to_thread(after, stage)

    return happen


def broken(then: Callable[[Stage], None], after: Callable[[Stage], None]) -> Happening:
    """Something beside the program breaks and is mended."""

    @asynccontextmanager
    async def happen(stage: Stage, person: Writer) -> AsyncIterator[None]:
        await asyncio.to_thread(then, stage)
        yield
        await asyncio.to_thread(after, stage)

    return happen


@asynccontextmanager
async def malformed(stage: Stage, person: Writer) -> AsyncIterator[None]:
    """Updates that are not what the Bot API promises."""
    words = _told(stage, person)
    good = person.message(text=words)
    for part in ("from", "chat", "date", "message_id"):
        stage.server.updates.put(message={k: v for k, v in good.items() if k != part})
        stage.server.updates.put(message={**good, part: words})
    stage.server.updates.put(message=words)
    stage.server.updates.put(callback_query={"id": words, "data": words, "from": person.user})
    yield


@asynccontextmanager
async def every_kind(stage: Stage, person: Writer) -> AsyncIterator[None]:
    """A group with a title, pictures, a contact, a place, an edit, a press of an old button."""
    victim = person.victim
    group = {"id": -1000 - victim.number, "type": "supergroup", "title": victim.name("title")}
    said = person.message(text=_told(stage, person))
    stage.server.updates.put(message={**said, "chat": group})
    file = {"file_id": victim.latin, "file_unique_id": victim.latin}
    person.sends(document={**file, "file_name": victim.cyrillic}, caption=victim.cyrillic)
    person.sends(voice={**file, "duration": 1})
    person.sends(contact={"phone_number": str(victim.user_id), "first_name": victim.latin})
    person.sends(location={"latitude": 43.3, "longitude": 45.7})
    person.edits(victim.latin)
    person.presses_payload(f"/show{{{victim.cyrillic}", 1, inaccessible=True)
    await person.hears()
    yield


@asynccontextmanager
async def ordinary(stage: Stage, person: Writer) -> AsyncIterator[None]:
    """All that can be said and pressed; nothing goes wrong."""
    victim = person.victim
    await person.asks("/start")
    for text in ("hotline", "сколько задержали", f"{victim.latin} hotline", "/sources", "/privacy"):
        await person.asks(text)
    await person.taps('/vote{"entry":"detained-2017","vote":"yes"}')
    await person.asks(f"{victim.latin} {victim.cyrillic} quantum cheese")
    await person.taps("/pass_on")
    await person.asks(f"меня зовут {victim.cyrillic}, я в опасности")
    await person.asks(f"кто такой {victim.cyrillic} и где он живёт")
    yield


def broken_database(then: Callable[[Stage], None], after: Callable[[Stage], None]) -> Happening:
    """The database breaks and is mended; it is asked again only when it has rested."""

    @asynccontextmanager
    async def happen(stage: Stage, person: Writer) -> AsyncIterator[None]:
        async with broken(then, after)(stage, person):
            yield
        await asyncio.sleep(RESTED)

    return happen


def broken_queues(then: Callable[[Stage], None], after: Callable[[Stage], None]) -> Happening:
    """Redis breaks and is mended; the program notices only while somebody writes."""

    @asynccontextmanager
    async def happen(stage: Stage, person: Writer) -> AsyncIterator[None]:
        async with broken(then, after)(stage, person):
            yield
        since = len(stage.program.output)
        for _ in range(20):
            await person.asks("hotline")
            if await stage.program.says("turns: Redis answers again", 0.5, since):
                break

    return happen


def _told(stage: Stage, person: Writer) -> str:
    """What a careless message says: the person, the text, the secrets."""
    return " ".join([person.victim.everything, *stage.canaries.secrets.values()])


def _no_room(stage: Stage) -> None:
    """No file of the program may grow; what it prints goes into a pipe."""
    resource.prlimit(stage.program.pid, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))


def _room(stage: Stage) -> None:
    most = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
    resource.prlimit(stage.program.pid, resource.RLIMIT_FSIZE, most)


@asynccontextmanager
async def locked(stage: Stage, person: Writer) -> AsyncIterator[None]:
    """Somebody else holds the SQLite file."""
    other = sqlite3.connect(stage.program.kept / "ryadom.sqlite", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    yield
    other.execute("ROLLBACK")
    other.close()
    await asyncio.sleep(RESTED)


CUT_SHORT = b'{"ok":true,"result":[{"update_id":1,"message":{"text":"%(words)s'
PAGE = b"<html><body>Bad Gateway %(words)s</body></html>"
NO_JSON = b"%(words)s"
UNHEARD = r"telegram: no updates \(\w+\)"
DELAYED = r"telegram: sending delayed"
TURN_FAILED = r"telegram: turn \d+ failed \(\w+\)"
NOT_READ = r"memories: not read \(The database cannot"
NOT_WRITTEN = r"memories: not written yet \(The database cannot"
NO_REDIS = r"turns: no answer from Redis"

ON_FILE = (
    Scenario("ordinary turns, commands and buttons", ordinary, ""),
    Scenario("groups, files, contacts, places, edits", every_kind, ""),
    *(Scenario(f"exception in the {part}", armed(part)) for part in ("detector", "featurizer")),
    Scenario("exception in the retriever", armed("retriever")),
    Scenario("exception in the policy", armed("policy")),
    Scenario("exception in Rasa's processor", armed("processor")),
    Scenario("exception in Rasa's action", armed("action")),
    Scenario("exception in the reply generator", armed("generator")),
    Scenario("exception in composing a reply", armed("composer")),
    Scenario("exception in the tracker store, retrieve", armed("retrieve")),
    Scenario("exception in the tracker store, save", armed("save")),
    Scenario("exception in the memories, recall", armed("recall")),
    Scenario("exception in the memories, keep", armed("keep")),
    Scenario("exception in the database's work", armed("database")),
    Scenario("exception in the lock store", armed("lock store")),
    Scenario("exception in the delivery", armed("delivery"), patience=3),
    Scenario("exception in Telegram's library, sending", armed("client"), patience=3),
    Scenario("exception in Telegram's library, reading", armed("update"), patience=3),
    Scenario("a library that logs and warns of all it has", armed("generator", "chatter")),
    Scenario("a turn that takes too long", armed("generator", "hold"), patience=15),
    Scenario("malformed updates", malformed, r"telegram: update \d+ cannot be read"),
    Scenario("truncated JSON from Telegram", telegram("getUpdates", body=CUT_SHORT), UNHEARD),
    Scenario(
        "a page of HTML from Telegram", telegram("getUpdates", body=PAGE, status=502), UNHEARD
    ),
    Scenario(
        "500 from Telegram while sending",
        telegram("sendMessage", body=PAGE, status=500),
        DELAYED,
    ),
    Scenario("no JSON from Telegram while sending", telegram("sendMessage", body=NO_JSON), DELAYED),
    Scenario("400 from Telegram", telegram("sendMessage", status=400, times=2), TURN_FAILED, 3),
    Scenario(
        "Telegram cannot parse the text",
        telegram("sendMessage", status=400, description="can't parse entities"),
        r"HTML refused",
    ),
    Scenario("403 from Telegram", telegram("sendMessage", status=403, times=2), 403, patience=2),
    Scenario("429 from Telegram", telegram("sendMessage", status=429, retry_after=1), DELAYED),
    Scenario("a connection that Telegram cuts", telegram("sendMessage", drop=True), DELAYED),
    Scenario("SQLite file locked by another", locked, NOT_READ + "|" + NOT_WRITTEN),
    Scenario("disk full", broken(_no_room, _room), NOT_WRITTEN),
)
"""Played with an SQLite file."""

ON_SERVERS = (
    Scenario("ordinary turns, PostgreSQL and Redis", ordinary, ""),
    Scenario("exception under a PostgreSQL transaction, read", armed("read")),
    Scenario("exception under a PostgreSQL transaction, write", armed("write")),
    Scenario(
        "PostgreSQL killed while a turn reads",
        held("read", lambda s: s.database.server.kill(), lambda s: s.database.server.start()),
        NOT_READ,
    ),
    Scenario(
        "PostgreSQL killed while a turn writes",
        held("write", lambda s: s.database.server.kill(), lambda s: s.database.server.start()),
        NOT_WRITTEN,
    ),
    Scenario(
        "PostgreSQL cuts the connection of a turn",
        held("read", lambda s: s.database.server.terminate_backends(), lambda s: None),
        NOT_READ,
    ),
    Scenario(
        "PostgreSQL frozen",
        broken_database(lambda s: s.database.server.freeze(), lambda s: s.database.server.resume()),
        NOT_READ,
    ),
    Scenario(
        "PostgreSQL refuses to write",
        broken(lambda s: s.database.read_only(True), lambda s: s.database.read_only(False)),
        NOT_WRITTEN,
    ),
    Scenario(
        "Redis killed",
        broken_queues(lambda s: s.queues.server.kill(), lambda s: s.queues.start()),
        NO_REDIS,
    ),
    Scenario(
        "Redis frozen",
        broken_queues(lambda s: s.queues.server.freeze(), lambda s: s.queues.server.resume()),
        NO_REDIS,
    ),
)
"""Played with PostgreSQL and Redis."""
