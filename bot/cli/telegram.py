"""What the assistant shows on Telegram."""

from __future__ import annotations

from dataclasses import asdict
from functools import cache
from typing import Any

from bot.assistant.agent import unwrapped
from bot.assistant.cards import find_cards
from bot.assistant.commands import CLEAR, DESCRIPTIONS, PAYLOADS, UNSUPPORTED, UNSUPPORTED_PERSONAL
from bot.assistant.links import link_payload
from bot.assistant.notices import BUSY, DESCRIPTION, SHORT_DESCRIPTION, SLOW, STALE
from bot.assistant.payloads import is_known
from bot.assistant.replies import Replies
from bot.assistant.reply import payload
from bot.languages import SOURCE_LANGUAGE, Languages
from bot.library.live import LiveEdition
from bot.logs import configure_logging
from bot.privacy import pseudonym
from bot.settings import Settings
from bot.telegram.surface import Card, Found, Profile, Surface


def surface_for_rasa() -> Surface:
    """What credentials.yml names: the surface, with the log taken over from Rasa.

    `rasa run` has set up its own log before it asks for this.
    """
    configure_logging(Settings.from_environment().log_level)
    return surface()


@cache
def surface() -> Surface:
    """What the assistant shows on Telegram."""
    settings = Settings.from_environment()
    showing = _Showing(settings)
    codes = {
        shown: code for code in showing.languages.codes if (shown := menu_code(code)) is not None
    }
    return Surface(
        commands=PAYLOADS,
        unsupported=UNSUPPORTED,
        personal=UNSUPPORTED_PERSONAL,
        failure=lambda code: showing.response("utter_default", code),
        slow=lambda code: showing.text(SLOW, code),
        urgent=lambda code: showing.response("utter_contacts", code),
        busy=lambda code: showing.text(BUSY, code),
        stale=lambda code: showing.say(STALE, code),
        known=lambda load: is_known(load, showing.live.current()),
        link=link_payload,
        clear=lambda whole: payload(CLEAR, cleared="all" if whole else "partly"),
        search=showing.search,
        pseudonym=pseudonym,
        menu={
            shown: {name: showing.say(text, code) for name, text in DESCRIPTIONS.items()}
            for shown, code in codes.items()
        },
        profile={
            shown: Profile(showing.about(DESCRIPTION, code), showing.about(SHORT_DESCRIPTION, code))
            for shown, code in codes.items()
        },
        check=unwrapped,
    )


def menu_code(code: str) -> str | None:
    """Telegram's code for a language, None where it has none: it knows those of two letters."""
    if code == SOURCE_LANGUAGE:
        return ""
    language = code.split("_")[0]
    return language if len(language) == 2 else None


class _Showing:
    """What is said without Rasa, from the library as it stands now."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.live = LiveEdition(settings.root)

    @property
    def languages(self) -> Languages:
        """The languages that readers are offered."""
        return self.live.current().languages

    def say(self, text: str, language_code: str | None) -> str:
        """A text in a reader's language."""
        languages = self.languages
        return languages.catalog(languages.negotiate(language_code)).gettext(text)

    def about(self, text: str, language_code: str | None) -> str:
        """A text for the bot's page, with the languages it speaks."""
        names = ", ".join(map(self.languages.own_name, self.languages.codes))
        return self.say(text, language_code).format(languages=names)

    def text(self, text: str, language_code: str | None) -> str:
        """A whole message in a reader's language, as HTML."""
        edition = self.live.current()
        return edition.renderer(edition.languages.negotiate(language_code)).text(text)

    def response(self, name: str, language_code: str | None) -> str:
        """A response of domain.yml in a reader's language."""
        edition = self.live.current()
        language = edition.languages.negotiate(language_code)
        return Replies(edition, language, self._settings).response(name).text

    async def search(self, agent: Any, query: str, language_code: str | None) -> Found:
        """Cards for an inline query."""
        edition = self.live.current()
        found = await find_cards(agent, edition, self._settings, query, language_code)
        return Found(tuple(Card(**asdict(card)) for card in found.cards), found.invitation)
