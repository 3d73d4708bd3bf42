"""Marks come through translation, escaping and splitting, and cannot be forged."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli.preview.marking import MarkedCatalog, tagged, unmarked, untagged
from bot.cli.preview.po_strings import PoStrings
from bot.languages import Catalog, Languages
from bot.telegram.splitting import plain, split
from tests.support.library_files import PO_PATH, po, write

MESSAGES = {
    "d MMMM y": "d MMMM y 'года'",
    "LLLL y": "LLLL y",
    "Hello.": "Привет.",
    "- one\n- two": "- раз\n- два",
}


@pytest.fixture
def catalog(tmp_path: Path) -> MarkedCatalog:
    root = write(tmp_path, {PO_PATH: po(MESSAGES)})
    origin = Languages.read(root / "locales").catalog("ru")
    return MarkedCatalog("ru", origin=origin, strings=PoStrings(root, "ru"))


def drawn(marked: str) -> str:
    parts = split(tagged(marked))
    return untagged("".join(parts), lambda number: f"[{number} ", lambda number: f" {number}]")


def test_a_string_is_told_by_its_number(catalog: MarkedCatalog) -> None:
    assert drawn(catalog.gettext("Hello.")) == "[2 Привет. 2]"
    assert unmarked(catalog.gettext("Hello.")) == "Привет."


def test_a_list_still_begins_like_one(catalog: MarkedCatalog) -> None:
    assert catalog.gettext("- one\n- two").startswith("- ")
    assert drawn(catalog.gettext("- one\n- two")) == "- [3 раз\n- два 3]"


def test_an_absent_string_is_marked_too(catalog: MarkedCatalog) -> None:
    assert drawn(catalog.gettext("Bye.")) == "[4 Bye. 4]"


def test_what_else_a_catalog_does_is_unchanged(catalog: MarkedCatalog) -> None:
    assert catalog.has("Hello.") and not catalog.has("Bye.")
    assert catalog.date("2017-04-01") == "1 апреля 2017 года"
    assert catalog.gettext("") == ""


def test_strings_within_strings_and_over_two_messages(catalog: MarkedCatalog) -> None:
    nested = catalog.gettext("Bye.").replace("Bye", catalog.gettext("Hello."))
    assert drawn(nested) == "[4 [2 Привет. 2]. 4]"
    first, second = split(tagged(catalog.gettext("one\n\ntwo")), limit=4)
    assert (plain(first), plain(second)) == ("one", "two")
    assert untagged(second, lambda n: f"[{n} ", lambda n: "]") == "[5 two]"


def test_marks_count_nothing(catalog: MarkedCatalog) -> None:
    assert len(split(tagged(catalog.gettext("Hello.")), limit=len("Привет."))) == 1


def test_a_text_with_marks_of_its_own_marks_nothing(catalog: MarkedCatalog) -> None:
    forged = catalog.gettext("\ue0002\ue001forged\ue002")
    assert drawn(forged) == "[4 \ufffd2\ufffdforged\ufffd 4]"
    assert tagged("\ue002 \ue000 \ue001") == "</tg-emoji>  "
    english = MarkedCatalog("en", origin=Catalog("en"))
    assert english.gettext("plain") == "plain"
