"""The translations in use, each with its place."""

from __future__ import annotations

from bot.library.translations import Translation, read_translations
from tests.support.library_files import PO_PATH, po, write


def test_what_is_finished_is_read_with_its_place_and_comment(tmp_path):
    text = po({"One": "Раз", "Two": "", "Three": "Три"}, fuzzy=frozenset({"Three"}))
    write(tmp_path, {PO_PATH: text.replace('msgid "One"', '#. a button\nmsgid "One"')})
    (found,) = read_translations(tmp_path)
    assert found == Translation("ru", ("One",), ("Раз",), "a button", PO_PATH, 8)


def test_plural_forms_are_read_together(tmp_path):
    plural = 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "в"\nmsgstr[1] "г"\nmsgstr[2] "д"\n'
    write(tmp_path, {PO_PATH: po({}) + "\n" + plural})
    (found,) = read_translations(tmp_path)
    assert (found.ids, found.forms) == (("a", "b"), ("в", "г", "д"))


def test_english_and_what_cannot_be_read_yield_nothing(tmp_path):
    write(tmp_path, {PO_PATH: 'msgid "a', PO_PATH.replace("ru", "xx", 1): po({"a": "б"})})
    write(tmp_path, {PO_PATH.replace("ru", "en", 1): po({"a": "b"})})
    assert list(read_translations(tmp_path)) == []
