"""`ryadom`: which command does what, and how it ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import bot.__main__ as program
from bot.cli.asking.report import Report
from bot.cli.commands import running
from bot.errors import LibraryError, Problem, Severity, TelegramError
from bot.settings import Settings
from tests.support.program import output_of

KEY = "a-key-of-at-least-thirty-two-characters"


class Calls(list[tuple[str, Any]]):
    """What was called, in order."""

    def noting(self, name: str, result: Any = None) -> Callable[..., Any]:
        def call(*given: Any) -> Any:
            self.append((name, given))
            return result

        return call

    def noting_async(self, name: str, result: Any = None) -> Callable[..., Any]:
        async def call(*given: Any) -> Any:
            self.append((name, given))
            return result

        return call

    @property
    def names(self) -> list[str]:
        return [name for name, _ in self]


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Calls:
    """Everything that a command would start, noted instead."""
    found = Calls()
    for name in ("TELEGRAM_BOT_TOKEN", "BOT_SECRET_KEY", "LOG_LEVEL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("bot.cli.start.configure_logging", found.noting("logging"))
    for path, call in {
        "bot.cli.training.ensure_model": found.noting("train", True),
        "bot.assistant.agent.load_agent": found.noting("load", "agent"),
        "bot.cli.asking.question.ask": found.noting_async("ask", "an answer"),
        "bot.cli.asking.many.try_questions": found.noting("try", Report("a title", ("a",), ())),
        "bot.cli.evaluation.evaluate": found.noting_async("evaluate", "a table"),
        "bot.cli.serving.run": found.noting_async("serve"),
        "bot.cli.terminal.converse": found.noting_async("converse"),
        "bot.cli.check.survey.survey": found.noting("survey", []),
        "bot.cli.launch.check_launch": found.noting("launch", ("a report", False)),
        "bot.cli.launch.warn_of_unconfirmed": found.noting("warn"),
        "bot.cli.locales.update.update": found.noting("update", ["locales/messages.pot"]),
        "bot.cli.locales.update.stale": found.noting("stale", []),
        "bot.cli.locales.update.write_template": found.noting("extract", []),
        "bot.cli.locales.update.stale_template": found.noting("stale template", []),
        "bot.cli.locales.progress.progress": found.noting("progress", []),
        "bot.cli.locales.progress.show": lambda found, where: None,
        "bot.cli.locales.addition.add_language": found.noting("add", "Ukrainian can begin."),
    }.items():
        monkeypatch.setattr(path, call)
    return found


@pytest.mark.parametrize(
    ("arguments", "called"),
    [
        (["run"], ["train", "load", "converse"]),
        (["train"], ["train"]),
        (["ask", "who?"], ["train", "load", "ask"]),
        (["ask", "--file", "a.txt"], ["try"]),
        (["ask", "--against", "last"], ["try"]),
        (["evaluate"], ["train", "load", "evaluate"]),
        (["check"], ["survey"]),
        (["launch-check"], ["launch"]),
        (["locales", "update"], ["update"]),
        (["locales", "update", "--check"], ["stale"]),
        (["locales", "extract"], ["extract"]),
        (["locales", "extract", "--check"], ["stale template"]),
        (["locales", "stats"], ["progress"]),
        (["locales", "add", "uk"], ["add"]),
    ],
)
def test_what_a_command_does(calls: Calls, arguments: list[str], called: list[str]) -> None:
    assert program.main(arguments) == 0
    assert calls.names == ["logging", *called]


def test_with_a_token_it_serves(
    calls: Calls, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "1:canary")
    monkeypatch.setenv("BOT_SECRET_KEY", KEY)
    assert program.main(["run"]) == 0
    assert calls.names[-2:] == ["warn", "serve"]
    agent, settings = calls[-1][1]
    assert (agent, settings.telegram_token) == ("agent", "1:canary")
    assert "canary" not in "".join(capsys.readouterr())


def test_a_question_and_its_explanation(calls: Calls, capsys: pytest.CaptureFixture[str]) -> None:
    program.main(["ask", "--explain", "who runs this?"])
    assert calls[-1] == ("ask", ("agent", "who runs this?", True))
    assert capsys.readouterr().out == "an answer\n"


def test_the_table_is_printed(calls: Calls, capsys: pytest.CaptureFixture[str]) -> None:
    program.main(["evaluate"])
    assert calls[-1][1] == ("agent", Settings.from_environment())
    assert capsys.readouterr().out == "a table\n"


def test_a_model_that_is_up_to_date(
    calls: Calls, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("bot.cli.training.ensure_model", calls.noting("train", False))
    assert program.main(["train"]) == 0
    assert "up to date" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("severity", "arguments", "status"),
    [
        (Severity.ERROR, [], 1),
        (Severity.WARNING, [], 0),
        (Severity.WARNING, ["--strict"], 1),
        (Severity.ERROR, ["--format", "github"], 1),
        (Severity.ERROR, ["--format", "json"], 1),
        (Severity.ERROR, ["--format", "xml"], 2),
    ],
)
def test_the_check_fails_for_errors_and_for_warnings_where_that_is_wanted(
    calls: Calls,
    monkeypatch: pytest.MonkeyPatch,
    severity: Severity,
    arguments: list[str],
    status: int,
) -> None:
    problems = [Problem("a.yml", 3, "mend it.", severity=severity)]
    monkeypatch.setattr("bot.cli.check.survey.survey", calls.noting("survey", problems))
    assert program.main(["check", *arguments]) == status


def test_the_check_can_do_without_the_encoder(calls: Calls) -> None:
    program.main(["check", "--no-encoder"])
    program.main(["check"])
    assert [given[2] for name, given in calls if name == "survey"] == [False, True]


def test_stale_translators_files_fail_the_check(
    calls: Calls, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(
        "bot.cli.locales.update.stale", calls.noting("stale", ["run 'make strings'."])
    )
    assert program.main(["locales", "update", "--check"]) == 1
    assert "make strings" in capsys.readouterr().out


@pytest.mark.parametrize("failed", [True, False])
def test_the_launch_check_fails_where_anything_does(
    calls: Calls, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], failed: bool
) -> None:
    launch = calls.noting("launch", ("a report", failed))
    monkeypatch.setattr("bot.cli.launch.check_launch", launch)
    assert program.main(["launch-check"]) == int(failed)
    assert capsys.readouterr().out == "a report\n"


def test_files_that_were_updated_are_named(
    calls: Calls, capsys: pytest.CaptureFixture[str]
) -> None:
    program.main(["locales", "update"])
    assert "updated locales/messages.pot" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (LibraryError([Problem("a.yml", 3, "mend it.")]), 1, "a.yml:3: mend it."),
        (TelegramError("check the token"), 1, "check the token"),
        (KeyboardInterrupt(), 130, ""),
    ],
)
def test_how_it_ends(
    calls: Calls,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: BaseException,
    status: int,
    said: str,
) -> None:
    def fail(*_: Any) -> None:
        raise error

    monkeypatch.setattr("bot.cli.training.ensure_model", fail)
    assert program.main(["run"]) == status
    assert capsys.readouterr().err.strip() == said


def test_a_setting_that_cannot_be_used_is_named(
    calls: Calls, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "1:canary")
    assert program.main(["run"]) == 1
    printed = capsys.readouterr().err
    assert "BOT_SECRET_KEY must be set" in printed
    assert "canary" not in printed
    assert calls == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["fly"],
        ["ask"],
        ["ask", "who?", "--against", "last"],
        ["ask", "who?", "--html", "page.html"],
        ["ask", "--file", "a.txt", "--explain"],
        ["stale", "--days", "abc"],
        ["stale", "--days", "-1"],
        ["run", "--fast"],
    ],
)
def test_an_unknown_command_is_refused(calls: Calls, arguments: list[str]) -> None:
    assert program.main(arguments) == 2
    assert calls == []


def test_lines_end_with_the_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = iter(["one", "two"])

    def read(prompt: str) -> str:
        for line in typed:
            return line
        raise EOFError

    monkeypatch.setattr("builtins.input", read)
    assert list(running._lines()) == ["one", "two"]
    assert "Ctrl-D" in capsys.readouterr().err


def test_help_needs_neither_rasa_nor_tensorflow() -> None:
    printed = output_of(
        "import sys, bot.__main__ as m\n"
        "m.main(['--help'])\n"
        "print(sorted({'rasa', 'tensorflow', 'telegram', 'torch'} & set(sys.modules)))"
    )
    assert "evaluate" in printed
    assert printed.endswith("[]\n")
