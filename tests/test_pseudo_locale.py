"""Nothing that a reader can see escapes translation: every reply, button, command, description
and error of the real library, in the pseudo-locale."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from bot.assistant.cards import find_cards
from bot.assistant.groups import GroupReplies
from bot.assistant.nlg import LibraryGenerator
from bot.assistant.replies import Replies
from bot.assistant.situations import SITUATIONS
from bot.cli import telegram
from bot.cli.pseudo import CODE
from bot.library.live import Edition
from bot.library.model import TOPICS
from bot.settings import Settings
from bot.store.store import Store, open_store
from tests.support.content import shown
from tests.support.fake_agent import FakeAgent, parsed
from tests.support.pseudo import escaped, same_everywhere, workspace
from tests.support.trackers import knowledge, tracker

NOTHING = re.compile("(?!)")
KNOWN = {"hint": CODE, "slots": {"language_choice": CODE}}


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("pseudo")
    url = f"sqlite:///{folder / 'kept.sqlite'}"
    return Settings(root=workspace(folder), encoder="fake", database_url=url)


@pytest.fixture(scope="module")
def edition(settings: Settings) -> Edition:
    return Edition.read(settings.root)


@pytest.fixture(scope="module")
def same(edition: Edition) -> re.Pattern[str]:
    return same_everywhere(edition)


class Still:
    """An edition that does not change."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition

    def current(self) -> Edition:
        return self._edition


@pytest.fixture(scope="module")
def generator(settings: Settings, edition: Edition) -> Iterator[LibraryGenerator]:
    open_store.cache_clear()
    store: Store = open_store(settings)
    yield LibraryGenerator(edition=Still(edition), settings=settings, store=store)  # type: ignore[arg-type]
    store.database.close()
    open_store.cache_clear()


def turns(edition: Edition) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every response with what a turn may bring to it."""
    for name in sorted(set(edition.responses) - {"utter_offer"}):  # it has a test of its own
        yield name, {}
    for situation in SITUATIONS:
        yield "utter_situation", {"entities": {"situation": situation}}
    for topic in TOPICS:
        yield "utter_show_topic", {"entities": {"topic": topic}}
    for entry in edition.library.entries:
        for name in ("utter_show", "utter_show_abroad", "utter_show_details", "utter_show_sources"):
            yield name, {"entities": {"entry": entry}}
    yield "utter_answer", {"knowledge": knowledge("choice", *list(edition.library.entries)[:3])}
    yield "utter_answer", {"knowledge": knowledge("nothing")}
    source, paragraph = next(edition.library.paragraphs())
    found = knowledge("passage", passages=(f"{source.id}#{paragraph.id}",))
    yield "utter_answer", {"knowledge": found}
    yield "utter_vote", {"entities": {"entry": "argun", "vote": "yes"}}


@pytest.mark.parametrize("chat", [None, "group"])
async def test_replies_and_their_buttons(
    generator: LibraryGenerator, edition: Edition, same: re.Pattern[str], chat: str | None
) -> None:
    found = {}
    for name, brought in turns(edition):
        reply = await generator.generate(
            name, tracker("…", **{**KNOWN, "chat": chat, **brought}), "telegram"
        )
        parts = [reply["text"], *(button["title"] for button in reply["buttons"])]
        found |= {(name, str(brought)): runs for p in parts if (runs := escaped(p, same))}
    assert found == {}


async def test_the_offer_quotes_the_reader_and_nothing_else(
    edition: Edition, settings: Settings, same: re.Pattern[str]
) -> None:
    replies = Replies(edition, CODE, settings)
    offered = replies.with_offer(replies.topics("utter_unknown"), "storm")
    texts = [offered.text, *(button.title for button in offered.buttons)]
    assert [run for text in texts for run in escaped(text, same)] == ["storm"]


def test_everything_of_the_library(edition: Edition, same: re.Pattern[str]) -> None:
    found = {name: runs for name, text in shown(edition, CODE) if (runs := escaped(text, same))}
    assert found == {}


async def test_cards(edition: Edition, settings: Settings, same: re.Pattern[str]) -> None:
    queries = ["", *edition.library.entries]
    agent = FakeAgent(parsed={"storm": parsed("faq", "nothing", language=None)})
    for query in [*queries, "storm"]:
        found = await find_cards(agent, edition, settings, query, CODE)  # type: ignore[arg-type]
        texts = [found.invitation]
        for card in found.cards:
            texts += [card.title, card.text, card.html, card.button]
        assert [run for text in texts for run in escaped(text, same)] == [], query


class TestOnTelegram:
    """What the connector and the bot's page say."""

    @pytest.fixture
    def surface(self, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
        monkeypatch.setattr(Settings, "from_environment", lambda environment=None: settings)
        telegram.surface.cache_clear()
        yield telegram.surface()
        telegram.surface.cache_clear()

    def test_sentences(self, surface: Any, same: re.Pattern[str]) -> None:
        for name in ("failure", "slow", "urgent", "busy", "stale"):
            sentence = getattr(surface, name)(CODE)
            assert sentence and escaped(sentence, same) == [], name

    def test_commands_and_descriptions(self, surface: Any, same: re.Pattern[str]) -> None:
        page = surface.profile[CODE]
        texts = [*surface.menu[CODE].values(), page.description, page.short_description]
        assert [run for text in texts for run in escaped(text, same)] == []
        assert all(len(text) <= 256 for text in surface.menu[CODE].values())
        assert (len(page.description) <= 512, len(page.short_description) <= 120) == (True, True)


def test_what_is_not_translated_is_found(edition: Edition, settings: Settings) -> None:
    name = "utter_thanks"
    message = edition.responses[name].text
    spoilt = replace(edition.responses[name], text=message + " Indeed.")
    changed = replace(edition, responses={**edition.responses, name: spoilt})
    for kind in (Replies, GroupReplies):
        assert "Indeed" in escaped(kind(changed, CODE, settings).response(name).text, NOTHING)
