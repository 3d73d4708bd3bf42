"""What must be the same in every language: numbers, dates, links and contacts.

Numbers in words are left to the translator, in either language: only digits are compared.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from babel import Locale
from babel.dates import get_month_names

from bot.errors import Problem
from bot.languages import SOURCE_LANGUAGE
from bot.library.editorial.numbers import NUMBER, plain
from bot.library.translations import read_translations

_IN_BRACES = re.compile(r"\{[^{}]*\}")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_LINK = re.compile(
    r"https?://[^\s<>\"«»“”]+|\bwww\.[\w./-]+"
    r"|(?<![\w.])(?:[\w-]+\.)+(?:com|org|net|io|me|info|ru|su|uk|eu)\b(?:/[\w./?=&%#-]*)?",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w.])@\w{4,}")
_TELEPHONE = re.compile(r"\+\d[\d ()\u00a0-]{7,}\d|\b8[ \u00a0-]?\(?800\)?[\d ()\u00a0-]{6,}\d")
_ENDINGS = ".аеийоуыьюяі"
"""What the name of a month loses in another case; CLDR lists two cases only."""
_NUMERIC_DATE = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b|\b(\d\d?)\.(\d\d?)\.(\d{4})\b")


class Difference(NamedTuple):
    """One thing that stands in one of two texts only.

    Attributes:
        kind: "number", "date", "link" or "contact".
        found: what it is, as it is compared: 52000, 2017-04-01, example.org.
        lost: whether it is missing from the translation; otherwise only the translation has it.
    """

    kind: str
    found: str
    lost: bool

    def __str__(self) -> str:
        if self.lost:
            return (
                f"the {self.kind} {self.found} of the English is not in the translation; "
                "correct the translation."
            )
        return (
            f"the {self.kind} {self.found} stands in the translation only; "
            "correct it, or say that the English is wrong."
        )


def differences(english: str, translation: str, language: str) -> Iterator[Difference]:
    """What differs between a message and its translation.

    Args:
        english: the message, with its references in braces, which are left aside.
        translation: what a translator made of it.
        language: the code of the translation's language.
    """
    ours, theirs = _facts(english, SOURCE_LANGUAGE), _facts(translation, language)
    for kind, before in ours.items():
        after = theirs[kind]
        yield from (Difference(kind, found, True) for found in sorted((before - after).keys()))
        yield from (Difference(kind, found, False) for found in sorted((after - before).keys()))


def check_parity(root: Path) -> Iterator[Problem]:
    """What the translations in use under `root`/locales say otherwise than the English."""
    for translation in read_translations(root):
        for form in translation.forms:
            against = min(
                (list(differences(text, form, translation.language)) for text in translation.ids),
                key=len,  # a plural form says what the singular says, or the plural
            )
            for difference in against:
                yield Problem(translation.file, translation.line, str(difference), "parity")


def _facts(text: str, language: str) -> dict[str, Counter[str]]:
    """What a text says of each kind; what is part of a date is no number as well."""
    rest = _IN_BRACES.sub(" ", text)
    facts: dict[str, Counter[str]] = {}
    contacts, rest = _taken(rest, _EMAIL, str.lower)
    links, rest = _taken(rest, _LINK, _link)
    handles, rest = _taken(rest, _HANDLE, str.lower)
    telephones, rest = _taken(rest, _TELEPHONE, lambda found: re.sub(r"\D", "", found))
    facts["link"] = links
    facts["contact"] = contacts + handles + telephones
    dates, rest = _dates(rest, language)
    facts["date"] = dates
    facts["number"], _ = _taken(rest, NUMBER, plain)
    return facts


def _taken(
    text: str, pattern: re.Pattern[str], read: Callable[[str], str]
) -> tuple[Counter[str], str]:
    """What a pattern finds, and the text without it."""
    return Counter(read(match[0]) for match in pattern.finditer(text)), pattern.sub(" ", text)


def _link(found: str) -> str:
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", found).rstrip("/.,;:!?)").lower()


def _dates(text: str, language: str) -> tuple[Counter[str], str]:
    """Days and months with their names, and dates in digits; the text without them."""
    found: Counter[str] = Counter()

    def numeric(match: re.Match[str]) -> str:
        year, month, day, day_first, month_second, year_last = match.groups()
        if year:
            found[f"{year}-{month}-{day}"] += 1
        else:
            found[f"{year_last}-{int(month_second):02}-{int(day_first):02}"] += 1
        return " "

    def named(match: re.Match[str]) -> str:
        name = match["month"]
        month = months.get(name) or months[name.lower()]
        day, year = match["day"] or match["after"], match["year"]
        if not day and not year:
            return match[0]  # the name alone may be another word: May, march
        found["-".join(filter(None, (year, f"{month:02}", day and f"{int(day):02}")))] += 1
        return " "

    months, pattern = _month_names(language)
    return found, pattern.sub(named, _NUMERIC_DATE.sub(numeric, text))


@lru_cache
def _month_names(language: str) -> tuple[dict[str, int], re.Pattern[str]]:
    """The stems of months' names in a language, and a pattern for a date that holds one."""
    english = language == SOURCE_LANGUAGE
    written = str if english else str.lower  # "56 may have been killed"
    stems = {
        written(name).rstrip(_ENDINGS): number
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in get_month_names(width, context, Locale.parse(language)).items()
    }
    longest_first = "|".join(sorted(map(re.escape, stems), key=len, reverse=True))
    declined = "" if english else r"\w{0,3}"
    return stems, re.compile(
        r"(?:(?<!\w)(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|-?го)?\s+(?:of\s+)?)?"
        rf"(?<!\w)(?P<month>{longest_first}){declined}(?!\w)\.?"
        r"(?:\s+(?P<after>0?[1-9]|[12]\d|3[01])(?!\d)(?:st|nd|rd|th)?)?"
        r"(?:,?\s+(?P<year>\d{4})(?!\d))?",
        0 if english else re.IGNORECASE,
    )
