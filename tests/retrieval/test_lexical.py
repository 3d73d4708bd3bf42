"""Likeness by word stems and by character n-grams."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from bot.retrieval.lexical import Lexemes, LexicalIndex, stem, stems

PHRASES = [
    "how many people were detained",
    "сколько человек задержали",
    "горячая линия",
    "hotline",
    "как помочь ещё",
    "the sources of this answer",
]


@pytest.fixture(scope="module")
def index() -> LexicalIndex:
    return LexicalIndex(PHRASES)


def best(scores: np.ndarray) -> str:
    return PHRASES[int(scores.argmax())]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("задержанных", "задержанные"),
        ("источники", "источника"),
        ("помогают", "помогаю"),
        ("sources", "source"),
        ("arrested", "arrests"),
    ],
)
def test_forms_of_a_word_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize("word", ["größen", "їжаками", "დახმარება", "ӏуьйренан"])
def test_a_word_of_another_alphabet_is_its_own_stem(word: str) -> None:
    assert stem(word) == word


def test_stems_of_a_text_in_order() -> None:
    assert stems("Sources, ИСТОЧНИКИ!") == [stem("sources"), stem("источники")]


@pytest.mark.parametrize("phrase", PHRASES)
def test_a_phrase_is_entirely_like_itself(index: LexicalIndex, phrase: str) -> None:
    for scores in index.score(Lexemes.of(phrase.upper() + "?!")):
        assert best(scores) == phrase
        assert scores.max() == pytest.approx(1.0, abs=1e-5)


def test_one_score_a_phrase_from_0_to_1(index: LexicalIndex) -> None:
    for scores in index.score(Lexemes.of("how many hotlines")):
        assert scores.shape == (len(PHRASES),)
        assert scores.dtype == np.float32
        assert scores.min() >= 0 and scores.max() <= 1 + 1e-6


@pytest.mark.parametrize(
    ("query", "phrase"),
    [
        ("скоко чиловек задиржали", "сколько человек задержали"),
        ("горяча лния", "горячая линия"),
        ("hotlien", "hotline"),
        ("how meny detaned", "how many people were detained"),
    ],
)
def test_ngrams_forgive_typing(index: LexicalIndex, query: str, phrase: str) -> None:
    assert best(index.score(Lexemes.of(query))[1]) == phrase


@pytest.mark.parametrize(
    ("query", "phrase"),
    [("задержан человек", "сколько человек задержали"), ("source", "the sources of this answer")],
)
def test_stems_forgive_inflection(index: LexicalIndex, query: str, phrase: str) -> None:
    assert best(index.score(Lexemes.of(query))[0]) == phrase


def test_e_with_and_without_dots_is_one_letter(index: LexicalIndex) -> None:
    for with_dots, without in zip(
        index.score(Lexemes.of("ещё")), index.score(Lexemes.of("еще")), strict=True
    ):
        assert with_dots.max() > 0
        assert np.array_equal(with_dots, without)


@pytest.mark.parametrize("query", ["", "?!", "😀", "zzzz"])
def test_nothing_in_common_is_nothing(index: LexicalIndex, query: str) -> None:
    for scores in index.score(Lexemes.of(query)):
        assert not scores.any()


def test_stems_are_right_while_another_thread_stems() -> None:
    words = ["задержанные", "преследование", "источники", "arrested", "sources"] * 400
    alone = [stem(word) for word in words]
    with ThreadPoolExecutor(4) as threads:
        assert all(found == alone for found in threads.map(lambda _: [*map(stem, words)], range(8)))
