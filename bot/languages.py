"""Which languages there are, which one a reader gets, and their messages straight from PO files."""

from __future__ import annotations

import gettext
import io
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.messages.catalog import Catalog as MessageCatalog
from babel.messages.catalog import Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from babel.numbers import format_decimal
from babel.units import format_unit

from bot.errors import LibraryError, Problem
from bot.reviews import review_of

SOURCE_LANGUAGE = "en"

FIRST_LANGUAGES = (SOURCE_LANGUAGE, "ru")
"""What the project began with: ways of asking and messages about danger are written in both, and
both are offered whoever has reviewed them; see docs/decisions/0018-a-third-language.md."""

ENOUGH_WORDS = 2
"""Words of another language that end a conversation's language; one may be a name."""


def N_(message: str) -> str:  # noqa: N802 - the name gettext tools look for
    """Mark a message for translators where it is written, not where it is shown."""
    return message


class Plural(NamedTuple):
    """A message with a number: its English for one and for any other, both with `{number}`."""

    one: str
    many: str


def NN_(one: str, many: str) -> Plural:  # noqa: N802 - beside N_
    """Mark a message with a number for translators, who give it the forms of their language."""
    return Plural(one, many)


# Translators: a date pattern of Unicode CLDR for a full day, as in "1 April 2017", wherever a text
# names one; any length.
DAY = N_("d MMMM y")
# Translators: a date pattern of Unicode CLDR for a month standing alone, as in "April 2017", beside
# the publisher of a document; any length.
MONTH = N_("LLLL y")

_NO_DATE = f"the translations of '{DAY}' and '{MONTH}' must be date patterns; mend them."
_IN_BRACES = re.compile(r"\{[^{}]*\}|[{}]")
_BRACES_DIFFER = "the translation must keep everything in braces as it is, each as often; mend it."


@dataclass(frozen=True)
class Catalog:
    """The messages of one language. English needs no file: it is what stands in the sources."""

    language: str
    messages: gettext.NullTranslations = field(default_factory=gettext.NullTranslations, repr=False)
    reviewed: frozenset[str] = field(default=frozenset(), repr=False)
    """The English of the messages in use that a second person has reviewed."""
    translated: frozenset[str] = field(default=frozenset(), repr=False)
    """The English of the messages in use; a translation may be the same word for word."""

    @classmethod
    def read(cls, language: str, folder: Path) -> Catalog:
        """Read every PO file of a language, leaving out fuzzy and obsolete messages.

        Args:
            language: language code, the name of the folder.
            folder: the folder with LC_MESSAGES inside.

        Raises:
            LibraryError: a PO file cannot be read.
        """
        merged: gettext.NullTranslations | None = None
        reviewed: set[str] = set()
        translated: set[str] = set()
        for path in sorted((folder / "LC_MESSAGES").glob("*.po")):
            file = _read_po(path, language)
            used = [message for message in file if _is_used(message)]
            translated |= {_singular(message) for message in used}
            reviewed |= {_singular(message) for message in used if review_of(message)}
            translations = _compiled(file)
            if merged is None:
                merged = translations
            else:
                translations.add_fallback(merged)
                merged = translations
        messages = merged or gettext.NullTranslations()
        catalog = cls(language, messages, frozenset(reviewed), frozenset(translated))
        try:
            catalog.date("2017-04-01"), catalog.date("2017-04")
        except Exception as error:  # whatever Babel makes of letters that are no date field
            raise LibraryError([Problem(f"locales/{language}", 0, _NO_DATE)]) from error
        return catalog

    def gettext(self, message: str) -> str:
        """The message in this language, or in English where it is not translated."""
        return self.messages.gettext(message) if message else ""

    def has(self, message: str) -> bool:
        """Whether the message can be shown in this language (always so for English)."""
        return self.language == SOURCE_LANGUAGE or message in self.translated

    def ngettext(self, plural: Plural, number: int) -> str:
        """The form of a message for a number, which stands in it where `{number}` does."""
        messages = self.messages if self.has(plural.one) else gettext.NullTranslations()
        form = messages.ngettext(plural.one, plural.many, number)
        return form.replace("{number}", self.number(number))

    def date(self, value: str) -> str:
        """A date written 2017-04-01, 2017-04 or 2017, as this language writes it."""
        year, _, rest = value.partition("-")
        if not rest:
            return year
        month, _, day = rest.partition("-")
        pattern = self.gettext(DAY if day else MONTH)
        moment = date(int(year), int(month), int(day or 1))
        return format_date(moment, pattern, locale=Locale.parse(self.language))

    def number(self, value: int) -> str:
        """A whole number as this language writes it: 52,000 or 52 000."""
        return format_decimal(value, locale=Locale.parse(self.language))

    def duration(self, number: int, unit: str) -> str:
        """A span of time in the plural form of this language: 24 hours, 24 часа.

        Args:
            number: how many.
            unit: "hour" or "day".
        """
        return format_unit(number, f"duration-{unit}", locale=Locale.parse(self.language))


