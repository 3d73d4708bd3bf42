"""A canary is found however it was written down, and nothing else is taken for one."""

from __future__ import annotations

import base64
import json
import os
from pathlib import Path
from urllib.parse import quote

import pytest

from bot.transliteration import to_latin
from proofs.canaries import Canaries, Victim

CANARIES = Canaries()
VICTIM = [CANARIES.victim() for _ in range(20)][7]
ID, NAME = VICTIM.user_id, VICTIM.pseudonym


def written(victim: Victim) -> dict[str, bytes]:
    """Ways in which something careless might write."""
    latin, cyrillic = victim.latin, victim.cyrillic
    return {
        "as it is": f"said {latin}".encode(),
        "in capitals": cyrillic.upper().encode(),
        "a name": victim.name("user").capitalize().encode(),
        "utf-16": f"said {cyrillic}".encode("utf-16"),
        "utf-16, big-endian": latin.encode("utf-16-be"),
        "koi8-r": cyrillic.encode("koi8-r"),
        "json": json.dumps(cyrillic).encode(),
        "json in json": json.dumps(json.dumps({"text": latin})).encode(),
        "a url": quote(f"a {cyrillic}").encode(),
        "base64": base64.b64encode(f"{latin}".encode()),
        "base64 after one byte": base64.b64encode(f"a{cyrillic}b".encode()),
        "base64 after two bytes": base64.urlsafe_b64encode(f"ab{cyrillic}".encode()),
        "repr of bytes": repr(cyrillic.encode()).encode(),
        "hexadecimal": cyrillic.encode().hex().encode(),
        "octal": "".join(f"\\{byte:03o}" for byte in cyrillic.encode()).encode(),
        "Latin letters": to_latin(cyrillic)[0].encode(),
        "its stem": latin[:-3].encode(),
    }


@pytest.mark.parametrize("way", written(VICTIM))
def test_words_are_found(way: str) -> None:
    content = os.urandom(100) + written(VICTIM)[way] + os.urandom(100)
    assert {f.what for f in CANARIES.found_in(content, "a file")} == {"words"}


@pytest.mark.parametrize(
    "content",
    [
        str(ID).encode(),
        hex(ID).encode(),
        f"{ID:X}".encode(),
        ID.to_bytes(8, "little"),
        ID.to_bytes(8, "big"),
        str(ID).encode("utf-16"),
    ],
)
def test_numbers_are_found_and_whose_they_are(content: bytes) -> None:
    found = CANARIES.found_in(b"<" + content + b">", "a file")
    assert [(f.what, f.victim) for f in found] == [("number", VICTIM.number)]


def test_numbers_in_base64_are_found_though_not_whose_they_are() -> None:
    for before in ("", "a", "ab"):
        content = base64.b64encode(f"{before}{ID}".encode())
        assert {f.what for f in CANARIES.found_in(content, "a file")} == {"number"}


def test_whose_words_they_are_is_told() -> None:
    content = f"{VICTIM.latin} and {CANARIES.victims[3].cyrillic}".encode()
    assert {f.victim for f in CANARIES.found_in(content, "a file")} == {3, 7}


@pytest.mark.parametrize("content", [NAME.encode(), bytes.fromhex(NAME)])
def test_pseudonyms_are_found(content: bytes) -> None:
    assert [f.what for f in CANARIES.found_in(content, "a file")] == ["pseudonym"]


@pytest.mark.parametrize("kind", CANARIES.secrets)
def test_secrets_are_found(kind: str) -> None:
    secret = CANARIES.secrets[kind]
    for content in (secret.encode(), base64.b64encode(secret.encode()), secret.encode().hex()):
        as_bytes = content if isinstance(content, bytes) else content.encode()
        assert kind in {f.what for f in CANARIES.found_in(as_bytes, "a file")}


def test_the_secret_key_is_found_as_bytes_too() -> None:
    found = CANARIES.found_in(bytes.fromhex(CANARIES.key), "memory")
    assert [f.what for f in found] == ["secret key as bytes"]


def test_nothing_else_is_taken_for_a_canary() -> None:
    other = Canaries()
    foreign = [*written(other.victim()).values(), other.key.encode(), os.urandom(2**20)]
    assert not CANARIES.found_in(b" ".join(foreign), "a file")


def test_files_folders_and_their_names_are_searched(tmp_path: Path) -> None:
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / "deep" / "er" / "file").write_bytes(b"a" * 5000 + VICTIM.latin.encode())
    (tmp_path / "named").mkdir()
    (tmp_path / "named" / f"of-{ID}").touch()
    assert [f.what for f in CANARIES.found_at([tmp_path / "deep"], "x")] == ["words"]
    assert [f.what for f in CANARIES.found_at([tmp_path / "named"], "x")] == ["number"]
    assert not CANARIES.found_at([tmp_path / "gone"], "x")
