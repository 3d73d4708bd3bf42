"""What every command does first."""

from __future__ import annotations

from bot.logs import configure_logging
from bot.privacy import forbid_core_dumps
from bot.settings import Settings


def begin() -> Settings:
    """The settings, with the log and the process made safe before anything else is imported.

    Raises:
        SettingsError: a variable of the environment cannot be used.
    """
    settings = Settings.from_environment()
    forbid_core_dumps()
    configure_logging(settings.log_level)  # before Rasa is imported
    return settings
