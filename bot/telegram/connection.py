"""How the connector reaches Telegram, and Telegram the connector."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from bot.telegram.client import PUBLIC_API
from bot.telegram.delivery import Manner
from bot.telegram.pace import Pace
from bot.telegram.surface import Surface
from bot.telegram.webhook import WebhookSettings


@dataclass(frozen=True)
class Connection:
    """What an operator decides.

    Attributes:
        token: the bot's token.
        secret_key: the key of the pseudonyms.
        api_url: the Bot API server.
        webhook: where Telegram brings updates; it is asked for them where None.
        manner: how messages are sent.
        folder: where the numbers of answered updates are kept across restarts; nowhere if None.
        pace: times and limits.
    """

    token: str = field(repr=False)
    secret_key: bytes = field(repr=False)
    api_url: str = PUBLIC_API
    webhook: WebhookSettings | None = None
    manner: Manner = Manner()
    folder: Path | None = None
    pace: Pace = Pace()

    @classmethod
    def of(cls, credentials: Mapping[str, Any]) -> Connection:
        """Read what stands in credentials.yml.

        Args:
            credentials: `token` and `secret_key`; optional are `api_url`, `webhook_url`,
                `webhook_secret`, `webhook_addresses`, `protect_content`, `disable_notification`
                and `folder`.

        Raises:
            ValueError: something is missing or cannot be used; names it, never a value.
        """
        for name in ("token", "secret_key"):
            if not credentials.get(name):
                raise ValueError(f"the Telegram channel needs `{name}`")
        addresses = credentials.get("webhook_addresses") or ""
        networks = addresses.split(",") if isinstance(addresses, str) else addresses
        url = credentials.get("webhook_url")
        folder = credentials.get("folder")
        return cls(
            token=str(credentials["token"]),
            secret_key=str(credentials["secret_key"]).encode(),
            api_url=str(credentials.get("api_url") or PUBLIC_API),
            webhook=WebhookSettings(
                str(url),
                str(credentials.get("webhook_secret") or ""),
                tuple(str(network).strip() for network in networks if str(network).strip()),
            )
            if url
            else None,
            manner=Manner(
                bool(credentials.get("protect_content")),
                bool(credentials.get("disable_notification")),
            ),
            folder=Path(folder) if folder else None,
        )

    @property
    def finished_file(self) -> Path | None:
        """Where the numbers of answered updates are kept; one file a bot."""
        bot = self.token.partition(":")[0]
        return self.folder / f"telegram-{bot}.updates" if self.folder else None

    def pseudonym(self, surface: Surface) -> Callable[[int], str]:
        """Telegram's number of a person → the name they are kept under."""
        return partial(surface.pseudonym, self.secret_key)
