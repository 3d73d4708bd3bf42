"""The form of a translation: braces, tags, plural forms, blanks, lengths, the file's header."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from babel.messages.plurals import get_plural

from bot.cli.locales.pofile import language_of
from bot.cli.locales.unit import Unit
from bot.errors import Problem
from bot.languages import keeps_braces
from bot.library.editorial.parity import differences

TELEGRAM_MESSAGE = 4096
"""Characters of one Telegram message, https://core.telegram.org/bots/api#sendmessage."""

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_HEADERS = ("Language", "Plural-Forms", "Content-Type", "MIME-Version", "Content-Transfer-Encoding")
_HEADER = re.compile(r'^"([A-Za-z-]+): (.*?)(?:\\n)?"?$')


def check_form(unit: Unit) -> Iterator[Problem]:
    """What the form of one translation has to mend.

    Telegram's 64 bytes are for what a button sends, which is never translated.
    """
    if not keeps_braces(unit.message):
        yield unit.error(
            "placeholders",
            "what stands in braces must be the same as in the English, each as often; "
            "copy it from there.",
        )
    for english, form in unit.pairs:
        yield from _tags(unit, english, form)
        yield from _blanks(unit, english, form)
        yield from _length(unit, form)
        for difference in differences(english, form, unit.language):
            yield unit.error("parity", str(difference))


def check_plurals(unit: Unit) -> Iterator[Problem]:
    """Plural forms that lack, where some are there."""
    if len(unit.ids) == 1:
        return
    needed = get_plural(unit.language).num_plurals
    filled = sum(map(bool, unit.forms))
    if len(unit.forms) != needed or 0 < filled < needed:
        yield unit.error(
            "plurals",
            f"this language has {needed} plural forms and {filled} are written here; "
            "write every msgstr[…].",
        )


def check_header(path: Path, root: Path) -> Iterator[Problem]:
    """Headers that are missing or wrong; the file has been read."""
    name = path.relative_to(root).as_posix()
    line, headers = _headers(path.read_text("utf-8"))
    for missing in [header for header in _HEADERS if header not in headers]:
        message = f"the header lacks '{missing}'; run 'ryadom locales update', which writes it."
        yield Problem(name, line, message, "header")
    language = language_of(path)
    if headers.get("Language", language) != language:
        message = f"the header says Language: {headers['Language']}; write {language}."
        yield Problem(name, line, message, "header")
    plural = get_plural(language)
    written = re.search(r"nplurals\s*=\s*(\d+)", headers.get("Plural-Forms", ""))
    if written and int(written[1]) != plural.num_plurals:
        message = f"the header has {written[1]} plural forms; write Plural-Forms: {plural}"
        yield Problem(name, line, message, "header")


def _headers(text: str) -> tuple[int, dict[str, str]]:
    """The line on which the header begins, and what it holds."""
    before, found, rest = text.partition('msgid ""\nmsgstr ""\n')
    block = rest.partition("\n\n")[0] if found else ""
    joined = re.sub(r'(?<!\\n)"\n"', "", block)
    matches = (_HEADER.match(line) for line in joined.splitlines())
    return before.count("\n") + 1, {m[1]: m[2] for m in matches if m}


def _tags(unit: Unit, english: str, form: str) -> Iterator[Problem]:
    if Counter(_TAG.findall(english)) != Counter(_TAG.findall(form)):
        tags = ", ".join(_TAG.findall(english)) or "none"
        sentence = f"the HTML tags differ; the English has {tags}."
        yield unit.error("tags", sentence)


def _blanks(unit: Unit, english: str, form: str) -> Iterator[Problem]:
    for where, found, wanted in (
        ("begins", form[: len(form) - len(form.lstrip())], english[:1].isspace()),
        ("ends", form[len(form.rstrip()) :], english[-1:].isspace()),
    ):
        if bool(found) != wanted:
            what = "with a blank or an empty line; take it away" if found else "without a blank"
            yield unit.error("blanks", f"the translation {where} {what}.")


def _length(unit: Unit, form: str) -> Iterator[Problem]:
    limit = unit.limit or TELEGRAM_MESSAGE
    if len(form) > limit:
        where = "" if unit.limit else " that Telegram takes in one message"
        sentence = f"{len(form)} characters, {limit} at most{where}; shorten it."
        yield unit.error("length", sentence)
