"""A reader sees the day and the source of everything, and no contact as more than it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.library.live import Edition
from bot.library.render import Renderer
from tests.support.library_files import PO_PATH, RUSSIAN, po, write_library
from tests.support.telegram_server.markup import parse

RUSSIAN_TEXTS = {
    **RUSSIAN,
    "Sources:": "Источники:",
    "Reviewed {date} by the people who wrote the text.": "Проверено {date} авторами.",
    "Published: {years}.": "Опубликовано: {years}.",
    "Not confirmed: nobody has told us that it works today.": "Не подтверждено.",
    "This text is not in your language yet, so it is shown in English.": "Не переведено.",
    "Reviewed {date}; the sources are listed below.": "Проверено {date}. Источники внизу.",
    "Correction:": "Поправка:",
}


@pytest.fixture(scope="module")
def edition(tmp_path_factory) -> Edition:
    root = tmp_path_factory.mktemp("small")
    return Edition.read(write_library(root, {PO_PATH: po(RUSSIAN_TEXTS)}))


@pytest.fixture(scope="module")
def english(edition) -> Renderer:
    return edition.renderer("en")


@pytest.fixture(scope="module")
def russian(edition) -> Renderer:
    return edition.renderer("ru")


def seen(html: str) -> str:
    return parse(html)[0]


def test_an_answer_with_everything_filled_in(english):
    html = english.answer(english.library.entries["rain-2001"])
    assert seen(html) == (
        "Reviewed 20 November 2026; the sources are listed below.\n\n"
        "On 4 May 2001 it was 52,000 drops.\n\n"
        "• by the The Weather Gazette, 4 May 2001\n• by hand\n\n"
        "Weather Office: +00 1 234 5678\n"
        "Published: 2001 and 2003. Not confirmed: nobody has told us that it works today.\n"
        "Anyone who is wet.\nRisk: The call is heard.\n\n"
        "Sources: The Weather Gazette, 4 May 2001"
    )
    links = [entity["url"] for entity in parse(html)[1] if entity["type"] == "text_link"]
    assert links == ["https://gazette.example/rain?a=1&b=2"] * 2


def test_an_answer_without_sources_still_says_when_it_was_reviewed(english, russian):
    entry = english.library.entries["umbrellas"]
    assert seen(english.answer(entry)) == (
        "Reviewed 21 November 2026 by the people who wrote the text.\n\nBy the door."
    )
    assert seen(russian.answer(entry)) == "Проверено 21 ноября 2026 года авторами.\n\nУ двери."


def test_what_is_not_translated_is_shown_in_english_and_says_so(russian):
    html = russian.answer(russian.library.entries["rain-2001"])
    assert seen(html).startswith(
        "Проверено 20 ноября 2026 года. Источники внизу.\n\n"
        "Не переведено.\n\nOn 4 May 2001 it was 52,000 drops."
    )
    assert seen(html).count("Не переведено.") == 1  # the contact in it is in English too


def test_a_fuzzy_translation_is_shown_in_english_and_says_so_once(tmp_path):
    text = po(RUSSIAN_TEXTS, fuzzy=frozenset({"By the door."}))
    fuzzy = Edition.read(write_library(tmp_path, {PO_PATH: text})).renderer("ru")
    html = fuzzy.answer(fuzzy.library.entries["umbrellas"])
    assert seen(html).endswith("авторами.\n\nНе переведено.\n\nBy the door.")
    both = fuzzy.joined(html, fuzzy.text("By the door."), fuzzy.listing("Sources:", ["It hailed."]))
    assert seen(both).count("Не переведено.") == 1
    assert seen(both).endswith("By the door.\n\nBy the door.\n\nИсточники:\n• It hailed.")


def test_a_translation_that_is_the_english_word_for_word_is_one(tmp_path):
    text = po({**RUSSIAN_TEXTS, "By the door.": "By the door."})
    russian = Edition.read(write_library(tmp_path, {PO_PATH: text})).renderer("ru")
    assert russian.text("By the door.") == "By the door."


def test_a_list_with_an_english_line_says_so_above_it(russian):
    listed = russian.listing("Sources:", ["Where are the umbrellas?", "It hailed."])
    assert listed == "Не переведено.\n\nИсточники:\n• Где зонты?\n• It hailed."
    assert russian.listing("Sources:", ["Where are the umbrellas?"]) == "Источники:\n• Где зонты?"
    assert russian.joined("A", "B") == "A\n\nB"


def test_where_the_sentence_itself_has_no_translation_it_is_left_out(tmp_path):
    root = write_library(tmp_path, {PO_PATH: po(RUSSIAN)})
    russian = Edition.read(root).renderer("ru")
    assert russian.text("It hailed.") == "It hailed."
    assert russian.joined("A", "B") == "A\n\nB"


def test_distressing_details_are_not_in_the_answer(english):
    entry = english.library.entries["rain-2001"]
    assert "very wet" not in english.answer(entry)
    assert seen(english.details(entry)) == (
        "Reviewed 20 November 2026; the sources are listed below.\n\nIt was very wet.\n\n"
        "Sources: The Weather Gazette, 4 May 2001"
    )


def contact(renderer: Renderer, **changes) -> str:
    return seen(renderer.contact(replace(renderer.library.contacts["weather-line"], **changes)))


@pytest.mark.parametrize("kind", ["telephone", "telegram", "web"])
def test_an_unconfirmed_contact_shows_its_years_and_that_nobody_confirmed_it(
    english, russian, kind
):
    assert (
        "Published: 2001 and 2003. Not confirmed: nobody has told us that it works today."
        in contact(english, kind=kind)
    )
    assert "Опубликовано: 2001 и 2003. Не подтверждено." in contact(russian, kind=kind)


def test_an_unconfirmed_contact_of_unknown_year_still_says_so(english):
    shown = contact(english, published=())
    assert "Not confirmed" in shown
    assert "Published" not in shown


def test_a_withdrawn_contact_says_do_not_use_it(english):
    shown = contact(english, status="withdrawn")
    assert "No longer in use: do not use it." in shown
    assert shown.index("do not use it") < shown.index("Anyone who is wet.")


def test_only_a_confirmed_contact_is_called_confirmed(english):
    shown = contact(english, status="confirmed", confirmed="2026-12-01")
    assert "Confirmed by the organisation on 1 December 2026." in shown
    assert "Published" not in shown and "Not confirmed" not in shown
    for status in ("unverified", "withdrawn", "anything"):
        assert "Confirmed by" not in contact(english, status=status)
    assert "Not confirmed" in contact(english, status="anything")


@pytest.mark.parametrize("status", ["confirmed", "unverified", "withdrawn"])
def test_the_risk_of_a_contact_is_always_shown(english, status):
    assert "Risk: The call is heard." in contact(english, status=status)


def test_a_contact_in_two_lines_says_what_is_known_of_it_and_the_risk(english, russian):
    weather = english.library.contacts["weather-line"]
    assert seen(english.brief(weather)) == (
        "Weather Office: +00 1 234 5678\n"
        "Published: 2001 and 2003. Not confirmed: nobody has told us that it works today. "
        "Others hear it."
    )
    assert "Не подтверждено." in seen(russian.brief(weather))
    withdrawn = seen(english.brief(replace(weather, status="withdrawn")))
    assert withdrawn.endswith("No longer in use: do not use it. Others hear it.")


def test_a_contact_in_two_lines_stands_where_a_text_names_it_so(english):
    brief = english.brief(english.library.contacts["weather-line"])
    assert english.filled("First:\n\n{brief:weather-line}", True) == f"First:\n\n{brief}"


def test_the_risk_of_an_action_comes_before_what_to_do(english):
    shown = seen(english.action(english.library.actions["lend"]))
    assert shown == "Lend an umbrella\nRisk: It may be lost.\nAsk first."


def test_a_passage_is_marked_and_its_correction_stands_beside_it(english, russian):
    source = english.library.sources["gazette-2001"]
    shown = seen(english.passage(source, source.paragraphs["p1"]))
    assert shown.startswith("An extract from our summary of a document, not a reviewed answer:")
    assert "drops on 4 May 2001.\n\nCorrection: It may have been hail.\n\nSources:" in shown
    assert "Поправка:" in seen(russian.passage(source, source.paragraphs["p1"]))


def test_a_document_says_how_its_date_is_known_and_in_which_language_it_is(english, russian):
    source = english.library.sources["gazette-2001"]
    assert seen(english.document(source)) == (
        "The Weather Gazette, 4 May 2001: “It rained”\nAuthor: A. Cloud.\n"
        "The date is inferred. It stands beside the calendar of May 2001.\nA copy.\n"
        "Checked 20 November 2026."
    )
    assert "The document is in English." in seen(russian.document(source))
    stated = replace(source, date_basis="stated")
    assert "inferred" not in english.document(stated)


@pytest.mark.parametrize(("code", "name"), [("uk", "Ukrainian"), ("de", "German")])
def test_a_document_in_any_other_language_says_which(english, code, name):
    source = replace(english.library.sources["gazette-2001"], language=code)
    assert f"Language of the document: {name}." in seen(english.document(source))


def test_a_document_is_listed_once_however_often_it_is_cited(english):
    citations = ("gazette-2001#p1", "gazette-2001#p2", "gazette-2001")
    assert len(english.links(citations)) == 1
    assert english.reference_list(citations).count("It rained") == 1


def test_no_publisher_stands_where_the_list_of_documents_begins(english):
    shown = seen(english.reference_list(("gazette-2001",)))
    assert shown.startswith("The documents that this answer rests on, one by one:\n\nThe Weather")


def test_a_document_without_address_or_date_is_named_without_a_link(english):
    source = replace(english.library.sources["gazette-2001"], address="", date="")
    assert english.link(source) == "The Weather Gazette"
