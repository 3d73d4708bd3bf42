"""The small library with the project's lists of words and names, and a sentence planted in it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from bot.library.editorial.lint import lint
from tests.support.content import ROOT
from tests.support.library_files import PO_PATH, RUSSIAN, UMBRELLAS, po, write_library

FOLDER = "responses/editorial"
FAQ = "responses/faq/umbrellas.yml"
NAMES = """
- {en: Weather Office, kind: organisation, public: it forecasts}
- {en: The Weather Gazette, kind: organisation, public: it is printed}
- {en: A. Cloud, kind: person, public: signs articles}
"""


def write_texts(
    root: Path,
    *,
    english: str = "",
    russian: str = "",
    exceptions: str = "",
    changes: Mapping[str, str] | None = None,
) -> Path:
    """Write the library with one more paragraph in the answer `umbrellas`, in either language."""
    lists = {
        f"{FOLDER}/{name}": (ROOT / FOLDER / name).read_text("utf-8")
        for name in ("words.yml", "claims.yml", "names.yml")
    }
    lists[f"{FOLDER}/names.yml"] += NAMES
    answer = f"By the door.\n\n{english}".strip()
    indented = answer.replace("\n", "\n    ")
    files = {
        FAQ: UMBRELLAS.replace("answer: By the door.", f"answer: |\n    {indented}"),
        PO_PATH: po({**RUSSIAN, answer: f"У двери.\n\n{russian}".strip()}),
        f"{FOLDER}/exceptions.yml": exceptions,
    }
    return write_library(root, {**lists, **files, **(changes or {})})


def problems(root: Path) -> list[str]:
    """What the lint says of a library, as it is printed."""
    return sorted(str(problem) for problem in lint(root))


def line_with(root: Path, file: str, part: str) -> int:
    """The number of the first line of a file that holds a part of it."""
    lines = (root / file).read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if part in line)
