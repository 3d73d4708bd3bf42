"""What translators are given is complete, the same every time, and named when it is stale."""

from __future__ import annotations

import pytest
from babel.messages.pofile import read_po

from bot.cli import strings
from bot.errors import LibraryError
from bot.languages import Languages
from bot.library.live import Edition
from tests.support.library_files import FILES, PO_PATH, RUSSIAN, UMBRELLAS, po, write, write_library

POT = "locales/messages.pot"
FAQ = "responses/faq/umbrellas.yml"
CODE = """\
from bot.languages import N_

# Translators: said at the door.
DOOR = N_("Come in.")
OTHER = "Not for translators."
"""


@pytest.fixture
def root(tmp_path):
    return write_library(tmp_path, {"bot/door.py": CODE})


def ids(root) -> set[str]:
    with (root / POT).open("rb") as file:
        return {str(message.id) for message in read_po(file) if message.id}


def fill_in(root) -> None:
    """Translate everything, as a translator would in an editor."""
    path = root / PO_PATH
    with path.open("rb") as file:
        catalog = read_po(file, locale="ru")
    for message in catalog:
        if message.id and (message.fuzzy or not message.string):
            message.flags.discard("fuzzy")
            message.string = f"[{message.id}]"
    path.write_text(strings.written(catalog), "utf-8")


def test_every_text_a_reader_may_see_is_given_to_translators(root):
    assert strings.update(root) == [POT, PO_PATH]
    found = ids(root)
    edition = Edition.read(root)
    library = edition.library
    entries = library.entries.values()
    sources = library.sources.values()
    expected = {text for e in entries for text in (e.question, e.answer, e.details)}
    expected |= {text for s in sources for text in (s.publisher, s.title, s.date_note)}
    expected |= {t for _, p in library.paragraphs() for t in (p.text, p.correction)}
    expected |= {t for c in library.contacts.values() for t in (c.organisation, c.audience, c.risk)}
    expected |= {t for a in library.actions.values() for t in (a.title, a.text, a.risk)}
    expected |= {response.text for response in edition.responses.values()}
    expected |= {"Come in.", "Umbrellas"}
    assert expected - {""} <= found
    assert "Not for translators." not in found
    assert not any("sources: [" in message or "rain-2001#" in message for message in found)


def test_translators_are_told_where_a_text_belongs(root):
    strings.update(root)
    text = (root / POT).read_text("utf-8")
    assert '#. said at the door.\n#: bot/door.py\nmsgid "Come in."' in text
    assert "#. umbrellas, question." in text


def test_the_files_are_the_same_for_the_same_texts(root, tmp_path_factory):
    strings.update(root)
    first = {name: (root / name).read_bytes() for name in (POT, PO_PATH)}
    assert strings.update(root) == []
    other = write_library(tmp_path_factory.mktemp("other"), {"bot/door.py": CODE})
    strings.update(other)
    assert {name: (other / name).read_bytes() for name in first} == first
    for dated in (b"POT-Creation-Date", b"PO-Revision-Date", b"Generated-By"):
        assert not any(dated in text for text in first.values())


def test_wrapping_an_answer_anew_changes_nothing(root):
    strings.update(root)
    rain = FILES["responses/faq/rain.yml"]
    write(root, {"responses/faq/rain.yml": rain.replace("it was\n    {figure", "it was {figure")})
    assert strings.update(root) == []
    assert strings.stale(root) == []


def test_a_stale_template_is_named_with_the_command_that_mends_it(root):
    missing = strings.stale(root)
    strings.update(root)
    assert strings.stale(root) == []
    write(root, {FAQ: UMBRELLAS.replace("By the door.", "In the hall.")})
    assert missing == strings.stale(root)
    (sentence,) = missing
    assert POT in sentence and "make strings" in sentence
    strings.update(root)
    assert strings.stale(root) == []


def test_round_trip_from_text_to_translation_to_reader(root):
    strings.update(root)
    assert "Come in." in strings.missing(root)["ru"]
    assert "By the door." not in strings.missing(root)["ru"]
    fill_in(root)
    assert strings.missing(root) == {"ru": []}
    russian = Languages.read(root / "locales").catalog("ru")
    assert russian.gettext("Come in.") == "[Come in.]"
    assert russian.gettext("By the door.") == "У двери."
    edition = Edition.read(root)
    rain = edition.library.entries["rain-2001"]
    assert "[On 4 мая 2001 it was" in edition.renderer("ru").answer(rain)


def test_a_translation_of_a_changed_text_waits_for_a_second_look(root):
    strings.update(root)
    fill_in(root)
    changed = "By the door, on the left."
    write(root, {FAQ: UMBRELLAS.replace("By the door.", changed)})
    assert strings.update(root) == [POT, PO_PATH]
    assert strings.missing(root) == {"ru": [changed]}
    assert not Languages.read(root / "locales").catalog("ru").has(changed)
    assert "У двери." in (root / PO_PATH).read_text("utf-8")


def test_a_text_that_is_gone_leaves_the_translators_files(root):
    strings.update(root)
    write(root, {"bot/door.py": ""})
    strings.update(root)
    for name in (POT, PO_PATH):
        assert "Come in." not in (root / name).read_text("utf-8")


def test_an_empty_or_fuzzy_translation_is_missing(root):
    text = po({**RUSSIAN, "Come in.": ""}, fuzzy=frozenset({"By the door."}))
    write(root, {PO_PATH: text})
    assert {"Come in.", "By the door."} <= set(strings.missing(root)["ru"])


def test_hidden_folders_are_not_read(root):
    write(root, {"bot/.old/door.py": CODE.replace("Come in.", "Go away.")})
    strings.update(root)
    assert "Go away." not in ids(root)


@pytest.mark.parametrize(
    ("name", "text"),
    [(FAQ, "- 'open"), ("domain.yml", "responses: none"), (PO_PATH, "nonsense\n")],
)
def test_a_faulty_file_is_named_and_nothing_is_written(root, name, text):
    write(root, {name: text})
    before = (root / PO_PATH).read_text("utf-8")
    for command in (strings.update, strings.stale, strings.missing):
        with pytest.raises(LibraryError, match=name):
            command(root)
    assert (root / PO_PATH).read_text("utf-8") == before
    assert not (root / POT).exists()
