"""What the assistant shows on Telegram."""

from __future__ import annotations

from functools import cache
from html import escape

from bot.assistant.agent import unwrapped
from bot.assistant.commands import DESCRIPTIONS, PAYLOADS, UNSUPPORTED
from bot.library.live import Edition
from bot.logs import configure_logging
from bot.privacy import pseudonym
from bot.settings import Settings
from bot.telegram.surface import Surface


def surface_for_rasa() -> Surface:
    """What credentials.yml names: the surface, with the log taken over from Rasa.

    `rasa run` has set up its own log before it asks for this.
    """
    configure_logging(Settings.from_environment().log_level)
    return surface()


@cache
def surface() -> Surface:
    """What the assistant shows on Telegram."""
    edition = Edition.read(Settings.from_environment().root)

    def failure(language_code: str | None) -> str:
        catalog = edition.languages.catalog(edition.languages.negotiate(language_code))
        return escape(catalog.gettext(edition.responses["utter_default"].text), quote=False)

    menu = {
        "" if code == "en" else code: {
            name: catalog.gettext(description) for name, description in DESCRIPTIONS.items()
        }
        for code, catalog in edition.languages.catalogs.items()
    }
    return Surface(
        commands=PAYLOADS,
        unsupported=UNSUPPORTED,
        failure=failure,
        pseudonym=pseudonym,
        menu=menu,
        check=unwrapped,
    )