def _read_po(path: Path, language: str) -> MessageCatalog:
    name = "/".join(path.parts[-4:])  # locales/ru/LC_MESSAGES/messages.po
    try:
        Locale.parse(language)  # dates and numbers need it
        with path.open("rb") as file:
            catalog = read_po(file, locale=language, abort_invalid=True)
    except (PoFileError, UnknownLocaleError, ValueError, LookupError) as error:
        line = error.lineno + 1 if isinstance(error, PoFileError) else 0
        what = "it is not UTF-8" if isinstance(error, UnicodeDecodeError) else error
        reason = f"this PO file cannot be read ({what}); open it in a PO editor and mend it."
        raise LibraryError([Problem(name, line, reason)]) from error
    if problems := [Problem(name, m.lineno or 0, _BRACES_DIFFER) for m in _broken(catalog)]:
        raise LibraryError(problems)
    return catalog


def _compiled(catalog: MessageCatalog) -> gettext.GNUTranslations:
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def _is_used(message: Message) -> bool:
    forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return bool(message.id and all(forms) and not message.fuzzy)


def _singular(message: Message) -> str:
    return str(message.id if isinstance(message.id, str) else message.id[0])


def _broken(catalog: MessageCatalog) -> Iterator[Message]:
    """Translations in use that would lose or invent a date, a figure or a contact."""
    return (message for message in catalog if _is_used(message) and not keeps_braces(message))


def keeps_braces(message: Message) -> bool:
    """Whether everything in braces stands in every form of a translation as in the English."""
    english = message.id if isinstance(message.id, str) else message.id[-1]
    string = message.string
    forms = string if isinstance(string, (tuple, list)) else (string,)
    return all(_braces(form) == _braces(english) for form in forms)


def _braces(text: object) -> list[str]:
    return sorted(_IN_BRACES.findall(str(text)))


@dataclass(frozen=True)
class Languages:
    """All languages of one copy: English and every folder of locales/ with a PO file."""

    catalogs: dict[str, Catalog]

    @classmethod
    def read(cls, locales: Path) -> Languages:
        """Read locales/.

        Raises:
            LibraryError: with every problem found in the PO files.
        """
        folders = [f for f in sorted(locales.glob("*")) if any(f.glob("LC_MESSAGES/*.po"))]
        catalogs: dict[str, Catalog] = {}
        problems: list[Problem] = []
        for folder in folders:
            try:
                catalogs[folder.name] = Catalog.read(folder.name, folder)
            except LibraryError as error:
                problems += error.problems
        if problems:
            raise LibraryError(problems)
        return cls({SOURCE_LANGUAGE: Catalog(SOURCE_LANGUAGE), **catalogs})

    @property
    def codes(self) -> tuple[str, ...]:
        """The language codes, English first."""
        return tuple(self.catalogs)

    def only(self, codes: Collection[str]) -> Languages:
        """These languages of them, in the same order."""
        return Languages({code: self.catalogs[code] for code in self.codes if code in codes})

    def catalog(self, language: str | None) -> Catalog:
        """The catalog of a language, English where there is none."""
        return self.catalogs.get(language or SOURCE_LANGUAGE, self.catalogs[SOURCE_LANGUAGE])

    def negotiate(self, hint: str | None) -> str:
        """The language for an IETF code such as Telegram's language_code, else English."""
        whole = (hint or "").replace("_", "-").lower()
        code = whole.split("-")[0]
        known = {name.replace("_", "-").lower(): name for name in self.codes}
        if found := known.get(whole) or known.get(code):
            return found
        # Readers of these languages are likelier to read Russian than English.
        if code in {"uk", "be", "ce", "inh", "av", "kk", "ky", "hy", "az", "ka", "tg", "uz"}:
            return "ru" if "ru" in self.catalogs else SOURCE_LANGUAGE
        return SOURCE_LANGUAGE

    def own_name(self, code: str) -> str:
        """A language as its speakers call it, with a capital: English, Русский."""
        name = Locale.parse(code).get_display_name() or code
        return name[:1].upper() + name[1:]

    def settle(
        self,
        *,
        chosen: str | None,
        written: str | None,
        word_count: int,
        latin: bool,
        last: str | None,
        hint: str | None,
    ) -> str:
        """The language to answer in.

        Args:
            chosen: what the person fixed with /language.
            written: the language of the message, None where it has no letters to tell by.
            word_count: words of the message that speak for that language.
            latin: whether they are in Latin letters.
            last: the language of the conversation so far.
            hint: Telegram's language_code.

        Returns:
            `chosen`; else `written`, unless it is a single word, which may be a name: that
            does not end a conversation's language, and in Latin letters, which everybody can
            type, does not outweigh `hint` either; else `last`; else what `hint` gives.
        """
        if chosen in self.catalogs:
            return chosen
        before = last if last in self.catalogs else None
        if written not in self.catalogs:
            return before or self.negotiate(written or hint)
        if word_count >= ENOUGH_WORDS or written == before:
            return written
        return before or (self.negotiate(hint) if latin and hint else written)
