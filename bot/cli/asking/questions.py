"""Files of questions: one on each line, or a table with the columns of nlu/calibration."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from bot.errors import RyadomError
from bot.retrieval.questions import read_questions
from bot.settings import Settings
from bot.text import clean

LARGEST = 2 * 1024 * 1024
LANGUAGES = ("en", "ru")


class QuestionsError(RyadomError):
    """A file of questions cannot be read."""


@dataclass(frozen=True)
class Asked:
    """A question to be tried.

    Attributes:
        language: code that Telegram would report, None where the file's name does not say.
        expected: what a reviewer would accept, empty where nobody has said.
    """

    text: str
    language: str | None = None
    expected: tuple[str, ...] = ()


def own_questions(settings: Settings) -> list[Asked]:
    """The questions of nlu/calibration."""
    found = read_questions(settings.root / "nlu" / "calibration")
    return [Asked(question.text, question.language, question.expected) for question in found]


def questions_of(path: Path) -> list[Asked]:
    """The questions of a file.

    Args:
        path: `.tsv` with a column `text` and perhaps `expected`, or any text with a question on
            each line; `questions.ru.txt` says that they are Russian readers'.

    Raises:
        QuestionsError: one sentence, beginning with the file's name.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise QuestionsError(f"{path}: is larger than {LARGEST >> 20} MB; part it.")
        content = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise QuestionsError(f"{path}: cannot be read as text; save it as UTF-8.") from error
    except OSError as error:
        raise QuestionsError(f"{path}: cannot be opened ({error.strerror}).") from error
    hint = path.name.split(".")[-2] if path.name.count(".") > 1 else ""
    language = hint if hint in LANGUAGES else None
    rows = (
        _table(content, path) if path.suffix == ".tsv" else [(c, "") for c in content.splitlines()]
    )
    found = [
        Asked(clean(text), language, tuple(filter(None, expected.split("|"))))
        for text, expected in rows
        if clean(text)
    ]
    if not found:
        raise QuestionsError(f"{path}: holds no question; write one on each line.")
    return found


def _table(content: str, path: Path) -> list[tuple[str, str]]:
    reader = csv.DictReader(io.StringIO(content), delimiter="\t", quoting=csv.QUOTE_NONE)
    if "text" not in (reader.fieldnames or ()):
        raise QuestionsError(f"{path}:1: the first line must name the columns; one is 'text'.")
    return [(row["text"] or "", row.get("expected") or "") for row in reader]
