"""What a reader asks to be done with what is theirs is done, or is said not to be."""

from __future__ import annotations

import logging
from dataclasses import replace

import pytest

from bot.assistant.replies import Replies, Reply
from bot.assistant.turn import Turn
from bot.assistant.wishes import Wishes
from bot.library.live import Edition
from bot.settings import ROOT
from bot.store.memories import Memory
from bot.store.offers import Offer
from bot.store.votes import Tally
from tests.support.kept import Kept
from tests.support.small import SETTINGS, edition
from tests.support.stores import MEMORY, rows

ENGLISH = Replies(edition(), "en", SETTINGS)
RUSSIAN = Replies(edition(), "ru", SETTINGS)
OFFER = Offer("what did the storm do", "en")


@pytest.fixture
def wishes(kept: Kept) -> Wishes:
    return Wishes(kept.store)


def says(name: str) -> Reply:
    return ENGLISH.response(name)


async def fulfilled(wishes: Wishes, name: str, **carried: str) -> Reply | None:
    return await wishes.fulfil(name, "p", Turn("en", entities=tuple(carried.items())), ENGLISH)


@pytest.mark.parametrize("name", ["utter_answer", "utter_at_risk", "utter_greet", "utter_nowhere"])
async def test_what_is_no_wish_is_left_to_others(wishes: Wishes, name: str) -> None:
    assert await fulfilled(wishes, name) is None


class TestForgetting:
    async def test_everything_of_the_person_is_erased(self, wishes: Wishes, kept: Kept) -> None:
        for person in ("p", "q"):
            await kept.store.memories.keep(person, MEMORY)
            kept.store.offers.put(person, OFFER)
        assert await fulfilled(wishes, "utter_forget") == says("utter_forget")
        assert kept.store.offers.see("p") is None
        assert len(rows(kept.store.database)) == 2
        store = kept.again()
        assert await store.memories.recall("p") == Memory()
        assert await store.memories.recall("q") == MEMORY

    async def test_while_the_database_is_down_it_says_not_yet(
        self, wishes: Wishes, kept: Kept
    ) -> None:
        await kept.store.memories.keep("p", MEMORY)
        kept.store.offers.put("p", OFFER)
        kept.down()
        assert await fulfilled(wishes, "utter_forget") == says("utter_forget_later")
        assert await kept.store.memories.recall("p") == Memory()
        assert kept.store.offers.see("p") is None
        kept.back()
        assert await fulfilled(wishes, "utter_forget") == says("utter_forget")
        assert rows(kept.store.database) == []


