"""Words, names, numbers and secrets that stand nowhere else, and the search for them."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from bot.privacy import pseudonym
from proofs.encodings import of_bytes, of_number, of_text

LOW_DIGITS, LOW_BITS = 3, 8
MOST_VICTIMS = 250
"""So many that their numbers differ in these digits and bits only."""

LARGEST_FILE = 512 * 2**20
"""Larger files are none that a run of some minutes leaves."""


@dataclass(frozen=True)
class Victim:
    """Somebody who writes in one scenario, all of whose details are canaries.

    Attributes:
        number: of the scenario.
        user_id: Telegram's number of the person.
        latin, cyrillic: words they write.
        pseudonym: the name under which they are kept.
    """

    number: int
    user_id: int
    latin: str
    cyrillic: str
    pseudonym: str

    def name(self, kind: str) -> str:
        """A name of theirs: `first`, `last`, `user`, `title`."""
        return f"{self.latin}{kind}"

    @property
    def everything(self) -> str:
        """All that is known of them, as a careless message of an error would say it."""
        names = [self.name(kind) for kind in ("first", "last", "user", "title")]
        known = (self.latin, self.cyrillic, self.user_id, hex(self.user_id), self.pseudonym)
        return " ".join([*map(str, known), *names])


@dataclass(frozen=True, order=True)
class Finding:
    """A canary that was found.

    Attributes:
        place: what it was found in.
        what: which kind it is.
        victim: whose it is; -1 where it is a secret or cannot be told.
    """

    place: str
    what: str
    victim: int = -1


@dataclass(frozen=True, repr=False)
class Canaries:
    """The canaries of one run. All words begin with a stem, so that a part of one is found too."""

    latin: str = field(default_factory=lambda: _letters("bcdfghjklmnpqrstvwxz"))
    cyrillic: str = field(default_factory=lambda: _letters("бвгджзклмнпрстфхцчшщ"))
    first_id: int = field(default_factory=lambda: (2**30 + secrets.randbelow(2**30)) * 32_000)
    token: str = field(
        default_factory=lambda: f"{10**9 + secrets.randbelow(9 * 10**9)}:AA{secrets.token_hex(16)}x"
    )
    key: str = field(default_factory=lambda: secrets.token_hex(32))
    database_password: str = field(default_factory=lambda: secrets.token_hex(12))
    redis_password: str = field(default_factory=lambda: secrets.token_hex(12))
    victims: list[Victim] = field(default_factory=list)

    def victim(self) -> Victim:
        """Another one."""
        number = len(self.victims)
        if number >= MOST_VICTIMS:
            raise ValueError("more victims than numbers for them")
        user_id = self.first_id + number
        known = Victim(
            number,
            user_id,
            f"{self.latin}{number:03d}",
            f"{self.cyrillic}{number:03d}",
            pseudonym(self.key.encode(), user_id),
        )
        self.victims.append(known)
        return known

    @property
    def secrets(self) -> dict[str, str]:
        """Kind of secret → secret."""
        return {
            "token": self.token.partition(":")[2],
            "secret key": self.key,
            "database password": self.database_password,
            "Redis password": self.redis_password,
        }

    @cached_property
    def _stems(self) -> dict[str, set[bytes]]:
        words = of_text(self.latin) | of_text(self.cyrillic)
        return {
            "words": words,
            "number": of_number(self.first_id, LOW_DIGITS, LOW_BITS),
            **{kind: of_text(secret) for kind, secret in self.secrets.items()},
        } | {"secret key as bytes": of_bytes(bytes.fromhex(self.key))}

    def found_in(self, content: bytes, place: str) -> set[Finding]:
        """The canaries in these bytes."""
        found: set[Finding] = set()
        for what, needles in self._stems.items():
            if any(needle in content for needle in needles):
                whose = self._whose(content, what)
                found |= {Finding(place, what, number) for number in whose or {-1}}
        for victim in self.victims:
            name = victim.pseudonym
            if name.encode() in content or bytes.fromhex(name) in content:
                found.add(Finding(place, "pseudonym", victim.number))
        return found

    def found_at(self, paths: Iterable[Path], place: str) -> set[Finding]:
        """The canaries in files and in folders with all that is below them, and in their names."""
        found: set[Finding] = set()
        for top in paths:
            for path in [top, *top.rglob("*")] if top.is_dir() else [top]:
                found |= self.found_in(path.name.encode("utf-8", "surrogateescape"), place)
                if not path.is_symlink() and path.is_file():
                    found |= self.found_in(_content(path), place)
        return found

    def _whose(self, content: bytes, what: str) -> set[int]:
        if what == "words":
            return {
                victim.number
                for victim in self.victims
                if any(n in content for n in of_text(victim.latin) | of_text(victim.cyrillic))
            }
        if what == "number":
            return {
                victim.number
                for victim in self.victims
                if any(n in content for n in of_number(victim.user_id))
            }
        return set()


def _letters(alphabet: str) -> str:
    return "".join(secrets.choice(alphabet) for _ in range(9))


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes() if path.stat().st_size <= LARGEST_FILE else b""
    except OSError:  # removed meanwhile, or not ours
        return b""
