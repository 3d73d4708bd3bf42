"""What each composed response says, from the turn and the library; what follows on a refusal."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bot.assistant.composers import ALL_SOURCES, COMPOSERS, PRETEXTS, compose, response
from bot.assistant.importer import response_of
from bot.assistant.replies import REFUSED, Replies, Reply
from bot.assistant.turn import Turn
from bot.library.live import Edition
from bot.settings import ROOT
from tests.support.small import SETTINGS, edition

ENGLISH = Replies(edition(), "en", SETTINGS)
UNKNOWN = ENGLISH.topics("utter_unknown")
NO_TOPIC = ENGLISH.response("utter_no_topic")
REFUSAL = ENGLISH.refusal()
PLACE = ENGLISH.answer("how-to-help").text


def said(name: str, **fields: object) -> Reply:
    """The reply to a turn in English."""
    return compose(name, Turn("en", **fields), ENGLISH)  # type: ignore[arg-type]


def entities(**carried: str) -> tuple[tuple[str, str], ...]:
    """What a button carried."""
    return tuple(carried.items())


class TestAnswers:
    @pytest.mark.parametrize(
        ("outcome", "reply"),
        [
            ("answer", ENGLISH.answer("keeper")),
            ("choice", ENGLISH.choice(["keeper", "storm"])),
            ("passage", ENGLISH.passage("gazette-2017#p1")),
            ("nothing", UNKNOWN),
            ("", UNKNOWN),
        ],
    )
    def test_by_what_was_found(self, outcome: str, reply: Reply) -> None:
        found = {"entries": ("keeper", "storm"), "passages": ("gazette-2017#p1",)}
        assert said("utter_answer", outcome=outcome, **found) == reply

    def test_a_passage_that_is_gone_is_passed_over(self) -> None:
        gone = ("gazette-2017#d1", "almanac-1900#p1")
        found = said("utter_answer", outcome="passage", passages=(*gone, "gazette-2017#p1"))
        assert found == ENGLISH.passage("gazette-2017#p1")
        assert said("utter_answer", outcome="passage", passages=gone) == UNKNOWN

    @pytest.mark.parametrize(
        ("year", "entry"),
        [(2019, "lamps-2019"), (2017, "lamps-2017"), (2018, "lamps-2017"), (None, "lamps-2017")],
    )
    def test_the_year_that_is_asked_for(self, year: int | None, entry: str) -> None:
        reply = said("utter_answer", outcome="answer", entries=("lamps-2017",), year=year)
        assert reply == ENGLISH.answer(entry)

    @pytest.mark.parametrize(
        ("outcome", "entries", "reply"),
        [
            ("answer", ("gone", "keeper"), ENGLISH.answer("keeper")),
            ("choice", ("gone", "keeper"), ENGLISH.choice(["keeper"])),
            ("answer", ("gone",), UNKNOWN),
            ("choice", ("gone",), UNKNOWN),
        ],
    )
    def test_an_entry_that_is_no_longer_there_is_passed_over(
        self, outcome: str, entries: tuple[str, ...], reply: Reply
    ) -> None:
        assert said("utter_answer", outcome=outcome, entries=entries) == reply


class TestButtons:
    @pytest.mark.parametrize(
        ("name", "carried", "reply"),
        [
            ("utter_show", {"entry": "storm"}, ENGLISH.answer("storm")),
            ("utter_show_abroad", {"entry": "how-to-help"}, ENGLISH.answer("how-to-help", True)),
            ("utter_show_details", {"entry": "storm"}, ENGLISH.details("storm")),
            ("utter_show_sources", {"entry": "storm"}, ENGLISH.sources("storm")),
            ("utter_show_topic", {"topic": "numbers"}, ENGLISH.topic("numbers")),
        ],
    )
    def test_each_shows_what_it_names(
        self, name: str, carried: dict[str, str], reply: Reply
    ) -> None:
        assert said(name, entities=entities(**carried), is_button=True) == reply

    @pytest.mark.parametrize(
        "name", ["show", "show_abroad", "show_details", "show_sources", "show_topic"]
    )
    @pytest.mark.parametrize("carried", [{}, {"entry": "nope", "topic": "nope"}])
    def test_an_old_one_leads_to_what_is_there_now(
        self, name: str, carried: dict[str, str]
    ) -> None:
        assert said(f"utter_{name}", entities=entities(**carried), is_button=True) == UNKNOWN


@pytest.mark.parametrize(
    ("carried", "name"),
    [
        ({"cleared": "all"}, "utter_clear"),
        ({"cleared": "partly"}, "utter_clear_partly"),
        ({}, "utter_clear_partly"),
    ],
)
def test_what_was_deleted_is_said_as_it_is(carried: dict[str, str], name: str) -> None:
    reply = said("utter_clear", entities=entities(**carried), is_button=True)
    assert reply == ENGLISH.response(name)


class TestFollowUps:
    @pytest.mark.parametrize(
        ("name", "topic", "year", "reply"),
        [
            ("sources", "storm", None, ENGLISH.sources("storm")),
            ("sources", None, None, ENGLISH.answer(ALL_SOURCES)),
            ("sources", "gone", None, ENGLISH.answer(ALL_SOURCES)),
            ("more", "storm", None, ENGLISH.more("storm")),
            ("more", None, None, NO_TOPIC),
            ("more", "gone", None, NO_TOPIC),
            ("year", "lamps-2017", 2019, ENGLISH.answer("lamps-2019")),
            ("year", "lamps-2017", 2018, NO_TOPIC),
            ("year", None, 2019, NO_TOPIC),
        ],
    )
    def test_they_refer_to_the_last_answer(
        self, name: str, topic: str | None, year: int | None, reply: Reply
    ) -> None:
        assert said(f"utter_follow_up_{name}", topic=topic, year=year) == reply

    def test_a_year_without_a_sibling_offers_what_was_found(self) -> None:
        found = {"outcome": "choice", "entries": ("gone", "lamps-2019")}
        reply = said("utter_follow_up_year", topic="storm", year=2018, **found)
        assert reply == ENGLISH.choice(["lamps-2019"])

    def test_without_an_answer_about_sources_there_is_no_topic(self) -> None:
        library = edition().library
        entries = {name: entry for name, entry in library.entries.items() if name != ALL_SOURCES}
        replies = Replies(
            replace(edition(), library=replace(library, entries=entries)), "en", SETTINGS
        )
        assert compose("utter_follow_up_sources", Turn("en"), replies) == NO_TOPIC


class TestAtRisk:
    @pytest.mark.parametrize(
        ("name", "opening"),
        [
            ("utter_at_risk", "utter_at_risk"),
            ("utter_help_now", "utter_help_now"),
            ("utter_situation", "utter_at_risk"),
        ],
    )
    def test_the_reply_that_fits_the_situation(self, name: str, opening: str) -> None:
        abroad = ENGLISH.at_risk(opening, "utter_situation_abroad")
        assert said(name, situation="abroad") == abroad
        general = ENGLISH.at_risk(opening, "utter_situation_general")
        for situation in ("", "general", "nobody-knows"):
            assert said(name, situation=situation) == general

    def test_who_wants_to_die_may_be_somebody_else(self) -> None:
        ordinary = ENGLISH.despair("utter_self_harm")
        for situation in ("", "abroad", "nobody-knows"):
            assert said("utter_self_harm", situation=situation) == ordinary
        someone_else = ENGLISH.despair("utter_self_harm_someone_else")
        assert said("utter_self_harm", situation="someone_else") == someone_else
        assert ordinary != someone_else

    @pytest.mark.parametrize("name", ["utter_at_risk", "utter_help_now", "utter_self_harm"])
    def test_danger_is_answered_after_a_refusal_too(self, name: str) -> None:
        assert said(name, topic=REFUSED) == said(name) != REFUSAL


FOUND = {"entries": ("keeper", "storm"), "passages": ("gazette-2017#p1",)}


class TestRefusal:
    """The same words whatever follows, until a clear question of its own is asked."""

    @pytest.mark.parametrize("situation", ["", "someone_else", "minor", "taken"])
    @pytest.mark.parametrize("topic", [None, "storm", REFUSED])
    def test_by_every_pretext(self, situation: str, topic: str | None) -> None:
        for outcome in ("", "intent", "answer"):
            found = {"situation": situation, "topic": topic, "outcome": outcome, **FOUND}
            assert said("utter_exposure", **found) == REFUSAL

    @pytest.mark.parametrize(
        ("name", "outcome"),
        [
            ("utter_follow_up_more", "intent"),
            ("utter_follow_up_sources", "intent"),
            ("utter_follow_up_year", "intent"),
            ("utter_answer", "choice"),
            ("utter_answer", "passage"),
            ("utter_answer", "nothing"),
            ("utter_answer", ""),
            ("utter_out_of_scope", "intent"),
            ("utter_hostile", "intent"),
            ("utter_denial", "intent"),
            ("utter_help", "intent"),
            ("utter_change_language", "intent"),
            ("utter_exposure", "intent"),
        ],
    )
    def test_what_follows_on_it_is_refused_in_the_same_words(self, name: str, outcome: str) -> None:
        assert said(name, topic=REFUSED, outcome=outcome, year=2019, **FOUND) == REFUSAL
        followed = said(name, topic="storm", outcome=outcome, **FOUND)
        assert (followed == REFUSAL) is (name == "utter_exposure")

    def test_a_clear_question_is_answered(self) -> None:
        reply = said("utter_answer", topic=REFUSED, outcome="answer", entries=("keeper",))
        assert reply == ENGLISH.answer("keeper")

    @pytest.mark.parametrize("language", ["en", "ru"])
    def test_who_says_who_they_are_is_refused_too(self, language: str) -> None:
        replies = Replies(TestRealLibrary.EDITION, language, SETTINGS)
        for entry in PRETEXTS:
            turn = Turn(language, topic=REFUSED, outcome="answer", entries=(entry, "what-happened"))
            assert replies.knows(entry)
            assert compose("utter_answer", turn, replies) == replies.refusal()

    def test_an_answer_that_is_no_longer_there_is_none(self) -> None:
        reply = said("utter_answer", topic=REFUSED, outcome="answer", entries=("gone",))
        assert reply == REFUSAL

    @pytest.mark.parametrize("name", ["utter_greet", "utter_list_sources"])
    def test_what_asks_for_nobody_is_answered(self, name: str) -> None:
        assert said(name, topic=REFUSED) == response(name, ENGLISH)

    @pytest.mark.parametrize(
        ("name", "carried"),
        [
            ("utter_show", {"entry": "keeper"}),
            ("utter_show", {"entry": "nope"}),
            ("utter_show_topic", {"topic": "numbers"}),
            ("utter_help", {}),
            ("utter_change_language", {"language_choice": "ru"}),
            ("utter_none_of_these", {}),
        ],
    )
    def test_buttons_and_commands_work(self, name: str, carried: dict[str, str]) -> None:
        pressed = {"entities": entities(**carried), "is_button": True}
        assert said(name, topic=REFUSED, **pressed) == said(name, **pressed) != REFUSAL


class TestRiskyInRussia:
    """Nothing of such an answer stands before the button."""

    @pytest.mark.parametrize(
        ("name", "fields"),
        [
            ("utter_answer", {"outcome": "answer", "entries": ("how-to-help",)}),
            ("utter_show", {"entities": entities(entry="how-to-help")}),
            ("utter_show_details", {"entities": entities(entry="how-to-help")}),
        ],
    )
    def test_the_law_stands_there_instead(self, name: str, fields: dict[str, object]) -> None:
        reply = said(name, **fields)
        assert reply.text == PLACE
        assert "oil" not in reply.text
        assert [button.payload for button in reply.buttons] == [
            '/show{"entry":"help-from-russia"}',
            '/show_abroad{"entry":"how-to-help"}',
        ]

    def test_the_button_shows_it(self) -> None:
        reply = said("utter_show_abroad", entities=entities(entry="how-to-help"), is_button=True)
        assert "Bring oil." in reply.text


def test_what_stands_before_a_list() -> None:
    for name in ("utter_unknown", "utter_none_of_these", "utter_help"):
        assert response(name, ENGLISH) == ENGLISH.topics(name)
    assert response("utter_list_sources", ENGLISH) == ENGLISH.documents("utter_list_sources")
    assert response("utter_greet", ENGLISH) == ENGLISH.response("utter_greet")


class TestRealLibrary:
    EDITION = Edition.read(ROOT)

    @pytest.mark.parametrize("language", ["en", "ru"])
    def test_an_answer_that_could_harm_somebody_in_russia_is_nowhere_before_the_button(
        self, language: str
    ) -> None:
        replies = Replies(self.EDITION, language, SETTINGS)
        entries = self.EDITION.library.entries
        risky = [entry for entry in entries.values() if entry.risky_in_russia]
        place = replies.answer("how-to-help").text
        assert place.startswith(replies.response("utter_place").text)
        assert len(risky) >= 5
        for entry in risky:
            first = "utter_answer", Turn(language, outcome="answer", entries=(entry.id,))
            old = "utter_show", Turn(language, entities=entities(entry=entry.id), is_button=True)
            for name, turn in (first, old):
                reply = compose(name, turn, replies)
                assert reply.text == place, entry.id
                assert f'/show_abroad{{"entry":"{entry.id}"}}' in reply.buttons[-1].payload
            assert not entry.details, f"{entry.id}: details have a button of their own"
            assert entry.id != "help-from-russia"
        for name in entries:
            follow = compose("utter_follow_up_more", Turn(language, topic=name), replies)
            related = entries[name].related[:1]
            if related and entries[related[0]].risky_in_russia:
                assert follow.text == place, name

    def test_buttons_of_composed_replies_are_intents_with_a_reply(self) -> None:
        replies = Replies(self.EDITION, "en", SETTINGS)
        composed = {response_of(name) for name in ("situation", "show_abroad", "help_now")}
        assert composed <= set(COMPOSERS)
        reply = replies.answer("how-to-help")
        for button in reply.buttons:
            name, _, values = button.payload.removeprefix("/").partition("{")
            carried = tuple(json.loads("{" + values).items())
            shown = compose(f"utter_{name}", Turn("en", entities=carried), replies)
            assert shown.text not in (reply.text, response("utter_unknown", replies).text)
