"""What of the library goes into the index, and what calls for a new training."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest

from bot.library.live import Edition
from bot.retrieval import corpus
from bot.retrieval.corpus import LEARNING, fingerprint, phrases
from bot.retrieval.index import PASSAGE, QUESTION, Phrase
from bot.settings import Settings
from tests.support.content import ROOT
from tests.support.small import edit, edition

PHRASES = list(phrases(edition()))


def texts(target: str, language: str) -> list[str]:
    return [p.text for p in PHRASES if p.target == target and p.language == language]


def test_every_way_of_asking_and_the_question_itself() -> None:
    entry = edition().library.entries["keeper"]
    assert texts("keeper", "en") == [*entry.asked_as["en"], "Who keeps the lighthouse?"]
    assert texts("keeper", "ru") == [*entry.asked_as["ru"], "Кто смотрит за маяком?"]


def test_russian_in_latin_letters_stands_in_cyrillic_ones_too() -> None:
    assert {"kak pomoch", "как помоч"} <= set(texts("how-to-help", "ru"))


def test_passages_of_both_languages_with_references_left_readable() -> None:
    assert texts("gazette-2017#p1", "en") == ["The Gazette counted lamps lamps on 2017-04-01."]
    assert texts("gazette-2017#p1", "ru") == ["Газета насчитала lamps ламп 2017-04-01."]


def test_a_marked_paragraph_is_never_offered() -> None:
    assert [p for p in PHRASES if p.target == "gazette-2017#p2"] == []


def test_what_is_not_translated_is_not_russian() -> None:
    assert texts("bulletin-2019#p1", "en")
    assert texts("bulletin-2019#p1", "ru") == []


def test_answers_and_details_are_not_searched() -> None:
    assert not [p for p in PHRASES if "Two boats sank" in p.text or "broke the pier" in p.text]


def test_a_phrase_stands_once_in_a_target() -> None:
    assert len(set(PHRASES)) == len(PHRASES)
    assert {phrase.kind for phrase in PHRASES} == {QUESTION, PASSAGE}
    assert Phrase("лампы", QUESTION, "lamps-2017", "ru") in PHRASES


RETRAINED = [
    ("responses/faq/lighthouse.yml", "how many lamps", "how many lights"),
    ("responses/sources/bulletin-2019.md", "nine metres", "ten metres"),
    ("locales/ru/LC_MESSAGES/messages.po", "Кто смотрит за маяком", "Кто хранит маяк"),
    ("nlu/intents.en.yml", "hello there", "hello you"),
    ("nlu/intents.ru.yml", r"\bтону\b", r"\bтонем\b"),
    ("nlu/calibration/questions.en.tsv", "keper", "keepr"),
]


@pytest.mark.parametrize(("file", "old", "new"), RETRAINED)
def test_what_decides_calls_for_training(copied: Settings, file: str, old: str, new: str) -> None:
    before = fingerprint(copied)
    assert fingerprint(copied) == before
    edit(copied, file, old, new)
    assert fingerprint(copied) != before


def test_a_document_that_is_kept_calls_for_training(copied: Settings) -> None:
    copytree(ROOT / "responses" / "editorial", copied.responses / "editorial")
    settings = replace(copied, state=copied.root / "var")
    settings.documents.mkdir(parents=True)
    before = fingerprint(settings)
    (settings.documents / "gazette-2017.txt").write_text("Two lamps were lit.\n\n+44 20 7946 0000")
    assert fingerprint(settings) != before
    offered = [
        p for p in phrases(Edition.read(settings.root, settings.documents)) if "#d" in p.target
    ]
    assert offered == [Phrase("Two lamps were lit.", PASSAGE, "gazette-2017#d1", "en")]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("responses/faq/lighthouse.yml", "Bring oil.", "Bring much oil."),
        ("responses/faq/lighthouse.yml", "2026-11-20", "2026-11-21"),
        ("responses/contacts.yml", "555 0100", "555 0199"),
        ("domain.yml", "Good day.", "Good evening."),
    ],
)
def test_an_edited_answer_needs_no_training(
    copied: Settings, file: str, old: str, new: str
) -> None:
    before = fingerprint(copied)
    edit(copied, file, old, new)
    assert fingerprint(copied) == before


@pytest.fixture
def code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the code, to be changed."""
    copy = tmp_path / "code"
    copytree(corpus.CODE, copy, ignore=ignore_patterns("__pycache__"))
    monkeypatch.setattr(corpus, "CODE", copy)
    return copy


@pytest.mark.parametrize("module", ["retrieval/ranker", *(f"assistant/{m}" for m in LEARNING)])
def test_code_that_learns_calls_for_training(copied: Settings, code: Path, module: str) -> None:
    before = fingerprint(copied)
    with (code / f"{module}.py").open("a") as file:
        file.write("# changed")
    assert fingerprint(copied) != before


@pytest.mark.parametrize("module", ["replies", "wishes", "tracker_store"])
def test_code_that_only_speaks_or_remembers_does_not(
    copied: Settings, code: Path, module: str
) -> None:
    before = fingerprint(copied)
    with (code / "assistant" / f"{module}.py").open("a") as file:
        file.write("# changed")
    assert fingerprint(copied) == before
