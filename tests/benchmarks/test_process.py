"""A process that fails says why; settings that lead to people's data are not handed on."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from benchmarks.process import run


def test_a_failure_says_why() -> None:
    with pytest.raises(SystemExit, match="No module named benchmarks.missing"):
        run("benchmarks.missing")


def test_what_it_is_started_with(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    seen: dict[str, str] = {}

    def start(
        command: list[str], env: dict[str, str], **_: Any
    ) -> subprocess.CompletedProcess[str]:
        seen.update(env)
        Path(command[-3]).write_text(json.dumps(command[4:-3]), "utf-8")
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(subprocess, "run", start)
    monkeypatch.setenv("DATABASE_URL", "postgresql://people")
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "1:made-up")
    assert run("benchmarks.probe", "turns", "vanilla", encoder=tmp_path) == [
        "benchmarks.probe",
        "turns",
        "vanilla",
    ]
    assert not {"DATABASE_URL", "TELEGRAM_BOT_TOKEN"} & seen.keys()
    assert seen["ENCODER"] == str(tmp_path)
    assert not Path(seen["STATE_DIRECTORY"]).exists()