class TestPassingOn:
    async def test_exactly_the_scrubbed_words_once(self, wishes: Wishes, kept: Kept) -> None:
        kept.store.offers.put("p", OFFER)
        kept.store.offers.put("q", Offer("another", "ru"))
        assert await fulfilled(wishes, "utter_pass_on") == says("utter_pass_on")
        assert await fulfilled(wishes, "utter_pass_on") == says("utter_pass_on_late")
        [question] = await kept.store.questions.all()
        assert (question.text, question.language) == (OFFER.scrubbed_text, OFFER.language)
        assert kept.store.offers.see("q") == Offer("another", "ru")
        assert kept.found("storm", OFFER.scrubbed_text) == set()

    async def test_too_late_is_said(
        self, wishes: Wishes, kept: Kept, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        kept.store.offers.put("p", OFFER)
        now = kept.store.offers._clock()
        monkeypatch.setattr(kept.store.offers, "_clock", lambda: now + 3600)
        assert await fulfilled(wishes, "utter_pass_on") == says("utter_pass_on_late")
        assert await kept.store.questions.all() == []

    async def test_an_outage_is_said_and_nothing_is_kept(
        self, wishes: Wishes, kept: Kept, caplog: pytest.LogCaptureFixture
    ) -> None:
        kept.store.offers.put("p", Offer("words-canary", "en"))
        kept.down()
        assert await fulfilled(wishes, "utter_pass_on") == says("utter_not_kept")
        assert await kept.store.questions.all() == []
        assert [record.levelno for record in caplog.records] == [logging.WARNING]
        assert "canary" not in caplog.text


class TestVotes:
    async def test_they_are_counted_by_entry_and_language(self, wishes: Wishes, kept: Kept) -> None:
        for vote in ("yes", "yes", "no"):
            reply = await fulfilled(wishes, "utter_vote", entry="storm", vote=vote)
            assert reply == says("utter_vote")
        turn = Turn("ru", entities=(("entry", "storm"), ("vote", "no")))
        assert await wishes.fulfil("utter_vote", "q", turn, RUSSIAN) == RUSSIAN.response(
            "utter_vote"
        )
        assert await kept.store.votes.all() == [
            Tally("storm", "en", 2, 1),
            Tally("storm", "ru", 0, 1),
        ]
        assert len(rows(kept.store.database, "votes")) == 2

    @pytest.mark.parametrize(
        "carried",
        [
            {},
            {"entry": "storm"},
            {"vote": "yes"},
            {"entry": "nope", "vote": "yes"},
            {"entry": "storm", "vote": "maybe"},
            {"entry": "storm", "vote": ""},
            {"entry": "x" * 4000, "vote": "yes"},
            {"entry": "'; DROP TABLE votes; --", "vote": "no"},
        ],
    )
    async def test_a_bad_payload_counts_nothing(
        self, wishes: Wishes, kept: Kept, carried: dict[str, str]
    ) -> None:
        assert await fulfilled(wishes, "utter_vote", **carried) == says("utter_not_kept")
        assert rows(kept.store.database, "votes") == []

    async def test_an_outage_is_said(
        self, wishes: Wishes, kept: Kept, caplog: pytest.LogCaptureFixture
    ) -> None:
        kept.down()
        reply = await fulfilled(wishes, "utter_vote", entry="storm", vote="yes")
        assert reply == says("utter_not_kept")
        assert [record.levelno for record in caplog.records] == [logging.WARNING]


class TestOffers:
    def test_words_are_scrubbed_before_they_are_held(self, wishes: Wishes, kept: Kept) -> None:
        wishes.hold(
            "p", "How do @canary and Anzor know the storm in 2019? 555 0100", "en", edition()
        )
        assert kept.store.offers.see("p") == Offer("how do … know the storm in 2019 …", "en")

    def test_an_offer_is_shown_to_its_person_only_and_stays(
        self, wishes: Wishes, kept: Kept
    ) -> None:
        reply = says("utter_unknown")
        kept.store.offers.put("p", OFFER)
        for _ in range(2):
            offered = wishes.offer("p", reply, ENGLISH)
            assert offered == ENGLISH.with_offer(reply, OFFER.scrubbed_text)
        assert wishes.offer("q", reply, ENGLISH) == reply
        assert kept.store.offers.take("p") == OFFER

    def test_where_nothing_is_left_nothing_is_offered(self, wishes: Wishes, kept: Kept) -> None:
        kept.store.offers.put("p", OFFER)
        wishes.hold("p", "Anzor 555 0100", "en", edition())
        assert kept.store.offers.see("p") is None
        assert wishes.offer("p", says("utter_unknown"), ENGLISH) == says("utter_unknown")

    def test_the_words_of_a_newer_edition_are_known(self, wishes: Wishes, kept: Kept) -> None:
        question = "who has lit octopuses"
        wishes.hold("p", question, "en", edition())
        assert kept.store.offers.see("p") == Offer("who … lit …", "en")
        library = edition().library
        keeper = replace(library.entries["keeper"], answer="He feeds octopuses.")
        changed = replace(library, entries={**library.entries, "keeper": keeper})
        wishes.hold("p", question, "en", replace(edition(), library=changed))
        assert kept.store.offers.see("p") == Offer("who … lit octopuses", "en")

    @pytest.mark.parametrize(
        ("text", "scrubbed"),
        [
            ("Why did Kadyrov say so in 2017?", "why did kadyrov say so in 2017"),
            ("Почему Кадыров так сказал в 2017 году?", "почему кадыров так сказал в 2017 году"),
            ("Is Anzor Magomadov in Chechnya?", "is … in chechnya"),
            ("Анзор Хасиев в Чечне?", "… в чечне"),
        ],
    )
    def test_the_real_librarys_words_stay(
        self, wishes: Wishes, kept: Kept, text: str, scrubbed: str
    ) -> None:
        wishes.hold("p", text, "en", Edition.read(ROOT))
        assert kept.store.offers.see("p") == Offer(scrubbed, "en")
