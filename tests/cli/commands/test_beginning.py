"""The log and the process are made safe before anything else is imported."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import ROOT

COMMANDS = sorted((ROOT / "bot" / "cli" / "commands").glob("*.py"))
BEGIN = "start.begin()"


@pytest.mark.parametrize("path", COMMANDS, ids=lambda path: path.stem)
def test_a_command_begins_before_it_imports(path: Path) -> None:
    for function in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(function, ast.FunctionDef) or BEGIN not in ast.unparse(function):
            continue
        lines = [ast.unparse(part) for part in function.body]
        begun = next(n for n, line in enumerate(lines) if BEGIN in line)
        early = [line for line in lines[:begun] if line.startswith(("import ", "from "))]
        assert not early, f"{function.name}: {early}"


def test_rasa_is_not_there_yet_when_the_log_is_made_safe() -> None:
    """Rasa reads at its import what `begin` sets, whether it may report to its makers among it."""
    program = (
        "import sys, bot.cli.start as start\n"
        "from bot.cli.commands import running\n"
        "def begun():\n"
        "    print(any(name in sys.modules for name in ('rasa', 'tensorflow')))\n"
        "    raise SystemExit\n"
        "start.begin = begun\n"
        "running.run()\n"
    )
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-W", "ignore", "-c", program],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.stdout.strip() == "False", done.stderr
