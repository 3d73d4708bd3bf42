"""What the page shows of a small library, and that nothing in a text gets out of its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli.preview.chat import STYLE
from bot.cli.preview.page import SCRIPT
from bot.cli.preview.writing import PreviewError, preview, write
from bot.errors import LibraryError
from bot.settings import Settings
from tests.support.html_tree import Node, parse
from tests.support.library_files import po
from tests.support.library_files import write as write_files
from tests.support.small import SETTINGS, edit

FAQ = "responses/faq/lighthouse.yml"
PO = "locales/ru/LC_MESSAGES/messages.po"
HOSTILE = """</script><script>hacked=1</script><img src=x onerror="hacked=1">' & {<b>"""


@pytest.fixture(scope="module")
def page() -> Node:
    return parse(preview(SETTINGS))


def article(page: Node, id: str) -> Node:
    return page.one("article", id=id)


def side(page: Node, id: str, language: str) -> Node:
    return article(page, id).one("div", "side", lang=language)


def shown(settings: Settings, item: str | None = None, language: str | None = None) -> Node:
    return parse(preview(settings, item, language))


class TestAnEntry:
    def test_both_languages_say_question_answer_and_ways_of_asking(self, page: Node) -> None:
        english, russian = article(page, "lamps-2017").all("div", "side")
        assert [english.attributes["lang"], russian.attributes["lang"]] == ["en", "ru"]
        assert english.one("div", "person").text == "How many lamps were lit in 2017?"
        assert russian.one("div", "person").text == "Сколько ламп зажгли в 2017 году?"
        assert "By 1 April 2017 there were" in english.one("div", "bot").text
        assert "• The others <below> & around." in english.one("div", "bot").text
        assert "• Остальные <внизу> и вокруг." in russian.one("div", "bot").text
        assert [way.text for way in russian.one("ul", "ways").all("li")][-1] == "skolko lamp"

    def test_what_a_locked_screen_shows_and_the_length(self, page: Node) -> None:
        said = side(page, "lamps-2017", "en")
        facts = [fact.text for fact in said.one("p", "facts").all("span")]
        begins, length = facts[0], facts[-1]
        assert begins == "Lock screen: Reviewed 20 November 2026; the sources a…"
        assert length == f"{len(said.one('div', 'bot').text)} of 4096 characters"

    def test_a_button_leads_to_what_it_opens(self, page: Node) -> None:
        rows = side(page, "lamps-2017", "en").one("div", "rows")
        assert rows.one("a", href="#keeper").text == "Who keeps the lighthouse?"
        assert rows.one("a", href="#how-to-help").text == "Ways to help"
        assert [b.text for b in rows.all("a", href="#utter_vote")] == ["Helpful", "Not helpful"]

    def test_details_stay_behind_their_warning(self, page: Node) -> None:
        folded = side(page, "storm", "en").one("details", "distressing")
        assert "Content warning" in folded.one("summary").text
        assert "Two boats sank." in folded.text and "open" not in folded.attributes
        chat = side(page, "storm", "en").one("div", "chat")
        assert "Two boats sank." not in chat.text

    def test_the_law_in_russia_comes_before_risky_help(self, page: Node) -> None:
        said = side(page, "how-to-help", "en").text
        law, button = said.index("By night the road is watched."), said.index("[ I am outside")
        assert law < button < said.index("Bring oil.")

    def test_sources_and_the_card_for_another_chat(self, page: Node) -> None:
        summaries = [s.text for s in side(page, "lamps-2019", "en").all("summary")]
        assert summaries == ["Sources, as a message", "Shared into another chat"]
        assert "The date is inferred." in side(page, "lamps-2019", "en").text

    def test_file_line_and_review(self, page: Node) -> None:
        notes = article(page, "lamps-2017").one("p", "notes").text
        assert f"{FAQ}:1" in notes and "2026-11-20" in notes


