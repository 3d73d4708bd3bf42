"""Numbers of a text, however they are written: 52,000 or 52 000, eight or 8, 2018–19."""

from __future__ import annotations

import re

NUMBER = re.compile(r"(?<![\w.,])\d+(?:[,.\s\u00a0\u202f]\d{3}(?!\d))*(?:[.,]\d+)?")
_THOUSANDS = re.compile(r"[,.\s\u00a0\u202f](?=\d{3}(?!\d))")
_YEARS = re.compile(r"\b(\d\d)(\d\d)[–-](\d\d)(?!\d|-)")
_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty"
).split()
_WORDS = {word: str(value) for value, word in enumerate(_SMALL)} | {
    "once": "1",
    "twice": "2",
    "dozen": "12",
    "thirty": "30",
    "forty": "40",
    "fifty": "50",
    "hundred": "100",
    "thousand": "1000",
}
_WORD = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b", re.IGNORECASE)


def numbers(english: str) -> dict[str, str]:
    """Every number of an English text as plain digits, and how it is written there first."""
    text = _YEARS.sub(r"\1\2 \1\3", english)
    found = {plain(match[0]): match[0] for match in reversed(list(NUMBER.finditer(text)))}
    for match in _WORD.finditer(text):
        found.setdefault(_WORDS[match[0].lower()], match[0])
    return found


def plain(number: str) -> str:
    """A number in digits without separators of thousands and with a decimal point."""
    return _THOUSANDS.sub("", number).replace(",", ".")
