"""`ryadom locales add`: the files with which a new language begins."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import fill

import yaml
from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog

from bot.cli.locales.glossary import COLUMNS, NAME
from bot.cli.locales.pofile import write_files, written
from bot.cli.locales.template import template
from bot.errors import LibraryError, Problem
from bot.languages import SOURCE_LANGUAGE

_CODE = re.compile(r"[a-z]{2,3}")
_STYLE = """\
# {own}: how we write

The first page that a translator reads. Write it in {name}, keep it short, and read
[the Russian one](../ru/STYLE.md) before: it says what for.

## Who reads
Somebody with a phone in their hand, sometimes afraid, sometimes not alone in the room. The answer
first, then the explanation; short sentences; calm; nothing that gives a reader away among the first
forty characters of a message, which a locked screen shows.

## Forms of address
Formal or familiar? How does the bot speak of itself? How do you write without the reader's gender?

## Words
Which words people use of themselves, which ones their persecutors use. Put terms into
[{glossary}]({glossary}), `ryadom locales check` knows them; here stays what needs an explanation.

## Signs
Quotation marks and those inside them; dashes; blanks before signs; how numbers and percentages are
written. Dates, figures and contacts in braces are written by the program.

## Plural forms
{name} has {plurals}: `{formula}`. Note a number for each form, and try them.

## Names and titles
Which names are translated, which are transliterated, which stay in Latin letters; whether they are
declined.

## Ways of asking
People ask differently in each language, so questions are written, not translated:
- in `responses/faq/*.yml`, under `asked_as`, a line `{code}: [one, two, three]` beside `en` and
  `ru`; an entry without it can still be found by its translated question;
- in `nlu/intents.{code}.yml`, how people greet, thank, and cry for help.

## What a second person checks
All that somebody in danger reads. They read it aloud and sign above the message:
`# reviewed-by: AB, 2026-12-01`. Until all of it is signed, and half of the answers, readers are not
offered {name}; `ryadom locales stats` counts.
"""
_GLOSSARY = """\
# Glossary of the {name} texts. One term a line, four columns set apart by tabs:
#   term   the English words; "; " stands between them, "*" for any ending
#   use    the {name} ones, the best first; one of them has to stand in the translation
#   avoid  words that never stand for this term, except in quotation marks
#   why    the reason, shown to whoever used another word
# Empty fields are not looked at: fill in what you know, and take away what you do not need.
"""
_INTENTS = """\
# What people write to the assistant in {name}, apart from questions to the library (those are in
# responses/faq, under asked_as). Examples are like real messages: short, in small letters, with
# typing errors, from women and men. No insult is spelt out.
#
# For each intent write a block like this, with at least five examples:
#
# - intent: greet
#   examples: |
#     - first example
#     - second example
#
# Begin with what matters most: {safety}. The others:
{others}
version: "3.1"

nlu: []
"""
_FIRST = ("at_risk", "self_harm", "exposure")


def add_language(root: Path, code: str) -> str:
    """Write the files of a new language.

    Returns:
        what was written and what comes next.

    Raises:
        LibraryError: the code is of no language, the language is there already, or the texts that
            the files are made of are not right; nothing is written.
    """
    locale = _locale(root, code)
    names = {"code": code, "name": locale.get_display_name(SOURCE_LANGUAGE) or code}
    names["own"] = (locale.get_display_name() or code).capitalize()
    folder = f"locales/{code}"
    catalog = _catalog(root, code, names["name"])
    plurals = f"{catalog.num_plurals} plural form{'s' * (catalog.num_plurals > 1)}"
    texts = {
        f"{folder}/LC_MESSAGES/messages.po": written(catalog),
        f"{folder}/STYLE.md": _STYLE.format(
            **names, glossary=NAME, plurals=plurals, formula=catalog.plural_forms
        ),
        f"{folder}/{NAME}": _GLOSSARY.format(**names) + _terms(root),
        f"nlu/intents.{code}.yml": _INTENTS.format(**names, **_intents(root)),
    }
    present = [name for name in texts if (root / name).exists()]
    if present:
        fault = "is there already; nothing was written. Move it away if you want to begin anew."
        raise LibraryError([Problem(name, 0, fault) for name in present])
    return _report(names["name"], write_files(root, texts), code)


def _locale(root: Path, code: str) -> Locale:
    fault = ""
    if not _CODE.fullmatch(code):
        fault = "is no language code: two or three small letters, as in uk, ce, de."
    elif code == SOURCE_LANGUAGE:
        fault = "is the language of the texts themselves; it needs no translation."
    if not fault:
        try:
            locale = Locale.parse(code)
            if locale.language == code:
                return locale
            fault = f"is another way of writing '{locale.language}'; take that."
        except (UnknownLocaleError, ValueError):
            fault = "is no language that Unicode CLDR knows; look up its ISO 639 code."
    raise LibraryError([Problem(f"locales/{code}", 0, f"'{code}' {fault}")])


def _catalog(root: Path, code: str, name: str) -> Catalog:
    catalog = template(root)
    catalog.locale = code
    catalog.header_comment = (
        f"# {name} messages of Ryadom. Read locales/{code}/STYLE.md first.\n# CC BY 4.0."
    )
    for message in catalog:
        if message.id and not isinstance(message.id, str):
            message.string = ("",) * catalog.num_plurals
    return catalog


def _terms(root: Path) -> str:
    """The terms of the Russian glossary, their words left to be filled in."""
    path = root / "locales" / "ru" / NAME
    lines = path.read_text("utf-8").splitlines() if path.is_file() else []
    rows = [line for line in lines if line and not line.startswith("#")]
    terms = (row.partition("\t")[0] for row in rows[1:])
    return "".join(f"{line}\n" for line in ("\t".join(COLUMNS), *(f"{t}\t\t\t" for t in terms)))


def _intents(root: Path) -> dict[str, str]:
    """The intents that have examples in English, those about danger first."""
    path = root / "nlu" / f"intents.{SOURCE_LANGUAGE}.yml"
    content = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader) if path.is_file() else {}
    found = list(dict.fromkeys(b["intent"] for b in content.get("nlu", ()) if "intent" in b))
    others = [intent for intent in found if intent not in _FIRST]
    return {
        "safety": ", ".join(_FIRST),
        "others": fill(", ".join(others), 98, initial_indent="# ", subsequent_indent="# "),
    }


def _report(name: str, files: list[str], code: str) -> str:
    return "\n".join(
        (
            f"{name} can begin. Written:",
            *(f"  {file}" for file in files),
            "Next:",
            f"  1. read and fill in locales/{code}/STYLE.md",
            f"  2. translate locales/{code}/LC_MESSAGES/messages.po, what is about danger first",
            f"  3. ryadom locales check {code}; ryadom locales stats",
        )
    )
