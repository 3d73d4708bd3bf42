"""What one message brings: language, what was found, what is remembered."""

from __future__ import annotations

import pytest

from bot.assistant.reply import Reply
from bot.assistant.turn import Turn, is_payload
from tests.support.small import edition
from tests.support.trackers import knowledge, tracker, written

LANGUAGES = edition().languages


@pytest.mark.parametrize("text", ["/greet", "/help_now", '/show{"entry":"keeper"}', "/a{}"])
def test_a_payload(text: str) -> None:
    assert is_payload(text)


@pytest.mark.parametrize("text", ["", "/", "/ greet", "hello /greet", "/greet me", "/Greet", "//"])
def test_no_payload(text: str) -> None:
    assert not is_payload(text)


@pytest.mark.parametrize(
    ("written_in", "slots", "hint", "language"),
    [
        (written("ru"), {}, None, "ru"),
        (written("en"), {}, "ru", "en"),
        (written(None, 0), {}, "ru", "ru"),
        (written(None, 0), {}, "uk", "ru"),
        (written(None, 0), {"language": "ru"}, "en", "ru"),
        (written("en", 1), {"language": "ru"}, None, "ru"),
        (written("en", 2), {"language": "ru"}, None, "en"),
        (written("en", 9), {"language_choice": "ru"}, "en", "ru"),
        (None, {"language": "ru"}, "en", "ru"),
        (None, {}, "de", "en"),
        (None, {}, None, "en"),
    ],
)
def test_the_language_to_answer_in(
    written_in: dict[str, object] | None, slots: dict[str, str], hint: str | None, language: str
) -> None:
    found = tracker("x", written=written_in, slots=slots, hint=hint)
    assert Turn.of(found, LANGUAGES).language == language


@pytest.mark.parametrize("intent", ["self_harm", "at_risk", "exposure"])
def test_a_cry_for_help_is_answered_in_its_language(intent: str) -> None:
    found = tracker("sos", written=written("en", 1), slots={"language": "ru"}, intent=intent)
    assert Turn.of(found, LANGUAGES).language == "en"


def test_a_choice_outlasts_everything_but_another_choice() -> None:
    found = tracker(slots={"language_choice": "ru"}, entities={"language_choice": "en"})
    turn = Turn.of(found, LANGUAGES)
    assert (turn.language, turn.language_choice) == ("en", "en")


def test_a_language_that_does_not_exist_is_no_choice() -> None:
    turn = Turn.of(tracker(entities={"language_choice": "xx"}), LANGUAGES)
    assert (turn.language, turn.language_choice) == ("en", None)


def test_what_was_found() -> None:
    found = knowledge("choice", "keeper", "storm", passages=("gazette-2017#p1",))
    turn = Turn.of(tracker(knowledge=found, slots={"topic": "oil"}), LANGUAGES)
    assert (turn.outcome, turn.topic) == ("choice", "oil")
    assert turn.entries == ("keeper", "storm")
    assert turn.passages == ("gazette-2017#p1",)


@pytest.mark.parametrize(
    ("text", "year"),
    [("and in 2019?", 2019), ("а в 2017 году", 2017), ("in 1999", None), ("20190", None)],
)
def test_a_year_that_is_named(text: str, year: int | None) -> None:
    assert Turn.of(tracker(text), LANGUAGES).year == year


@pytest.mark.parametrize(
    ("found", "carried", "situation"),
    [
        ("taken", {}, "taken"),
        ("", {"situation": "abroad"}, "abroad"),
        ("taken", {"situation": "abroad"}, "taken"),
        ("", {}, ""),
    ],
)
def test_what_somebody_at_risk_is_in(found: str, carried: dict[str, str], situation: str) -> None:
    heard = {**knowledge("intent"), "situation": found}
    assert Turn.of(tracker(knowledge=heard, entities=carried), LANGUAGES).situation == situation


def test_no_situation_where_none_was_looked_for() -> None:
    assert Turn.of(tracker(knowledge=knowledge("answer")), LANGUAGES).situation == ""


@pytest.mark.parametrize(
    ("text", "pressed"),
    [('/show{"entry":"keeper"}', True), ("/help", True), ("help", False), ("", False)],
)
def test_whether_a_button_was_pressed(text: str, pressed: bool) -> None:
    assert Turn.of(tracker(text), LANGUAGES).is_button is pressed


def test_what_a_button_carried() -> None:
    turn = Turn.of(tracker(entities={"entry": "keeper"}), LANGUAGES)
    assert (turn.entity("entry"), turn.entity("topic")) == ("keeper", "")


@pytest.mark.parametrize(("choice", "note"), [({}, True), ({"language_choice": "en"}, False)])
def test_ukrainian_is_noted_where_russian_answers(choice: dict[str, str], note: bool) -> None:
    found = tracker(written=written("ru", ukrainian=True), slots=choice)
    assert Turn.of(found, LANGUAGES).is_ukrainian is note


def test_the_language_it_was_written_in_is_known_apart_from_that_of_the_answer() -> None:
    found = tracker("x", written=written("uk"), slots={"language_choice": "ru"})
    turn = Turn.of(found, LANGUAGES)
    assert (turn.language, turn.written) == ("ru", "uk")


def test_nothing_but_language_and_topic_is_remembered() -> None:
    turn = Turn("ru", "ru", "storm", entries=("oil",), year=2019, situation="taken", is_button=True)
    kept = {"language": "ru", "language_choice": "ru", "topic": "storm"}
    assert turn.remembered(Reply("text")) == kept
    assert turn.remembered(Reply("text", topic="keeper")) == {**kept, "topic": "keeper"}


class TestInAGroup:
    """The person is the same as in the private chat; nothing of that shows, nothing is kept."""

    KEPT = {"language": "ru", "language_choice": "ru", "topic": "storm"}

    @pytest.mark.parametrize(
        ("chat", "in_group"), [("group", True), ("private", False), (None, False)]
    )
    def test_the_channel_says_so(self, chat: str | None, in_group: bool) -> None:
        assert Turn.of(tracker("x", chat=chat), LANGUAGES).in_group is in_group

    def test_neither_topic_nor_language_of_the_private_chat_counts(self) -> None:
        turn = Turn.of(tracker("x", slots=self.KEPT, chat="group"), LANGUAGES)
        assert (turn.topic, turn.language, turn.language_choice) == (None, "en", None)
        turn = Turn.of(tracker("x", slots=self.KEPT, hint="ru", chat="group"), LANGUAGES)
        assert turn.language == "ru"
        turn = Turn.of(tracker("x", slots=self.KEPT, chat="private"), LANGUAGES)
        assert (turn.topic, turn.language, turn.language_choice) == ("storm", "ru", "ru")

    def test_nothing_of_it_is_remembered(self) -> None:
        assert Turn("ru", "ru", "storm", in_group=True).remembered(Reply("x", (), "keeper")) == {}


def test_a_message_that_was_not_parsed_is_still_a_turn() -> None:
    assert Turn.of(tracker(), LANGUAGES) == Turn("en")
