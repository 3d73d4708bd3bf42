"""`python -m proofs.reliability`: a line for each promise, and docs/reliability.md.

With `--only 2,10` single promises are shown, and nothing is written.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Awaitable, Callable, Collection
from pathlib import Path

warnings.simplefilter("ignore")  # Rasa's libraries warn when they are imported

from bot.settings import ROOT  # noqa: E402
from proofs.promise import Promise, failed  # noqa: E402
from proofs.reliability import (  # noqa: E402
    blocked,
    buttons,
    faults,
    flood,
    kills,
    kinds,
    limits,
    oddness,
    once,
    poison,
    posts,
    replies,
    report,
    slow,
    stopping,
    texts,
    token,
)

Part = Callable[[Path], Awaitable[list[Promise]]]

PARTS: tuple[tuple[Part, tuple[int, ...]], ...] = (
    (kills.polling, (2,)),
    (kills.webhook, (3,)),
    (once.once, (6,)),
    (faults.healed, (10,)),
    (poison.poisoned, (11,)),
    (posts.forged, (12,)),
    (slow.slow, (14,)),
    (stopping.stopped, (18,)),
    (texts.valid, (26, 34)),
    (oddness.survived, (27,)),
    (token.hidden, (29,)),
    (kinds.brought, (25,)),
    (buttons.pressed, (28,)),
    (blocked.blocked, (21,)),
    (replies.replied, (4,)),
    (limits.refused, (19,)),
    (limits.kept, (20,)),
    (flood.flooded, (31,)),
)
"""What is run, and the promises of which it shows something by itself."""


async def prove(workspace: Path, only: Collection[int] = ()) -> list[Promise]:
    """The promises by number.

    Args:
        workspace: a folder of this run.
        only: numbers of the promises wanted; all where empty.
    """
    shown: list[Promise] = []
    for part, numbers in PARTS:
        if only and not set(only) & set(numbers):
            continue
        _say(f"{', '.join(map(str, numbers))} {(part.__doc__ or '').splitlines()[0]} …")
        began = time.monotonic()
        try:
            shown += await part(workspace)
        except Exception as trouble:  # the other promises are still to be shown
            _say(f"{type(trouble).__name__}: {trouble}")
            doc = (part.__doc__ or "").splitlines()[0]
            shown += [failed(number, doc, type(trouble).__name__) for number in numbers]
        _say(f"   {time.monotonic() - began:.0f} s")
    return sorted(shown, key=lambda promise: promise.number)


def main() -> int:
    """Prove, print and write; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m proofs.reliability")
    parser.add_argument("--only", default="", help="numbers of promises, set apart by commas")
    wanted = [int(number) for number in parser.parse_args().only.split(",") if number]
    if "PROOF_MODEL" not in os.environ:
        command = (sys.executable, "-m", "bot", "train")
        if subprocess.run(command, cwd=ROOT, check=False).returncode:  # noqa: S603 - our own
            return 1
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="reliability-") as folder:
        promises = asyncio.run(prove(Path(folder), wanted))
    for promise in promises:
        print(promise.line())
    minutes = max(1, round((time.monotonic() - began) / 60))
    if not wanted:
        report.write(ROOT, promises, minutes)
        _say(f"{minutes} minutes; more in {report.FILE}")
    return 0 if all(promise.held for promise in promises) else 1


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
