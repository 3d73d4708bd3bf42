"""Promise 1: no text, number, name or secret reaches a log, the output, a file, or a server's log.

Every scenario has a person of its own. When all is over, every byte that the program and its
servers have left is searched for every canary.
"""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.settings import ROOT
from proofs.canaries import Canaries, Finding
from proofs.promise import Promise
from proofs.scenarios import Moment, Scenario
from proofs.stage import Stage

NUMBER, NAME = 1, "nothing of anybody is left behind"
NEW_SINCE = 2.0
"""Seconds by which a file system's clock may be late."""
PASSED_OVER = {
    ".git",
    ".venv",
    ".tools",
    "__pycache__",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
    ".hypothesis",
}
SHARED = ("/tmp", "/var/tmp", "/dev/shm")  # noqa: S108 - to be searched, not to be written


@dataclass(frozen=True)
class Played:
    """A scenario that was played.

    Attributes:
        name: the scenario's.
        victim: number of its person.
        took_place: whether what was to go wrong did.
        replied: whether the person got a reply once it was mended.
    """

    name: str
    victim: int
    took_place: bool
    replied: bool = True


@dataclass
class Evidence:
    """What came together in a run."""

    played: list[Played] = field(default_factory=list)
    controls: list[int] = field(default_factory=list)
    found: set[Finding] = field(default_factory=set)

    def leaks(self) -> dict[str, set[str]]:
        """Name of a scenario that leaked → what was found where."""
        names = {played.victim: played.name for played in self.played}
        leaks: dict[str, set[str]] = {}
        for finding in self.found:
            if finding.victim not in self.controls:
                name = names.get(finding.victim, "no scenario in particular")
                leaks.setdefault(name, set()).add(f"{finding.what} in {finding.place}")
        return leaks

    def controlled(self) -> set[str]:
        """The places in which what was let out on purpose was found."""
        return {finding.place for finding in self.found if finding.victim in self.controls}

    def promise(self, controls: int) -> Promise:
        """The verdict.

        Args:
            controls: in how many places something was let out on purpose.
        """
        leaks = self.leaks()
        missing = [played.name for played in self.played if not played.took_place]
        dumb = [played.name for played in self.played if not played.replied]
        found = self.controlled()
        figure = f"{len(leaks)} of {len(self.played)} scenarios leak"
        figure += f"; control: found in {len(found)} of {controls} places"
        if missing:
            figure += f"; {len(missing)} did not take place"
        notes = [
            *(f"Leak: {name}: {', '.join(sorted(what))}." for name, what in sorted(leaks.items())),
            *(f"Did not take place: {name}." for name in missing),
            *(f"No reply after it was mended: {name}." for name in dumb),
            f"Let out on purpose and found: {', '.join(sorted(found))}.",
            f"Played: {'; '.join(played.name for played in self.played)}.",
        ]
        held = not leaks and not missing and len(found) >= controls
        return Promise(NUMBER, NAME, figure, "0; control found", held, tuple(notes))


async def play(stage: Stage, scenario: Scenario) -> Played:
    """Have a person write while something goes wrong, and afterwards."""
    person = stage.person("en")
    moment = Moment.now(stage)
    async with scenario.happen(stage, person):
        await person.asks(f"who is {person.victim.latin}", scenario.patience)
        await person.asks(f"что с {person.victim.cyrillic}", scenario.patience)
    took_place = await moment.has_shown(scenario.sign)
    replied = await person.asks("hotline", 40) is not None
    return Played(f"{scenario.name}", person.victim.number, took_place, replied)


async def play_all(stage: Stage, scenarios: Sequence[Scenario], evidence: Evidence) -> None:
    """One scenario after the other."""
    for scenario in scenarios:
        evidence.played.append(await play(stage, scenario))


async def end_in_a_turn(stage: Stage, number: signal.Signals, evidence: Evidence) -> None:
    """End the program while somebody waits for a reply, and search through what it has left."""
    person = stage.person("ru")
    before = stage.program.faults.hits
    with stage.program.faults.armed("generator", "hold", ""):
        person.says(f"{person.victim.latin} {person.victim.cyrillic}")
        reached = await _until(lambda: stage.program.faults.hits > before)
        await stage.program.end(number)
    name = f"{number.name} in the middle of a turn"
    evidence.played.append(Played(name, person.victim.number, reached))


async def let_out(stage: Stage, evidence: Evidence) -> int:
    """Leak on purpose, what the search must find; in how many places."""
    person = stage.person("en")
    victim = person.victim
    evidence.controls.append(victim.number)
    with stage.program.faults.armed("generator", "leak", f"{victim.latin} {victim.cyrillic}"):
        await person.asks(victim.latin)
    places = 2  # the output and TMPDIR
    if stage.postgres:
        stage.postgres.rows(f"SELECT 1 AS {victim.latin}")
        places += 1
    if stage.redis:
        with stage.redis.asked() as redis:
            redis.set(victim.latin, victim.user_id, ex=1)
        places += 2  # the commands and the files
    return places


def around(canaries: Canaries, since: float, workspace: Path) -> set[Finding]:
    """The canaries in what has changed since in the working folder and in shared folders."""
    found = canaries.found_at(_changed(ROOT, since, PASSED_OVER), "working folder")
    for folder in SHARED:
        others = {workspace.name} if Path(folder) == workspace.parent else set()
        found |= canaries.found_at(_changed(Path(folder), since, others), folder)
    return found


def dumps_core(folder: Path) -> bool:
    """Whether a process that is aborted leaves its memory in a file here, if it lets that be."""
    code = "import os, resource as r; most = r.getrlimit(r.RLIMIT_CORE)[1];"
    code += "r.setrlimit(r.RLIMIT_CORE, (most, most)); os.abort()"
    folder.mkdir()
    subprocess.run([sys.executable, "-c", code], cwd=folder, check=False)  # noqa: S603
    return any(folder.iterdir())


def _changed(folder: Path, since: float, passed_over: set[str]) -> Iterable[Path]:
    try:
        entries = list(folder.iterdir())
    except OSError:
        return
    for path in entries:
        try:
            if path.name in passed_over or path.is_symlink():
                continue
            if path.is_dir():
                yield from _changed(path, since, passed_over)
            elif path.is_file() and path.stat().st_mtime >= since - NEW_SINCE:
                yield path
        except OSError:  # removed meanwhile, or not ours
            continue


async def _until(holds: Callable[[], bool], within: float = 20.0) -> bool:
    for _ in range(round(within / 0.05)):
        if holds():
            return True
        await asyncio.sleep(0.05)
    return holds()
