"""Settings, database and system are looked at; no secret is ever printed."""

from __future__ import annotations

import resource
import secrets
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine.url import make_url

from bot.cli import machine
from bot.cli.findings import Finding, Verdict
from bot.cli.machine import hosts, is_here, look_at_machine
from bot.settings import Settings
from bot.store.database import Database

KEY = b"correct-horse-battery-staple-0815"


@pytest.fixture(autouse=True)
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the system says of crashes and of swap, in files of the test's own."""
    folder = tmp_path / "proc"
    folder.mkdir()
    (folder / "core_pattern").write_text("core\n")
    (folder / "swaps").write_text("Filename Type Size Used Priority\n")
    monkeypatch.setattr(machine, "CORE_PATTERN", folder / "core_pattern")
    monkeypatch.setattr(machine, "SWAPS", folder / "swaps")
    monkeypatch.setattr(resource, "getrlimit", lambda which: (0, 0))
    return folder


def look(about: str, **given: Any) -> list[Finding]:
    """The findings about something."""
    found = look_at_machine(Settings(**{"database_url": "sqlite://", **given}))
    return [finding for finding in found if finding.about == about]


def one(about: str, **given: Any) -> Finding:
    [finding] = look(about, **given)
    return finding


def test_nothing_to_mend() -> None:
    settings = Settings(telegram_token="1:a", secret_key=KEY, database_url="sqlite://")
    findings = list(look_at_machine(settings))
    assert [finding for finding in findings if finding.verdict is not Verdict.OK] == []


def test_no_secret_is_printed() -> None:
    for key in (b"key-canary", KEY):
        settings = Settings(
            telegram_token="1:canary",
            secret_key=key,
            database_url="postgresql://app:pw-canary@127.0.0.1:1/app",
            redis_url="redis://:pw-canary@redis.example/0",
        )
        printed = "\n".join(map(str, look_at_machine(settings)))
        assert "canary" not in printed and KEY.decode() not in printed


def test_without_a_token() -> None:
    assert one("token").verdict is Verdict.FAIL
    assert one("token", telegram_token="1:a").verdict is Verdict.OK


class TestKey:
    @pytest.mark.parametrize(
        "key",
        [
            None,
            b"a" * 64,
            b"ab" * 32,
            b"0123456789abcdef" * 4,
            b"correct-horse-battery-staple-0815" * 2,
            b"112233445566778811223344556677889",
        ],
    )
    def test_easy_to_guess(self, key: bytes | None) -> None:
        assert one("key", secret_key=key).verdict is Verdict.FAIL

    def test_keys_made_as_we_say_are_good(self) -> None:
        for _ in range(1000):
            key = secrets.token_hex(32).encode()
            assert one("key", secret_key=key).verdict is Verdict.OK


@pytest.mark.parametrize(
    ("address", "verdict"),
    [
        ("https://api.telegram.org", Verdict.OK),
        ("http://127.0.0.1:8081", Verdict.OK),
        ("https://localhost:8081", Verdict.OK),
        ("http://[::1]:8081", Verdict.OK),
        ("https://api.telegram.org.example", Verdict.FAIL),
        ("https://127.0.0.1.example", Verdict.FAIL),
        ("https://10.0.0.1", Verdict.FAIL),
    ],
)
def test_whose_server_is_asked(address: str, verdict: Verdict) -> None:
    assert one("Telegram", telegram_api_url=address).verdict is verdict


@pytest.mark.parametrize(
    ("level", "verdict"), [("DEBUG", Verdict.FAIL), ("INFO", Verdict.OK), ("ERROR", Verdict.OK)]
)
def test_the_log(level: str, verdict: Verdict) -> None:
    assert one("log", log_level=level).verdict is verdict


@pytest.mark.parametrize(
    "host", ["", "localhost", "127.0.0.1", "127.1.2.3", "::1", "/run/postgresql", "@socket"]
)
def test_this_machine(host: str) -> None:
    assert is_here(host)


@pytest.mark.parametrize("host", ["db", "10.0.0.1", "127.0.0.1.example", "localhost.example", "?"])
def test_another_machine(host: str) -> None:
    assert not is_here(host)


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("app", {""}),
        ("db/app", {"db"}),
        ("a:pw@[::1]:5432/app", {"::1"}),
        ("/app?host=/run/postgresql", {"", "/run/postgresql"}),
        ("/app?host=localhost:5432&host=db:5433", {"", "localhost", "db"}),
        ("/app?host=localhost,db", {"", "localhost", "db"}),
        ("localhost/app?hostaddr=10.0.0.1", {"localhost", "10.0.0.1"}),
        ("/app?service=mine", {"", "mine"}),
    ],
)
def test_every_host_a_database_may_be_on(rest: str, expected: set[str]) -> None:
    url = f"postgresql:///{rest}" if rest == "app" else f"postgresql://{rest}"
    assert hosts(make_url(url)) == expected


