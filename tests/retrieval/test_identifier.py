"""Which language a message is written in, and how it is to be read."""

from __future__ import annotations

import pytest

from bot.retrieval.identifier import LanguageIdentifier
from tests.support.small import edition

ENGLISH = [
    "how many people were detained in 2017",
    "who is behind this bot",
    "how can i help somebody there",
    "what happened in the republic",
    "is there a hotline",
    "thank you very much",
    "The report was published by Human Rights Watch and by Amnesty International.",
    "In April the newspaper Novaya Gazeta wrote that Kadyrov denied it.",
    "Later Stonewall and Ruth Hunt called on the government.",
]
RUSSIAN = [
    "сколько человек задержали в 2017 году",
    "кто стоит за этим ботом",
    "как я могу помочь кому-то там",
    "что случилось в республике",
    "есть ли горячая линия",
    "большое спасибо",
    "privet",
    "kak pomoch",
    "spasibo",
]


@pytest.fixture(scope="module")
def identifier() -> LanguageIdentifier:
    return LanguageIdentifier(ENGLISH, RUSSIAN)


@pytest.mark.parametrize("text", ["what happened", "help", "who is it?", "HOW MANY"])
def test_english(identifier: LanguageIdentifier, text: str) -> None:
    written = identifier.identify(text)
    assert (written.language, written.latin, written.ukrainian) == ("en", True, False)
    assert written.reading == text
    assert written.words == len(text.split())


@pytest.mark.parametrize("text", ["что случилось", "помощь", "ЕЩЁ", "как помочь"])
def test_russian(identifier: LanguageIdentifier, text: str) -> None:
    written = identifier.identify(text)
    assert (written.language, written.latin, written.ukrainian) == ("ru", False, False)
    assert written.reading == text
    assert written.words == len(text.split())


@pytest.mark.parametrize(
    ("text", "words"),
    [("kak pomoch", 2), ("kak pomocch", 2), ("khalimat taramova", 0), ("kak taramova", 1)],
)
def test_of_russian_in_latin_letters_only_its_words_speak_for_it(text: str, words: int) -> None:
    identifier = LanguageIdentifier(ENGLISH, RUSSIAN, ["как", "помочь", "помоч"])
    written = identifier.identify(text)
    assert (written.language, written.words) == ("ru", words)


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("kak pomoch", "как помоч"),
        ("skolko chelovek zaderzhali", "сколко человек задержали"),
        ("chto sluchilos", "что случилос"),
    ],
)
def test_russian_in_latin_letters_is_read_in_cyrillic_ones(
    identifier: LanguageIdentifier, text: str, reading: str
) -> None:
    written = identifier.identify(text)
    assert (written.language, written.latin) == ("ru", True)
    assert written.reading == reading


@pytest.mark.parametrize("text", ["що сталося", "гаряча лінія", "їжа", "ґанок"])
def test_ukrainian_is_answered_in_russian_and_marked(
    identifier: LanguageIdentifier, text: str
) -> None:
    written = identifier.identify(text)
    assert written.language == "ru"
    assert written.ukrainian == any(letter in "іїєґ" for letter in text)


@pytest.mark.parametrize(
    "text",
    ["", "   ", "2019", "?!", "😀", "\u200b", "Kadyrov", "Human Rights Watch", "kadirov", "b"],
)
def test_names_numbers_and_signs_do_not_tell(identifier: LanguageIdentifier, text: str) -> None:
    written = identifier.identify(text)
    assert (written.language, written.words) == (None, 0)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("кто такой Kadyrov", "ru"),
        ("Human Rights Watch отчёт", "ru"),
        ("who is Кадыров", "en"),
        ("бот who are you", "en"),
        ("<b>горячая линия</b>", "ru"),
        ("<b>hotline</b>", "en"),
    ],
)
def test_a_name_in_other_letters_does_not_change_the_language(
    identifier: LanguageIdentifier, text: str, language: str
) -> None:
    assert identifier.identify(text).language == language


@pytest.mark.parametrize(("word", "typed"), [("kontakt", "kontakt"), ("moment", "momxnt")])
def test_common_words_outvote_ngrams_even_misspelt(word: str, typed: str) -> None:
    by_ngrams = LanguageIdentifier(ENGLISH, RUSSIAN).identify(typed)
    by_words = LanguageIdentifier(ENGLISH, RUSSIAN, [word]).identify(typed)
    assert (by_ngrams.language, by_words.language) == ("ru", "en")


@pytest.mark.parametrize("typed", ["kto", "KTO!"])
def test_what_is_typed_in_both_languages_does_not_tell(typed: str) -> None:
    written = LanguageIdentifier([*ENGLISH, "kto"], [*RUSSIAN, "kto"]).identify(typed)
    assert (written.language, written.words) == (None, 0)


def test_what_is_read_is_cleaned(identifier: LanguageIdentifier) -> None:
    assert identifier.identify(" what\u200b \n happened\x00 ").reading == "what happened"


def test_a_very_long_message_is_read_in_its_beginning_only(
    identifier: LanguageIdentifier,
) -> None:
    assert len(identifier.identify("слово " * 5000).reading) <= 1000


def test_the_same_text_has_always_the_same_language() -> None:
    samples = list(edition().library.entries["keeper"].asked_as["en"])
    first = LanguageIdentifier(samples, RUSSIAN).identify("privet keeper")
    assert LanguageIdentifier(samples[::-1], RUSSIAN).identify("privet keeper") == first


UKRAINIAN = [
    "скільки людей затримали у 2017 році",
    "хто стоїть за цим ботом",
    "як я можу комусь там допомогти",
    "що сталося в республіці",
    "чи є гаряча лінія",
    "дуже дякую",
    "звідки ви це знаєте",
]
GERMAN = [
    "wie viele Menschen wurden 2017 festgenommen",
    "wer steckt hinter diesem Bot",
    "wie kann ich dort jemandem helfen",
    "was ist in der Republik geschehen",
    "gibt es ein Nottelefon",
    "vielen Dank",
    "woher wissen Sie das",
]


class TestThirdLanguages:
    """Those that translators have added are told by words and letters of their own texts."""

    @pytest.fixture(scope="class")
    def several(self) -> LanguageIdentifier:
        return LanguageIdentifier(ENGLISH, RUSSIAN, (), {"uk": UKRAINIAN, "de": GERMAN})

    @pytest.mark.parametrize(
        ("text", "language", "latin"),
        [
            ("скільки затримали", "uk", False),
            ("дякую", "uk", False),
            ("що сталося", "uk", False),
            ("wie viele Menschen", "de", True),
            ("gibt es hilfe", "de", True),
        ],
    )
    def test_they_are_told(
        self, several: LanguageIdentifier, text: str, language: str, latin: bool
    ) -> None:
        written = several.identify(text)
        assert (written.language, written.latin, written.reading) == (language, latin, text)
        assert written.words == len(text.split())

    @pytest.mark.parametrize(
        "text", [*ENGLISH, *RUSSIAN, "how many", "помощь", "2019", "!", "Kadyrov"]
    )
    def test_english_and_russian_stay_what_they_are(
        self, several: LanguageIdentifier, identifier: LanguageIdentifier, text: str
    ) -> None:
        assert several.identify(text) == identifier.identify(text)

    @pytest.mark.parametrize("text", ["ne hochu zhit", "podruga porezala veny", "pomogite srochno"])
    def test_russian_in_latin_letters_is_taken_for_no_other(
        self, several: LanguageIdentifier, text: str
    ) -> None:
        assert several.identify(text).language != "de"
