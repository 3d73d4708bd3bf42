"""`python -m proofs.privacy`: a line for each promise, and docs/privacy-proof.md."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

from bot.settings import ROOT
from proofs import (
    egress,
    forgetting,
    leaks,
    listening,
    models,
    outage,
    report,
    rest,
    retention,
    shown,
    starts,
    turns,
)
from proofs.canaries import Canaries, Finding
from proofs.promise import Promise, failed
from proofs.scenarios import ON_FILE, ON_SERVERS
from proofs.stage import stage

AT_REST_TURNS = 200
OUTAGE_TURNS = 200
OUTAGE_SECONDS = 20.0
IDS = 1_000_000
PAIRS = 300
CLEANING = {"PROOF_CLEANING": "2"}
HASTY = {"PROOF_PACE": '{"turn": 6}', **CLEANING}
"""What a proof cannot wait for: a turn's two minutes, a minute between two cleanings."""


@dataclass
class Run:
    """What comes together in one run.

    Attributes:
        workspace: a folder that is removed afterwards.
    """

    workspace: Path
    canaries: Canaries = field(default_factory=Canaries)
    evidence: leaks.Evidence = field(default_factory=leaks.Evidence)
    controls: int = 0
    aged: list[retention.Aged] = field(default_factory=list)
    forgotten: list[forgetting.Forgotten] = field(default_factory=list)
    exposed: dict[str, tuple[int, int]] = field(default_factory=dict)
    listeners: int = 0
    shown: set[Finding] = field(default_factory=set)
    children: int = 0
    controlled: bool = True
    promises: list[Promise] = field(default_factory=list)

    def look_at(self, name: str, pid: int) -> None:
        """Note what a running program shows of itself."""
        self.exposed[name] = listening.exposed(pid)
        self.listeners += len(listening.listening([os.getpid()]))
        found, children = shown.processes(self.canaries, pid)
        self.shown |= found
        self.children += children
        self.controlled = self.controlled and shown.control(self.canaries, pid)


async def on_file(run: Run) -> None:
    """Everything that is shown with an SQLite file."""
    folder = run.workspace / "models"
    folder.mkdir()
    genuine = models.newest(ROOT / "models")
    shutil.copy(genuine, folder)
    async with stage(
        "file", run.workspace, run.canaries, PROOF_MODELS=str(folder), **HASTY
    ) as played:
        run.look_at("with an SQLite file", played.program.pid)
        await leaks.play_all(played, ON_FILE, run.evidence)
        run.forgotten.append(await forgetting.forget(played))
        run.aged.append(await retention.age(played))
        loaded, wrote, count = await models.offer(played, folder, genuine)
        control = await models.still_loads(played, folder, genuine)
        run.promises.append(models.promise(loaded, wrote, count, control))
        run.controls += await leaks.let_out(played, run.evidence)
        await leaks.end_in_a_turn(played, signal.SIGTERM, run.evidence)
        run.evidence.found |= played.found()


async def on_servers(run: Run) -> None:
    """What goes wrong with PostgreSQL and Redis."""
    async with stage("servers", run.workspace, run.canaries, servers=True, **CLEANING) as played:
        run.look_at("with PostgreSQL and Redis", played.program.pid)
        seen = await outage.outage(played, OUTAGE_SECONDS, OUTAGE_TURNS)
        run.promises.append(outage.promise(seen))
        await leaks.play_all(played, ON_SERVERS, run.evidence)
        await starts.start_all(run.workspace, run.canaries, run.evidence, played.database.url)
        run.controls += 3 if await leaks.let_out(played, run.evidence) else 0
        await leaks.end_in_a_turn(played, signal.SIGABRT, run.evidence)
        run.evidence.found |= played.found()


async def at_rest(run: Run) -> None:
    """What a thief of the database finds."""
    async with stage("rest", run.workspace, run.canaries, servers=True, **CLEANING) as played:
        writers, silent = await rest.talk(played, AT_REST_TURNS)
        found_rows = rest.Rest(played, AT_REST_TURNS, silent, writers)
        run.forgotten.append(await forgetting.forget(played))
        run.aged.append(await retention.age(played))
        await leaks.end_in_a_turn(played, signal.SIGKILL, run.evidence)
        found = played.found()
        run.evidence.found |= found
        run.promises.append(found_rows.promise(found, IDS))


async def elsewhere(run: Run) -> None:
    """Where the program connects to."""
    folder = run.workspace / "elsewhere"
    folder.mkdir()
    seen = await asyncio.to_thread(egress.measure, folder)
    run.exposed["without the launcher"] = seen.sockets
    run.promises.append(egress.promise(seen))
    victim = run.canaries.victim().number
    run.evidence.played.append(leaks.Played("Telegram refuses the token", victim, seen.refused))
    run.evidence.found |= {Finding("another run", leak, victim) for leak in seen.leaks}


async def one_at_a_time(run: Run) -> None:
    """The lock store."""
    run.promises += await turns.promises(run.workspace / "turns", PAIRS)


PARTS: tuple[tuple[Callable[[Run], Awaitable[None]], tuple[int, ...]], ...] = (
    (on_file, (30,)),
    (on_servers, (15,)),
    (at_rest, (5,)),
    (elsewhere, (22,)),
    (one_at_a_time, (7, 13, 16)),
)
"""What is run, and the promises of which it shows something by itself."""


async def prove(workspace: Path) -> tuple[list[Promise], int]:
    """All promises by number, and how many scenarios were played."""
    began = time.time()
    run = Run(workspace)
    cores = leaks.dumps_core(workspace / "core")
    troubled = False
    for part, numbers in PARTS:
        _say(f"{part.__name__.replace('_', ' ')} …")
        try:
            await part(run)
        except Exception as trouble:  # the other promises are still to be shown
            troubled = True
            _say(f"{type(trouble).__name__}: {trouble}")
            run.promises += [failed(n, part.__doc__ or "", type(trouble).__name__) for n in numbers]
    run.evidence.found |= leaks.around(run.canaries, began, workspace)
    said, lines = await asyncio.to_thread(shown.objects, run.canaries)
    everywhere = run.shown | said | run.evidence.found
    run.promises += [
        _whole(run.evidence.promise(run.controls), troubled, cores),
        retention.promise(run.aged),
        forgetting.promise(run.forgotten),
        listening.promise(run.exposed, run.listeners),
        shown.promise(everywhere, run.children, lines, run.controlled),
    ]
    return sorted(run.promises, key=lambda p: p.number), len(run.evidence.played)


def _whole(promise: Promise, troubled: bool, cores: bool) -> Promise:
    """Promise 1 is only held when everything could be played."""
    note = "An aborted process leaves a core file here; the program left none."
    if not cores:
        note = "No process leaves a core file on this machine, so of these nothing is shown."
    return Promise(
        promise.number,
        promise.name,
        promise.figure,
        promise.target,
        promise.held and not troubled,
        (*promise.notes, note),
    )


def main() -> int:
    """Prove, print and write; the exit status."""
    began = time.monotonic()
    if "PROOF_MODEL" not in os.environ:
        command = (sys.executable, "-m", "bot", "train")
        if subprocess.run(command, cwd=ROOT, check=False).returncode:  # noqa: S603 - our own
            return 1
        began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="privacy-") as folder:
        promises, count = asyncio.run(prove(Path(folder)))
    for promise in promises:
        print(promise.line())
    minutes = round((time.monotonic() - began) / 60)
    report.write(ROOT, promises, count, max(1, minutes))
    print(f"{count} scenarios in {minutes} minutes; more in {report.FILE}", file=sys.stderr)
    return 0 if all(promise.held for promise in promises) else 1


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
