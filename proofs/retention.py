"""Promise 8: what has expired leaves nothing on the disk."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass

from proofs.promise import Promise
from proofs.rows import left_in_files, left_in_log, pieces, rows, sealed
from proofs.stage import Stage

NUMBER, NAME = 8, "what has expired is gone"
PATIENCE = 30.0


@dataclass(frozen=True)
class Aged:
    """What was left of rows that had expired.

    Attributes:
        database: which one.
        rows: how many there had been.
        rows_left: how many there still are.
        seconds: until they were gone.
        pieces: in so many pieces their sealed values were searched for.
        pieces_before: so many of them stood in the files before; the search works.
        pieces_left: so many still stand in the files.
        pieces_in_log: so many stood at any time in PostgreSQL's write-ahead log.
        pieces_vacuumed: so many still stand after an operator's VACUUM FULL.
    """

    database: str
    rows: int
    rows_left: int
    seconds: float
    pieces: int
    pieces_before: int
    pieces_left: int
    pieces_in_log: int = 0
    pieces_vacuumed: int = 0


async def age(stage: Stage) -> Aged:
    """Let all rows of a stage expire and look at what is left."""
    person = stage.person("en")
    await person.asks("hotline")
    await person.asks("quantum cheese sandwich recipe")
    await person.taps("/pass_on")
    values = [*sealed(stage), *sealed(stage, "questions")]
    wanted = pieces(values)
    if stage.postgres:  # what is in its memory only reaches the file when it stops
        await asyncio.to_thread(stage.postgres.server.stop)
        await asyncio.to_thread(stage.postgres.server.start)
    before = left_in_files(stage, wanted)
    in_log = left_in_log(stage, wanted) if stage.postgres else 0
    for table in ("kept", "questions"):
        rows(stage, f"UPDATE {table} SET until = 1")  # noqa: S608 - one of our own tables
    began = time.monotonic()
    while (left := _count(stage)) and time.monotonic() - began < PATIENCE:
        await asyncio.sleep(0.2)
    seconds = time.monotonic() - began
    still = left_in_files(stage, wanted)
    vacuumed = 0
    if stage.postgres:
        in_log += left_in_log(stage, wanted)
        for table in ("kept", "questions"):
            stage.postgres.server.query(f"VACUUM FULL {table}", "app")
        vacuumed = left_in_files(stage, wanted)
        in_log += left_in_log(stage, wanted)
    name = "PostgreSQL" if stage.postgres else "SQLite"
    return Aged(name, len(values), left, seconds, len(wanted), before, still, in_log, vacuumed)


def promise(all_aged: list[Aged]) -> Promise:
    """The verdict over the databases that were tried."""
    parts, notes, held = [], [], True
    for aged in all_aged:
        if aged.database == "SQLite":
            parts.append(f"SQLite: {aged.rows_left} rows, {aged.pieces_left} pieces in the file")
            held = held and not aged.pieces_left
        else:
            parts.append(
                f"PostgreSQL: {aged.rows_left} rows, {aged.pieces_in_log} pieces in the"
                " write-ahead log at any time"
            )
            held = held and not aged.pieces_in_log
            notes.append(
                f"In PostgreSQL's heap {aged.pieces_left} of {aged.pieces} pieces still stand after"
                f" the deletion, until new rows overwrite them; {aged.pieces_vacuumed} after an"
                " operator's VACUUM FULL. They are sealed by AES-256-GCM under a key that is not"
                " in the database: without BOT_SECRET_KEY they are noise, with it they say a"
                " language or a topic, and whose it was only to somebody who guesses the account."
                " A server that logs every statement, as the one of this proof does, also keeps"
                " them in its log."
            )
        held = held and not aged.rows_left and aged.pieces_before > 0
        notes.append(
            f"{aged.database}: {aged.rows} rows gone {aged.seconds:.1f} s after they had expired"
            " (the program looked every 2 s in this proof, every 60 s otherwise);"
            f" {aged.pieces_before} of {aged.pieces} pieces stood in the files before."
        )
    return Promise(NUMBER, NAME, "; ".join(parts), "0", held, tuple(notes))


def _count(stage: Stage) -> int:
    counted = rows(stage, "SELECT (SELECT count(*) FROM kept) + (SELECT count(*) FROM questions)")
    return int(counted[0][0])
