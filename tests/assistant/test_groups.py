"""In a group: texts and one way to the private chat; nothing about one person, nothing kept."""

from __future__ import annotations

from typing import Any

import pytest

from bot.assistant.composers import COMPOSERS, compose
from bot.assistant.groups import PRIVATE_TOPICS, GroupReplies
from bot.assistant.nlg import LibraryGenerator
from bot.assistant.replies import Replies
from bot.assistant.reply import Button, Reply
from bot.assistant.situations import SITUATIONS
from bot.assistant.tracker_store import REMEMBER
from bot.assistant.turn import Turn
from bot.library.live import Edition
from bot.settings import ROOT, Settings
from bot.store.memories import Memory
from bot.store.offers import Offer
from tests.support.kept import Kept
from tests.support.small import SETTINGS, edition
from tests.support.trackers import knowledge, tracker

ALONE = Replies(edition(), "en", SETTINGS)
GROUP = GroupReplies(edition(), "en", SETTINGS)
PRIVATE = Reply(
    ALONE.response("utter_private").text, (Button("Open a private chat", start="here"),)
)
WHOLE = Edition.read(ROOT)


def said(name: str, replies: GroupReplies = GROUP, **fields: Any) -> Reply:
    return compose(name, Turn("en", in_group=True, **fields), replies)


def with_way(text: str, start: str = "here") -> Reply:
    return Reply(text, (Button("Ask me in private", start=start),))


def renderer_answer(entry: str) -> str:
    return edition().renderer("en").answer(edition().library.entries[entry])


def test_its_one_button_stays_alone_where_cries_are_not_taught() -> None:
    reply = said("utter_greet")
    assert GROUP.with_help("utter_greet", reply, "uk") is reply


class TestTexts:
    def test_an_answer_and_the_way_to_it_in_private(self) -> None:
        reply = said("utter_answer", outcome="answer", entries=("storm",))
        assert reply == with_way(renderer_answer("storm"), "storm")
        assert "Content warning" not in reply.text

    @pytest.mark.parametrize("view", ["utter_show", "utter_show_details", "utter_show_sources"])
    def test_a_link_shows_no_more_than_the_answer(self, view: str) -> None:
        assert said(view, entities=(("entry", "storm"),)) == with_way(
            renderer_answer("storm"), "storm"
        )

    @pytest.mark.parametrize("view", ["utter_show", "utter_show_abroad", "utter_show_details"])
    def test_where_it_could_harm_a_reader_in_russia_the_law_and_nothing_else(
        self, view: str
    ) -> None:
        law = ALONE.response("utter_place").text
        reply = said(view, entities=(("entry", "how-to-help"),))
        assert reply == with_way(law, "how-to-help")

    def test_an_extract(self) -> None:
        reply = said("utter_answer", outcome="passage", passages=("gazette-2017#p1",))
        assert reply == with_way(ALONE.passage("gazette-2017#p1").text)

    def test_what_may_be_meant_is_listed_to_be_asked(self) -> None:
        reply = said("utter_answer", outcome="choice", entries=("storm", "keeper"))
        assert reply == with_way(
            "Perhaps one of these was meant; ask it in these words:\n"
            "• What did the storm do?\n• Who keeps the lighthouse?"
        )

    @pytest.mark.parametrize("name", ["utter_answer", "utter_show", "utter_follow_up_more",
                                      "utter_follow_up_year", "utter_none_of_these"])  # fmt: skip
    def test_an_unknown_question_gets_one_sentence(self, name: str) -> None:
        unknown = ALONE.response("utter_group_unknown").text
        assert said(name, outcome="nothing") == with_way(unknown)

    def test_other_responses_stand_without_their_buttons(self) -> None:
        text = ALONE.response("utter_greet").text
        assert ALONE.response("utter_greet").buttons
        assert said("utter_greet") == with_way(text)
        assert said("utter_help") == with_way(ALONE.topics("utter_help").text)
        assert said("utter_list_sources") == with_way(ALONE.documents("utter_list_sources").text)


