"""Values are read strictly: one sentence names the variable and what to do, never a secret."""

from __future__ import annotations

import pytest

from bot.errors import SettingsError
from bot.settings import Settings

HERE = ("127.0.0.1", 8080)


def read(**environment: str) -> Settings:
    return Settings.from_environment(environment)


def refusal(**environment: str) -> str:
    with pytest.raises(SettingsError) as caught:
        read(**environment)
    return str(caught.value)


class TestNumbers:
    LIMITS = {
        "EXPIRY_HOURS": (1, 720),
        "LANGUAGE_DAYS": (1, 365),
        "QUESTION_DAYS": (1, 365),
        "QUESTION_GROUP": (2, 100),
    }

    @pytest.mark.parametrize("name", LIMITS)
    def test_from_the_least_to_the_most(self, name: str) -> None:
        for number in self.LIMITS[name]:
            assert getattr(read(**{name: f" {number} "}), name.lower()) == number

    @pytest.mark.parametrize("name", LIMITS)
    def test_what_is_beyond(self, name: str) -> None:
        least, most = self.LIMITS[name]
        said = f"{name} must be a whole number from {least} to {most}."
        for number in (least - 1, most + 1):
            assert refusal(**{name: str(number)}) == said

    @pytest.mark.parametrize("value", ["-1", "1.5", "two", "²", "1e3", "0x2", "2h"])
    def test_what_is_no_number(self, value: str) -> None:
        assert refusal(EXPIRY_HOURS=value).startswith("EXPIRY_HOURS must be a whole number from")


class TestAddresses:
    @pytest.mark.parametrize(
        "address",
        [
            "http://api.example.org",
            "http://localhost.example.org",
            "http://127.0.0.1.example.org",
            "http://localhost@example.org",
            "https://",
            "https://[",
            "ftp://localhost",
            "api.telegram.org",
        ],
    )
    @pytest.mark.parametrize("name", ["TELEGRAM_API_URL", "TELEGRAM_WEBHOOK_URL"])
    def test_the_token_never_travels_unencrypted_to_another_machine(
        self, name: str, address: str
    ) -> None:
        assert f"{name} must begin with https://" in refusal(**{name: address})

    @pytest.mark.parametrize(
        "address", ["https://api.example.org", "http://localhost:1", "http://[::1]:1"]
    )
    def test_usable_ones(self, address: str) -> None:
        assert read(TELEGRAM_API_URL=address).telegram_api_url == address
        assert read(TELEGRAM_WEBHOOK_URL=address + "/").webhook_url == address

    @pytest.mark.parametrize(
        ("value", "listen"),
        [
            ("127.0.0.1:9000", ("127.0.0.1", 9000)),
            ("example.org:1", ("example.org", 1)),
            ("::1:65535", ("::1", 65535)),
        ],
    )
    def test_where_to_listen(self, value: str, listen: tuple[str, int]) -> None:
        assert read(TELEGRAM_LISTEN=value).listen == listen
        assert read().listen == HERE

    @pytest.mark.parametrize("value", ["8080", ":8080", "here", "here:", "here:0", "here:65536"])
    def test_where_nobody_can_listen(self, value: str) -> None:
        said = "TELEGRAM_LISTEN must be a host and a port, like 127.0.0.1:8080."
        assert refusal(TELEGRAM_LISTEN=value) == said


class TestNetworks:
    @pytest.mark.parametrize(
        ("value", "networks"),
        [
            ("149.154.160.0/20", ("149.154.160.0/20",)),
            (" 149.154.160.0/20 ,,2001:67c:4e8::/48,", ("149.154.160.0/20", "2001:67c:4e8::/48")),
            ("192.0.2.1", ("192.0.2.1",)),
            (" , ", ()),
        ],
    )
    def test_they_are_read(self, value: str, networks: tuple[str, ...]) -> None:
        assert read(TELEGRAM_WEBHOOK_FROM=value).webhook_from == networks

    @pytest.mark.parametrize(
        "value", ["nowhere", "149.154.160.1/20", "149.154.160.0/40", "149.154.160.0/20 192.0.2.1"]
    )
    def test_what_is_none(self, value: str) -> None:
        said = (
            "TELEGRAM_WEBHOOK_FROM must name networks like 149.154.160.0/20, set apart by commas."
        )
        assert refusal(TELEGRAM_WEBHOOK_FROM=value) == said


@pytest.mark.parametrize("name", ["PROTECT_CONTENT", "DISABLE_NOTIFICATION"])
class TestChoices:
    @pytest.mark.parametrize(
        ("value", "chosen"),
        [("yes", True), (" Yes ", True), ("1", True), ("no", False), ("0", False), ("NO", False)],
    )
    def test_yes_or_no(self, name: str, value: str, chosen: bool) -> None:
        assert getattr(read(**{name: value}), name.lower()) is chosen

    @pytest.mark.parametrize("value", ["true", "on", "y", "2", "ja"])
    def test_nothing_else(self, name: str, value: str) -> None:
        assert refusal(**{name: value}) == f"{name} must be yes or no."


class TestRedis:
    @pytest.mark.parametrize(
        "address", ["redis://127.0.0.1/0", "rediss://:pw@host:6380/1", "unix:///run/redis.sock"]
    )
    def test_usable_addresses(self, address: str) -> None:
        assert read(REDIS_URL=f" {address} ").redis_url == address
        assert read().redis_url is None

    @pytest.mark.parametrize(
        "address",
        ["localhost:6379", "http://:pw-canary@host", "redis:/pw-canary", "redis://:pw-canary#@host"]
        + ["redis://localhost:0", "redis://[localhost"],
    )
    def test_an_unusable_one_is_refused_and_not_repeated(self, address: str) -> None:
        sentence = refusal(REDIS_URL=address)
        assert sentence.startswith("REDIS_URL must begin with redis://, rediss:// or unix://;")
        assert "canary" not in sentence and "localhost" not in sentence

    def test_its_password_is_never_printed(self) -> None:
        settings = read(REDIS_URL="redis://:pw-canary@127.0.0.1/0")
        assert "pw-canary" not in repr(settings) + str(settings)


class TestDatabase:
    @pytest.mark.parametrize(
        ("written", "read_as"),
        [
            ("postgresql://u:p@host/db", "postgresql://u:p@host/db"),
            ("postgres://u:p@host/db", "postgresql://u:p@host/db"),
            ("sqlite:////a/file", "sqlite:////a/file"),
        ],
    )
    def test_usable_addresses(self, written: str, read_as: str) -> None:
        assert read(DATABASE_URL=written).database_url == read_as

    @pytest.mark.parametrize(
        "address", ["mysql://pw-canary@host", "sqlite://", "sqlite:///", "pw-canary", "://"]
    )
    def test_an_unusable_one_is_refused_and_not_repeated(self, address: str) -> None:
        sentence = refusal(DATABASE_URL=address)
        assert sentence.startswith("DATABASE_URL must begin with postgresql://")
        assert "canary" not in sentence


@pytest.mark.parametrize("value", ["debug", " Info ", "WARNING", "error"])
def test_log_levels(value: str) -> None:
    assert read(LOG_LEVEL=value).log_level == value.strip().upper()


@pytest.mark.parametrize("value", ["chatty", "10", "CRITICAL"])
def test_an_unknown_log_level(value: str) -> None:
    assert refusal(LOG_LEVEL=value) == "LOG_LEVEL must be DEBUG, INFO, WARNING or ERROR."
