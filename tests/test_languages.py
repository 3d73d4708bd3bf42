"""Catalogues come straight from PO files, and a reader gets the language they would choose."""

from __future__ import annotations

import pytest

from bot.errors import LibraryError
from bot.languages import Catalog, Languages
from tests.support.library_files import PO_PATH, RUSSIAN, po, write


@pytest.fixture(scope="module")
def languages(tmp_path_factory) -> Languages:
    root = write(tmp_path_factory.mktemp("two"), {PO_PATH: po(RUSSIAN)})
    return Languages.read(root / "locales")


def catalog(root, text: str) -> Catalog:
    return Languages.read(write(root, {PO_PATH: text}) / "locales").catalog("ru")


def refusals(root, text: str) -> list[str]:
    with pytest.raises(LibraryError) as caught:
        catalog(root, text)
    return str(caught.value).splitlines()


@pytest.mark.parametrize(
    ("number", "hours", "days"),
    [
        (1, "1 час", "1 день"),
        (2, "2 часа", "2 дня"),
        (5, "5 часов", "5 дней"),
        (11, "11 часов", "11 дней"),
        (21, "21 час", "21 день"),
        (24, "24 часа", "24 дня"),
    ],
)
def test_spans_of_time_in_russian(languages, number, hours, days):
    russian = languages.catalog("ru")
    assert (russian.duration(number, "hour"), russian.duration(number, "day")) == (hours, days)


def test_spans_of_time_in_english(languages):
    english = languages.catalog("en")
    assert [english.duration(n, "hour") for n in (1, 2, 21)] == ["1 hour", "2 hours", "21 hours"]


@pytest.mark.parametrize(
    ("value", "english", "russian"),
    [
        ("2017-04-01", "1 April 2017", "1 апреля 2017 года"),
        ("2017-05-02", "2 May 2017", "2 мая 2017 года"),
        ("2017-03-05", "5 March 2017", "5 марта 2017 года"),
        ("2018-12-11", "11 December 2018", "11 декабря 2018 года"),
        ("2019-01-21", "21 January 2019", "21 января 2019 года"),
        ("2017-04", "April 2017", "апрель 2017 года"),
        ("2017", "2017", "2017"),
    ],
)
def test_dates(languages, value, english, russian):
    assert languages.catalog("en").date(value) == english
    assert languages.catalog("ru").date(value) == russian


def test_numbers(languages):
    assert languages.catalog("en").number(52000) == "52,000"
    assert languages.catalog("ru").number(52000) == "52\u00a0000"
    assert languages.catalog("ru").number(100) == "100"


def test_messages_are_read_from_the_po_file(languages):
    russian = languages.catalog("ru")
    assert russian.gettext("By the door.") == "У двери."
    assert russian.has("By the door.")
    assert russian.gettext("Not there yet.") == "Not there yet."
    assert not russian.has("Not there yet.")
    assert languages.catalog("en").has("Anything at all.")
    assert russian.gettext("") == ""


def test_a_fuzzy_or_empty_or_obsolete_translation_is_not_shown(tmp_path):
    text = po({"One": "Раз", "Two": "Два", "Three": ""}, fuzzy=frozenset({"Two"}))
    russian = catalog(tmp_path, text + '\n#~ msgid "Four"\n#~ msgstr "Четыре"\n')
    assert russian.gettext("One") == "Раз"
    for english in ("Two", "Three", "Four"):
        assert russian.gettext(english) == english
        assert not russian.has(english)


def test_several_po_files_of_a_language_are_one_catalogue(tmp_path):
    more = {"locales/ru/LC_MESSAGES/more.po": po({"Two": "Два"})}
    russian = catalog(write(tmp_path, more), po({"One": "Раз"}))
    assert (russian.gettext("One"), russian.gettext("Two")) == ("Раз", "Два")


@pytest.mark.parametrize("text", ["nonsense\n", 'msgid "a"\nmsgstr "b"\nnonsense\n', "\x00"])
def test_a_broken_po_file_gives_a_sentence(tmp_path, text):
    assert refusals(tmp_path, text)[0].startswith(PO_PATH)
    assert "mend it" in refusals(tmp_path, text)[0]


def test_a_po_file_in_another_encoding_gives_a_sentence(tmp_path):
    path = write(tmp_path, {PO_PATH: ""}) / PO_PATH
    path.write_bytes(po(RUSSIAN).encode("cp1251"))
    with pytest.raises(LibraryError, match=r"messages\.po: this PO file cannot be read"):
        Languages.read(tmp_path / "locales")


def test_a_folder_that_is_no_language_gives_a_sentence(tmp_path):
    root = write(tmp_path, {"locales/xx/LC_MESSAGES/messages.po": po({})})
    with pytest.raises(LibraryError, match="locales/xx/LC_MESSAGES/messages.po"):
        Languages.read(root / "locales")


