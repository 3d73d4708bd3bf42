"""The generator: what stands in the library, in the reader's language; else a calm sentence."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest
from rasa.shared.core.trackers import DialogueStateTracker

from bot.assistant import nlg
from bot.assistant.nlg import LibraryGenerator
from bot.assistant.replies import AT_RISK, CRIES, REFUSED, Replies, Reply
from bot.assistant.tracker_store import REMEMBER
from bot.assistant.turn import Turn
from bot.errors import RyadomError
from bot.library.live import Edition, LiveEdition
from bot.library.render import Renderer
from bot.store.offers import Offer
from tests.support.kept import Kept
from tests.support.small import SETTINGS, edition
from tests.support.stores import rows
from tests.support.trackers import knowledge, tracker, written
from tests.support.ukrainian import with_ukrainian

ENGLISH = Replies(edition(), "en", SETTINGS)
RUSSIAN = Replies(edition(), "ru", SETTINGS)
IN_RUSSIAN = {"language": "ru"}


class Still:
    """An edition that does not change."""

    def current(self) -> Edition:
        return edition()


@pytest.fixture
def generator(kept: Kept) -> LibraryGenerator:
    return LibraryGenerator(edition=Still(), settings=kept.settings, store=kept.store)  # type: ignore[arg-type]


async def said(
    generator: LibraryGenerator, name: str, found: DialogueStateTracker
) -> dict[str, Any]:
    response = await generator.generate(name, found, "telegram")
    assert set(response) == {"text", "buttons", REMEMBER}
    assert response["text"].strip()
    return response


UNKNOWN = ENGLISH.topics("utter_unknown").text
ASKED = "What did the storm of Canary do on the pier?"
SCRUBBED = "what did the storm of … do on the pier"
OFFER = ENGLISH.response("utter_offer", words=SCRUBBED).text


@pytest.mark.parametrize(
    ("name", "found", "text"),
    [
        ("utter_answer", tracker(knowledge=knowledge("answer", "keeper")), "answer:keeper"),
        (
            "utter_show",
            tracker('/show{"entry":"storm"}', entities={"entry": "storm"}),
            "answer:storm",
        ),
        ("utter_list_sources", tracker(), "documents:utter_list_sources"),
        ("utter_help", tracker(), "topics:utter_help"),
        ("utter_greet", tracker(), "response:utter_greet"),
    ],
)
async def test_it_says_what_the_composers_compose(
    generator: LibraryGenerator, name: str, found: DialogueStateTracker, text: str
) -> None:
    composer, _, of = text.partition(":")
    expected = getattr(ENGLISH, composer)(of).text
    assert (await said(generator, name, found))["text"] == expected


async def test_buttons_are_rasas_and_the_second_vote_stands_beside_the_first(
    generator: LibraryGenerator,
) -> None:
    found = tracker(knowledge=knowledge("answer", "keeper"))
    assert (await said(generator, "utter_answer", found))["buttons"] == [
        {"title": "Helpful", "payload": '/vote{"entry":"keeper","vote":"yes"}', "once": True},
        {
            "title": "Not helpful",
            "payload": '/vote{"entry":"keeper","vote":"no"}',
            "beside": True,
            "once": True,
        },
    ]


async def test_a_button_does_one_thing(generator: LibraryGenerator) -> None:
    found = tracker('/show_sources{"entry":"storm"}', entities={"entry": "storm"})
    assert (await said(generator, "utter_show_sources", found))["buttons"] == [
        {"title": "What did the storm do?", "payload": '/show{"entry":"storm"}'},
        {"title": "Share this answer", "share": "storm"},
    ]


async def test_in_the_readers_language(generator: LibraryGenerator) -> None:
    found = tracker(knowledge=knowledge("answer", "storm"), written=written("ru"))
    response = await said(generator, "utter_answer", found)
    assert response["text"] == RUSSIAN.answer("storm").text
    assert {"title": "Источники", "payload": '/show_sources{"entry":"storm"}'} in response[
        "buttons"
    ]


async def test_ukrainian_is_answered_in_russian_and_told_so(generator: LibraryGenerator) -> None:
    found = tracker(knowledge=knowledge("answer", "storm"), written=written("ru", 3, True))
    text = (await said(generator, "utter_answer", found))["text"]
    note = RUSSIAN.response("utter_ukrainian").text
    assert text == f"{note}\n\n{RUSSIAN.answer('storm').text}"


async def test_a_refusal_in_russian_to_a_message_in_ukrainian(generator: LibraryGenerator) -> None:
    found = tracker(slots={"topic": REFUSED}, written=written("ru", 3, True))
    response = await said(generator, "utter_follow_up_more", found)
    note = RUSSIAN.response("utter_ukrainian").text
    assert response["text"] == f"{note}\n\n{RUSSIAN.refusal().text}"
    assert response[REMEMBER]["topic"] == REFUSED


class TestMemory:
    async def test_what_is_remembered(self, generator: LibraryGenerator) -> None:
        found = tracker(knowledge=knowledge("answer", "storm"), slots={"language_choice": "ru"})
        response = await said(generator, "utter_answer", found)
        assert response[REMEMBER] == {"language": "ru", "language_choice": "ru", "topic": "storm"}

    async def test_a_refusal_is_remembered_until_a_question_is_answered(
        self, generator: LibraryGenerator
    ) -> None:
        topic = (await said(generator, "utter_exposure", tracker()))[REMEMBER]["topic"]
        assert topic == REFUSED
        turns = [
            ("utter_greet", tracker("hello", slots={"topic": topic}), REFUSED),
            ("utter_vote", tracker("/vote", slots={"topic": topic}), REFUSED),
            ("utter_at_risk", tracker("mayday", slots={"topic": topic}), AT_RISK),
            ("utter_show_topic", tracker("/show_topic", slots={"topic": topic}), REFUSED),
            (
                "utter_answer",
                tracker(slots={"topic": topic}, knowledge=knowledge("choice", "storm")),
                REFUSED,
            ),
            (
                "utter_answer",
                tracker(slots={"topic": topic}, knowledge=knowledge("answer", "storm")),
                "storm",
            ),
        ]
        for name, found, remembered in turns:
            assert (await said(generator, name, found))[REMEMBER]["topic"] == remembered, name

    @pytest.mark.parametrize("down", [False, True])
    async def test_forgetting_remembers_nothing(
        self, generator: LibraryGenerator, kept: Kept, down: bool
    ) -> None:
        if down:
            kept.down()
        found = tracker(slots={"language_choice": "ru", "topic": "storm"})
        response = await said(generator, "utter_forget", found)
        assert response[REMEMBER] is None
        name = "utter_forget_later" if down else "utter_forget"
        assert response["text"] == RUSSIAN.response(name).text

    async def test_forgetting_that_fails_keeps_nothing_either(
        self, generator: LibraryGenerator, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(Replies, "response", None)
        monkeypatch.setattr(Replies, "topics", lambda *_: Reply("calm"))
        monkeypatch.setattr(nlg, "FAILED", "utter_help")
        response = await said(generator, "utter_forget", tracker(slots={"topic": "storm"}))
        assert response == {"text": "calm", "buttons": [], REMEMBER: None}


class TestShowings:
    """An answer is counted when a reader comes to it, in private, and nothing else is."""

    async def test_an_answer_is_counted_in_memory_alone(
        self, generator: LibraryGenerator, kept: Kept
    ) -> None:
        await said(generator, "utter_answer", tracker(knowledge=knowledge("answer", "storm")))
        pressed = tracker("/show", entities={"entry": "keeper"}, slots=IN_RUSSIAN)
        await said(generator, "utter_show", pressed)
        assert waiting(kept) == {("storm", "en"): 1, ("keeper", "ru"): 1}
        assert rows(kept.store.database, "showings") == []

    @pytest.mark.parametrize(
        ("name", "found"),
        [
            ("utter_show_sources", tracker(entities={"entry": "storm"}, slots={"topic": "storm"})),
            ("utter_show_details", tracker(entities={"entry": "storm"}, slots={"topic": "storm"})),
            ("utter_answer", tracker(knowledge=knowledge("choice", "storm"))),
            ("utter_answer", tracker(knowledge=knowledge("nothing"))),
            ("utter_at_risk", tracker("mayday", knowledge=knowledge("intent", "storm"))),
            ("utter_follow_up_more", tracker("what now", slots={"topic": AT_RISK})),
            (
                "utter_answer",
                tracker(slots={"topic": AT_RISK}, knowledge=knowledge("answer", "storm")),
            ),
            ("utter_exposure", tracker(ASKED)),
            ("utter_greet", tracker("hello", slots={"topic": "storm"})),
            ("utter_answer", tracker(knowledge=knowledge("answer", "storm"), chat="group")),
        ],
    )
    async def test_nothing_else_is(
        self,
        generator: LibraryGenerator,
        kept: Kept,
        name: str,
        found: DialogueStateTracker,
    ) -> None:
        await said(generator, name, found)
        assert waiting(kept) == {}


def waiting(kept: Kept) -> dict[tuple[str, str], int]:
    """What has been counted and not written."""
    return dict(vars(kept.store.showings)["_waiting"])


class TestOffers:
    """A question without an answer may be passed on; nothing is, unless the reader says so."""

    @pytest.mark.parametrize("outcome", ["nothing", "choice"])
    @pytest.mark.parametrize("topic", CRIES)
    async def test_nothing_is_held_or_offered_after_a_cry(
        self, generator: LibraryGenerator, kept: Kept, topic: str, outcome: str
    ) -> None:
        found = tracker(ASKED, slots={"topic": topic}, knowledge=knowledge(outcome, "storm"))
        response = await said(generator, "utter_answer", found)
        assert "/pass_on" not in [button["payload"] for button in response["buttons"]]
        assert kept.store.offers.see(found.sender_id) is None

    async def test_under_a_question_that_nothing_answers(
        self, generator: LibraryGenerator, kept: Kept
    ) -> None:
        found = tracker(ASKED, knowledge=knowledge("nothing"))
        response = await said(generator, "utter_answer", found)
        assert response["text"] == f"{UNKNOWN}\n\n{OFFER}"
        assert response["buttons"][-1]["payload"] == "/pass_on"
        assert kept.store.offers.see("p") == Offer(SCRUBBED, "en")
        assert rows(kept.store.database, "questions") == []

    @pytest.mark.parametrize("outcome", ["choice", "passage"])
    async def test_held_for_a_choice_or_an_extract_and_shown_when_neither_was_meant(
        self, generator: LibraryGenerator, kept: Kept, outcome: str
    ) -> None:
        found = knowledge(outcome, "storm", passages=("gazette-2017#p1",))
        response = await said(generator, "utter_answer", tracker(ASKED, knowledge=found))
        assert "/pass_on" not in [button["payload"] for button in response["buttons"]]
        assert OFFER not in response["text"]
        response = await said(generator, "utter_none_of_these", tracker("/none_of_these"))
        none = ENGLISH.topics("utter_none_of_these").text
        assert response["text"] == f"{none}\n\n{OFFER}"
        assert response["buttons"][-1]["payload"] == "/pass_on"

    @pytest.mark.parametrize(
        ("name", "found"),
        [
            ("utter_answer", knowledge("answer", "storm")),
            ("utter_at_risk", knowledge("intent", "storm")),
            ("utter_self_harm", knowledge("intent")),
            ("utter_exposure", knowledge("intent", "storm")),
            ("utter_out_of_scope", knowledge("intent")),
            ("utter_greet", knowledge("intent")),
            ("utter_answer", None),
        ],
    )
    async def test_nothing_is_held_of_any_other_message(
        self, generator: LibraryGenerator, kept: Kept, name: str, found: dict[str, Any] | None
    ) -> None:
        response = await said(generator, name, tracker(ASKED, knowledge=found))
        assert kept.store.offers.see("p") is None
        assert "/pass_on" not in [button["payload"] for button in response["buttons"]]

    @pytest.mark.parametrize("name", ["utter_at_risk", "utter_help_now", "utter_exposure"])
    async def test_danger_and_refusals_show_no_offer_that_is_still_held(
        self, generator: LibraryGenerator, kept: Kept, name: str
    ) -> None:
        kept.store.offers.put("p", Offer(SCRUBBED, "en"))
        response = await said(generator, name, tracker("mayday"))
        assert OFFER not in response["text"]
        assert "/pass_on" not in [button["payload"] for button in response["buttons"]]

    @pytest.mark.parametrize("outcome", ["choice", "passage", "nothing", ""])
    async def test_what_follows_on_a_refusal_is_refused_in_the_same_words_and_not_held(
        self, generator: LibraryGenerator, kept: Kept, outcome: str
    ) -> None:
        refused = await said(generator, "utter_exposure", tracker(ASKED))
        found = knowledge(outcome, "storm", passages=("gazette-2017#p1",))
        followed = tracker(ASKED, knowledge=found, slots={"topic": REFUSED})
        assert await said(generator, "utter_answer", followed) == refused
        assert kept.store.offers.see("p") is None

    async def test_in_the_language_of_the_question(
        self, generator: LibraryGenerator, kept: Kept
    ) -> None:
        text = "что Анзор делал на пирсе?"
        found = tracker(text, knowledge=knowledge("nothing"), written=written("ru"))
        response = await said(generator, "utter_answer", found)
        assert kept.store.offers.see("p") == Offer("что … делал на пирсе", "ru")
        assert "«что … делал на пирсе»" in response["text"]

    async def test_a_question_of_which_nothing_is_left_takes_the_place_of_the_last(
        self, generator: LibraryGenerator, kept: Kept
    ) -> None:
        kept.store.offers.put("p", Offer(SCRUBBED, "en"))
        found = tracker("Zelimkhan Canaryev", knowledge=knowledge("nothing"))
        response = await said(generator, "utter_answer", found)
        assert response["text"] == UNKNOWN
        assert kept.store.offers.see("p") is None

    async def test_the_button_passes_on_the_words_that_were_shown(
        self, generator: LibraryGenerator, kept: Kept
    ) -> None:
        await said(generator, "utter_answer", tracker(ASKED, knowledge=knowledge("nothing")))
        response = await said(generator, "utter_pass_on", tracker("/pass_on"))
        assert response["text"] == ENGLISH.response("utter_pass_on").text
        [question] = await kept.store.questions.all()
        assert (question.text, question.language) == (SCRUBBED, "en")
        assert kept.found("canary", "Canary", "storm", "pier", SCRUBBED) == set()


COMPOSING = [
    name
    for name in vars(Replies)
    if not name.startswith("_")
    and name not in ("response", "knows", "is_for_danger", "has_passage", "say", "joined")
]
RENDERED = {"details": (Renderer, "details"), "sources": (Renderer, "reference_list")}
"""What the two that the composers hold by themselves call first."""

TURNS = {
    "answer": ("utter_answer", tracker(knowledge=knowledge("answer", "storm"), slots=IN_RUSSIAN)),
    "at_risk": ("utter_help_now", tracker(slots=IN_RUSSIAN)),
    "despair": ("utter_self_harm", tracker(slots=IN_RUSSIAN)),
    "beside": ("utter_denial", tracker(slots={**IN_RUSSIAN, "topic": AT_RISK})),
    "refusal": ("utter_exposure", tracker(slots=IN_RUSSIAN)),
    "with_offer": (
        "utter_answer",
        tracker(ASKED, knowledge=knowledge("nothing"), slots=IN_RUSSIAN),
    ),
    "choice": ("utter_answer", tracker(knowledge=knowledge("choice", "storm"), slots=IN_RUSSIAN)),
    "passage": (
        "utter_answer",
        tracker(knowledge=knowledge("passage", passages=("gazette-2017#p1",)), slots=IN_RUSSIAN),
    ),
    "details": ("utter_show_details", tracker(entities={"entry": "storm"}, slots=IN_RUSSIAN)),
    "sources": ("utter_show_sources", tracker(entities={"entry": "storm"}, slots=IN_RUSSIAN)),
    "topic": ("utter_show_topic", tracker(entities={"topic": "help"}, slots=IN_RUSSIAN)),
    "topics": ("utter_help", tracker(slots=IN_RUSSIAN)),
    "documents": ("utter_list_sources", tracker(slots=IN_RUSSIAN)),
    "languages": ("utter_change_language", tracker(slots=IN_RUSSIAN)),
    "with_help": ("utter_greet", tracker(slots=IN_RUSSIAN)),
    "more": ("utter_follow_up_more", tracker(slots={**IN_RUSSIAN, "topic": "storm"})),
    "sibling": ("utter_follow_up_year", tracker(slots={**IN_RUSSIAN, "topic": "storm"})),
}


class Odd(Exception):
    """Something nobody thought of; holds what the person wrote."""


@pytest.mark.parametrize("composer", COMPOSING)
async def test_whatever_fails_the_reader_gets_the_calm_sentence(
    generator: LibraryGenerator,
    composer: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(*_: Any) -> None:
        raise Odd("canary")

    monkeypatch.setattr(*RENDERED.get(composer, (Replies, composer)), fail)
    name, found = TURNS[composer]
    response = await said(generator, name, found)
    assert response["text"] == RUSSIAN.response("utter_default").text
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
    assert "Odd" in caplog.text
    assert "canary" not in caplog.text


@pytest.mark.parametrize(
    ("language", "slots"),
    [("uk", {"language_choice": "ru"}), ("en", {"language_choice": "uk"}), (None, {})],
)
async def test_where_a_cry_might_not_be_understood_the_way_to_help_is_shown(
    kept: Kept, tmp_path: Path, language: str | None, slots: dict[str, str]
) -> None:
    live = LiveEdition(with_ukrainian(tmp_path).root)
    generator = LibraryGenerator(edition=live, settings=kept.settings, store=kept.store)
    found = tracker("…", written=written(language), slots=slots)
    buttons = (await said(generator, "utter_greet", found))["buttons"]
    assert ("/help_now" in [button["payload"] for button in buttons]) is (language is not None)


async def test_a_failure_forgets_nothing(
    generator: LibraryGenerator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Replies, "topics", None)
    kept = {"language": "ru", "language_choice": "ru", "topic": "storm"}
    assert (await said(generator, "utter_answer", tracker(slots=kept)))[REMEMBER] == kept


async def test_a_failure_while_reading_the_turn_is_a_reply_too(
    generator: LibraryGenerator, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> Turn:
        raise Odd

    monkeypatch.setattr(Turn, "of", fail)
    text = (await said(generator, "utter_greet", tracker()))["text"]
    assert text == ENGLISH.response("utter_greet").text


async def test_an_error_of_ours_says_what_it_shows(
    generator: LibraryGenerator, monkeypatch: pytest.MonkeyPatch
) -> None:
    class TooMany(RyadomError):
        response = "utter_no_topic"

    def fail(*_: Any) -> None:
        raise TooMany

    monkeypatch.setattr(Replies, "documents", fail)
    text = (await said(generator, "utter_list_sources", tracker()))["text"]
    assert text == ENGLISH.response("utter_no_topic").text


async def test_a_response_that_is_nowhere_is_a_reply_too(generator: LibraryGenerator) -> None:
    text = (await said(generator, "utter_nowhere", tracker(slots=IN_RUSSIAN)))["text"]
    assert text == RUSSIAN.response("utter_default").text
