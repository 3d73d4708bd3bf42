"""How updates come in, for the launch check: asked for, or brought to a webhook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.cli.findings import Finding, ask, fail, judged, ok
from bot.cli.machine import is_here
from bot.cli.serving import connection
from bot.errors import SettingsError
from bot.settings import Settings

FEWEST_CHARACTERS = 24
"""Of a secret that somebody has chosen; what is made is longer."""


def look_at_way_in(settings: Settings) -> Iterator[Finding]:
    """Every finding about the way in."""
    if not settings.webhook_url:
        yield ok("way in", "Telegram is asked; nothing listens.")
        return
    try:
        connection(replace(settings, telegram_token="1:-", secret_key=b"-"))  # noqa: S106 - none
    except SettingsError as wrong:
        yield fail("way in", str(wrong))
        return
    host, port = settings.listen
    yield judged(
        is_here(host),
        "way in",
        f"a webhook; only this machine reaches {host}:{port}.",
        f"anybody reaches {host}:{port} without TLS; let TELEGRAM_LISTEN begin with 127.0.0.1.",
    )
    yield judged(
        len(settings.webhook_secret or "-" * FEWEST_CHARACTERS) >= FEWEST_CHARACTERS,
        "webhook's secret",
        "made from the token." if not settings.webhook_secret else "long enough.",
        "too short to be a secret; leave TELEGRAM_WEBHOOK_SECRET out.",
    )
    yield ask(
        "proxy", "does it pass on this path only, without a log, and allow 60 seconds an answer?"
    )
