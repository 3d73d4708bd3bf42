"""Values of environment variables, read strictly: one sentence names the variable and the fix."""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import ip_network
from urllib.parse import urlsplit

from bot.errors import SettingsError


def whole_number(env: Mapping[str, str], name: str, default: int, low: int, high: int) -> int:
    """A whole number from `low` to `high`."""
    value = env.get(name, "").strip()
    if not value:
        return default
    if not value.isdecimal() or not low <= int(value) <= high:
        raise SettingsError(f"{name} must be a whole number from {low} to {high}.")
    return int(value)


def address(env: Mapping[str, str], name: str, default: str) -> str:
    """An https address, or a http one of this machine; an empty default may stay empty."""
    value = env.get(name, "").strip().rstrip("/") or default
    if not value:
        return value
    try:
        parts = urlsplit(value)
        here = parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost", "::1")
        usable = here or (parts.scheme == "https" and bool(parts.hostname))
    except ValueError:
        usable = False
    if not usable:
        raise SettingsError(f"{name} must begin with https:// (or http:// on this machine only).")
    return value


def networks(env: Mapping[str, str], name: str) -> tuple[str, ...]:
    """Networks like `149.154.160.0/20`, set apart by commas."""
    values = tuple(part.strip() for part in env.get(name, "").split(",") if part.strip())
    try:
        for value in values:
            ip_network(value)
    except ValueError as wrong:
        raise SettingsError(
            f"{name} must name networks like 149.154.160.0/20, set apart by commas."
        ) from wrong
    return values


def place(env: Mapping[str, str], name: str, default: tuple[str, int]) -> tuple[str, int]:
    """A host and a port to listen at."""
    value = env.get(name, "").strip()
    if not value:
        return default
    host, _, port = value.rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) < 65536:
        raise SettingsError(f"{name} must be a host and a port, like 127.0.0.1:8080.")
    return host, int(port)


def choice(env: Mapping[str, str], name: str) -> bool:
    """Yes or no."""
    value = env.get(name, "").strip().lower()
    if value not in ("", "0", "1", "no", "yes"):
        raise SettingsError(f"{name} must be yes or no.")
    return value in ("1", "yes")


def redis_address(env: Mapping[str, str]) -> str | None:
    """REDIS_URL."""
    value = env.get("REDIS_URL", "").strip()
    try:
        usable = value.startswith(("redis://", "rediss://", "unix://"))
        usable = usable and urlsplit(value).port != 0
    except ValueError:
        usable = False
    if value and not usable:
        raise SettingsError(
            "REDIS_URL must begin with redis://, rediss:// or unix://; signs like / and # in a "
            "password are written %2F and %23."
        )
    return value or None


def database(env: Mapping[str, str], default: str) -> str:
    """DATABASE_URL."""
    value = env.get("DATABASE_URL", "").strip() or default
    scheme, _, rest = value.partition("://")
    if scheme == "postgres":
        value = f"postgresql://{rest}"
    elif scheme != "postgresql" and not (scheme == "sqlite" and len(rest) > 1):
        raise SettingsError(
            "DATABASE_URL must begin with postgresql:// (or be sqlite:/// and a file's path)."
        )
    return value


def level(env: Mapping[str, str], default: str) -> str:
    """LOG_LEVEL."""
    value = env.get("LOG_LEVEL", "").strip().upper() or default
    if value not in ("DEBUG", "INFO", "WARNING", "ERROR"):
        raise SettingsError("LOG_LEVEL must be DEBUG, INFO, WARNING or ERROR.")
    return value
