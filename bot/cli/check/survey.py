"""Every rule over every file; what can be checked is, whatever cannot be read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bot.cli.check.first_languages import check_first_languages
from bot.cli.check.learning import check_learning
from bot.cli.check.questions import check_questions
from bot.cli.check.telegram import check_telegram
from bot.cli.check.unread import check_unread
from bot.cli.locales.update import Staleness, staleness
from bot.errors import EncoderError, LibraryError, Problem, Severity
from bot.library.ages import check_ages
from bot.library.conflicts import check_conflicts, instead_of
from bot.library.editorial.evidence import check_evidence
from bot.library.editorial.lengths import check_lengths
from bot.library.editorial.lint import lint
from bot.library.editorial.parity import check_parity
from bot.library.editorial.plainness import check_plainness
from bot.library.editorial.texts import read_texts
from bot.library.live import Edition
from bot.library.po_form import check_po_form
from bot.library.reading import Reading, read
from bot.settings import Settings

NO_ENCODER = "ways of asking were not compared, because the encoder cannot be loaded"


def survey(settings: Settings, today: date, encoder: bool = True) -> list[Problem]:
    """Everything there is to mend, by file and line.

    Args:
        settings: of the copy to look at.
        today: from which ages are counted.
        encoder: whether ways of asking are compared by meaning, which takes seconds.
    """
    root = settings.root
    reading = read(root)
    missing = list(check_first_languages(root))
    stale = [] if reading.problems else staleness(root)
    complete = not missing and not any(fault.has_lost for fault in stale)
    problems = [*reading.problems, *missing, *map(_stale, stale)]
    problems += of_texts(root, reading, complete)
    problems += check_ages(reading.library, today)
    problems += check_telegram(reading)
    problems += check_learning(root, reading)
    problems += check_unread(root)
    if encoder:
        problems += _confusable(reading, settings)
    problems = instead_of(problems, check_conflicts(root))
    return list(LibraryError(list(dict.fromkeys(problems))).problems)


def of_texts(root: Path, reading: Reading, complete: bool = True) -> list[Problem]:
    """What words, names, numbers and lengths of the texts have to mend.

    Args:
        root: the repository's folder.
        reading: what can be read of it.
        complete: whether all translations are there.
    """
    texts = list(read_texts(root))
    evidence = check_evidence(reading.library, texts)
    return [
        *lint(root, texts, complete=complete and not reading.problems),
        *evidence,
        *check_plainness(texts),
        *check_parity(root),
        *check_po_form(root),
        *check_lengths(root),
    ]


def _stale(fault: Staleness) -> Problem:
    return Problem(fault.file, 0, fault.sentence, "stale")


def _confusable(reading: Reading, settings: Settings) -> list[Problem]:
    from bot.retrieval.encoders import load_encoder  # brings PyTorch
    from bot.retrieval.vector_cache import CachedEncoder

    edition = Edition(reading.library, reading.languages, reading.responses)
    try:
        loaded = load_encoder(settings.encoder, settings.models)
    except EncoderError as error:
        message = f"{NO_ENCODER}: {error}"
        return [Problem("nlu/encoder", 0, message, "encoder", Severity.WARNING)]
    return list(check_questions(edition, CachedEncoder(loaded, settings.models)))
