"""`python -m bot launch-check`: what is printed, when it fails, and the warning at the start."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.cli import launch
from bot.cli.findings import Finding, Verdict, ask, fail, judged, ok
from bot.cli.launch import QUESTIONS, check_launch, warn_of_unconfirmed
from bot.settings import UNCONFIRMED_SENTENCE, Settings
from tests.support.content import ROOT
from tests.support.library_files import CONTACTS, DOMAIN, write_library

TODAY = date(2026, 12, 1)
SHOWN = DOMAIN + "  utter_contacts:\n  - text: '{contact:weather-line}'\n"
SECRETS = ("canary", "token", "hunter2")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A library that shows a contact nobody has confirmed."""
    return Settings(root=write_library(tmp_path, {"domain.yml": SHOWN}))


def found(monkeypatch: pytest.MonkeyPatch, *findings: Finding) -> None:
    """Have the check find just this."""

    def look(*_: object) -> Iterator[Finding]:
        return iter(findings)

    monkeypatch.setattr(launch, "look_at_contents", look)
    monkeypatch.setattr(launch, "look_at_machine", lambda settings: iter(()))
    monkeypatch.setattr(launch, "look_at_way_in", lambda settings: iter(()))


def test_a_line_for_each_finding_and_their_number(monkeypatch: pytest.MonkeyPatch) -> None:
    found(monkeypatch, ok("tea", "hot."), fail("milk", "sour; buy some."), ask("sugar", "enough?"))
    report, failed = check_launch(Settings(), TODAY)
    lines = report.splitlines()
    assert lines[:3] == [
        "ok            tea: hot.",
        "FAIL          milk: sour; buy some.",
        "ask yourself  sugar: enough?",
    ]
    assert lines[3:-2] == [str(question) for question in QUESTIONS]
    assert lines[-1] == f"1 to mend, {len(QUESTIONS) + 1} to ask yourself."
    assert failed


def test_questions_alone_do_not_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    found(monkeypatch, ok("tea", "hot."), ask("sugar", "enough?"))
    report, failed = check_launch(Settings(), TODAY)
    assert not failed
    assert "0 to mend" in report


def test_what_is_judged_says_one_of_two_things() -> None:
    assert judged(True, "tea", "hot.", "cold; heat it.") == ok("tea", "hot.")
    assert judged(False, "tea", "hot.", "cold; heat it.") == fail("tea", "cold; heat it.")


@pytest.mark.parametrize(
    "about",
    ["who runs", "contacts", "safety replies", "host", "backups", "log retention", "@BotFather"],
)
def test_what_only_a_person_can_tell_is_asked(about: str) -> None:
    assert all(question.verdict is Verdict.ASK for question in QUESTIONS)
    assert all(question.says.endswith("?") for question in QUESTIONS)
    assert any(question.about.startswith(about) for question in QUESTIONS)


def test_the_repository_as_it_stands_may_not_meet_people(tmp_path: Path) -> None:
    """Nobody has confirmed a contact yet: whoever launches it has to."""
    settings = Settings(
        root=ROOT,
        telegram_token="1:canary",
        secret_key=b"hunter2hunter2hunter2hunter2hunter2",
        database_url=f"sqlite:///{tmp_path / 'file.sqlite'}",
    )
    report, failed = check_launch(settings)
    assert failed
    assert "FAIL          contact ncsos-site: nobody has confirmed it;" in report
    assert "ok            token: set." in report
    assert not [secret for secret in SECRETS[:1] + SECRETS[2:] if secret in report]


class TestWarning:
    def test_one_line_with_a_number(
        self, settings: Settings, caplog: pytest.LogCaptureFixture
    ) -> None:
        with caplog.at_level(logging.WARNING):
            warn_of_unconfirmed(settings)
        [line] = caplog.messages
        assert line.startswith("launch: 1 contacts are shown unconfirmed;")
        assert "make launch-check" in line

    def test_none_where_the_operator_has_decided(
        self, settings: Settings, caplog: pytest.LogCaptureFixture
    ) -> None:
        warn_of_unconfirmed(replace(settings, unconfirmed_contacts=UNCONFIRMED_SENTENCE))
        assert caplog.messages == []

    def test_none_where_it_was_confirmed(
        self, tmp_path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        confirmed = f"status: confirmed\n  confirmed: {date.today()}"
        contacts = CONTACTS.replace("status: unverified", confirmed)
        files = {"domain.yml": SHOWN, "responses/contacts.yml": contacts}
        warn_of_unconfirmed(Settings(root=write_library(tmp_path, files)))
        assert caplog.messages == []
