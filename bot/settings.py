"""The settings of one running copy. This module is the only reader of the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.environment import (
    address,
    choice,
    database,
    level,
    networks,
    place,
    redis_address,
    whole_number,
)
from bot.errors import SettingsError

ROOT = Path(__file__).resolve().parent.parent
NEW_KEY_COMMAND = 'python3 -c "import secrets; print(secrets.token_hex(32))"'
SHORTEST_KEY = 32

UNCONFIRMED_SENTENCE = "I show contacts that nobody has confirmed"
"""What UNCONFIRMED_CONTACTS must say, so that nobody decides it by accident."""


@dataclass(frozen=True)
class Settings:
    """What the environment says, checked once at start.

    Attributes:
        root: the repository's folder.
        encoder: a folder or a hub name of a sentence-transformers model (ENCODER).
        expiry_hours: hours after which the last topic is forgotten (EXPIRY_HOURS).
        language_days: days after which the chosen language is forgotten (LANGUAGE_DAYS).
        question_days: days after which a question passed on is deleted (QUESTION_DAYS).
        question_group: how many similar questions make a crowd (QUESTION_GROUP).
        telegram_api_url: the Bot API server (TELEGRAM_API_URL).
        webhook_url: where Telegram brings updates (TELEGRAM_WEBHOOK_URL); it is asked for them
            where there is none.
        webhook_secret: what Telegram must show (TELEGRAM_WEBHOOK_SECRET); made where empty.
        webhook_from: networks that may connect (TELEGRAM_WEBHOOK_FROM); all where empty.
        listen: host and port of the webhook's server (TELEGRAM_LISTEN).
        protect_content: whether messages cannot be forwarded (PROTECT_CONTENT).
        disable_notification: whether messages make no sound (DISABLE_NOTIFICATION).
        log_level: level of the program's own log lines (LOG_LEVEL).
        telegram_token: the bot's token, or None for a conversation in the terminal.
        secret_key: the key of the pseudonyms and of what is kept (BOT_SECRET_KEY).
        state: folder of what outlasts the program (STATE_DIRECTORY, as systemd calls it).
        database_url: where what is kept is kept (DATABASE_URL); a file in that folder.
        redis_url: where several processes queue up for a person's turn (REDIS_URL); one
            process needs none.
        unconfirmed_contacts: the operator's sentence (UNCONFIRMED_CONTACTS).
        editor: the command of the editor that a person is used to (VISUAL, EDITOR).
    """

    root: Path = ROOT
    encoder: str = str(ROOT / "nlu" / "encoder")
    expiry_hours: int = 24
    language_days: int = 30
    question_days: int = 60
    question_group: int = 3
    telegram_api_url: str = "https://api.telegram.org"
    webhook_url: str = ""
    webhook_secret: str = field(default="", repr=False)
    webhook_from: tuple[str, ...] = ()
    listen: tuple[str, int] = ("127.0.0.1", 8080)
    protect_content: bool = False
    disable_notification: bool = False
    log_level: str = "INFO"
    telegram_token: str | None = field(default=None, repr=False)
    secret_key: bytes | None = field(default=None, repr=False)
    state: Path = ROOT / "var"
    database_url: str = field(default=f"sqlite:///{ROOT / 'var' / 'ryadom.sqlite'}", repr=False)
    redis_url: str | None = field(default=None, repr=False)
    unconfirmed_contacts: str = ""
    editor: str = ""

    @property
    def shows_unconfirmed_contacts(self) -> bool:
        """Whether the operator has decided to show contacts that nobody has confirmed."""
        return self.unconfirmed_contacts == UNCONFIRMED_SENTENCE

    @property
    def models(self) -> Path:
        """Folder of trained models."""
        return self.root / "models"

    @property
    def responses(self) -> Path:
        """Folder of what volunteers write."""
        return self.root / "responses"

    @property
    def locales(self) -> Path:
        """Folder of what translators write."""
        return self.root / "locales"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Read and check all settings.

        Args:
            environment: variables to read; the process's own when None.

        Raises:
            SettingsError: a value cannot be used; the sentence names it and the fix.
        """
        env = os.environ if environment is None else environment
        token = env.get("TELEGRAM_BOT_TOKEN", "").strip() or None
        key = env.get("BOT_SECRET_KEY", "").strip()
        if token and len(key) < SHORTEST_KEY:
            raise SettingsError(
                f"BOT_SECRET_KEY must be set ({SHORTEST_KEY} characters or more) when "
                f"TELEGRAM_BOT_TOKEN is: make one with  {NEW_KEY_COMMAND}  and keep it secret."
            )
        defaults = cls()
        state = Path(env.get("STATE_DIRECTORY", "").strip() or defaults.state)
        return cls(
            encoder=env.get("ENCODER", "").strip() or defaults.encoder,
            expiry_hours=whole_number(env, "EXPIRY_HOURS", defaults.expiry_hours, 1, 720),
            language_days=whole_number(env, "LANGUAGE_DAYS", defaults.language_days, 1, 365),
            question_days=whole_number(env, "QUESTION_DAYS", defaults.question_days, 1, 365),
            question_group=whole_number(env, "QUESTION_GROUP", defaults.question_group, 2, 100),
            telegram_api_url=address(env, "TELEGRAM_API_URL", defaults.telegram_api_url),
            webhook_url=address(env, "TELEGRAM_WEBHOOK_URL", ""),
            webhook_secret=env.get("TELEGRAM_WEBHOOK_SECRET", "").strip(),
            webhook_from=networks(env, "TELEGRAM_WEBHOOK_FROM"),
            listen=place(env, "TELEGRAM_LISTEN", defaults.listen),
            protect_content=choice(env, "PROTECT_CONTENT"),
            disable_notification=choice(env, "DISABLE_NOTIFICATION"),
            log_level=level(env, defaults.log_level),
            telegram_token=token,
            secret_key=key.encode() or None,
            state=state,
            database_url=database(env, f"sqlite:///{state / 'ryadom.sqlite'}"),
            redis_url=redis_address(env),
            unconfirmed_contacts=env.get("UNCONFIRMED_CONTACTS", "").strip(),
            editor=env.get("VISUAL", "").strip() or env.get("EDITOR", "").strip(),
        )
