"""The problems as people read them, as a pull request shows them, and as tools take them."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from rich.console import Console
from rich.text import Text

from bot.errors import Problem, Severity

_COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow"}


def text(problems: Sequence[Problem]) -> str:
    """A line for each, then how many there are; coloured on a terminal only."""
    console = Console(highlight=False, soft_wrap=True)
    with console.capture() as captured:
        for problem in problems:
            mark = Text(f"{problem.severity.value}: ", style=_COLOURS[problem.severity])
            console.print(Text.assemble(mark, str(problem)))
        console.print(Text(summary(problems), style="bold"))
    return captured.get().rstrip("\n")


def github(problems: Sequence[Problem]) -> str:
    """Workflow commands, by which GitHub writes each beside its line."""
    return "\n".join(_annotation(problem) for problem in problems)


def as_json(problems: Sequence[Problem]) -> str:
    """A list of objects: file, line (null for the whole file), severity, rule, message."""
    objects = [
        {
            "file": problem.file,
            "line": problem.line or None,
            "severity": problem.severity.value,
            "rule": problem.rule or "library",
            "message": problem.message,
        }
        for problem in problems
    ]
    return json.dumps(objects, ensure_ascii=False, indent=2)


FORMATS: dict[str, Callable[[Sequence[Problem]], str]] = {
    "text": text,
    "github": github,
    "json": as_json,
}


def summary(problems: Sequence[Problem]) -> str:
    """How many errors and warnings there are."""
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    warnings = len(problems) - errors
    if not problems:
        return "Nothing to mend. Исправлять нечего."
    return f"Errors: {errors}, warnings: {warnings}. Ошибок: {errors}, предупреждений: {warnings}."


def _annotation(problem: Problem) -> str:
    place = f"file={_property(problem.file)},line={problem.line or 1}"
    title = f",title={_property(problem.rule)}" if problem.rule else ""
    return f"::{problem.severity.value} {place}{title}::{_data(problem.message)}"


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")
