"""The rules about claims: a figure has its date, and violence has somebody who reports it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.library.editorial.finding import Finding
from bot.library.editorial.names import Register
from bot.library.editorial.texts import Text
from bot.library.editorial.vocabulary import Signs
from bot.library.editorial.wording import is_quoted

CLAIMING = ("answer", "details", "text", "correction", "audience", "caution", "risk")
"""Parts whose sentences claim something; questions, titles and notes do not."""

_DATE = re.compile(r"\{date:|\b(?:19|20)\d\d\b")
_FIGURE = r"\{figure:[^}]*\}"
_SENTENCE = re.compile(r"[^.!?…]+[.!?…]*")
_ASKS = re.compile(r"\?$|^\W*(?:how many|сколько)\b", re.IGNORECASE)
_UNDATED = (
    "“{found}” has no date beside it; give the day, the month with its year or the year in the "
    "same paragraph or list item."
)
_UNATTRIBUTED = (
    "nobody answers for “{found}”; say in the same paragraph or list item who reported it."
)


class _Passage(NamedTuple):
    """A paragraph or an item of a list; its context is also what introduces the list."""

    start: int
    text: str
    context: str


class Claims:
    """Finds claims in the texts of one language."""

    def __init__(self, signs: tuple[Signs, ...], language: str, register: Register) -> None:
        """Without signs for the language, nothing but a {figure:…} counts as a claim."""
        patterns = {sign.kind: sign.any for sign in signs if sign.language == language}
        nothing = "(?!)"
        people, numbers = (patterns.get(kind, nothing) for kind in ("people", "numbers"))
        self._register = register
        self._harm = _words(patterns.get("harm", nothing))
        self._speaks = _words(patterns.get("speaks", nothing))
        digits = rf"\d+(?:\s+\w+){{0,2}}?\s+(?:{people})"
        words = rf"(?:{numbers})(?:\s+\w+)?\s+(?:{people})"
        self._counted = re.compile(rf"{_FIGURE}|(?<![\w.,:-])(?:{digits})\b", re.IGNORECASE)
        self._counted_harm = re.compile(rf"{_FIGURE}|(?<![\w.,:-])(?:{digits}|{words})\b", re.I)

    def check(self, text: Text) -> Iterator[Finding]:
        """Figures without a date, and claims of violence that nobody answers for."""
        if text.part not in CLAIMING:
            return
        for passage in _passages(text.text):
            # The id of a figure may hold a year that no reader sees.
            if not _DATE.search(re.sub(_FIGURE, "", passage.context)):
                yield from self._undated(text, passage)
            if not self._has_speaker(passage.context):
                yield from self._unattributed(text, passage)

    def _has_speaker(self, context: str) -> bool:
        return bool(self._speaks.search(context)) or self._register.names_a_speaker(context)

    def _undated(self, text: Text, passage: _Passage) -> Iterator[Finding]:
        # Numbers in words are too common to be counted where nobody is harmed.
        harm = self._harm.search(passage.text)
        for match in (self._counted_harm if harm else self._counted).finditer(passage.text):
            yield _finding(text, passage, "undated", match, _UNDATED)

    def _unattributed(self, text: Text, passage: _Passage) -> Iterator[Finding]:
        for sentence in _SENTENCE.finditer(passage.text):
            if _ASKS.search(sentence[0]):
                continue
            for match in self._harm.finditer(passage.text, *sentence.span()):
                # Words in quotation marks are somebody else's, or spoken of as words.
                if not is_quoted(passage.text, *match.span()):
                    yield _finding(text, passage, "unattributed", match, _UNATTRIBUTED)
                    return  # one speaker answers for the whole passage


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)


def _finding(text: Text, passage: _Passage, rule: str, match: re.Match[str], fault: str) -> Finding:
    start, end = passage.start + match.start(), passage.start + match.end()
    return Finding(text, rule, start, end, fault.format(found=match[0]))


def _passages(text: str) -> Iterator[_Passage]:
    start, before = 0, ""
    for paragraph in text.split("\n\n"):
        lead = before if before.endswith(":") else ""
        position = start
        for line in paragraph.split("\n"):
            is_item = line.startswith("- ")
            yield _Passage(position, line, f"{lead}\n{line}" if is_item else line)
            position += len(line) + 1
            if not is_item:
                lead = line
        start += len(paragraph) + 2
        before = paragraph
