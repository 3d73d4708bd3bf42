"""A store in each kind of database, a clock set by hand, and what must stand nowhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.privacy import pseudonym
from bot.store.database import TABLES, Database
from bot.store.memories import Memories, Memory
from bot.store.sealing import Sealer
from tests.support.postgres_server import PostgresServer

KEY = b"a key of thirty-two characters!!"
HOUR, DAY = 3600, 86_400
TOPIC_SECONDS, LANGUAGE_SECONDS = 24 * HOUR, 30 * DAY
USER_ID = 5_123_456_789
PERSON = pseudonym(KEY, USER_ID)
MEMORY = Memory("language-canary", "choice-canary", "topic-canary")
CANARIES = (
    str(USER_ID).encode(),
    PERSON.encode(),
    bytes.fromhex(PERSON),
    b"language-canary",
    b"choice-canary",
    b"topic-canary",
)


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


@dataclass(frozen=True)
class Place:
    """Where a database keeps what it keeps.

    Attributes:
        url: what DATABASE_URL says.
        found: those byte strings that stand in any file of the database, its log included.
    """

    url: str
    found: Callable[..., set[bytes]]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sqlite_place(tmp_path: Path) -> Place:
    """A file that is not there yet."""
    folder = tmp_path / "kept"

    def found(*needles: bytes) -> set[bytes]:
        contents = [path.read_bytes() for path in folder.iterdir()]
        assert any(contents)
        return {needle for needle in needles if any(needle in content for content in contents)}

    return Place(f"sqlite:///{folder / 'file.sqlite'}", found)


@pytest.fixture
def postgres_place(postgres: PostgresServer) -> Place:
    """A server without tables."""
    postgres.empty()

    def found(*needles: bytes) -> set[bytes]:
        postgres.checkpoint()
        return postgres.found(*needles)

    return Place(postgres.url, found)


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest) -> Place:
    """Each kind in turn."""
    found: Place = request.getfixturevalue(f"{request.param}_place")
    return found


@pytest.fixture
def database(place: Place) -> Iterator[Database]:
    database = Database(place.url)
    yield database
    database.close()


@pytest.fixture
def memories(database: Database, clock: Clock) -> Memories:
    return remembering(database, clock)


def remembering(database: Database, clock: Clock, key: bytes = KEY) -> Memories:
    """What a process that has just begun remembers: nothing but what is in the database."""
    return Memories(database, Sealer(key), TOPIC_SECONDS, LANGUAGE_SECONDS, clock)


def rows(database: Database, table: str = "kept") -> list[tuple[object, ...]]:
    """All rows of a table, in no order."""
    assert table in TABLES
    query = text(f"SELECT * FROM {table}")  # noqa: S608 - one of our own tables
    found = database.run(lambda connection: connection.execute(query).all())
    return [tuple(bytes(v) if isinstance(v, memoryview) else v for v in row) for row in found]


def sealed(database: Database, table: str = "kept") -> set[bytes]:
    """What stands sealed in a table, in pieces so small that a scrap left over is found."""
    pieces = range(0, 144, 16)
    values = [row[1] for row in rows(database, table)]
    return {value[at : at + 16] for value in values if isinstance(value, bytes) for at in pieces}
