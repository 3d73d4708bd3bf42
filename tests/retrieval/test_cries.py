"""Labelled messages of nlu/safety."""

from __future__ import annotations

from pathlib import Path

from bot.retrieval.cries import HARMLESS, SAFETY, Example, read_examples
from bot.settings import ROOT


def test_a_line_is_a_message_with_its_label_and_tags(tmp_path: Path) -> None:
    lines = ["text\tlabel\ttags", "sos\tat_risk\tshort,minor", 'say "hi"\tnone\t']
    (tmp_path / "safety.en.tsv").write_text("\n".join(lines) + "\n", "utf-8")
    assert read_examples(tmp_path) == [
        Example("sos", "en", "at_risk", ("short", "minor")),
        Example('say "hi"', "en", HARMLESS),
    ]


def test_without_files_there_are_none(tmp_path: Path) -> None:
    assert read_examples(tmp_path) == []


def test_what_is_taught_and_what_is_measured_have_known_labels() -> None:
    taught = read_examples(ROOT / "nlu" / "safety")
    measured = read_examples(ROOT / "tests" / "data")
    assert {example.label for example in taught} == {*SAFETY, HARMLESS}
    assert {example.label for example in measured} == {*SAFETY, HARMLESS}
    for language in ("en", "ru"):
        assert sum(example.language == language for example in measured) >= 300
