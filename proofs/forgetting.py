"""Promise 9: /forget forgets, and says so only when it has."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.library.live import Edition
from bot.settings import ROOT
from proofs.people import Writer, is_russian
from proofs.promise import Promise
from proofs.rows import kept, left_in_files, names, pieces, rows
from proofs.scenarios import locked
from proofs.stage import Stage

NUMBER, NAME = 9, "/forget forgets"
PATIENCE = 20.0


@dataclass(frozen=True)
class Forgotten:
    """What was left of somebody who wished to be forgotten.

    Attributes:
        database: which one.
        rows_before: rows of theirs before.
        rows: rows of theirs after.
        keys: keys in Redis after.
        pieces: pieces of their sealed values left in an SQLite file.
        is_stranger: whether the next /start is answered as a stranger's.
        says_later: whether the reply says it is not done yet while the database is down.
        rows_later: rows of theirs once it is back.
        in_memory: places in the process's memory where their words or pseudonym still stand.
        key_in_memory: places where the secret key does, which shows that this search finds.
    """

    database: str
    rows_before: int
    rows: int
    keys: int
    pieces: int
    is_stranger: bool
    says_later: bool
    rows_later: int
    in_memory: int
    key_in_memory: int


async def forget(stage: Stage, linger: float = 3.0) -> Forgotten:
    """Have one person be forgotten, and another one while the database is down.

    Args:
        stage: where.
        linger: seconds after which the process's memory is looked at.
    """
    person, other = stage.person("en"), stage.person("en")
    for one in (person, other):
        await _be_known(one)
    before = _rows_of(stage, person)
    wanted = pieces(_sealed_of(stage, person))
    done = await person.asks("/forget")
    after = _rows_of(stage, person)
    left = left_in_files(stage, wanted) if stage.postgres is None else 0
    keys = await _keys(stage)
    welcome = await person.asks("/start")
    stranger = welcome is not None and not is_russian(welcome.text)
    async with down(stage):
        told = await other.asks("/forget")
    later = await _rows_later(stage, other)
    await asyncio.sleep(linger)
    words, key = await asyncio.to_thread(
        in_memory,
        stage.program.pid,
        (
            {person.victim.latin.encode(), person.victim.pseudonym.encode()},
            {stage.canaries.key.encode()},
        ),
    )
    return Forgotten(
        "PostgreSQL" if stage.postgres else "SQLite",
        before,
        after,
        keys,
        left,
        stranger and _is(done, "utter_forget"),
        _is(told, "utter_forget_later"),
        later,
        words,
        key,
    )


def promise(all_forgotten: list[Forgotten]) -> Promise:
    """The verdict over the databases that were tried."""
    left = sum(f.rows + f.keys + f.pieces + f.rows_later for f in all_forgotten)
    strangers = sum(f.is_stranger for f in all_forgotten)
    honest = sum(f.says_later for f in all_forgotten)
    tried = len(all_forgotten)
    figure = f"{left} rows, keys and pieces left; {strangers} of {tried} strangers again;"
    figure += f" {honest} of {tried} told when the database was down"
    notes = [
        f"{f.database}: {f.rows_before} rows before, {f.rows} after, {f.rows_later} once a database"
        f" that had been down was back, {f.keys} keys in Redis, {f.pieces} pieces in the SQLite"
        f" file. Observed, not promised: words and pseudonym stood in {f.in_memory} places of the"
        f" process's memory some seconds after (the secret key in {f.key_in_memory}); Python does"
        " not overwrite what it frees."
        for f in all_forgotten
    ]
    notes.append("In PostgreSQL the sealed bytes stay in the heap as promise 8 says.")
    held = not left and strangers == honest == tried
    held = held and all(f.rows_before for f in all_forgotten)
    return Promise(NUMBER, NAME, figure, "0; all; all", held, tuple(notes))


@asynccontextmanager
async def down(stage: Stage) -> AsyncIterator[None]:
    """The database cannot be used meanwhile."""
    if stage.postgres is None:
        async with locked(stage, stage.person()):
            yield
        return
    await asyncio.to_thread(stage.postgres.server.stop)
    try:
        yield
    finally:
        await asyncio.to_thread(stage.postgres.server.start)


def in_memory(pid: int, groups: Sequence[set[bytes]]) -> list[int]:
    """In how many places of a process's memory the texts of each group stand."""
    counts = [0] * len(groups)
    with Path(f"/proc/{pid}/mem").open("rb", 0) as memory:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            span = re.match(r"([0-9a-f]+)-([0-9a-f]+) rw", line)
            if not span or "[v" in line:
                continue
            start, end = int(span[1], 16), int(span[2], 16)
            try:
                memory.seek(start)
                content = memory.read(end - start)
            except (OSError, OverflowError):  # a part that is not there
                continue
            for number, needles in enumerate(groups):
                counts[number] += sum(content.count(needle) for needle in needles)
    return counts


async def _be_known(person: Writer) -> None:
    """An English Telegram, Russian chosen, a topic, a question that could be passed on."""
    await person.asks("/start")
    await person.taps('/change_language{"language_choice":"ru"}')
    await person.asks("горячая линия")
    await person.asks(f"{person.victim.latin} {person.victim.cyrillic}")


def _rows_of(stage: Stage, person: Writer) -> int:
    return len(kept(stage, person))


def _sealed_of(stage: Stage, person: Writer) -> list[bytes]:
    wanted = set(names(stage, person).values())
    return [bytes(s) for name, s in rows(stage, "SELECT id, sealed FROM kept") if name in wanted]


async def _keys(stage: Stage) -> int:
    """Keys in Redis once nobody's turn runs."""
    await asyncio.sleep(0.5)
    return len(stage.redis.keys()) if stage.redis else 0


async def _rows_later(stage: Stage, person: Writer) -> int:
    for _ in range(round(PATIENCE / 0.2)):
        if not _rows_of(stage, person):
            break
        await asyncio.sleep(0.2)
    return _rows_of(stage, person)


def _is(reply: object, response: str) -> bool:
    """Whether a reply begins as this response does, in any language."""
    edition = Edition.read(ROOT)
    text = edition.responses[response].text
    beginnings = {text[:20]} | {c.gettext(text)[:20] for c in edition.languages.catalogs.values()}
    return getattr(reply, "text", "")[:20] in beginnings