def test_every_translation_that_loses_or_invents_a_reference_is_named_with_its_line(tmp_path):
    messages = {
        "Kept {date:2001-05-04}": "Дата {date:2001-05-04}",
        "Call {contact:x}": "Звоните",
        "In {year}": "В {год}",
        "Twice {a} {a}": "Раз {a}",
        "Open": "Открыто }",
    }
    lines = refusals(tmp_path, po(messages))
    text = po(messages).splitlines()
    at = [text.index(f'msgid "{english}"') + 1 for english in list(messages)[1:]]
    assert [line.split(": ")[0] for line in lines] == [f"{PO_PATH}:{number}" for number in at]
    assert all("everything in braces" in line for line in lines)


@pytest.mark.parametrize("message", ["d MMMM y", "LLLL y"])
def test_a_date_pattern_that_cannot_be_used_gives_a_sentence(tmp_path, message):
    (sentence,) = refusals(tmp_path, po({message: "d h y"}))
    assert sentence.startswith("locales/ru: the translations of 'd MMMM y' and 'LLLL y' must be")


def test_what_is_not_shown_need_not_be_right(tmp_path):
    text = po({"Call {contact:x}": "Звоните", "In {y}": ""}, fuzzy=frozenset({"Call {contact:x}"}))
    assert catalog(tmp_path, text).gettext("In {y}") == "In {y}"


def test_english_comes_first_and_stands_in_for_the_unknown(languages):
    assert languages.codes == ("en", "ru")
    assert languages.catalog(None).language == "en"
    assert languages.catalog("fr").language == "en"


@pytest.mark.parametrize(
    ("hint", "language"),
    [("ru", "ru"), ("ru-RU", "ru"), ("RU_ru", "ru"), ("en-GB", "en"), ("uk", "ru"), ("ce", "ru")]
    + [("de", "en"), ("", "en"), (None, "en"), ("-", "en"), ("x" * 50, "en")],
)
def test_negotiate(languages, hint, language):
    assert languages.negotiate(hint) == language


def test_a_language_with_its_country_is_found_by_either():
    languages = Languages({code: Catalog(code) for code in ("en", "pt_BR", "uk", "ru")})
    hints = {"pt-BR": "pt_BR", "pt_br": "pt_BR", "uk-UA": "uk", "uk": "uk", "be": "ru", "pt": "en"}
    assert {hint: languages.negotiate(hint) for hint in hints} == hints


@pytest.mark.parametrize(
    ("code", "name"),
    [("en", "English"), ("ru", "Русский"), ("uk", "Українська"), ("ce", "Нохчийн")],
)
def test_a_language_in_its_own_words(languages, code, name):
    assert languages.own_name(code) == name


def test_some_of_the_languages(languages):
    assert languages.only(["ru", "en", "fr"]).codes == ("en", "ru")
    assert languages.only(["en"]).codes == ("en",)


def test_who_has_reviewed_a_message(tmp_path):
    reviewed = {"One": "reviewed-by: A. B., 2026-12-01", "Two": "reviewed-by: C, 2026-12-01"}
    text = po({"One": "Раз", "Two": "Два", "Three": "Три"}, frozenset({"Two"}), reviewed)
    assert catalog(tmp_path, text).reviewed == {"One"}


@pytest.mark.parametrize(
    ("chosen", "written", "word_count", "latin", "last", "hint", "language"),
    [
        ("en", "ru", 9, False, "ru", "ru", "en"),  # chosen wins over all
        ("fr", "ru", 5, False, "en", "en", "ru"),  # but not a choice that is no longer there
        (None, "ru", 5, False, "en", "en", "ru"),  # what is written wins over what went before
        (None, "en", 2, True, "ru", "ru", "en"),  # two words suffice
        (None, "en", 1, True, "ru", "ru", "ru"),  # one word of another language does not flip
        (None, "ru", 1, False, "en", "ru", "en"),
        (None, "ru", 1, False, "ru", "en", "ru"),
        (None, None, 0, False, "ru", "en", "ru"),  # no letters keep the last
        (None, None, 0, False, None, "ru", "ru"),  # the hint counts at first only
        (None, None, 0, False, None, None, "en"),
        (None, "ru", 1, False, None, "en", "ru"),  # one Cyrillic word tells enough at first
        (None, "en", 1, True, None, "ru", "ru"),  # one Latin word may be a name
        (None, "en", 1, True, None, None, "en"),
        (None, "en", 2, True, None, "ru", "en"),
        (None, "fr", 5, True, "ru", "en", "ru"),  # a language nobody translated
        (None, "uk", 5, False, None, "en", "ru"),
        (None, None, 0, False, "fr", "ru", "ru"),
    ],
)
def test_settle(languages, chosen, written, word_count, latin, last, hint, language):
    settled = languages.settle(
        chosen=chosen, written=written, word_count=word_count, latin=latin, last=last, hint=hint
    )
    assert settled == language


def test_without_a_folder_there_is_english(tmp_path):
    assert Languages.read(tmp_path / "locales").codes == ("en",)
