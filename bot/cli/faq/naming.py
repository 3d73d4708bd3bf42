"""What an entry is called, and the file in which it stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection

from bot.errors import RyadomError
from bot.library.model import BEGINNING, Library
from bot.library.shape import LONGEST_ID, name
from bot.text import words

FOLDER = "responses/faq"

_FILE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SAY_LITTLE = frozenset(
    "a an and are be been by can could did do does for has have how i in is it me my of on or "
    "should that the there they this to was were what when where which who why will with would "
    "you your".split()
)


def suggested_id(question: str, taken: Collection[str]) -> str:
    """A name that no entry has, made of the words of a question that say most."""
    found = [word for word in words(question) if word.isascii() and word.isalnum()]
    telling = [word for word in found if word not in _SAY_LITTLE] or found or ["entry"]
    base = ""
    for word in telling:
        longer = f"{base}-{word}".strip("-")
        if len(longer) > LONGEST_ID - 3:  # room for a number
            break
        base = longer
    base = base or telling[0][: LONGEST_ID - 3]
    names = [base, *(f"{base}-{number}" for number in range(2, 100))]
    return next(n for n in names if n not in taken and n != BEGINNING)


def fault_of_id(entry_id: str, library: Library) -> str:
    """Why an entry cannot be called so; the empty text where it can."""
    if entry_id == BEGINNING:
        return f"'{BEGINNING}' stands for the first message in links; choose another."
    if entry_id in library.entries:
        place = library.entries[entry_id].place
        return f"'{entry_id}' stands in {place.file}:{place.line}; choose another."
    try:
        name(entry_id)
    except ValueError as error:
        return f"the id {error}."
    return ""


def suggested_file(topic: str, library: Library) -> str:
    """The file with most entries of a topic."""
    files = Counter(e.place.file for e in library.entries.values() if e.topic == topic)
    return files.most_common(1)[0][0] if files else f"{FOLDER}/{topic}.yml"


def full_file(typed: str) -> str:
    """`responses/faq/help.yml` for `help`, `help.yml` or the whole.

    Raises:
        RyadomError: it is no name of such a file.
    """
    stem = typed.strip().removeprefix(f"{FOLDER}/").removesuffix(".yml")
    if not _FILE.fullmatch(stem):
        raise RyadomError(
            f"'{typed}' is no file of {FOLDER}; write a name such as 'help', a-z, 0-9 and hyphens."
        )
    return f"{FOLDER}/{stem}.yml"