class TestTheRest:
    def test_somebody_in_danger_gets_contacts_then_the_situation(self, page: Node) -> None:
        said = side(page, "utter_situation_abroad", "en").one("div", "bot").text
        assert said.index("555 0100") < said.index("Rinse the deck afterwards.")
        assert "utter_situation_general" in {a.attributes["id"] for a in page.all("article")}

    def test_a_contact_bears_its_status(self, page: Node) -> None:
        notes = article(page, "contact/coastguard").one("p", "notes")
        assert notes.one("span", "unverified").text.startswith("not confirmed")
        assert "Not confirmed: nobody has told us" in side(page, "contact/coastguard", "en").text

    def test_actions_sources_menu_and_notices(self, page: Node) -> None:
        assert "Risk: The road is steep." in article(page, "action/oil").text
        assert "Waves of nine metres" in article(page, "source/bulletin-2019").text
        assert "/help_now" in article(page, "chat/menu").text
        assert "out of date" in article(page, "chat/stale").text
        assert "The keeper could see “" in article(page, "utter_offer").text

    def test_every_anchor_is_there_once(self, page: Node) -> None:
        ids = [node.attributes["id"] for node in page.all() if "id" in node.attributes]
        assert len(ids) == len(set(ids))
        targets = {a.attributes["href"] for a in page.all("a")}
        assert {str(t)[1:] for t in targets if str(t).startswith("#")} <= set(ids)

    def test_each_article_stands_in_the_contents(self, page: Node) -> None:
        listed = [a.attributes["href"] for a in page.one("nav").all("a")]
        assert listed == [f"#{a.attributes['id']}" for a in page.all("article")]

    def test_nothing_is_loaded(self, page: Node) -> None:
        policy = page.one("meta", **{"http-equiv": "Content-Security-Policy"}).attributes["content"]
        assert str(policy).startswith("default-src 'none'; style-src 'sha256-")
        names = {node.name for node in page.all()}
        assert not names & {"img", "link", "iframe", "form", "object", "video", "base"}
        assert all("src" not in n.attributes and "style" not in n.attributes for n in page.all())


class TestTranslations:
    def test_what_is_missing_is_marked_and_english(self, page: Node) -> None:
        said = side(page, "keeper", "ru")
        gap = said.one("div", "bot").one("span", "gap")
        assert gap.attributes["lang"] == "en"
        assert "ещё нет" in gap.one("span", "place").text
        assert "gap" in article(page, "keeper").classes
        assert not list(side(page, "keeper", "en").all("span", "gap"))

    def test_a_fuzzy_one_is_marked_with_its_line(self, copied: Settings) -> None:
        edit(copied, PO, 'msgid "Some boats', '#, fuzzy\nmsgid "Some boats')
        line = _line(copied, 'msgid "Some boats')
        gap = side(shown(copied), "utter_at_risk", "ru").one("span", "fuzzy")
        assert gap.text == f"Some boats may come.messages.po:{line} fuzzy"
        todo = shown(copied).one("section", **{"aria-labelledby": "todo/ru"})
        assert "Лодки, может быть, придут." in todo.text

    def test_the_proof_sheet_marks_every_string(self) -> None:
        page = shown(SETTINGS, language="ru")
        assert [s.attributes["lang"] for s in article(page, "keeper").all("div", "side")] == ["ru"]
        place = article(page, "lamps-2017").one("div", "person").one("span", "place")
        line = _line(SETTINGS, 'msgid "How many lamps')
        assert place.text == f"messages.po:{line}"
        assert place.attributes["title"] == f"{PO}:{line}"
        assert "d MMMM y" in page.one("section", **{"aria-labelledby": "unseen/ru"}).text

    def test_one_language_that_is_the_original(self) -> None:
        page = shown(SETTINGS, language="en")
        assert not list(page.all("span", "place"))
        assert "By 1 April 2017" in article(page, "lamps-2017").text

    def test_a_third_language_written_from_right_to_left(self, copied: Settings) -> None:
        text = po({"Who keeps the lighthouse?": "נגר?"})
        write_files(copied.root, {"locales/he/LC_MESSAGES/messages.po": text})
        third = side(shown(copied), "keeper", "he")
        assert third.attributes["dir"] == "rtl"
        assert third.one("div", "person").text == "נגר?"
        assert "No ways of asking in this language yet." in third.text
        assert third.one("p", "language").text == "עברית"


