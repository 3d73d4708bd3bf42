"""The rule about plain text: no HTML and no Markdown, which a reader would see as they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bot.errors import Problem
from bot.library.editorial.texts import Text

RULE = "plain"
_MARKUP = re.compile(
    r"</?[a-z][\w-]*(?:\s[^<>]*)?/?>|&(?:[a-z]+|#\d+);|\*\*[^*\n]+\*\*|__[^_\n]+__|\[[^\]\n]+\]\(",
    re.IGNORECASE,
)


def check_plainness(texts: Iterable[Text]) -> Iterator[Problem]:
    """Tags, entities and marks of Markdown that stand in a text."""
    for text in texts:
        for match in _MARKUP.finditer(text.text):
            message = (
                f"{text.where}, {text.part}: “{match[0]}” is shown to readers as it stands; "
                "write plain text."
            )
            yield Problem(text.file, text.line_of(*match.span()), message, RULE)
