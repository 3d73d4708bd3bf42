"""locales/<language>/glossary.tsv: which word stands for which, and which ones never."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.cli.locales.unit import Unit
from bot.errors import Problem
from bot.library.editorial.wording import is_quoted

COLUMNS = ("term", "use", "avoid", "why")
NAME = "glossary.tsv"


@dataclass(frozen=True)
class Term:
    """A term of the English texts.

    Attributes:
        term: as it is written in the glossary.
        english, use, avoid: patterns of the words; None where a field is empty.
        words: what to use, as it is written.
        why: the reason, shown to whoever used another word.
    """

    term: str
    english: re.Pattern[str]
    use: re.Pattern[str] | None
    avoid: re.Pattern[str] | None
    words: str
    why: str


def read_glossary(root: Path, language: str, problems: list[Problem]) -> list[Term]:
    """The terms of a language; none where it has no glossary.

    Args:
        root: the repository.
        language: its code.
        problems: receives what is wrong.
    """
    path = root / "locales" / language / NAME
    if not path.is_file():
        return []
    name = path.relative_to(root).as_posix()
    try:
        lines = path.read_text("utf-8").splitlines()
    except UnicodeDecodeError:
        problems.append(Problem(name, 0, "cannot be read as text; save it as UTF-8.", "glossary"))
        return []
    numbered = [(n, line) for n, line in enumerate(lines, 1) if line and not line.startswith("#")]
    if not numbered or tuple(numbered[0][1].split("\t")) != COLUMNS:
        message = f"must begin with the columns {', '.join(COLUMNS)}, set apart by tabs."
        problems.append(Problem(name, 1, message, "glossary"))
        return []
    terms = []
    for number, line in numbered[1:]:
        fields = [field.strip() for field in line.split("\t")]
        if len(fields) != len(COLUMNS) or not fields[0]:
            message = f"has {len(fields)} columns; write {', '.join(COLUMNS)}, set apart by tabs."
            problems.append(Problem(name, number, message, "glossary"))
            continue
        term, use, avoid, why = fields
        english = _pattern(term)
        if english:
            terms.append(Term(term, english, _pattern(use), _pattern(avoid), use, why))
    return terms


def check_terms(unit: Unit, terms: list[Term]) -> Iterator[Problem]:
    """Words of a translation that the glossary has otherwise; what is quoted may be avoided."""
    english = re.sub(r"\{[^{}]*\}", " ", unit.ids[-1])
    for term in terms:
        if not term.english.search(english):
            continue
        for form in unit.forms:
            plain = _plain(form)
            why = f" ({term.why})" * bool(term.why)
            for match in term.avoid.finditer(plain) if term.avoid else ():
                if not is_quoted(form, *match.span()):
                    found = form[slice(*match.span())]
                    sentence = f"“{found}” for “{term.term}”: write {term.words}{why}."
                    yield unit.error("glossary", sentence)
            if term.use and not term.use.search(plain):
                sentence = f"“{term.term}” is none of: {term.words}{why}; is it meant so?"
                yield unit.warning("glossary", sentence)


def _pattern(field: str) -> re.Pattern[str] | None:
    """What finds the words of a field: “; ” between them, “*” for any ending."""
    words = [word.strip() for word in field.split(";") if word.strip()]
    if not words:
        return None
    parts = (
        r"[\s\u00a0]+".join(re.escape(part).replace(r"\*", r"\w*") for part in word.split())
        for word in map(_plain, words)
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)


def _plain(text: str) -> str:
    return text.replace("ё", "е").replace("Ё", "Е")
