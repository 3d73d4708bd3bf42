"""What stands in the database, read past the program."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any

from bot.store.sealing import Sealer
from proofs.people import Writer
from proofs.stage import Stage

PIECE = 16
"""Bytes of a sealed value that are searched for by themselves, so that a scrap is found."""


def rows(stage: Stage, statement: str) -> list[tuple[Any, ...]]:
    """What a statement gives."""
    if stage.postgres:
        return stage.postgres.rows(statement)
    file = stage.program.kept / "ryadom.sqlite"
    with closing(sqlite3.connect(file, timeout=20)) as database, database:
        return database.execute(statement).fetchall()


def pieces(values: list[bytes]) -> set[bytes]:
    """Sealed values in pieces."""
    return {value[at : at + PIECE] for value in values for at in range(0, len(value), PIECE)}


def sealed(stage: Stage, table: str = "kept") -> list[bytes]:
    """What stands sealed in a table."""
    return [bytes(row[0]) for row in rows(stage, f"SELECT sealed FROM {table}")]  # noqa: S608


def names(stage: Stage, person: Writer) -> dict[str, str]:
    """Kind of row → the name that a person's row of that kind has."""
    sealer = Sealer(stage.canaries.key.encode())
    return {kind: sealer.row_name(kind, person.victim.pseudonym) for kind in ("topic", "language")}


def kept(stage: Stage, person: Writer) -> dict[str, dict[str, Any]]:
    """Kind of row → what is kept of a person, unsealed with the key."""
    sealer = Sealer(stage.canaries.key.encode())
    found = {}
    by_name = {name: sealed for name, sealed in rows(stage, "SELECT id, sealed FROM kept")}
    for kind, name in names(stage, person).items():
        content = sealer.unseal(name, bytes(by_name[name])) if name in by_name else None
        if content is not None:
            found[kind] = content
    return found


def left_in_files(stage: Stage, needles: set[bytes]) -> int:
    """How many of these stand in the files of the database's tables."""
    if stage.postgres:
        return len(stage.postgres.found(needles, within="base"))
    contents = [path.read_bytes() for path in stage.program.kept.iterdir()]
    return sum(any(needle in content for content in contents) for needle in needles)


def left_in_log(stage: Stage, needles: set[bytes]) -> int:
    """How many of these stand in PostgreSQL's write-ahead log."""
    return len(stage.database.found(needles, within="pg_wal"))
