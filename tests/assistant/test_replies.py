"""What a reader gets: text, at most three buttons, and what follow-ups refer to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.assistant.replies import MOST_BUTTONS, TOPIC_NAMES, Button, Replies, payload
from bot.library.live import Edition
from bot.library.model import TOPICS, Entry
from tests.support.small import SETTINGS, edition

ENGLISH = Replies(edition(), "en", SETTINGS)
RUSSIAN = Replies(edition(), "ru", SETTINGS)


def changed(entry_id: str, **changes: object) -> Replies:
    """The replies of a library in which one entry is another."""
    library = edition().library
    entry = replace(library.entries[entry_id], **changes)
    entries: dict[str, Entry] = {**library.entries, entry_id: entry}
    return Replies(
        Edition(replace(library, entries=entries), edition().languages, edition().responses),
        "en",
        SETTINGS,
    )


def test_payloads_are_rasas_short_form_without_spaces() -> None:
    assert payload("none_of_these") == "/none_of_these"
    assert payload("show", entry="keeper") == '/show{"entry":"keeper"}'


def test_every_topic_has_a_name() -> None:
    assert set(TOPIC_NAMES) == set(TOPICS)


class TestResponse:
    def test_spans_of_time_come_from_the_settings(self) -> None:
        text = ENGLISH.response("utter_greet").text
        assert text == "Good day. I keep it for 5 hours, the language for 21 days."

    def test_in_the_plural_of_the_language(self) -> None:
        text = RUSSIAN.response("utter_greet").text
        assert text == "Добрый день. Я храню это 5 часов, язык 21 день."

    def test_buttons_are_translated_and_lead_to_the_same(self) -> None:
        sent = '/show{"entry":"keeper"}'
        assert ENGLISH.response("utter_greet").buttons == (Button("The keeper", sent),)
        assert RUSSIAN.response("utter_greet").buttons == (Button("Смотритель", sent),)

    def test_contacts_are_filled_in(self) -> None:
        text = ENGLISH.response("utter_at_risk").text
        assert "<b>Coastguard</b>: <code>555 0100</code>" in text
        assert "Published: 2017 and 2019." in text
        assert "{" not in text

    def test_what_is_not_translated_says_so(self) -> None:
        assert "has not been translated" in RUSSIAN.response("utter_help").text
        assert "has not been translated" not in ENGLISH.response("utter_help").text


class TestAnswer:
    def test_in_both_languages_with_sources_dates_and_review(self) -> None:
        for replies, first in ((ENGLISH, "By 1 April 2017"), (RUSSIAN, "К 1 апреля 2017 года")):
            text = replies.answer("lamps-2017").text
            assert text.startswith(first)
            assert 'href="https://gazette.example/lamps?a=1&amp;b=2"' in text
            assert "Reviewed" in text

    def test_every_character_is_escaped(self) -> None:
        assert "&lt;below&gt; &amp; around" in ENGLISH.answer("lamps-2017").text

    def test_a_document_cited_twice_is_listed_once(self) -> None:
        assert ENGLISH.answer("lamps-2017").text.count("Bulletin") == 1

    def test_it_is_what_follow_ups_refer_to(self) -> None:
        assert ENGLISH.answer("storm").topic == "storm"

    def test_sources_a_related_question_and_ways_to_help(self) -> None:
        assert ENGLISH.answer("lamps-2017").buttons == (
            Button("Sources", '/show_sources{"entry":"lamps-2017"}'),
            Button("Who keeps the lighthouse?", '/show{"entry":"keeper"}'),
            Button("Ways to help", '/show{"entry":"how-to-help"}'),
        )

    def test_details_stay_behind_a_warning_and_a_button(self) -> None:
        reply = ENGLISH.answer("storm")
        assert "boats sank" not in reply.text
        assert "Content warning" in reply.text
        assert reply.buttons[0] == Button("Show the details", '/show_details{"entry":"storm"}')
        assert len(reply.buttons) == MOST_BUTTONS

    def test_without_sources_there_is_no_such_button(self) -> None:
        assert ENGLISH.answer("keeper").buttons == ()

    @pytest.mark.parametrize("topic", ["help", "risk", "safety", "about"])
    def test_ways_to_help_are_not_offered_to_somebody_at_risk(self, topic: str) -> None:
        payloads = [
            b.payload for b in changed("lamps-2017", topic=topic).answer("lamps-2017").buttons
        ]
        assert '/show{"entry":"how-to-help"}' not in payloads


class TestDetailsAndSources:
    def test_details_in_the_language(self) -> None:
        assert "Two boats sank." in ENGLISH.details("storm").text
        assert "Две лодки утонули." in RUSSIAN.details("storm").text
        assert RUSSIAN.details("storm").topic == "storm"

    def test_sources_at_length(self) -> None:
        reply = ENGLISH.sources("lamps-2017")
        for part in ("“Lamps &lt;lit&gt;”", "A. Writer", "The date is inferred.", "Checked"):
            assert part in reply.text
        assert reply.topic == "lamps-2017"
        assert reply.buttons[0].payload == '/show{"entry":"lamps-2017"}'

    @pytest.mark.parametrize("compose", [Replies.details, Replies.sources])
    def test_where_there_are_none_the_answer_stands(self, compose: object) -> None:
        assert compose(ENGLISH, "keeper") == ENGLISH.answer("keeper")  # type: ignore[operator]


class TestFollowUps:
    def test_more_is_the_related_answer_else_the_sources(self) -> None:
        assert ENGLISH.more("storm") == ENGLISH.answer("keeper")
        assert ENGLISH.more("lamps-2019") == ENGLISH.sources("lamps-2019")
        assert ENGLISH.more("keeper") == ENGLISH.answer("keeper")

    def test_the_same_matter_in_another_year(self) -> None:
        assert ENGLISH.sibling("lamps-2017", 2019) == ENGLISH.answer("lamps-2019")
        assert ENGLISH.sibling("lamps-2017", 2018) is None
        assert ENGLISH.sibling("lamps-2017", None) is None
        assert ENGLISH.sibling("keeper", 2019) is None

    def test_what_is_known(self) -> None:
        assert ENGLISH.knows("keeper")
        assert not ENGLISH.knows("nope")
        assert not ENGLISH.knows(None)


class TestChoice:
    def test_three_questions_and_none_of_these(self) -> None:
        reply = RUSSIAN.choice(["keeper", "storm", "lamps-2017", "lamps-2019"])
        assert reply.text == "Вы об этом?"
        assert [button.title for button in reply.buttons] == [
            "Кто смотрит за маяком?",
            "Что сделал шторм?",
            "Сколько ламп зажгли в 2017 году?",
            "Ничего из этого",
        ]
        assert reply.buttons[-1].payload == "/none_of_these"
        assert reply.topic is None


class TestPassageAndLists:
    def test_an_extract_is_marked_corrected_and_sourced(self) -> None:
        text = ENGLISH.passage("gazette-2017#p1").text
        assert "An extract from our summary" in text
        assert "1,200 lamps on 1 April 2017" in text
        assert "It later found one more." in text
        assert "gazette.example" in text

    def test_the_topics_there_are(self) -> None:
        reply = ENGLISH.topics("utter_unknown")
        assert reply.text.startswith("I have no answer to this.")
        assert "• What happened" in reply.text
        assert "Safety and privacy here" not in reply.text
        assert len(reply.buttons) == MOST_BUTTONS

    def test_the_questions_of_a_topic(self) -> None:
        reply = ENGLISH.topic("numbers")
        assert "<b>Figures and dates</b>" in reply.text
        assert [button.title for button in reply.buttons] == [
            "How many lamps were lit in 2017?",
            "How many lamps were lit in 2019?",
        ]

    def test_all_documents_oldest_first(self) -> None:
        text = ENGLISH.documents("utter_list_sources").text
        assert text.startswith("These are the documents.")
        assert text.index("Gazette") < text.index("Bulletin")
