"""What the assistant shows on Telegram."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

import pytest

from bot.assistant.agent import unwrapped
from bot.assistant.commands import DESCRIPTIONS, PAYLOADS, UNSUPPORTED, UNSUPPORTED_PERSONAL
from bot.assistant.notices import BUSY, DESCRIPTION, SHORT_DESCRIPTION, SLOW, STALE
from bot.assistant.replies import Replies
from bot.cli import telegram
from bot.cli.telegram import surface, surface_for_rasa
from bot.privacy import pseudonym
from bot.settings import Settings
from bot.telegram.surface import Profile
from tests.support.fake_agent import FakeAgent, parsed
from tests.support.small import SETTINGS, edition
from tests.support.ukrainian import with_ukrainian

LANGUAGES = [("ru", "ru"), ("ru-RU", "ru"), ("uk", "ru"), ("en", "en"), ("de", "en"), (None, "en")]


@pytest.fixture(autouse=True)
def fresh(small_root: object) -> Iterator[None]:
    """The surface of the small library."""
    surface.cache_clear()
    yield
    surface.cache_clear()


def translated(text: str, language: str) -> str:
    return edition().languages.catalog(language).gettext(text)


def test_commands_and_pseudonyms_are_the_assistants() -> None:
    assert surface().commands == PAYLOADS
    assert (surface().unsupported, surface().personal) == (UNSUPPORTED, UNSUPPORTED_PERSONAL)
    assert surface().pseudonym is pseudonym
    assert surface() is surface()


def test_an_agent_with_other_parts_must_not_serve() -> None:
    assert surface().check is unwrapped


def test_for_rasas_server_the_log_is_taken_over_first(monkeypatch: pytest.MonkeyPatch) -> None:
    levels: list[str] = []
    monkeypatch.setattr(telegram, "configure_logging", levels.append)
    assert surface_for_rasa() is surface()
    assert levels == [SETTINGS.log_level]
    surface()
    assert levels == [SETTINGS.log_level], "only rasa's server has set up another one"


def about(text: str, language: str) -> str:
    return translated(text, language).format(languages="English, Русский")


@pytest.mark.parametrize(("code", "language"), LANGUAGES)
class TestSentences:
    def test_the_calm_one(self, code: str | None, language: str) -> None:
        text = edition().responses["utter_default"].text
        assert surface().failure(code) == escape(translated(text, language), quote=False)

    def test_where_to_turn_if_it_is_urgent(self, code: str | None, language: str) -> None:
        expected = Replies(edition(), language, SETTINGS).response("utter_contacts").text
        assert expected
        assert surface().urgent(code) == expected

    def test_those_of_the_connector(self, code: str | None, language: str) -> None:
        renderer = edition().renderer(language)
        assert surface().slow(code) == renderer.text(SLOW)
        assert surface().busy(code) == renderer.text(BUSY)
        assert surface().stale(code) == translated(STALE, language)


class TestPage:
    def test_a_menu_in_every_language(self) -> None:
        assert set(surface().menu) == {"", "ru"}
        for shown, language in (("", "en"), ("ru", "ru")):
            assert surface().menu[shown] == {
                name: translated(text, language) for name, text in DESCRIPTIONS.items()
            }

    def test_the_menu_holds_all_commands_and_the_connectors_own(self) -> None:
        for commands in surface().menu.values():
            assert set(commands) == {*PAYLOADS, "clear"}
            assert all(commands.values())

    def test_the_bots_page_in_every_language(self) -> None:
        assert surface().profile == {
            shown: Profile(about(DESCRIPTION, code), about(SHORT_DESCRIPTION, code))
            for shown, code in (("", "en"), ("ru", "ru"))
        }

    def test_a_third_language_has_its_own_and_is_named_in_all(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        settings = with_ukrainian(tmp_path)
        monkeypatch.setattr(Settings, "from_environment", lambda environment=None: settings)
        assert set(surface().menu) == set(surface().profile) == {"", "ru", "uk"}
        for page in surface().profile.values():
            assert "English, Русский, Українська" in page.short_description

    @pytest.mark.parametrize(
        ("code", "shown"), [("en", ""), ("uk", "uk"), ("pt_BR", "pt"), ("chr", None)]
    )
    def test_telegrams_codes_have_two_letters(self, code: str, shown: str | None) -> None:
        assert telegram.menu_code(code) == shown


class TestWhatIsAsked:
    def test_buttons_of_today_are_known(self) -> None:
        assert surface().known('/show{"entry":"storm"}')
        assert not surface().known('/show{"entry":"gone"}')

    def test_links_lead_to_answers(self) -> None:
        assert surface().link("storm") == '/show{"entry":"storm"}'
        assert surface().link("not one") is None

    def test_clearing_says_whether_all_is_gone(self) -> None:
        clear = surface().clear
        assert clear
        assert clear(True) == '/clear{"cleared":"all"}'
        assert clear(False) == '/clear{"cleared":"partly"}'

    async def test_cards_for_an_inline_query(self) -> None:
        agent = FakeAgent(parsed={"storm pier": parsed("faq", "answer", "storm")})
        found = await surface().search(agent, "storm pier", "ru")
        assert [card.id for card in found.cards][:1] == ["storm"]
        assert found.cards[0].html and found.cards[0].button and found.invitation
        assert found.cards[0].title == "What did the storm do?"
