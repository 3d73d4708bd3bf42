"""Answers for other chats: sourced, in the reader's language, and none for somebody at risk."""

from __future__ import annotations

from typing import Any

import pytest

from bot.assistant.card import LONGEST
from bot.assistant.cards import MOST, Found, find_cards
from bot.assistant.replies import Replies
from bot.library.live import Edition
from bot.settings import ROOT, Settings
from bot.telegram.splitting import LIMIT, plain
from tests.support.fake_agent import FakeAgent, parsed
from tests.support.small import SETTINGS, edition

WHOLE = Edition.read(ROOT)


async def find(
    query: str,
    answer: dict[str, Any] | None = None,
    code: str | None = "en",
    of: Edition | None = None,
) -> Found:
    agent = FakeAgent(parsed={query: answer} if answer else {})
    return await find_cards(agent, of or edition(), SETTINGS, query, code)  # type: ignore[arg-type]


def ids(found: Found) -> list[str]:
    return [card.id for card in found.cards]


async def test_what_was_found_and_what_is_related_to_the_best() -> None:
    found = await find("storm pier", parsed("faq", "answer", "storm", "lamps-2019", "gone"))
    assert ids(found) == ["storm", "lamps-2019", "keeper"]
    card = found.cards[0]
    assert card.title == "What did the storm do?"
    assert card.text == "It broke the pier."
    assert card.html == edition().renderer("en").answer(edition().library.entries["storm"])
    assert "Two boats" not in card.html
    assert found.invitation and card.button


async def test_in_the_readers_language() -> None:
    found = await find("шторм", parsed("faq", "answer", "storm", language="ru"), code="ru")
    assert found.cards[0].title == edition().languages.catalog("ru").gettext(
        "What did the storm do?"
    )


@pytest.mark.parametrize("intent", ["at_risk", "self_harm", "exposure"])
async def test_for_somebody_at_risk_only_the_private_chat(intent: str) -> None:
    found = await find("help", parsed(intent, "intent", "storm"))
    assert (found.cards, bool(found.invitation)) == ((), True)


async def test_nothing_found() -> None:
    assert ids(await find("cheese", parsed("nlu_fallback", "nothing", "storm"))) == []


@pytest.mark.parametrize("answer", [None, parsed("greet", "intent")])
async def test_before_anything_is_asked_something_of_each_topic(
    answer: dict[str, Any] | None,
) -> None:
    found = await find("hello" if answer else "", answer)
    assert ids(found) == ["storm", "lamps-2017", "how-to-help", "lamps-2019", "help-from-russia"]


async def test_an_entrys_id_is_just_that_entry() -> None:
    assert ids(await find("keeper")) == ["keeper"]


async def test_at_most_ten() -> None:
    entries = list(WHOLE.library.entries)[:15]
    assert len((await find("a", parsed("faq", "choice", *entries), of=WHOLE)).cards) == MOST


async def test_the_law_stands_before_what_could_harm_a_reader_in_russia() -> None:
    [card] = (await find("how-to-help")).cards
    place = Replies(edition(), "en", SETTINGS).response("utter_place").text
    assert card.html.startswith(place)
    assert card.html.endswith(
        edition().renderer("en").answer(edition().library.entries["how-to-help"])
    )


@pytest.mark.parametrize("code", ["en", "ru"])
async def test_every_answer_fits_into_one_message(code: str) -> None:
    for entry in WHOLE.library.entries:
        [card] = (await find_cards(FakeAgent(), WHOLE, Settings(), entry, code)).cards  # type: ignore[arg-type]
        assert len(plain(card.html).encode("utf-16-le")) // 2 <= LIMIT, entry
        assert 0 < len(card.text) <= LONGEST
        assert len(card.id.encode()) <= 64
