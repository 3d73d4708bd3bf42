"""Promise 5: at rest nothing identifies a person, and the names of rows cannot be guessed."""

from __future__ import annotations

import hmac
import time
from collections.abc import Iterable, Iterator
from itertools import cycle, islice

from bot.privacy import PSEUDONYM_BYTES
from proofs.canaries import Canaries, Finding
from proofs.people import Writer
from proofs.promise import Promise
from proofs.rows import rows, sealed
from proofs.stage import Stage

NUMBER, NAME = 5, "at rest nothing identifies a person"
PEOPLE = 20
PART = 6 * 3600
"""Seconds; no expiry says a time more precisely."""
ALL_IDS = 10**10
TEXTS = (
    "hotline",
    "how many were detained {latin}",
    "сколько задержали {cyrillic}",
    "{latin} {cyrillic}",
    "source?",
    "/privacy",
    "what happened in 2017",
    "я в опасности, меня зовут {cyrillic}",
    "who is kadyrov",
    "/language",
)


async def talk(stage: Stage, turns: int, people: int = PEOPLE) -> tuple[list[Writer], int]:
    """Have people write, all sorts of things; they, and how often nothing was replied."""
    writers = [stage.person("ru" if number % 2 else "en") for number in range(people)]
    silent = 0
    for number, (person, text) in enumerate(islice(_turns(writers), turns)):
        said = text.format(latin=person.victim.latin, cyrillic=person.victim.cyrillic)
        silent += await person.asks(said) is None
        if text == "/language":
            choice = "en" if number % 2 else "ru"
            await person.taps(f'/change_language{{"language_choice":"{choice}"}}')
    return writers, silent


def _turns(writers: list[Writer]) -> Iterator[tuple[Writer, str]]:
    for round_number in cycle(range(len(TEXTS))):
        for shift, person in enumerate(writers):
            yield person, TEXTS[(round_number + shift) % len(TEXTS)]


def row_names(key: bytes, ids: Iterable[int], kind: str = "language") -> Iterator[tuple[str, int]]:
    """For each Telegram id the name that its row would have; written for speed, as a thief would.

    Source: bot.privacy.pseudonym and bot.store.sealing.Sealer.row_name.
    """
    digest = hmac.digest
    length = PSEUDONYM_BYTES
    for user_id in ids:
        person = digest(key, b"person:%d" % user_id, "sha256")[:length].hex()
        yield digest(key, f"store:row:{kind}:{person}".encode(), "sha256")[:16].hex(), user_id


def guessed(stolen: set[str], key: bytes, ids: range) -> tuple[set[int], float]:
    """The ids whose row stands among stolen rows, as this key tells; and seconds for each id."""
    began = time.perf_counter()
    found = {user_id for name, user_id in row_names(key, ids) if name in stolen}
    return found, (time.perf_counter() - began) / len(ids)


def around_victims(canaries: Canaries, size: int) -> range:
    """So many ids with those of the victims in the middle."""
    return range(canaries.first_id - size // 2, canaries.first_id + size // 2)


class Rest:
    """What was found in the database while the program ran."""

    def __init__(self, stage: Stage, turns: int, silent: int, writers: list[Writer]) -> None:
        """Look at the rows."""
        self._turns = turns
        self._silent = silent
        self._people = {person.victim.number for person in writers}
        self._ids = {person.id for person in writers}
        self._stolen = {row[0] for row in rows(stage, "SELECT id FROM kept")}
        self._lengths = {len(value) for value in sealed(stage)}
        until = [row[0] for row in rows(stage, "SELECT until FROM kept")]
        self._precise = sum(moment % PART != 0 for moment in until)
        self._canaries = stage.canaries

    def promise(self, found: set[Finding], tries: int) -> Promise:
        """The verdict.

        Args:
            found: the canaries in all files.
            tries: how many ids to try with the right and with another key.
        """
        hits = {f for f in found if f.victim in self._people or f.victim < 0}
        ids = around_victims(self._canaries, tries)
        key = self._canaries.key.encode()
        with_key, seconds = guessed(self._stolen, key, ids)
        without, _ = guessed(self._stolen, bytes(reversed(key)), ids)
        known = self._ids & with_key
        figure = f"{len(hits)} canaries in all files after {self._turns} turns; of {tries:,} ids "
        figure += (
            f"{len(without)} guessed with another key, {len(known)} of {len(self._ids)} with it"
        )
        hours = ALL_IDS * seconds / 3600
        notes = (
            f"{len(self._stolen)} rows of {len(self._ids)} people, each a name, sealed bytes of one"
            f" length ({', '.join(map(str, sorted(self._lengths)))}) and an expiry in quarters of"
            f" the time allowed; {self._precise} expiries say a time more precisely.",
            f"A try takes {seconds * 1e6:.1f} millionths of a second. With the secret key all 10^10"
            f" ids of Telegram are tried in {hours:.0f} hours on one core, so whoever has the rows"
            " AND the key learns which accounts are among them. Without the key there are 2^256"
            " keys to try for each id.",
            *([f"{self._silent} turns without a reply."] if self._silent else []),
            *sorted(f"Found: {f.what} in {f.place}." for f in hits),
        )
        held = not hits and not without and known == self._ids and not self._precise
        held = held and len(self._lengths) == 1
        return Promise(NUMBER, NAME, figure, "0, 0; all with it", held, notes)
