"""Whether anybody but Telegram can bring updates."""

from __future__ import annotations

import pytest

from bot.cli.findings import Verdict
from bot.cli.way_in import look_at_way_in
from bot.settings import Settings

URL = "https://bot.example/webhooks/telegram/webhook"


def verdicts(settings: Settings) -> dict[str, Verdict]:
    return {finding.about: finding.verdict for finding in look_at_way_in(settings)}


def test_polling_needs_nothing() -> None:
    assert verdicts(Settings()) == {"way in": Verdict.OK}


def test_a_webhook_behind_a_proxy_of_this_machine() -> None:
    assert verdicts(Settings(webhook_url=URL)) == {
        "way in": Verdict.OK,
        "webhook's secret": Verdict.OK,
        "proxy": Verdict.ASK,
    }


def test_a_port_that_anybody_reaches() -> None:
    found = verdicts(Settings(webhook_url=URL, listen=("0.0.0.0", 8080)))  # noqa: S104
    assert found["way in"] is Verdict.FAIL


def test_a_short_secret() -> None:
    settings = Settings(webhook_url=URL, webhook_secret="canary-short")
    assert verdicts(settings)["webhook's secret"] is Verdict.FAIL
    assert "canary" not in "".join(map(str, look_at_way_in(settings)))


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/webhook", "https://bot.example:5000/webhook", "https:///webhook"]
)
def test_an_address_that_telegram_would_refuse(url: str) -> None:
    [finding] = look_at_way_in(Settings(webhook_url=url))
    assert finding.verdict is Verdict.FAIL
    assert "https:// address on port 443, 80, 88, 8443" in finding.says
