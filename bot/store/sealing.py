"""Encrypts what is kept, so that a disk, a backup or a database's own log says nothing."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE_BYTES = 12
"""Length of an AES-GCM nonce (NIST SP 800-38D, section 8.2)."""

BLOCK = 128
"""Sealed values are padded to a multiple of so many bytes, so that lengths tell nothing."""


class Sealer:
    """Names and seals rows under keys derived from one secret key (HMAC-SHA256, AES-256-GCM).

    Who has the rows but not the key learns how many there are, and when each expires.
    """

    def __init__(self, secret_key: bytes) -> None:
        """Take the key of this copy; it appears in no repr."""
        self._key = secret_key

    def row_name(self, kind: str, person: str) -> str:
        """The name of a person's row: differs by kind, so that rows cannot be linked.

        Args:
            kind: what the row holds, `topic` or `language`.
            person: their pseudonym.

        Returns:
            32 hexadecimal digits.
        """
        return self._derived(f"row:{kind}:{person}")[:16].hex()

    def seal(self, row: str, content: dict[str, Any]) -> bytes:
        """Encrypt a row's content, bound to the row's name."""
        plain = json.dumps(content, ensure_ascii=False).encode("utf-8", "surrogatepass")
        padded = plain.ljust(-(-len(plain) // BLOCK) * BLOCK)
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + self._cipher(row).encrypt(nonce, padded, row.encode())

    def unseal(self, row: str, sealed: bytes) -> dict[str, Any] | None:
        """The content of a row; None where it was sealed with another key or altered."""
        nonce, text = bytes(sealed[:NONCE_BYTES]), bytes(sealed[NONCE_BYTES:])
        try:
            content: dict[str, Any] = json.loads(
                self._cipher(row).decrypt(nonce, text, row.encode())
            )
        except (InvalidTag, ValueError):
            return None
        return content

    def _cipher(self, row: str) -> AESGCM:
        return AESGCM(self._derived(f"seal:{row}"))

    def _derived(self, purpose: str) -> bytes:
        text = f"store:{purpose}".encode("utf-8", "surrogatepass")
        return hmac.new(self._key, text, hashlib.sha256).digest()
