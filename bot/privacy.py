"""Who a person is stays out of every store and every log line."""

from __future__ import annotations

import contextlib
import hashlib
import hmac

PSEUDONYM_BYTES = 16


def pseudonym(key: bytes, user_id: int) -> str:
    """The name under which a person is kept: HMAC-SHA256 (RFC 2104) of their id.

    Without the key the ten-digit ids cannot be tried one by one; with another key the
    same person gets another name.

    Args:
        key: the secret key of this copy.
        user_id: Telegram's number of the person.

    Returns:
        32 hexadecimal digits.
    """
    digest = hmac.new(key, b"person:%d" % user_id, hashlib.sha256).digest()
    return digest[:PSEUDONYM_BYTES].hex()


def queue_name(key: bytes, conversation_id: str) -> str:
    """The name of a conversation's queue where all processes see it.

    The same in every process that has the key, and not the pseudonym: what leaks from the
    queues says nothing about what is kept elsewhere.

    Args:
        key: the secret key of this copy.
        conversation_id: Rasa's id of the conversation, on Telegram the pseudonym.

    Returns:
        32 hexadecimal digits.
    """
    untold = b"turn:" + conversation_id.encode("utf-8", "surrogatepass")
    return hmac.new(key, untold, hashlib.sha256).digest()[:PSEUDONYM_BYTES].hex()


def forbid_core_dumps() -> None:
    """Keep the memory of this process from being written to disk when it crashes."""
    with contextlib.suppress(ImportError):  # no such thing on Windows
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
