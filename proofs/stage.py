"""A running program with everything around it, and the search through all that it has left."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from proofs.canaries import Canaries, Finding
from proofs.people import Writer, writer
from proofs.program import Program, ended_program
from proofs.servers import Postgres, RedisWithPassword, postgres, redis
from tests.support.telegram_server import TelegramServer


@dataclass(frozen=True)
class Stage:
    """Where scenarios are played.

    Attributes:
        name: what it is called.
        canaries: of the run.
        server: the Bot API.
        program: the program.
        postgres: its database; an SQLite file where None.
        redis: where its turns queue up; nowhere but in the process where None.
    """

    name: str
    canaries: Canaries
    server: TelegramServer
    program: Program
    postgres: Postgres | None = None
    redis: RedisWithPassword | None = None

    def person(self, language_code: str = "en") -> Writer:
        """Somebody new who writes."""
        return writer(self.server, self.canaries.victim(), language_code)

    @property
    def database(self) -> Postgres:
        """The PostgreSQL of this stage."""
        if self.postgres is None:
            raise RuntimeError(f"{self.name} has no PostgreSQL")
        return self.postgres

    @property
    def queues(self) -> RedisWithPassword:
        """The Redis of this stage."""
        if self.redis is None:
            raise RuntimeError(f"{self.name} has no Redis")
        return self.redis

    def found(self) -> set[Finding]:
        """The canaries in everything that was left, once the program has ended."""
        found = {
            finding
            for place, paths in self.program.left.items()
            for finding in self.canaries.found_at(paths, place)
        }
        if self.postgres:
            found |= self.postgres.canaries()
        if self.redis:
            found |= self.redis.canaries()
        return found


@asynccontextmanager
async def stage(
    name: str,
    workspace: Path,
    canaries: Canaries,
    servers: bool = False,
    module: str = "proofs.launcher",
    before: tuple[str, ...] = (),
    **settings: str,
) -> AsyncIterator[Stage]:
    """A program that serves.

    Args:
        name: what the stage is called.
        workspace: a folder of this run.
        canaries: of this run.
        servers: whether there are PostgreSQL and Redis.
        module: what is run.
        before: a program that starts it, with its arguments.
        settings: of the program, beside its own.
    """
    folder = workspace / name
    async with AsyncExitStack() as stack:
        database = queues = None
        if servers:
            database = stack.enter_context(postgres(canaries))
            queues = stack.enter_context(redis(canaries, folder / "redis"))
            settings = {"DATABASE_URL": database.url, "REDIS_URL": queues.url, **settings}
        server = await stack.enter_async_context(TelegramServer(canaries.token))
        program = Program(folder, workspace / "home", canaries)
        await stack.enter_async_context(ended_program(program))
        await program.start(server, *before, module=module, **settings)
        await program.ready()
        yield Stage(name, canaries, server, program, database, queues)
