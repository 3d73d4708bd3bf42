"""A reply's HTML as a terminal shows it."""

from __future__ import annotations

import re
from html import unescape

_LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>', re.S)
_TAG = re.compile(r"</?[a-z][^>]*>")


def plain(html: str) -> str:
    """A reply's HTML as plain text, links as "label <address>"."""
    linked = _LINK.sub(r"\2 &lt;\1&gt;", html)
    return unescape(_TAG.sub("", linked))