class TestHostileTexts:
    @pytest.fixture
    def hostile(self, copied: Settings) -> Settings:
        block = "|\n    " + HOSTILE.replace("{", "") + "\n"
        edit(copied, FAQ, "answer: A keeper.\n", f"answer: {block}")
        edit(copied, FAQ, "question: Who keeps the lighthouse?\n", f"question: {block}")
        edit(copied, FAQ, "[keeper, who", f"""["{HOSTILE.replace('"', "")}", who""")
        contacts = "responses/contacts.yml"
        edit(copied, contacts, '"555 0100"', f"""'{HOSTILE.replace("'", "")}'""")
        edit(copied, "responses/sources/bulletin-2019.md", "author: null", f"author: {block}")
        edit(copied, PO, "Лодки, может быть, придут.", HOSTILE.replace('"', "").replace("{", ""))
        return copied

    @pytest.mark.parametrize("language", [None, "ru"])
    def test_nothing_of_it_becomes_an_element(
        self, hostile: Settings, language: str | None
    ) -> None:
        page = shown(hostile, language=language)
        assert [script.text for script in page.all("script")] == [SCRIPT]
        assert not list(page.all("img"))
        assert not [n for n in page.all() if any(name.startswith("on") for name in n.attributes)]
        assert "</script><script>hacked=1" in article(page, "keeper").text
        assert "<script>hacked=1" in article(page, "contact/coastguard").text
        assert "<script>hacked=1" in article(page, "source/bulletin-2019").text
        assert "<script>hacked=1" in article(page, "utter_at_risk").text

    def test_marks_that_a_text_brings_mark_nothing(self, copied: Settings) -> None:
        author = "A\ue0009999\ue001B\ue002"
        edit(copied, "responses/sources/bulletin-2019.md", "author: null", f"author: {author}")
        page = shown(copied)
        assert "Author: AB." in side(page, "source/bulletin-2019", "en").text


class TestOneItem:
    @pytest.mark.parametrize("item", ["keeper", "utter_greet", "coastguard", "oil", "gazette-2017"])
    def test_only_that_is_shown(self, item: str) -> None:
        page = shown(SETTINGS, item)
        (only,) = page.all("article")
        assert item in (only.attributes["id"], str(only.attributes["id"]).partition("/")[2])
        assert not list(page.all("nav")) and not list(page.all("script"))

    def test_its_buttons_lead_nowhere(self) -> None:
        assert not list(shown(SETTINGS, "lamps-2017").one("div", "rows").all("a"))

    def test_one_that_there_is_not(self) -> None:
        with pytest.raises(PreviewError, match="'lamp-2017'; did you mean 'lamps-2017'"):
            preview(SETTINGS, "lamp-2017")
        with pytest.raises(PreviewError, match="without --id"):
            preview(SETTINGS, "zzzzzzzzzz")

    def test_a_language_that_there_is_not(self) -> None:
        with pytest.raises(PreviewError, match="locales/uk: .* there are: en, ru"):
            preview(SETTINGS, language="uk")


class TestWriting:
    def test_the_page_is_written(self, tmp_path: Path) -> None:
        file = tmp_path / "deep" / "page.html"
        write("<p>", file)
        write("<b>", file)
        assert file.read_text("utf-8") == "<b>"
        assert list(file.parent.iterdir()) == [file]

    def test_where_it_cannot_be_written(self, tmp_path: Path) -> None:
        file, folder = tmp_path / "file", tmp_path / "folder"
        file.write_text("before")
        folder.mkdir()
        for place in (folder, file / "page.html"):
            with pytest.raises(PreviewError, match=r"cannot be written there .* with --output"):
                write("<p>", place)
        assert file.read_text() == "before" and not list(folder.iterdir())
        assert len(list(tmp_path.iterdir())) == 2

    def test_faults_of_the_library_are_all_named(self, copied: Settings) -> None:
        edit(copied, FAQ, "answer: Two.", "anwser: Two.")
        with pytest.raises(LibraryError) as raised:
            preview(copied)
        assert len(raised.value.problems) == 2

    def test_the_same_files_give_the_same_page(self) -> None:
        assert preview(SETTINGS) == preview(SETTINGS)
        assert STYLE in preview(SETTINGS)


def _line(settings: Settings, begins: str) -> int:
    lines = (settings.root / PO).read_text("utf-8").splitlines()
    return next(n for n, line in enumerate(lines, start=1) if line.startswith(begins))
