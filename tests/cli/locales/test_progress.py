"""How far a language is: what is translated, fuzzy, missing and reviewed, and what it lacks."""

from __future__ import annotations

import io
import json
from pathlib import Path

from bot.cli.locales.progress import Progress, as_json, progress, show
from tests.support.library_files import FILES, PO_PATH, RUSSIAN, po, write_library

UKRAINIAN = "locales/uk/LC_MESSAGES/messages.po"
DOMAIN = FILES["domain.yml"] + "  utter_privacy:\n  - text: Nothing is kept.\n"


def look(root: Path) -> list[Progress]:
    text = po({**RUSSIAN, "Umbrellas": ""}, fuzzy=frozenset({"By the door."}))
    signed = po({"Nothing is kept.": "Нічого."}).replace(
        "msgid", "# reviewed-by: AB, 2026-11-30\nmsgid"
    )
    signed = signed.replace("# reviewed-by: AB, 2026-11-30\n", "", 1)
    write_library(root, {PO_PATH: text, UKRAINIAN: signed, "domain.yml": DOMAIN})
    return progress(root)


def test_what_is_counted(tmp_path: Path) -> None:
    russian, ukrainian = look(tmp_path)
    count = russian.messages
    assert count.all == count.translated + count.fuzzy + count.missing
    assert (count.translated, count.fuzzy) == (2, 1)  # the date patterns stand in no text of it
    assert russian.safety.all > russian.safety.translated == 0
    assert (ukrainian.safety.translated, ukrainian.safety.reviewed) == (1, 1)
    assert russian.answers == {"all": 2, "translated": 0, "reviewed": 0}


def test_who_is_offered_and_what_the_others_lack(tmp_path: Path) -> None:
    russian, ukrainian = look(tmp_path)
    assert (russian.is_offered, russian.lacks) == (True, "")
    assert not ukrainian.is_offered
    assert "1 answers more are translated and reviewed" in ukrainian.lacks


def test_as_a_table_and_for_tools(tmp_path: Path) -> None:
    found = look(tmp_path)
    drawn = io.StringIO()
    show(found, drawn)
    assert all(part in drawn.getvalue() for part in ("fuzzy", "ru", "uk", "uk: offered once"))
    parsed = json.loads(as_json(found))
    assert parsed["ru"]["messages"]["fuzzy"] == 1
    assert parsed["uk"]["is_offered"] is False
