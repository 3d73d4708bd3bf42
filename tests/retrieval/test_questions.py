"""Labelled questions: how they are read, and what holds for those of this project."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.library.live import Edition
from bot.retrieval.questions import INTENT, Labelled, read_questions
from bot.settings import ROOT
from bot.text import fold

CALIBRATION = ROOT / "nlu" / "calibration"
HELD_OUT = ROOT / "tests" / "data"


def write(folder: Path, language: str, *lines: str) -> None:
    text = "\n".join(("text\texpected\ttags", *lines)) + "\n"
    (folder / f"questions.{language}.tsv").write_text(text, "utf-8")


def test_a_line_is_text_expected_and_tags(tmp_path: Path) -> None:
    write(tmp_path, "en", "hotline\thotline|intent:at_risk\tshort,typo", "hi\tintent:greet\t")
    assert read_questions(tmp_path) == [
        Labelled("hotline", "en", ("hotline", "intent:at_risk"), ("short", "typo")),
        Labelled("hi", "en", ("intent:greet",), ()),
    ]


def test_entries_and_intents_are_told_apart() -> None:
    question = Labelled("x", "en", ("hotline", "intent:at_risk", "women"), ())
    assert question.entries == ("hotline", "women")
    assert question.intents == ("at_risk",)


def test_quotes_are_what_people_typed(tmp_path: Path) -> None:
    write(tmp_path, "en", '"who\twhat\t', 'it"s 5" "x"\twhat\t')
    assert [question.text for question in read_questions(tmp_path)] == ['"who', 'it"s 5" "x"']


def test_every_language_has_its_file(tmp_path: Path) -> None:
    write(tmp_path, "ru", "привет\tintent:greet\t")
    write(tmp_path, "en", "hello\tintent:greet\t")
    assert [question.language for question in read_questions(tmp_path)] == ["en", "ru"]
    assert read_questions(tmp_path / "none") == []


@pytest.mark.parametrize("folder", [CALIBRATION, HELD_OUT])
class TestThoseOfThisProject:
    def test_both_languages_are_measured(self, folder: Path) -> None:
        for language in ("en", "ru"):
            assert sum(q.language == language for q in read_questions(folder)) >= 250

    def test_what_is_expected_exists(self, folder: Path) -> None:
        domain = yaml.safe_load((ROOT / "domain.yml").read_text("utf-8"))
        intents = {next(iter(i)) if isinstance(i, dict) else i for i in domain["intents"]}
        known = set(Edition.read(ROOT).library.entries) | {INTENT + name for name in intents}
        for question in read_questions(folder):
            assert set(question.expected) <= known, question

    def test_no_text_stands_twice(self, folder: Path) -> None:
        texts = [(q.language, fold(q.text)) for q in read_questions(folder)]
        assert sorted(set(texts)) == sorted(texts)


def test_thresholds_are_not_read_off_held_out_questions() -> None:
    development = {fold(question.text) for question in read_questions(CALIBRATION)}
    assert [q.text for q in read_questions(HELD_OUT) if fold(q.text) in development] == []
