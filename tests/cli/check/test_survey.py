"""All rules at once: what is right says nothing, and one fault does not hide another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.cli.check.survey import NO_ENCODER, survey
from bot.errors import EncoderError, Severity
from bot.settings import Settings
from tests.support.broken import BROKEN, TODAY, VALID
from tests.support.content import ROOT
from tests.support.encoders import FakeEncoder


def test_the_library_of_the_project_has_no_error() -> None:
    found = survey(replace(Settings(), root=ROOT), date.today(), encoder=False)
    assert [str(problem) for problem in found if problem.severity is Severity.ERROR] == []


def test_without_an_encoder_the_rest_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise EncoderError("The encoder lacks a file.")

    monkeypatch.setattr("bot.retrieval.encoders.load_encoder", fail)
    (problem,) = survey(replace(Settings(), root=VALID), TODAY)
    assert problem.severity is Severity.WARNING
    assert problem.message == f"{NO_ENCODER}: The encoder lacks a file."


def test_ways_of_asking_are_compared(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    monkeypatch.setattr("bot.retrieval.encoders.load_encoder", lambda *_: FakeEncoder())
    monkeypatch.setattr(Settings, "models", tmp_path)
    monkeypatch.setattr("bot.cli.check.questions.LIKENESS", -1.0)
    (problem,) = survey(replace(Settings(), root=VALID), TODAY)
    assert problem.rule == "confusable"


def test_the_problems_stand_in_one_order() -> None:
    settings = replace(Settings(), root=BROKEN / "faults-in-several-files")
    places = [(problem.file, problem.line) for problem in survey(settings, TODAY, encoder=False)]
    assert places == sorted(places)
    assert len({file for file, _ in places}) > 4
