"""The database: what it does for a while when it is down, who may read its file, what it says."""

from __future__ import annotations

import subprocess
import sys
import traceback
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest
from sqlalchemy import text

from bot.errors import StoreError
from bot.settings import Settings
from bot.store import database as module
from bot.store.database import Database
from tests.support.postgres_server import PASSWORD, PostgresServer
from tests.support.stores import Place, rows

INSERT = text("INSERT INTO votes VALUES (:entry, 'en', 1, 0)")
ROW = {"entry": "parameter-canary"}
AT_ONCE = """
import sys
from bot.store.database import Database
print("ready", flush=True)
for line in sys.stdin:
    Database(sys.argv[1]).close()
    print("made", flush=True)
"""


def insert(database: Database) -> None:
    database.run(lambda connection: connection.execute(INSERT, ROW))


def failure(work: Any, *arguments: Any) -> StoreError:
    with pytest.raises(StoreError) as caught:
        work(*arguments)
    return caught.value


def test_work_is_done_as_a_whole_or_not_at_all(database: Database):
    def half(connection: Any) -> None:
        connection.execute(INSERT, ROW)
        connection.execute(INSERT, ROW)

    failure(database.run, half)
    assert rows(database, "votes") == []
    insert(database)
    assert rows(database, "votes") == [("parameter-canary", "en", 1, 0)]


def test_what_stood_there_stays_when_it_is_opened_again(place: Place, database: Database):
    insert(database)
    again = Database(place.url)
    assert rows(again, "votes") == rows(database, "votes")
    again.close()


def test_several_processes_may_start_at_once(place: Place):
    command = [sys.executable, "-c", AT_ONCE, place.url]
    processes = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603
        for _ in range(3)
    ]
    assert {process.stdout.readline() for process in processes} == {"ready\n"}
    database = None
    for _ in range(8):
        if database:
            database.run(lambda c: [c.execute(text(f"DROP TABLE {t}")) for t in module.TABLES])
            database.close()
        for process in processes:
            process.stdin.write("now\n")
            process.stdin.flush()
        assert {process.stdout.readline() for process in processes} == {"made\n"}
        database = Database(place.url)
        assert rows(database) == []
    database.close()
    for process in processes:
        process.communicate()


def test_the_file_is_for_its_owner_only(tmp_path: Path):
    seen: set[tuple[str, int]] = set()
    folder = tmp_path / "var"
    database = Database(f"sqlite:///{folder / 'file.sqlite'}")

    def look(connection: Any) -> None:
        connection.execute(INSERT, ROW)
        seen.update((path.name, path.stat().st_mode & 0o777) for path in folder.iterdir())

    database.run(look)
    database.close()
    assert seen == {("file.sqlite", 0o600), ("file.sqlite-journal", 0o600)}
    assert folder.stat().st_mode & 0o777 == 0o700


def test_memory_needs_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    for url in ("sqlite://", "sqlite:///:memory:"):
        database = Database(url)
        insert(database)
        database.close()
    assert list(tmp_path.iterdir()) == []


def test_on_postgresql_nothing_goes_into_the_log_of_changes(
    postgres: PostgresServer, postgres_place: Place
):
    Database(postgres_place.url).close()
    persistence = "SELECT relpersistence, count(*) FROM pg_class JOIN pg_roles ON relowner ="
    kinds = postgres.query(f"{persistence} pg_roles.oid WHERE rolname = 'app' GROUP BY 1", "app")
    assert [kind.split("|")[0] for kind in kinds] == ["u"]


SECRETS = ("canary", "INSERT", "votes", "sqlite", "postgresql://", "file.", "app", "nowhere")


def test_errors_tell_the_kind_only(place: Place, database: Database, tmp_path: Path):
    insert(database)
    wrong = place.url.replace(PASSWORD, "wrong-canary")
    (tmp_path / "file.canary").write_bytes(b"no database" * 1000)
    (tmp_path / "folder").write_text("")
    failures = [
        failure(insert, database),
        failure(database.run, lambda c: c.execute(text("SELECT canary FROM votes"))),
        failure(Database, f"sqlite:///{tmp_path / 'file.canary'}"),
        failure(Database, f"sqlite:///{tmp_path / 'folder' / 'file.sqlite'}"),
        failure(Database, "postgresql://app:pw-canary@/app?host=/nowhere/canary"),
        failure(Database, "postgresql://app:pw-canary@127.0.0.1:1/app"),
        failure(Database, "postgresql://app:pw-canary@127.0.0.1/app?canary=1"),
        failure(Database, "postgresql://app:pw@w:canary@127.0.0.1/app"),
        failure(Database, "canary"),
        *([failure(Database, wrong)] if wrong != place.url else []),
    ]
    for error in failures:
        assert error.__cause__ is None and error.__suppress_context__
        said = "".join(traceback.format_exception_only(type(error), error)) + repr(error)
        assert not [secret for secret in SECRETS if secret in said], said
        assert "canary" not in "".join(
            traceback.format_exception(type(error), error, error.__traceback__)
        )


def test_the_password_is_never_printed():
    url = "postgresql://app:pw-canary@127.0.0.1:1/app"
    settings = Settings(database_url=url, secret_key=b"key-canary")
    database = Database("sqlite://")
    assert "canary" not in repr(settings) + str(settings)
    assert "://" not in repr(database) + str(database)
    assert database._engine.hide_parameters
    database.close()


@pytest.mark.parametrize("trouble", ["stop", "kill", "freeze"])
def test_a_server_that_is_gone_is_noticed_in_time_and_used_again_when_it_is_back(
    fragile_postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch, trouble: str
):
    monkeypatch.setattr(module, "REST", 0.1)
    database = Database(fragile_postgres.url)
    insert(database)
    getattr(fragile_postgres, trouble)()
    begun = monotonic()
    failure(rows, database, "votes")
    assert monotonic() - begun < module.PATIENCE + 0.8
    fragile_postgres.resume()
    fragile_postgres.start()
    sleep(0.15)
    assert rows(database, "votes") == [] if trouble == "kill" else [(*ROW.values(), "en", 1, 0)]
    database.close()


def test_connections_that_were_cut_are_replaced(fragile_postgres: PostgresServer):
    database = Database(fragile_postgres.url)
    fragile_postgres.terminate_backends()
    insert(database)
    database.close()


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_callers_do_not_queue_for_one_that_does_not_answer(
    kind: str, request: pytest.FixtureRequest, sqlite_place: Place
):
    if kind == "sqlite":
        database, other = Database(sqlite_place.url), Database(sqlite_place.url)
        hold = other._engine.connect()
        hold.exec_driver_sql("BEGIN EXCLUSIVE")
    else:
        server = request.getfixturevalue("fragile_postgres")
        database = Database(server.url)
        server.freeze()
    with ThreadPoolExecutor(6) as threads:
        begun = monotonic()
        waiting = [threads.submit(insert, database) for _ in range(60)]
        assert all(isinstance(done.exception(), StoreError) for done in waiting)
        assert monotonic() - begun < module.PATIENCE + 1
    database.close()
    if kind == "sqlite":
        hold.close()
        other.close()
