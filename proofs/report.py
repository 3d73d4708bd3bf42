"""Writes docs/privacy-proof.md."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from proofs.promise import Promise, table

FILE = Path("docs") / "privacy-proof.md"

TEXT = """\
# Privacy, proved

Written by `make privacy` on {day}. Each line is a promise of this program, measured; the
numbers name the promise in `proofs/`; they have gaps.

{table}

## What was done

The program was started as `make run` starts it, with `LOG_LEVEL=DEBUG`, in front of a Bot API
server that holds to the documentation, with a real PostgreSQL that logs every statement and a real
Redis that writes down every change. Token, secret key, passwords, account numbers, first, last and
user names, a chat's title and the words that people wrote were **canaries**: made anew for each
run, standing nowhere else. Then something went wrong, in {count} ways, in the middle of their
conversations. Exceptions were raised inside the program by a launcher that changes nothing in
`bot/`, and said everything there was to say: text, account, names, token, key and password.

Afterwards every byte was searched that was left anywhere: what the program printed, its temporary
and home folders, core files, the SQLite file and its journal, PostgreSQL's log, its write-ahead log
and its data folder after a checkpoint and an orderly stop, Redis's files and every command it was
sent, what had changed in the working folder, `/tmp`, `/var/tmp` and `/dev/shm`. Searched for were
UTF-8, UTF-16, UTF-32, KOI8-R and CP1251, upper and lower case, transliteration, JSON, URL, HTML,
Python and octal escapes, base64 at each of the three beginnings, decimal, hexadecimal and binary
numbers. What is compressed would not be found. To show that the search finds, the launcher let
canaries out on purpose: the controls.

## Notes

{notes}

## To repeat it

```sh
make privacy        # about {minutes} minutes; exit status 1 if a promise is not held
```

`make test` holds a smaller share of it on every run. PostgreSQL and Redis come with the development
dependencies; `strace` or `unshare` is needed for promise 22. Canaries differ each time; times and
rates depend on the machine.
"""


def write(root: Path, promises: Sequence[Promise], count: int, minutes: int) -> None:
    """Write the page.

    Args:
        root: the repository's folder.
        promises: what was measured.
        count: scenarios that were played.
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
        count=count,
        notes=notes,
        minutes=minutes,
    )
    (root / FILE).write_text(text, "utf-8")
