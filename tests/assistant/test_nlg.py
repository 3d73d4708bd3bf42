"""The generator: what stands in the library, in the reader's language; else a calm sentence."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from rasa.shared.core.trackers import DialogueStateTracker

from bot.assistant.nlg import LibraryGenerator
from bot.assistant.replies import Replies
from bot.assistant.tracker_store import REMEMBER
from bot.assistant.turn import Turn
from bot.errors import RyadomError
from bot.library.live import Edition
from tests.support.small import SETTINGS, edition
from tests.support.trackers import knowledge, tracker, written

ENGLISH = Replies(edition(), "en", SETTINGS)
RUSSIAN = Replies(edition(), "ru", SETTINGS)
IN_RUSSIAN = {"language": "ru"}


class Still:
    """An edition that does not change."""

    def current(self) -> Edition:
        return edition()


@pytest.fixture
def generator() -> LibraryGenerator:
    return LibraryGenerator(edition=Still(), settings=SETTINGS)  # type: ignore[arg-type]


async def said(
    generator: LibraryGenerator, name: str, found: DialogueStateTracker
) -> dict[str, Any]:
    response = await generator.generate(name, found, "telegram")
    assert set(response) == {"text", "buttons", REMEMBER}
    assert response["text"].strip()
    return response


FOUND = [
    ("answer", ENGLISH.answer("keeper").text),
    ("choice", ENGLISH.choice(["keeper", "storm"]).text),
    ("passage", ENGLISH.passage("gazette-2017#p1").text),
    ("nothing", ENGLISH.topics("utter_unknown").text),
    ("", ENGLISH.topics("utter_unknown").text),
]


@pytest.mark.parametrize(("outcome", "text"), FOUND)
async def test_an_answer_by_what_was_found(
    generator: LibraryGenerator, outcome: str, text: str
) -> None:
    found = knowledge(outcome, "keeper", "storm", passages=("gazette-2017#p1",))
    assert (await said(generator, "utter_answer", tracker(knowledge=found)))["text"] == text


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("how many lamps were there in 2019?", "lamps-2019"),
        ("how many lamps in 2017", "lamps-2017"),
        ("how many lamps in 2018", "lamps-2017"),
        ("how many lamps", "lamps-2017"),
    ],
)
async def test_the_year_that_is_asked_for(
    generator: LibraryGenerator, text: str, entry: str
) -> None:
    found = tracker(text, knowledge=knowledge("answer", "lamps-2017", "lamps-2019"))
    assert (await said(generator, "utter_answer", found))["text"] == ENGLISH.answer(entry).text


async def test_in_the_readers_language(generator: LibraryGenerator) -> None:
    found = tracker(knowledge=knowledge("answer", "storm"), written=written("ru"))
    response = await said(generator, "utter_answer", found)
    assert response["text"] == RUSSIAN.answer("storm").text
    assert {"title": "Источники", "payload": '/show_sources{"entry":"storm"}'} in response[
        "buttons"
    ]


async def test_an_entry_that_is_no_longer_there_is_passed_over(
    generator: LibraryGenerator,
) -> None:
    found = tracker(knowledge=knowledge("answer", "gone", "keeper"))
    assert (await said(generator, "utter_answer", found))["text"] == ENGLISH.answer("keeper").text
    found = tracker(knowledge=knowledge("choice", "gone"))
    unknown = ENGLISH.topics("utter_unknown").text
    assert (await said(generator, "utter_answer", found))["text"] == unknown


@pytest.mark.parametrize(
    ("name", "entities", "text"),
    [
        ("utter_show", {"entry": "storm"}, ENGLISH.answer("storm").text),
        ("utter_show_details", {"entry": "storm"}, ENGLISH.details("storm").text),
        ("utter_show_sources", {"entry": "storm"}, ENGLISH.sources("storm").text),
        ("utter_show_topic", {"topic": "numbers"}, ENGLISH.topic("numbers").text),
        ("utter_list_sources", {}, ENGLISH.documents("utter_list_sources").text),
        ("utter_help", {}, ENGLISH.topics("utter_help").text),
        ("utter_none_of_these", {}, ENGLISH.topics("utter_none_of_these").text),
        ("utter_greet", {}, ENGLISH.response("utter_greet").text),
        ("utter_at_risk", {}, ENGLISH.response("utter_at_risk").text),
    ],
)
async def test_what_a_button_or_an_intent_shows(
    generator: LibraryGenerator, name: str, entities: dict[str, str], text: str
) -> None:
    assert (await said(generator, name, tracker(entities=entities)))["text"] == text


@pytest.mark.parametrize("name", ["show", "show_details", "show_sources", "show_topic"])
@pytest.mark.parametrize("entities", [{}, {"entry": "nope", "topic": "nope"}])
async def test_an_old_button_leads_to_what_is_there_now(
    generator: LibraryGenerator,
    name: str,
    entities: dict[str, str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    response = await said(generator, f"utter_{name}", tracker(entities=entities))
    assert response["text"] == ENGLISH.topics("utter_unknown").text
    assert caplog.records == []


NO_TOPIC = ENGLISH.response("utter_no_topic").text
OFFER = ENGLISH.choice(["lamps-2019"]).text


@pytest.mark.parametrize(
    ("name", "topic", "text", "expected"),
    [
        ("sources", "storm", "source?", ENGLISH.sources("storm").text),
        ("sources", None, "source?", ENGLISH.answer("how-do-you-know").text),
        ("more", "storm", "more", ENGLISH.more("storm").text),
        ("more", None, "more", NO_TOPIC),
        ("more", "gone", "more", NO_TOPIC),
        ("year", "lamps-2017", "and in 2019?", ENGLISH.answer("lamps-2019").text),
        ("year", "lamps-2017", "and in 2018?", NO_TOPIC),
        ("year", None, "and in 2019?", NO_TOPIC),
    ],
)
async def test_follow_ups(
    generator: LibraryGenerator, name: str, topic: str | None, text: str, expected: str
) -> None:
    found = tracker(text, slots={"topic": topic} if topic else {})
    assert (await said(generator, f"utter_follow_up_{name}", found))["text"] == expected


async def test_a_year_without_a_sibling_offers_what_was_found(generator: LibraryGenerator) -> None:
    found = tracker("and in 2019?", knowledge=knowledge("choice", "lamps-2019"))
    assert (await said(generator, "utter_follow_up_year", found))["text"] == OFFER


async def test_ukrainian_is_answered_in_russian_and_told_so(generator: LibraryGenerator) -> None:
    found = tracker(knowledge=knowledge("answer", "storm"), written=written("ru", 3, True))
    text = (await said(generator, "utter_answer", found))["text"]
    note = RUSSIAN.response("utter_ukrainian").text
    assert text == f"{note}\n\n{RUSSIAN.answer('storm').text}"


async def test_what_is_remembered(generator: LibraryGenerator) -> None:
    found = tracker(knowledge=knowledge("answer", "storm"), slots={"language_choice": "ru"})
    response = await said(generator, "utter_answer", found)
    assert response[REMEMBER] == {"language": "ru", "language_choice": "ru", "topic": "storm"}


async def test_forgetting_remembers_nothing(generator: LibraryGenerator) -> None:
    found = tracker(slots={"language_choice": "ru", "topic": "storm"})
    response = await said(generator, "utter_forget", found)
    assert response[REMEMBER] == {}
    assert response["text"] == RUSSIAN.response("utter_forget").text


COMPOSERS = [
    name
    for name in vars(Replies)
    if not name.startswith("_") and name not in ("response", "knows", "say")
]
TURNS = {
    "answer": ("utter_answer", tracker(knowledge=knowledge("answer", "storm"), slots=IN_RUSSIAN)),
    "choice": ("utter_answer", tracker(knowledge=knowledge("choice", "storm"), slots=IN_RUSSIAN)),
    "passage": (
        "utter_answer",
        tracker(knowledge=knowledge("passage", passages=("x#p1",)), slots=IN_RUSSIAN),
    ),
    "details": ("utter_show_details", tracker(entities={"entry": "storm"}, slots=IN_RUSSIAN)),
    "sources": ("utter_show_sources", tracker(entities={"entry": "storm"}, slots=IN_RUSSIAN)),
    "topic": ("utter_show_topic", tracker(entities={"topic": "help"}, slots=IN_RUSSIAN)),
    "topics": ("utter_help", tracker(slots=IN_RUSSIAN)),
    "documents": ("utter_list_sources", tracker(slots=IN_RUSSIAN)),
    "more": ("utter_follow_up_more", tracker(slots={**IN_RUSSIAN, "topic": "storm"})),
    "sibling": ("utter_follow_up_year", tracker(slots={**IN_RUSSIAN, "topic": "storm"})),
}


class Odd(Exception):
    """Something nobody thought of; holds what the person wrote."""


@pytest.mark.parametrize("composer", COMPOSERS)
async def test_whatever_fails_the_reader_gets_the_calm_sentence(
    composer: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(*_: Any) -> None:
        raise Odd("canary")

    monkeypatch.setattr(Replies, composer, fail)
    generator = LibraryGenerator(edition=Still(), settings=SETTINGS)  # type: ignore[arg-type]
    name, found = TURNS[composer]
    response = await said(generator, name, found)
    assert response["text"] == RUSSIAN.response("utter_default").text
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
    assert "Odd" in caplog.text
    assert "canary" not in caplog.text


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
