"""Russian in Latin letters is read in every common spelling, and only letters come out."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text import fold
from bot.transliteration import to_cyrillic, to_latin
from tests.support.unhurried import unhurried

UNMISTAKABLE = st.text("абвгдезклмнопртуф", min_size=1, max_size=20)


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("kak pomoch", "как помоч"),
        ("skolko ubili", "сколко убили"),
        ("KAK POMOCH'?", "как помочь"),
        ("chechnya", "чечня"),
        ("4e4nya", "чечня"),
        ("zhenshchiny", "женщины"),
        ("vse khorosho", "все хорошо"),
        ("6kola", "школа"),
        ("goryachaya liniya", "горячая линия"),
        ("mne strashno", "мне страшно"),
        ("moy", "мой"),
        ("новости", "новости"),
        ("ещё", "еще"),
        ("", ""),
    ],
)
def test_latin_letters_are_read_as_russian(latin, cyrillic):
    assert to_cyrillic(latin) == cyrillic


@pytest.mark.parametrize(
    ("cyrillic", "one_of_them"),
    [("как помочь", "kak pomoch"), ("хорошо", "xorowo"), ("ещё", "esche"), ("чечня", "4e4nja")],
)
def test_russian_is_spelt_as_people_type_it(cyrillic, one_of_them):
    assert one_of_them in to_latin(cyrillic)


@unhurried
@given(UNMISTAKABLE)
def test_there_and_back_again(word):
    assert {to_cyrillic(spelling) for spelling in to_latin(word)} == {word}


@unhurried
@given(st.text(max_size=60))
def test_nothing_but_folded_text_comes_out(text):
    assert to_cyrillic(text) == fold(to_cyrillic(text))
    assert not any(re.search("[а-яё]", spelling) for spelling in to_latin(text))


@unhurried
@given(st.text("abcdefghijklmnopqrstuvwxyz'46 ", max_size=40))
def test_no_latin_letter_is_left(text):
    assert not re.search("[a-z46]", to_cyrillic(text))
