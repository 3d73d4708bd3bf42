"""Deep links: addresses that open the private chat on an answer, https://t.me/…?start=argun."""

from __future__ import annotations

import re

from bot.assistant.reply import payload
from bot.library.model import BEGINNING

_PARAMETER = re.compile(r"[A-Za-z0-9_-]{1,64}")


def link_payload(parameter: str) -> str | None:
    """The payload for a deep link's parameter, None where it leads to the beginning.

    An entry that is no longer there has a payload as well; the reply to it says so.

    Args:
        parameter: an entry's id, BEGINNING, or whatever somebody has put there.
    """
    if parameter == BEGINNING or not _PARAMETER.fullmatch(parameter):
        return None
    return payload("show", entry=parameter)
