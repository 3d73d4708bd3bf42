"""All rules over all texts, the exceptions taken into account."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.errors import Problem
from bot.library.editorial.claims import Claims
from bot.library.editorial.finding import Finding
from bot.library.editorial.names import Register
from bot.library.editorial.opening import check_opening
from bot.library.editorial.texts import Text, read_texts
from bot.library.editorial.vocabulary import EXCEPTIONS, NAMES, RULES, Exemption, Vocabulary
from bot.library.editorial.wording import check_contacts, check_words

_NEEDED_BY = {
    NAMES: frozenset({"names", "unattributed"}),
    EXCEPTIONS: frozenset(RULES) - {"slurs"},
}
"""The rules that can say nothing without a file of responses/editorial."""


def lint(root: Path, texts: list[Text] | None = None, complete: bool = True) -> list[Problem]:
    """Everything that the texts under `root` have to mend, in no order.

    What cannot be read is left out; `reading.read` names it. So is what follows only from a list
    that cannot be read.

    Args:
        root: the repository's folder.
        texts: what `read_texts` gives for it, where it has been read already.
        complete: whether every text could be read; if not, no exception is called needless.
    """
    texts = list(read_texts(root)) if texts is None else texts
    problems: list[Problem] = []
    vocabulary = Vocabulary.read(root, problems)
    faulty = bool(problems)
    silent = {rule for name in vocabulary.unread for rule in _NEEDED_BY.get(name, ())}
    needed: set[Exemption] = set()
    for finding in _findings(texts, vocabulary):
        exempt = {e for e in vocabulary.exemptions if finding.is_exempt(e)}
        needed |= exempt
        if finding.rule not in silent and (not exempt or finding.rule == "slurs"):
            problems.append(finding.problem())
    if complete and not faulty:
        needless = (e for e in vocabulary.exemptions if e not in needed and e.rule != "slurs")
        problems += map(_stale, needless)
    return problems


def _findings(texts: list[Text], vocabulary: Vocabulary) -> Iterator[Finding]:
    register = Register(vocabulary.names)
    languages = {text.language for text in texts}
    claims = {code: Claims(vocabulary.signs, code, register) for code in languages}
    for text in texts:
        yield from check_words(text, vocabulary.words)
        yield from check_contacts(text)
        yield from check_opening(text, vocabulary.words)
        yield from claims[text.language].check(text)
        yield from register.check(text)


def _stale(exemption: Exemption) -> Problem:
    message = (
        f"“{exemption.text}” breaks the rule '{exemption.rule}' nowhere in "
        f"'{exemption.where}'; correct the exception or drop it."
    )
    return Problem(exemption.place.file, exemption.place.line, message)
