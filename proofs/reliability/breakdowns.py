"""What breaks while people write: every part of the program, and all that it depends on."""

from __future__ import annotations

import asyncio
import resource
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import Any

from proofs.faults import PLACES
from proofs.people import Writer
from proofs.scenarios import (
    NO_REDIS,
    NOT_READ,
    NOT_WRITTEN,
    Happening,
    armed,
    broken,
    broken_database,
    broken_queues,
    locked,
)
from proofs.stage import Stage
from tests.support.telegram_server import Person

AWAY = 5.0
"""Seconds for which Telegram is away."""

SENDING = ("delivery", "client")
"""Places through which every message goes out: while they fail nothing can be said."""

UNUSED = ("apology",)
"""Places that are reached only after another one has failed."""

BLOCKING = ("detector", "featurizer", "retriever", "composer", "lock store", "update", "policy")
"""Places that compute, in the one thread in which all is done: nothing else runs meanwhile."""

SHORT = 4.0
"""Seconds for which one of those computes."""

NO_DATABASE = f"{NOT_READ}|{NOT_WRITTEN}"

TURN = 20.0
"""Seconds after which a turn is given up; the program waits longer, a proof cannot."""

NEVER = TURN + 5

Breaking = Callable[[Stage, Writer, list[Person]], AbstractAsyncContextManager[None]]


@dataclass(frozen=True)
class Breakdown:
    """Something that breaks, and is mended when it is left.

    Attributes:
        name: in a few words.
        breaking: what breaks, given somebody whose details it may name, and who will write.
        seconds: after which it is mended; None: once everybody has got a first reply.
        is_telegram: whether nothing can be sent or fetched meanwhile.
        sign: how it is seen that it took place; see proofs.scenarios.Scenario.
    """

    name: str
    breaking: Breaking
    seconds: float | None = None
    is_telegram: bool = False
    sign: str | int = "hit"


def of(happening: Happening) -> Breaking:
    """One of the privacy proof's happenings."""

    def breaking(
        stage: Stage, writer: Writer, people: list[Person]
    ) -> AbstractAsyncContextManager[None]:
        return happening(stage, writer)

    return breaking


def sending(method: str = "sendMessage", times: int | None = None, **how: Any) -> Breaking:
    """Telegram fails for these people; always, or so many times for each."""

    @asynccontextmanager
    async def breaking(stage: Stage, writer: Writer, people: list[Person]) -> AsyncIterator[None]:
        chats = [None] if method in ("getUpdates", "answerCallbackQuery") else people
        faults = [
            stage.server.fail(method, times=times, chat_id=one.id if one else None, **how)
            for one in chats
        ]
        yield
        for fault in faults:
            fault.times = 0

    return breaking


def _raising() -> list[Breakdown]:
    return [
        Breakdown(
            f"exception in the {place}",
            of(armed(place)),
            AWAY if place in SENDING else None,
            place in SENDING,
        )
        for place in PLACES
        if place not in UNUSED
    ]


def _hanging() -> list[Breakdown]:
    short = {**dict.fromkeys(BLOCKING, SHORT), **dict.fromkeys(SENDING, AWAY)}
    return [
        Breakdown(
            f"the {place} hangs", of(armed(place, "hold")), short.get(place), place in SENDING
        )
        for place in PLACES
        if place not in (*UNUSED, "read", "write")
    ]


def _full(stage: Stage) -> None:
    resource.prlimit(stage.program.pid, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))


def _room(stage: Stage) -> None:
    most = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
    resource.prlimit(stage.program.pid, resource.RLIMIT_FSIZE, most)


@asynccontextmanager
async def silence(stage: Stage, writer: Writer, people: list[Person]) -> AsyncIterator[None]:
    """Telegram brings nothing."""
    fault = stage.server.fail("getUpdates", times=None, status=502)
    stage.server.updates.end_poll("Bad Gateway")  # what is asked already, too
    yield
    fault.times = 0
    await asyncio.sleep(1)


PAGE = b"<html><body>Bad Gateway</body></html>"
UNPARSED = "Bad Request: can't parse entities: Unsupported start tag"

OF_TELEGRAM = (
    Breakdown("400 for the answer", sending(times=1, status=400), sign=400),
    Breakdown(
        "the answer's HTML refused",
        sending(times=1, status=400, description=UNPARSED),
        sign="HTML refused",
    ),
    Breakdown("the sign of typing refused", sending("sendChatAction", status=400), sign=400),
    Breakdown("the sign of typing hangs", sending("sendChatAction", hang=AWAY), AWAY, sign=""),
    Breakdown("presses refused", sending("answerCallbackQuery", status=500), AWAY, sign=500),
    Breakdown("presses hang", sending("answerCallbackQuery", hang=AWAY), AWAY, sign=500),
    Breakdown(
        "429 for three seconds", sending(times=1, status=429, retry_after=3), None, True, 429
    ),
    Breakdown("500 for all that is sent", sending(status=500), AWAY, True, 500),
    Breakdown("502 with a page of HTML", sending(status=502, body=PAGE), AWAY, True, 502),
    Breakdown("what is sent is cut off", sending(drop=True), AWAY, True, 0),
    Breakdown("what is sent hangs", sending(hang=AWAY), AWAY, True, 500),
    Breakdown("nothing can be fetched", silence, AWAY, True, 502),
)

ON_FILE = (
    *_raising(),
    *_hanging(),
    Breakdown("the generator never returns", of(armed("generator", "hold")), NEVER),
    Breakdown("the SQLite file is locked by another", of(locked), sign=NO_DATABASE),
    Breakdown("the disk is full", of(broken(_full, _room)), sign=NO_DATABASE),
    *OF_TELEGRAM,
)
"""Tried with an SQLite file."""


def _database(act: Callable[[Any], None], mend: Callable[[Any], None]) -> Breaking:
    return of(broken_database(lambda s: act(s.database.server), lambda s: mend(s.database.server)))


def _queues(act: Callable[[Any], None], mend: Callable[[Any], None]) -> Breaking:
    return of(broken_queues(lambda s: act(s.queues.server), lambda s: mend(s.queues)))


ON_SERVERS = (
    Breakdown("exception in a read under PostgreSQL", of(armed("read"))),
    Breakdown("exception in a write under PostgreSQL", of(armed("write"))),
    Breakdown("a read of PostgreSQL hangs", of(armed("read", "hold"))),
    Breakdown("a write to PostgreSQL hangs", of(armed("write", "hold"))),
    Breakdown(
        "PostgreSQL stopped", _database(lambda p: p.kill(), lambda p: p.start()), sign=NO_DATABASE
    ),
    Breakdown(
        "PostgreSQL frozen", _database(lambda p: p.freeze(), lambda p: p.resume()), sign=NO_DATABASE
    ),
    Breakdown(
        "PostgreSQL refuses to write",
        of(broken(lambda s: s.database.read_only(True), lambda s: s.database.read_only(False))),
        sign=NO_DATABASE,
    ),
    Breakdown("Redis stopped", _queues(lambda r: r.kill(), lambda q: q.start()), sign=NO_REDIS),
    Breakdown(
        "Redis frozen", _queues(lambda r: r.freeze(), lambda q: q.server.resume()), sign=NO_REDIS
    ),
)
"""Tried with PostgreSQL and Redis."""