class TestDatabase:
    @pytest.mark.parametrize(
        ("rest", "verdict"),
        [
            ("127.0.0.1:1/app", Verdict.OK),
            ("/app?host=/nowhere", Verdict.OK),
            ("db.invalid/app", Verdict.FAIL),
            ("db.invalid/app?sslmode=prefer", Verdict.FAIL),
            ("db.invalid/app?sslmode=disable", Verdict.FAIL),
            ("127.0.0.1:1/app?host=db.invalid", Verdict.FAIL),
            ("db.invalid/app?sslmode=require", Verdict.OK),
            ("db.invalid/app?sslmode=verify-ca", Verdict.OK),
            ("db.invalid/app?sslmode=verify-full", Verdict.OK),
        ],
    )
    def test_the_way_to_it(
        self, monkeypatch: pytest.MonkeyPatch, rest: str, verdict: Verdict
    ) -> None:
        monkeypatch.setattr(machine, "_reachable", lambda url: machine.ok("database", "answers."))
        url = f"postgresql://{rest}"
        assert one("way to the database", database_url=url).verdict is verdict

    def test_one_that_does_not_answer(self) -> None:
        finding = one("database", database_url="postgresql://a:canary@127.0.0.1:1/app")
        assert finding.verdict is Verdict.FAIL
        assert finding.says.startswith("The database cannot be used (OperationalError).")
        assert "DATABASE_URL" in finding.says

    def test_an_address_that_cannot_be_read(self) -> None:
        finding = one("database", database_url="postgresql://a:pw/canary@127.0.0.1/app")
        assert finding.verdict is Verdict.FAIL
        assert "canary" not in finding.says

    def test_in_memory(self) -> None:
        assert one("database").verdict is Verdict.OK


class TestFile:
    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        return tmp_path / "var" / "file.sqlite"

    def test_the_check_makes_no_file(self, path: Path) -> None:
        assert one("database", database_url=f"sqlite:///{path}").verdict is Verdict.OK
        assert one("database file", database_url=f"sqlite:///{path}").verdict is Verdict.OK
        assert not path.parent.exists()

    def test_made_by_the_program_it_is_right(self, path: Path) -> None:
        Database(f"sqlite:///{path}").close()
        for about in ("database", "database file"):
            assert one(about, database_url=f"sqlite:///{path}").verdict is Verdict.OK

    @pytest.mark.parametrize("part", ["file", "folder"])
    def test_open_to_others(self, path: Path, part: str) -> None:
        Database(f"sqlite:///{path}").close()
        opened, mode = (path, 0o640) if part == "file" else (path.parent, 0o711)
        opened.chmod(mode)
        finding = one("database file", database_url=f"sqlite:///{path}")
        assert finding.verdict is Verdict.FAIL
        assert f"chmod {600 if part == 'file' else 700} {opened}" in finding.says
        assert "&&" not in finding.says

    def test_a_folder_open_to_others_before_there_is_a_file(self, path: Path) -> None:
        path.parent.mkdir(mode=0o755)
        path.parent.chmod(0o755)
        assert one("database file", database_url=f"sqlite:///{path}").verdict is Verdict.FAIL

    def test_a_file_that_is_no_database(self, path: Path) -> None:
        path.parent.mkdir(mode=0o700)
        path.write_bytes(b"no database" * 1000)
        path.chmod(0o600)
        assert one("database", database_url=f"sqlite:///{path}").verdict is Verdict.FAIL

    def test_a_folder_it_may_not_write_to(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(machine.os, "access", lambda folder, how: False)
        finding = one("database", database_url=f"sqlite:///{path}")
        assert finding.verdict is Verdict.FAIL
        assert str(path.parents[1]) in finding.says

    def test_a_file_it_may_not_look_at(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(self: Path) -> bool:
            raise PermissionError

        monkeypatch.setattr(machine, "CORE_PATTERN", Path("/nowhere"))
        monkeypatch.setattr(machine, "_swap", lambda: machine.ok("swap", "off."))
        monkeypatch.setattr(machine, "_text", lambda path: "")
        monkeypatch.setattr(Path, "exists", refuse)
        finding = one("database", database_url=f"sqlite:///{path}")
        assert finding.verdict is Verdict.FAIL
        assert "the user who runs the program" in finding.says


@pytest.mark.parametrize(
    ("url", "verdict"),
    [
        ("redis://127.0.0.1/0", Verdict.OK),
        ("redis://", Verdict.OK),
        ("unix:///run/redis.sock", Verdict.OK),
        ("rediss://redis.example", Verdict.OK),
        ("redis://redis.example", Verdict.FAIL),
        ("redis://:pw@10.0.0.1:6379/0", Verdict.FAIL),
    ],
)
def test_the_way_to_redis(url: str, verdict: Verdict) -> None:
    assert one("way to Redis", redis_url=url).verdict is verdict
    assert one("Redis", redis_url=url).verdict is Verdict.ASK


def test_without_redis_nothing_is_said_of_it() -> None:
    assert look("way to Redis") == look("Redis") == []


class TestMemoryOnDisk:
    def test_core_dumps_that_are_not_off(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(resource, "getrlimit", lambda which: (0, resource.RLIM_INFINITY))
        finding = one("core dumps")
        assert finding.verdict is Verdict.FAIL
        assert "LimitCORE=0" in finding.says

    def test_a_handler_that_the_limit_does_not_stop(self, system: Path) -> None:
        (system / "core_pattern").write_text("|/usr/share/apport/apport %p\n")
        verdicts = {finding.verdict for finding in look("core dumps")}
        assert verdicts == {Verdict.OK, Verdict.FAIL}

    def test_swap(self, system: Path) -> None:
        assert one("swap").verdict is Verdict.OK
        with (system / "swaps").open("a") as file:
            file.write("/dev/sda2 partition 1 0 -2\n")
        assert one("swap").verdict is Verdict.ASK
        (system / "swaps").unlink()
        assert one("swap").verdict is Verdict.ASK
