"""Days that are old are warnings, days to come are errors."""

from __future__ import annotations

from datetime import date

import pytest

from bot.library.ages import check_ages
from bot.library.loader import load
from tests.support.library_files import CONTACTS, FIGURES, GAZETTE, RAIN, write_library

TODAY = date(2026, 11, 21)
CONFIRMED = CONTACTS.replace("unverified", "confirmed\n  confirmed: 2026-11-01")
CON = "responses/contacts.yml"


def found(root, changes: dict[str, str]) -> list[tuple[str, str]]:
    library = load(write_library(root, {CON: CONFIRMED, **changes}))
    return [(p.severity.value, p.rule) for p in check_ages(library, TODAY)]


def test_what_is_of_late_is_no_matter(tmp_path):
    assert found(tmp_path, {}) == []


@pytest.mark.parametrize(
    ("file", "text", "old", "new", "problem"),
    [
        ("responses/faq/rain.yml", RAIN, "2026-11-20", "2025-11-21", None),
        ("responses/faq/rain.yml", RAIN, "2026-11-20", "2025-11-20", ("warning", "reviewed")),
        ("responses/faq/rain.yml", RAIN, "2026-11-20", "2026-11-22", None),
        ("responses/faq/rain.yml", RAIN, "2026-11-20", "2026-11-23", ("error", "future")),
        (CON, CONFIRMED, "2026-11-01", "2026-05-25", None),
        (CON, CONFIRMED, "2026-11-01", "2026-05-24", ("warning", "confirmed")),
        (CON, CONFIRMED, "2026-11-01", "2027-11-01", ("error", "future")),
        (CON, CONTACTS, "unverified", "withdrawn", None),
        (CON, CONTACTS, "wet", "dry", ("warning", "confirmed")),
        ("responses/figures.yml", FIGURES, "2001-05", "2027-05", ("error", "future")),
        ("responses/sources/gazette-2001.md", GAZETTE, "2026-11-20", "2027", ("error", "future")),
    ],
)
def test_each_day_is_looked_at(tmp_path, file, text, old, new, problem):
    changed = text.replace(f"date: {old}", f"date: {new}") if "figures" in file else None
    changed = changed or text.replace(old, new)
    assert found(tmp_path, {file: changed}) == ([problem] if problem else [])
