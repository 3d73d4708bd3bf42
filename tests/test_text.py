"""Cleaning and folding: no invisible characters, no endless text, the same for what looks alike."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text import LONGEST, clean, counted, cyrillic_words, fold, is_ukrainian, latin_words, words
from tests.support.unhurried import unhurried

ANYTHING = st.text(st.characters(), max_size=300) | st.text(
    alphabet="aя ё_-\t\n\u0000\u00ad\u200d\u202e\u0301\u0306\ufeff\ud800İßΣ.", max_size=60
)


@unhurried
@given(ANYTHING)
def test_a_cleaned_text_is_fit_to_be_read(text):
    cleaned = clean(text)
    assert not {unicodedata.category(c) for c in cleaned} & {"Cc", "Cf", "Cs", "Co", "Cn"}
    assert unicodedata.is_normalized("NFC", cleaned)
    assert cleaned == " ".join(cleaned.split())
    cleaned.encode("utf-8")


@unhurried
@given(ANYTHING)
def test_cleaning_twice_changes_nothing(text):
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize("text", ["ж" * 100_000, "a" * 999 + " " + "b" * 999, " x" * 5000])
def test_a_long_text_is_cut(text):
    assert LONGEST - 2 <= len(clean(text)) <= LONGEST


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  two \t\n words ", "two words"),
        ("no\u00a0break\u2003space", "no break space"),
        ("so\u00adft, zero\u200bwidth, \u202eturned\u202c", "soft, zerowidth, turned"),
        ("и\u0306 и\u200d\u0306", "й й"),
        ("half\ud83d", "half"),
        ("\u0000\u200b\ufeff", ""),
        ("", ""),
    ],
)
def test_clean(text, cleaned):
    assert clean(text) == cleaned


@unhurried
@given(ANYTHING)
def test_folding_twice_changes_nothing_and_leaves_words_and_single_spaces(text):
    folded = fold(text)
    assert fold(folded) == folded
    assert folded == " ".join(folded.split())
    assert all(c == " " or c.isalnum() for c in folded)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Что ЕЩЁ?!", "что еще"),
        ("ещё", "еще"),
        ("еще\u0308", "ещё".replace("ё", "е")),
        ("Who's-there_now", "who s there now"),
        ("a_ b__c", "a b c"),
        ("«Ёлка», №5…", "елка 5"),
        ("…?!", ""),
    ],
)
def test_fold(text, folded):
    assert fold(text) == folded


def test_words_are_folded():
    assert words(" Ещё, РАЗ! ") == ["еще", "раз"]
    assert words("?!") == []


@pytest.mark.parametrize(
    ("text", "cyrillic", "latin"),
    [
        ("сколько людей", 2, 0),
        ("how many", 0, 2),
        ("что такое OutRight", 2, 1),
        ("wordсмесь", 1, 0),
        ("112 ?!", 0, 0),
        ("café", 0, 1),
        ("Ӏаьржа", 1, 0),
    ],
)
def test_words_are_counted_by_alphabet(text, cyrillic, latin):
    assert (cyrillic_words(text), latin_words(text)) == (cyrillic, latin)


@pytest.mark.parametrize(
    ("text", "ukrainian"),
    [("Що сталося в Чечні?", True), ("ЇЖАК", True), ("Что случилось?", False), ("I see", False)],
)
def test_ukrainian_is_known_by_its_letters(text, ukrainian):
    assert is_ukrainian(text) is ukrainian


def test_one_is_one_and_others_are_many() -> None:
    assert [counted(number, "day") for number in (0, 1, 2)] == ["0 days", "1 day", "2 days"]
    assert counted(2, "entry", "entries") == "2 entries"
