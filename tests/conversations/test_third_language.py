"""A third language, live: a small model that Rasa trained, and a folder under locales/."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from rasa.core.agent import Agent

from bot.assistant import detector, featurizer, retriever, training
from bot.assistant.agent import load_agent
from bot.cli.training import ensure_model
from bot.settings import Settings
from bot.store.store import open_store
from tests.support.agent import Person
from tests.support.encoders import FakeEncoder
from tests.support.ukrainian import ESSENTIAL, HALF, MORE, with_ukrainian

IN_UKRAINIAN = ESSENTIAL["I am answering in English now."]
KEEPER = HALF["A keeper."]
CHOOSE = '/change_language{"language_choice":"uk"}'


@pytest.fixture(scope="module")
def small_agent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Agent]:
    """The small library with Ukrainian, trained by Rasa."""
    settings = with_ukrainian(tmp_path_factory.mktemp("third"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Settings, "from_environment", lambda environment=None: settings)
        patch.setenv("RASA_CACHE_DIRECTORY", str(settings.root / "cache"))
        for module in (detector, featurizer, retriever, training):
            patch.setattr(module, "load_encoder", lambda *_: FakeEncoder())
        for module in (featurizer, training):
            patch.setattr(module, "CachedEncoder", lambda made, _: made)
        open_store.cache_clear()
        ensure_model(settings)
        yield load_agent(settings)
        open_store.cache_clear()


def titles(shown: object) -> list[str]:
    return [title for title, _ in shown.buttons]  # type: ignore[attr-defined]


async def test_it_is_offered_and_can_be_chosen(small_agent: Agent) -> None:
    person = Person(small_agent, "en")
    offered = await person.presses("/change_language")
    assert titles(offered)[:3] == ["English", "Русский", "Українська"]
    assert offered.payloads[2] == CHOOSE
    assert (await person.presses(CHOOSE)).text == IN_UKRAINIAN
    assert KEEPER in (await person.presses('/show{"entry":"keeper"}')).text
    assert KEEPER in (await person.says("who is the keeper")).text, "whatever they write in"


async def test_whose_telegram_speaks_it_gets_it(small_agent: Agent) -> None:
    assert (await Person(small_agent, "uk").presses("/change_language")).text == IN_UKRAINIAN


async def test_who_writes_in_it_gets_it(small_agent: Agent) -> None:
    assert KEEPER in (await Person(small_agent, "en").says("хто доглядає маяк")).text


async def test_what_is_not_translated_falls_back_to_english(small_agent: Agent) -> None:
    shown = await Person(small_agent, "uk").presses('/show{"entry":"storm"}')
    assert "It broke the pier." in shown.text


async def test_english_and_russian_readers_get_theirs(small_agent: Agent) -> None:
    assert "A keeper." in (await Person(small_agent, "uk").says("who is the keeper")).text
    russian = await Person(small_agent, "ru").says("кто смотритель маяка")
    assert KEEPER not in russian.text and "A keeper." not in russian.text


@pytest.mark.parametrize("cry", ["mayday, the boat is sinking", "я тону", "i am drowning"])
async def test_danger_is_heard_in_the_words_that_were_taught(small_agent: Agent, cry: str) -> None:
    person = Person(small_agent)
    await person.presses(CHOOSE)
    shown = await person.says(cry)
    assert ESSENTIAL["Some boats may come."] in shown.text
    assert "555 0100" in shown.text


async def test_the_way_to_help_stands_under_every_reply(small_agent: Agent) -> None:
    person = Person(small_agent)
    await person.presses(CHOOSE)
    for said in ("хто доглядає маяк", "help", "hello"):
        shown = await person.says(said)
        assert (MORE["If it is urgent"], "/help_now") in shown.buttons, said


async def test_where_cries_are_taught_it_does_not(small_agent: Agent) -> None:
    for code in ("en", "ru"):
        assert "/help_now" not in (await Person(small_agent, code).says("hello")).payloads