class TestPrivately:
    @pytest.mark.parametrize(
        "name",
        ["utter_at_risk", "utter_help_now", "utter_situation", "utter_self_harm", "utter_exposure",
         "utter_privacy", "utter_forget", "utter_clear", "utter_change_language"],
    )  # fmt: skip
    @pytest.mark.parametrize("situation", ["", "someone_else", *SITUATIONS])
    def test_help_for_one_person_and_what_is_theirs(self, name: str, situation: str) -> None:
        assert said(name, situation=situation) == PRIVATE

    def test_answers_on_danger_and_safety(self) -> None:
        replies = GroupReplies(WHOLE, "ru", Settings())
        private = replies.private()
        entries = [e.id for e in WHOLE.library.entries.values() if e.topic in PRIVATE_TOPICS]
        assert len(entries) > 10
        for entry in entries:
            for name in ("utter_show", "utter_show_details", "utter_show_sources"):
                assert said(name, replies, entities=(("entry", entry),)) == private
            for outcome in ("answer", "choice"):
                found = {"outcome": outcome, "entries": (entry, "what-happened")}
                assert said("utter_answer", replies, **found) == private

    def test_a_private_answer_is_not_among_those_that_may_be_meant(self) -> None:
        replies = GroupReplies(WHOLE, "en", Settings())
        found = ("what-happened", "hotline", "detained-2017")
        text = said("utter_answer", replies, outcome="choice", entries=found).text
        assert text.count("•") == 2
        assert replies.say(WHOLE.library.entries["hotline"].question) not in text

    @pytest.mark.parametrize("language", ["en", "ru"])
    def test_no_reply_whatever_it_is_has_another_button_or_a_contact(self, language: str) -> None:
        replies = GroupReplies(WHOLE, language, Settings())
        titles = {replies.say(title) for title in ("Ask me in private", "Open a private chat")}
        contacts = {contact.value for contact in WHOLE.library.contacts.values()}
        shown = [said(name, replies) for name in (*COMPOSERS, *WHOLE.responses)]
        shown += [replies.answer(entry) for entry in WHOLE.library.entries]
        shown += [replies.topic("risk"), replies.with_offer(shown[0], "words")]
        for reply in shown:
            (button,) = reply.buttons
            assert button.title in titles and button.start and not button.payload
            assert reply.topic is None
        in_danger = [said(name, replies) for name in WHOLE.responses if "situation" in name]
        assert all(value not in reply.text for reply in in_danger for value in contacts)


class Still:
    def current(self) -> Edition:
        return edition()


@pytest.fixture
def generator(kept: Kept) -> LibraryGenerator:
    return LibraryGenerator(edition=Still(), settings=kept.settings, store=kept.store)  # type: ignore[arg-type]


class TestTurns:
    @pytest.mark.parametrize(
        ("name", "outcome"),
        [("utter_answer", "nothing"), ("utter_answer", "choice"), ("utter_none_of_these", ""),
         ("utter_pass_on", ""), ("utter_forget", ""), ("utter_vote", "")],
    )  # fmt: skip
    async def test_nothing_is_kept_forgotten_held_or_passed_on(
        self, generator: LibraryGenerator, kept: Kept, name: str, outcome: str
    ) -> None:
        memory = Memory("ru", "ru", "storm")
        await kept.store.memories.keep("p", memory)
        kept.store.offers.put("p", Offer("held back", "en"))
        found = tracker(
            "What did the storm do on the pier?",
            knowledge=knowledge(outcome, "storm"),
            entities={"entry": "storm", "vote": "yes"},
            chat="group",
        )
        response = await generator.generate(name, found, "telegram")
        assert response[REMEMBER] == {}
        assert [set(button) for button in response["buttons"]] == [{"title", "start"}]
        assert "held back" not in response["text"]
        assert kept.store.offers.see("p") == Offer("held back", "en")
        assert await kept.store.memories.recall("p") == memory
        assert await kept.store.questions.all() == []

    async def test_a_follow_up_knows_nothing_of_the_private_chat(
        self, generator: LibraryGenerator
    ) -> None:
        found = tracker("more", slots={"topic": "storm", "language": "ru"}, chat="group")
        response = await generator.generate("utter_follow_up_more", found, "telegram")
        assert response["text"] == ALONE.response("utter_group_unknown").text

    @pytest.mark.parametrize("broken", ["compose", "Turn"])
    async def test_a_failure_keeps_nothing_either(
        self, generator: LibraryGenerator, broken: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*_: Any) -> None:
            raise ZeroDivisionError

        if broken == "compose":
            monkeypatch.setattr("bot.assistant.nlg.compose", fail)
        else:
            monkeypatch.setattr(Turn, "of", fail)
        found = tracker("x", slots={"topic": "storm"}, chat="group")
        response = await generator.generate("utter_at_risk", found, "telegram")
        assert response[REMEMBER] == {}
        expected = "utter_default" if broken == "compose" else "utter_private"
        assert response["text"] == ALONE.response(expected).text
