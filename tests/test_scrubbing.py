"""Nothing that tells who asked, or of whom, is left of a question; what it asks is."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.assistant.wishes import Wishes
from bot.library.live import Edition
from bot.scrubbing import GAP, Scrubber
from bot.settings import ROOT
from bot.text import fold
from tests.support.unhurried import unhurried

SMALL = Scrubber(
    ["Who is Ramzan Kadyrov?", "Кто такой Рамзан Кадыров?", "Кто Алви Каримов?", "Argun?"],
    ["The Gazette wrote where the lamps were; who is it.", "Газета писала, что лампы зажгли."],
)
REAL = Wishes(None)._scrubber_of(Edition.read(ROOT))  # type: ignore[arg-type]

RUSSIAN_NAMES = """
анзор анзора анзору анзором анзоре магомед магомеда магомедом рамзан рамзана рамзану зелимхан
зелимхана иса исы муса мусу мусой ахмед ахмеда али алиев алиева алиевым адам адама шамиль шамиля
тимур хамзат хусейн салман максим максима ислам исмаил ибрагим умар тамерлан турпал мовсар беслан
рустам марат роман руслан аслан асламбек арби апти ваха вахой дени саид юнус султан виктор герман
малика мадина мадину хава яха зара зары луиза аза макка асет петимат лариса седа марха
света свету слава вера веру надежда любовь роза розу лена маша даша саша сашей женя миша паша рома
хасанович хасановича эльмира эльмиры иванов ивановой петрова кузнецов волков мороз
карим карима магамад магамада кадыр эскархан
грозный гудермес назрань москва москве питер махачкала
""".split()
LATIN_NAMES = """
anzor anzora magomed magomeda ahmed akhmed zelimkhan ramzan isa musa ali adam shamil timur khamzat
maksim maxim ibragim umar ruslan aslan akhmat malika madina zara luiza seda petimat larisa
sveta vera nadezhda roza masha sasha zhenya khasanovich aliev alieva ivanov petrova
john james mary sarah jack tom max mark victor frank rose grace
grozny gudermes moscow nalchik makhachkala
""".split()


@pytest.mark.parametrize("name", RUSSIAN_NAMES)
def test_a_russian_name_vanishes_in_every_case(name: str) -> None:
    for written in (name, name.capitalize(), name.upper()):
        assert REAL.scrub(f"почему {written} молчит") == f"почему {GAP} молчит"
    assert SMALL.scrub(f"почему {name} молчит") == f"почему {GAP} молчит"


@pytest.mark.parametrize("name", LATIN_NAMES)
def test_a_name_in_latin_letters_vanishes(name: str) -> None:
    for written in (name, name.capitalize(), name.upper()):
        assert REAL.scrub(f"why does {written} say so") == f"why does {GAP} say so"


@pytest.mark.parametrize(
    ("text", "scrubbed"),
    [
        ("where is Anzor’s family", "where is … s family"),
        ("почему молчит Хож-Ахмед Хасанов", "почему молчит …"),
        ("почему молчит Анзop", "почему молчит …"),  # the last two letters are Latin
        ("moy brat Anzor", ""),
    ],
)
def test_names_in_pieces(text: str, scrubbed: str) -> None:
    assert REAL.scrub(text) == scrubbed


@pytest.mark.parametrize(
    "told",
    [
        "89281234567",
        "+7 (928) 123-45-67",
        "8-928-123-45-67",
        "364000",
        "12.05.1995",
        "5а",
        "№15",
        "1999",
        "2049",
        "20171",
        "٠١٢٣",
        "x2",
        "@anzor_95",
        "@kadyrov",
        "t.me/lamps",
        "https://example.org/who?is=it",
        "HTTP://EXAMPLE.ORG",
        "www.lamps.example",
        "lamps.ru",
        "vk.com/why",
        "who@lamps.example",
        "why@where",
    ],
)
@pytest.mark.parametrize("scrubber", [SMALL, REAL])
def test_numbers_handles_links_and_addresses_vanish(told: str, scrubber: Scrubber) -> None:
    assert scrubber.scrub(f"кто это {told} что") == f"кто это {GAP} что"


@pytest.mark.parametrize(
    ("text", "scrubbed"),
    [
        ("живу на улице Ленина 5", "живу на улице …"),
        ("живу на улице Мира, дом 3, кв. 7", "живу на улице … дом … кв …"),
        ("живу на ул.Победы", "живу на ул …"),
        ("дом на проспекте Космонавтов", "дом на проспекте …"),
        ("на Садовой улице стоит дом", "на … улице … дом"),
        ("дом в селе Весёлое у реки", "дом в селе … у реки"),
        ("в Красном переулке", "в … переулке"),
    ],
)
def test_streets_vanish(text: str, scrubbed: str) -> None:
    assert REAL.scrub(text) == scrubbed


def test_streets_in_english_vanish() -> None:
    assert REAL.scrub("who lives at 5 Lenin Street in Grozny") == "who lives at … in …"


class TestWhatStays:
    @pytest.mark.parametrize("year", [2000, 2009, 2017, 2026, 2039])
    def test_years(self, year: int) -> None:
        assert SMALL.scrub(f"кто это был в {year} году") == f"кто это был в {year} году"

    @pytest.mark.parametrize(
        "text",
        [
            "why does kadyrov say so",
            "where is argun",
            "the lamps were it",
            "почему кадыров молчит",
            "что сказали кадырову",
            "зачем каримов так сказал",
            "что спросили у каримова",
            "почему молчат газеты",
            "лампы зажгли",
        ],
    )
    def test_public_names_and_harmless_words(self, text: str) -> None:
        scrubber = REAL if text.startswith(("why", "where")) else SMALL
        assert scrubber.scrub(text) == text
        assert scrubber.scrub(text.upper() + "?!") == text

    def test_only_the_last_part_of_a_public_name(self) -> None:
        assert SMALL.scrub("who is Ramzan Kadyrov") == "who is … kadyrov"
        assert SMALL.scrub("Алви Каримов сказал") == "… каримов сказал"

    def test_a_word_that_begins_a_sentence_of_the_library_is_not_known_by_that(self) -> None:
        assert SMALL.scrub("the gazette wrote") == "the … wrote"

    def test_questions_that_people_ask_stay_readable(self) -> None:
        for text in (
            "правда что в чечне до сих пор задерживают людей",
            "что мне делать если родители узнали",
            "is it true that people are still detained in chechnya",
        ):
            assert REAL.scrub(text) == text


@pytest.mark.parametrize(
    "text", ["", "   ", "😀", "???", "Anzor", "89281234567", "@a @b", "я", "в …"]
)
def test_where_nothing_is_left_nothing_is_given(text: str) -> None:
    assert SMALL.scrub(text) == ""


def test_gaps_in_a_row_are_one() -> None:
    assert SMALL.scrub("Anzor Magomadov lamps 1 2 3 it Anzor") == "… lamps … it …"


PIECES = st.sampled_from(
    [*RUSSIAN_NAMES, *LATIN_NAMES, "\u0301", "\u200b", "\ud800"]
    + "+7 928 123-45-67 @ @canary https:// t.me/ .ru 2017 2019 20 1 ² Ⅷ ½ ٣ … , . ё ЁЖ".split()
    + "улица street kadyrov кадыров что lamps лампы".split()
)
ANYTHING = st.lists(PIECES | st.text(max_size=12), max_size=20).map(" ".join) | st.lists(
    PIECES, max_size=12
).map("".join)


@unhurried
@given(ANYTHING)
@example("что \U00017000 ж\U00017000")  # a letter without a name, at which pymorphy3 fails
def test_whatever_is_written_only_its_own_words_are_left_and_no_number_but_a_year(
    text: str,
) -> None:
    given_words = set(fold(text).split())
    for scrubber in (SMALL, REAL):
        left = scrubber.scrub(text).split()
        assert set(left) <= given_words | {GAP}
        for word in left:
            if any(letter.isdigit() for letter in word):
                assert 2000 <= int(word) <= 2039
        assert not {"canary", *RUSSIAN_NAMES, *LATIN_NAMES} & set(left)
        assert (GAP, GAP) not in zip(left, left[1:], strict=False)
