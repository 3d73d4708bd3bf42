"""The commands and what the documents say of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer.main import get_command
from typer.testing import CliRunner

from bot.cli.app import app
from bot.settings import ROOT

PAGES = (
    "README.md",
    "CONTRIBUTING.md",
    "docs/volunteers.md",
    "docs/translators.md",
    "docs/operators.md",
    ".github/workflows/texts.yml",
)
MADE_BY_MAKE = {"run", "train", "evaluate", "calibration", "launch-check"}
"""Commands that make has a target for."""
WRITTEN = re.compile(r"\./ryadom((?:\s+[a-z]+(?:-[a-z]+)*)+)([^`\n#]*)")
"""A command may be broken at the end of a line."""


def commands(group: object = None, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every command, as it is typed."""
    group = group or get_command(app)
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        if hasattr(command, "commands"):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name)


COMMANDS = sorted(commands())


def described(*command: str) -> str:
    """What --help says, on one line."""
    result = CliRunner(env={"COLUMNS": "400", "NO_COLOR": "1"}).invoke(app, [*command, "--help"])
    assert result.exit_code == 0, result.output
    return " ".join(result.output.split())


def written(page: str) -> set[tuple[tuple[str, ...], str]]:
    """The commands that a page names, and what stands behind them."""
    found = set()
    for words, rest in WRITTEN.findall((ROOT / page).read_text("utf-8")):
        named = tuple(words.split())
        known = [c for c in COMMANDS if c == named[: len(c)]]
        found.add((known[0] if known else named, rest))
    return found


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_names_is_there(page: str) -> None:
    for command, rest in written(page):
        assert command in COMMANDS, f"{page}: ryadom {' '.join(command)}"
        for option in re.findall(r"(?<!\S)--[a-z-]+", rest):
            assert f"{option} " in described(*command), f"{page}: {' '.join(command)} {option}"


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_stands_in_a_page(command: tuple[str, ...]) -> None:
    named = {found for page in PAGES for found, _ in written(page)}
    assert command in named or command[0] in MADE_BY_MAKE


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_help_for_volunteers_is_in_both_languages(command: tuple[str, ...]) -> None:
    if command[0] not in {"evaluate", "calibration", "launch-check"}:
        assert re.search("[а-яё]{3}", described(*command))


def test_shells_complete_the_commands() -> None:
    assert isinstance(app, typer.Typer)
    assert "--install-completion" in described()


def test_the_script_says_where_it_stands() -> None:
    script = Path(ROOT / "ryadom").read_text("utf-8")
    assert script.startswith("#!/bin/sh") and "-m bot" in script
    assert 'PYTHONPATH="$here"' in script  # it is called from any folder
