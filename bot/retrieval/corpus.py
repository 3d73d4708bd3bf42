"""What goes into the index: the library's questions and paragraphs in every language."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from bot.library.live import Edition
from bot.library.references import substitute
from bot.retrieval.index import PASSAGE, QUESTION, Phrase
from bot.settings import Settings
from bot.text import cyrillic_words
from bot.transliteration import to_cyrillic

LEARNING = (
    "detector",
    "featurizer",
    "importer",
    "patterns",
    "retriever",
    "safety_training",
    "situations",
    "training",
)
"""Modules of bot/assistant that a model depends on."""

CODE = Path(__file__).resolve().parent.parent


def phrases(edition: Edition) -> Iterator[Phrase]:
    """Every question, every way of asking it, and every paragraph that may be shown, of digests
    and of the documents that this copy keeps.

    A Russian way of asking in Latin letters stands in Cyrillic ones too, as messages are read.
    """
    for entry in edition.library.entries.values():
        for language, catalog in edition.languages.catalogs.items():
            texts = list(entry.asked_as.get(language, ()))
            if catalog.has(entry.question):
                texts.append(catalog.gettext(entry.question))
            if language == "ru":
                texts += [to_cyrillic(text) for text in texts if not cyrillic_words(text)]
            for text in dict.fromkeys(texts):
                yield Phrase(text, QUESTION, entry.id, language)
    for source, paragraph in edition.library.paragraphs():
        if paragraph.mark:
            continue
        for language, catalog in edition.languages.catalogs.items():
            if catalog.has(paragraph.text):
                target = f"{source.id}#{paragraph.id}"
                text = substitute(catalog.gettext(paragraph.text), str, lambda r: r.target)
                yield Phrase(text, PASSAGE, target, language)
    for extract in edition.extracts.values():
        yield Phrase(extract.text, PASSAGE, extract.target, extract.source.language)


def fingerprint(settings: Settings) -> str:
    """Changes whenever the trained model would: questions, paragraphs, intents, calibration, and
    the code that learns from them, which Rasa's own cache does not look at.

    Answers are not part of it: an edited answer needs no training.
    """
    digest = hashlib.sha256()
    for phrase in phrases(Edition.read(settings.root, settings.documents)):
        digest.update(repr(phrase).encode())
    folder = settings.root / "nlu"
    tables = [*folder.glob("calibration/*.tsv"), *folder.glob("safety/*.tsv")]
    for path in sorted([*folder.glob("*.yml"), *tables]):
        digest.update(path.read_bytes())
    sources = sorted((CODE / "retrieval").glob("*.py"))
    sources += [CODE / "assistant" / f"{name}.py" for name in LEARNING]
    for path in sources:
        digest.update(path.read_bytes())
    return digest.hexdigest()
