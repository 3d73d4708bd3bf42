"""A share of `make privacy`: one program, a handful of faults, everything it leaves searched."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from proofs import forgetting, leaks, listening, rest, shown
from proofs.canaries import Canaries
from proofs.rows import rows
from proofs.scenarios import ON_FILE
from proofs.stage import stage

SHARE = (
    "ordinary turns, commands and buttons",
    "exception in the detector",
    "exception in the reply generator",
    "exception in the database's work",
    "exception in the lock store",
    "a library that logs and warns of all it has",
    "malformed updates",
    "truncated JSON from Telegram",
)
IDS = 20_000


async def test_whatever_fails_nobody_is_found_in_what_is_left(tmp_path: Path) -> None:
    canaries, evidence = Canaries(), leaks.Evidence()
    chosen = [scenario for scenario in ON_FILE if scenario.name in SHARE]
    assert len(chosen) == len(SHARE)
    settings = {"PROOF_MODEL": "as it is", "PROOF_CLEANING": "1"}  # `make test` has just trained
    async with stage("share", tmp_path, canaries, **settings) as played:
        pid = played.program.pid
        listens = listening.promise(
            {"the program": listening.exposed(pid)}, len(listening.listening([os.getpid()]))
        )
        await leaks.play_all(played, chosen, evidence)

        people, silent = await rest.talk(played, 20, 10)
        stolen = {row[0] for row in rows(played, "SELECT id FROM kept")}
        ids = rest.around_victims(canaries, IDS)
        mine, _ = rest.guessed(stolen, canaries.key.encode(), ids)
        others, _ = rest.guessed(stolen, bytes(reversed(canaries.key.encode())), ids)

        forgotten = await forgetting.forget(played, linger=0)
        processes, children = shown.processes(canaries, pid)
        controlled = shown.control(canaries, pid)
        places = await leaks.let_out(played, evidence)
        await leaks.end_in_a_turn(played, signal.SIGABRT, evidence)
        evidence.found |= played.found()

    left = evidence.promise(places)
    assert left.held, left.notes
    assert listens.held, listens.figure
    assert not silent
    assert {person.id for person in people} <= mine and not others
    remembered = forgetting.promise([forgotten])
    assert remembered.held, remembered.notes
    assert not processes and not children and controlled


def test_no_object_and_no_exception_shows_a_secret() -> None:
    found, lines = shown.objects(Canaries())
    assert not found
    assert lines > 100
