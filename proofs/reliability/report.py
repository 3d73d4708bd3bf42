"""Writes docs/reliability.md."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from proofs.promise import Promise, table

FILE = Path("docs") / "reliability.md"

TEXT = """\
# Reliability, measured

Written by `make reliability` on {day}. Each line is a promise to whoever writes to the bot,
measured; the numbers name the promise in `proofs/reliability`, and have gaps. The part about
privacy is [privacy-proof.md](privacy-proof.md).

{table}

## What was done

Everything ran against a Bot API server of our own on loopback, which holds to the documentation
and refuses what Telegram refuses: HTML that it cannot parse, buttons that are too long, queries
answered twice, messages to whoever has blocked the bot. It keeps updates until they are confirmed,
hands out a hundred at a time, posts to a webhook again until it gets a 2xx, gives up after a
minute, and counts messages by its own clock. In front of it stood python-telegram-bot's real client
and this program's connector: either the whole program as `make run` starts it, with the trained
model, or the connector alone in a process of its own, before an assistant that repeats what it
hears. Faults were switched on in the server, or raised inside the program by a launcher that
changes nothing in `bot/`.

## Notes

{notes}

## To repeat it

```sh
make reliability        # about {minutes} minutes; exit status 1 if a promise is not held
.venv/bin/python -m proofs.reliability --only 2,10    # single promises
```

`make test` holds a smaller share of it on every run. Moments of kills are drawn with a seed that
the notes name; times and rates depend on the machine.
"""


def write(root: Path, promises: Sequence[Promise], minutes: int) -> None:
    """Write the page.

    Args:
        root: the repository's folder.
        promises: what was measured.
        minutes: how long it took.
    """
    notes = "\n\n".join(
        f"**{p.number} {p.name}**\n\n" + "\n".join(f"- {note}" for note in p.notes)
        for p in promises
        if p.notes
    )
    text = TEXT.format(
        day=date.today().isoformat(),
        table="\n".join(table(promises)),
        notes=notes,
        minutes=minutes,
    )
    (root / FILE).write_text(text, "utf-8")
