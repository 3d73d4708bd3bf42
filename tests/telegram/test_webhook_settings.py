"""Where Telegram brings updates: what it would refuse is refused at once."""

from __future__ import annotations

import pytest

from bot.telegram.webhook import WebhookSettings
from tests.support.posts import SECRET, SETTINGS


class TestSettings:
    @pytest.mark.parametrize(
        "url",
        [
            "http://bot.example.org/",
            "bot.example.org",
            "https://",
            "https://bot.example.org:8080/",
            "",
        ],
    )
    def test_what_telegram_would_not_connect_to(self, url: str) -> None:
        with pytest.raises(ValueError, match="must be an https:// address on port 443, 80, 88, 84"):
            WebhookSettings(url)

    @pytest.mark.parametrize("port", ["", ":443", ":80", ":88", ":8443"])
    def test_the_ports_that_telegram_connects_to(self, port: str) -> None:
        assert WebhookSettings(f"https://bot.example.org{port}/hook")

    @pytest.mark.parametrize("secret", ["canary secret", "canary\n", "canary" * 50, "кенар"])
    def test_a_secret_that_telegram_would_refuse_is_not_repeated(self, secret: str) -> None:
        with pytest.raises(ValueError, match="the webhook's secret takes 1 to 256 of") as caught:
            WebhookSettings(SETTINGS.url, secret)
        assert secret not in str(caught.value)

    def test_what_is_no_network(self) -> None:
        with pytest.raises(ValueError, match="canary-network"):
            WebhookSettings(SETTINGS.url, addresses=("canary-network",))

    def test_the_secret_is_made_from_the_token_and_the_same_after_every_start(self) -> None:
        made = [WebhookSettings(SETTINGS.url).secret_for(token) for token in ("1:a", "1:a", "1:b")]
        assert made[0] == made[1] != made[2]
        assert len(made[0]) >= 32 and "1:a" not in made[0]
        assert WebhookSettings(SETTINGS.url, made[0])

    def test_the_secret_is_shown_to_nobody(self) -> None:
        assert SETTINGS.secret_for("1:a") == SECRET
        assert repr(SETTINGS) == str(SETTINGS) == "<WebhookSettings>"
