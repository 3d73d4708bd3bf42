"""What a reader gets: text, a few buttons, and what follow-ups refer to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.assistant.labels import TOPIC_NAMES
from bot.assistant.replies import MOST_BUTTONS, REFUSED, Button, Replies, Reply, payload
from bot.library.extracts import Extract
from bot.library.live import Edition
from bot.library.model import TOPICS, Entry
from tests.support.small import SETTINGS, edition

ENGLISH = Replies(edition(), "en", SETTINGS)
RUSSIAN = Replies(edition(), "ru", SETTINGS)


VOTES = ("Helpful", "Not helpful")


def place(replies: Replies) -> str:
    """The legal risk as a reader of the private chat gets it."""
    names = ("utter_place", "utter_place_choice")
    return "\n\n".join(replies.response(name).text for name in names)


PLACE = place(ENGLISH)


def changed(**changes: dict[str, object]) -> Replies:
    """The replies of a library in which some entries are others, by id with _ for -."""
    library = edition().library
    entries: dict[str, Entry] = dict(library.entries)
    for name, fields in changes.items():
        entry_id = name.replace("_", "-")
        entries[entry_id] = replace(entries[entry_id], **fields)
    return Replies(
        Edition(replace(library, entries=entries), edition().languages, edition().responses),
        "en",
        SETTINGS,
    )


def titles(reply: Reply) -> list[str]:
    return [button.title for button in reply.buttons]


def payloads(reply: Reply) -> list[str]:
    return [button.payload for button in reply.buttons]


def test_payloads_are_rasas_short_form_without_spaces() -> None:
    assert payload("none_of_these") == "/none_of_these"
    assert payload("show", entry="keeper") == '/show{"entry":"keeper"}'


def test_each_language_is_a_button_in_its_own_name() -> None:
    reply = RUSSIAN.languages("utter_change_language")
    assert reply.text == RUSSIAN.response("utter_change_language").text
    assert titles(reply) == ["English", "Русский"]
    assert payloads(reply)[1] == '/change_language{"language_choice":"ru"}'


class TestTheWayToHelp:
    """Where cries for help were not taught, it stands under whatever else was understood."""

    HELP = Button("If it is urgent", "/help_now")

    def test_it_stands_below_the_other_buttons(self) -> None:
        reply = ENGLISH.answer("keeper")
        assert ENGLISH.with_help("utter_answer", reply, "uk").buttons == (*reply.buttons, self.HELP)

    @pytest.mark.parametrize("languages", [("en", "uk"), ("uk", "en"), ("uk", None)])
    def test_one_such_language_suffices(self, languages: tuple[str | None, ...]) -> None:
        reply = ENGLISH.with_help("utter_greet", Reply("Hello."), *languages)
        assert reply.buttons == (self.HELP,)

    @pytest.mark.parametrize("languages", [("en",), ("ru", "en"), (None, "ru"), ()])
    def test_elsewhere_it_does_not(self, languages: tuple[str | None, ...]) -> None:
        reply = Reply("Hello.")
        assert ENGLISH.with_help("utter_greet", reply, *languages) is reply

    @pytest.mark.parametrize("name", ["utter_at_risk", "utter_help_now", "utter_situation"])
    def test_nor_under_help_itself(self, name: str) -> None:
        reply = Reply("Call.")
        assert ENGLISH.with_help(name, reply, "uk") is reply

    def test_nor_twice(self) -> None:
        reply = ENGLISH.refusal()
        assert "/help_now" in payloads(reply)
        assert ENGLISH.with_help("utter_exposure", reply, "uk") is reply


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

    def test_buttons_that_say_where_somebody_is_vanish_together(self) -> None:
        buttons = ENGLISH.response("utter_situation_general").buttons
        assert [button.once for button in buttons] == [True, False]

    def test_more_values_are_plain_text(self) -> None:
        text = ENGLISH.response("utter_offer", words="<b> & …").text
        assert text == "The keeper could see “&lt;b&gt; &amp; …” for 60 days."

    def test_contacts_are_filled_in(self) -> None:
        text = ENGLISH.response("utter_contacts").text
        assert "<b>Coastguard</b>: <code>555 0100</code>" in text
        assert "Published: 2017 and 2019." in text
        assert "{" not in text

    def test_what_is_not_translated_says_so(self) -> None:
        assert RUSSIAN.response("utter_help").text.startswith("Пока по-английски.\n\n")
        assert "Пока" not in ENGLISH.response("utter_help").text

    def test_it_is_said_once_in_a_reply(self) -> None:
        text = RUSSIAN.topics("utter_help").text
        assert text.count("Пока по-английски.") == 1 and text.startswith("Пока")


class TestAnswer:
    def test_in_both_languages_with_sources_dates_and_review(self) -> None:
        beginnings = (
            (
                ENGLISH,
                "Reviewed 20 November 2026; the sources are listed below.",
                "By 1 April 2017",
            ),
            (RUSSIAN, "Проверено 20 ноября 2026 года. Источники внизу.", "К 1 апреля 2017 года"),
        )
        for replies, reviewed, first in beginnings:
            text = replies.answer("lamps-2017").text
            assert text.startswith(f"<i>{reviewed}</i>\n\n{first}")
            assert 'href="https://gazette.example/lamps?a=1&amp;b=2"' in text

    def test_every_character_is_escaped(self) -> None:
        assert "&lt;below&gt; &amp; around" in ENGLISH.answer("lamps-2017").text

    def test_a_document_cited_twice_is_listed_once(self) -> None:
        assert ENGLISH.answer("lamps-2017").text.count("Bulletin") == 1

    def test_it_is_what_follow_ups_refer_to(self) -> None:
        assert ENGLISH.answer("storm").topic == "storm"

    def test_sources_a_related_question_ways_to_help_and_a_vote(self) -> None:
        assert ENGLISH.answer("lamps-2017").buttons == (
            Button("Sources", '/show_sources{"entry":"lamps-2017"}'),
            Button("Who keeps the lighthouse?", '/show{"entry":"keeper"}'),
            Button("Ways to help", '/show{"entry":"how-to-help"}'),
            Button("Helpful", '/vote{"entry":"lamps-2017","vote":"yes"}', once=True),
            Button(
                "Not helpful", '/vote{"entry":"lamps-2017","vote":"no"}', beside=True, once=True
            ),
        )

    def test_details_stay_behind_a_warning_and_a_button(self) -> None:
        reply = ENGLISH.answer("storm")
        assert "boats sank" not in reply.text
        assert "Content warning" in reply.text
        assert reply.buttons[0] == Button("Show the details", '/show_details{"entry":"storm"}')
        assert len(reply.buttons) == MOST_BUTTONS + len(VOTES)

    def test_without_sources_there_is_no_such_button(self) -> None:
        assert titles(ENGLISH.answer("keeper")) == [*VOTES]

    @pytest.mark.parametrize("topic", ["help", "risk", "safety", "about"])
    def test_ways_to_help_are_not_offered_to_somebody_at_risk(self, topic: str) -> None:
        reply = changed(lamps_2017={"topic": topic}).answer("lamps-2017")
        assert '/show{"entry":"how-to-help"}' not in payloads(reply)

    def test_nobody_in_danger_is_asked_to_judge(self) -> None:
        for topic in TOPICS:
            reply = changed(lamps_2017={"topic": topic}).answer("lamps-2017")
            assert (titles(reply)[-2:] == [*VOTES]) is (topic != "risk")


class TestRiskyInRussia:
    """The legal risk first, and nothing of the answer before a button is pressed."""

    @pytest.mark.parametrize("language", ["en", "ru"])
    def test_the_risk_and_two_buttons(self, language: str) -> None:
        replies = Replies(edition(), language, SETTINGS)
        outside = replies.say("I am outside Russia")
        assert replies.answer("how-to-help") == Reply(
            place(replies),
            (
                Button(
                    replies.say("I am in Russia"), '/show{"entry":"help-from-russia"}', once=True
                ),
                Button(outside, '/show_abroad{"entry":"how-to-help"}', once=True),
            ),
            "how-to-help",
        )

    def test_the_answer_for_somebody_abroad(self) -> None:
        reply = ENGLISH.answer("how-to-help", abroad=True)
        assert "Bring oil." in reply.text
        assert reply.topic == "how-to-help"

    def test_whatever_leads_there_the_risk_comes_first(self) -> None:
        risky = {"risky_in_russia": True, "details": ""}
        replies = changed(
            lamps_2019={**risky, "related": ("keeper",)}, keeper=risky, storm={"details": ""}
        )
        ways = {
            "a related answer": replies.more("storm"),
            "another year": replies.sibling("lamps-2017", 2019),
            "no details": replies.details("keeper"),
            "no sources": replies.sources("keeper"),
            "more, from behind the risk": replies.more("lamps-2019"),
        }
        for way, reply in ways.items():
            assert reply, way
            assert reply.text == PLACE, way
            assert payloads(reply)[-1].startswith("/show_abroad{"), way
            assert "A keeper." not in reply.text and "Two." not in reply.text

    def test_a_question_on_a_button_leads_to_the_risk_unless_the_reader_is_abroad(self) -> None:
        replies = changed(
            how_to_help={"related": ("keeper",)}, keeper={"risky_in_russia": True, "sources": ()}
        )
        ordinary, abroad = '/show{"entry":"keeper"}', '/show_abroad{"entry":"keeper"}'
        assert abroad in payloads(replies.answer("how-to-help", abroad=True))
        assert ordinary not in payloads(replies.answer("how-to-help", abroad=True))
        for reply in (replies.answer("storm"), replies.choice(["keeper"]), replies.topic("about")):
            assert ordinary in payloads(reply)
            assert abroad not in payloads(reply)

    def test_what_is_not_risky_is_shown_as_ever(self) -> None:
        assert ENGLISH.answer("storm", abroad=True) == ENGLISH.answer("storm")
        replies = changed(how_to_help={"related": ("storm",)})
        assert '/show{"entry":"storm"}' in payloads(replies.answer("how-to-help", abroad=True))


class TestAtRisk:
    @pytest.mark.parametrize("language", ["en", "ru"])
    @pytest.mark.parametrize("opening", ["utter_at_risk", "utter_help_now"])
    def test_contacts_stand_before_what_fits_the_situation_and_the_trace_last(
        self, opening: str, language: str
    ) -> None:
        replies = Replies(edition(), language, SETTINGS)
        names = (opening, "utter_contacts", "utter_situation_general", "utter_trace")
        texts = [replies.response(name).text for name in names]
        reply = replies.at_risk(opening, "utter_situation_general")
        assert reply.text == replies.joined(*texts)
        assert [part for part in texts if part.split("\n")[0] in reply.text] == texts
        assert "<code>555 0100</code>" in reply.text

    def test_buttons_are_those_of_the_situation(self) -> None:
        reply = ENGLISH.at_risk("utter_at_risk", "utter_situation_abroad")
        assert reply.buttons == ENGLISH.response("utter_situation_abroad").buttons
        assert titles(reply) == ["The keeper"]


def test_a_refusal_is_what_follow_ups_refer_to() -> None:
    reply = RUSSIAN.refusal()
    assert reply.text == RUSSIAN.response("utter_exposure").text
    assert payloads(reply) == ["/help_now"]
    assert reply.topic == REFUSED
    assert not RUSSIAN.knows(REFUSED)


def test_an_offer_stands_below_what_was_said() -> None:
    reply = ENGLISH.topics("utter_unknown")
    offered = ENGLISH.with_offer(reply, "who <paints> …")
    offer = "The keeper could see “who &lt;paints&gt; …” for 60 days."
    assert offered.text == f"{reply.text}\n\n{offer}"
    assert offered.buttons == (
        *reply.buttons,
        Button("Pass these words on", "/pass_on", once=True),
    )
    assert offered.topic is None
    assert ENGLISH.with_offer(replace(reply, topic="storm"), "who").topic == "storm"


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

    def test_an_answer_can_be_shared_but_not_help_in_danger(self) -> None:
        assert ENGLISH.sources("storm").buttons[-1] == Button("Share this answer", share="storm")
        replies = changed(storm={"topic": "risk"})
        assert titles(replies.sources("storm")) == ["What did the storm do?"]

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

    def test_a_paragraph_of_a_document_is_not_ours(self) -> None:
        source = edition().library.sources["gazette-2017"]
        extract = Extract(source, 3, "Lamps <burn>.")
        replies = Replies(replace(edition(), extracts={extract.target: extract}), "ru", SETTINGS)
        text = replies.passage("gazette-2017#d3").text
        assert text.startswith("Пока по-английски.\n\n<i>An extract from the document itself")
        assert "<blockquote>Lamps &lt;burn&gt;.</blockquote>" in text
        assert "The document is in English." in text
        assert "gazette.example" in text

    def test_what_is_still_there_to_be_shown(self) -> None:
        extract = Extract(edition().library.sources["gazette-2017"], 3, "Lamps.")
        replies = Replies(replace(edition(), extracts={extract.target: extract}), "en", SETTINGS)
        known = [f"gazette-2017#{paragraph}" for paragraph in ("p1", "d3", "p9", "d9")]
        assert [replies.has_passage(t) for t in [*known, "x#p1"]] == [True, True, *[False] * 3]

    def test_the_topics_there_are(self) -> None:
        reply = ENGLISH.topics("utter_unknown")
        assert reply.text.startswith("I have no answer to this.")
        assert "• What happened" in reply.text
        assert "Safety and privacy here" not in reply.text
        assert len(reply.buttons) == MOST_BUTTONS

    def test_the_questions_of_a_topic(self) -> None:
        reply = ENGLISH.topic("numbers")
        assert reply.text.startswith("Here are questions with a reviewed answer.")
        assert "<b>Figures and dates</b>" in reply.text
        assert [button.title for button in reply.buttons] == [
            "How many lamps were lit in 2017?",
            "How many lamps were lit in 2019?",
        ]

    def test_all_documents_oldest_first(self) -> None:
        text = ENGLISH.documents("utter_list_sources").text
        assert text.startswith("These are the documents.")
        assert text.index("Gazette") < text.index("Bulletin")
