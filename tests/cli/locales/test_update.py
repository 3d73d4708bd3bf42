"""What translators are given is complete, the same every time, and named when it is stale."""

from __future__ import annotations

import pytest
from babel.messages.pofile import read_po

from bot.cli.locales.pofile import written
from bot.cli.locales.update import missing, stale, stale_template, update, write_template
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
    path.write_text(written(catalog), "utf-8")


def test_every_text_a_reader_may_see_is_given_to_translators(root):
    assert update(root) == [POT, PO_PATH]
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
    update(root)
    text = (root / POT).read_text("utf-8")
    assert '#. said at the door.\n#: bot/door.py\nmsgid "Come in."' in text
    assert "#. umbrellas, question." in text


def test_the_files_are_the_same_for_the_same_texts(root, tmp_path_factory):
    update(root)
    first = {name: (root / name).read_bytes() for name in (POT, PO_PATH)}
    assert update(root) == []
    other = write_library(tmp_path_factory.mktemp("other"), {"bot/door.py": CODE})
    update(other)
    assert {name: (other / name).read_bytes() for name in first} == first
    for dated in (b"POT-Creation-Date", b"PO-Revision-Date", b"Generated-By"):
        assert not any(dated in text for text in first.values())


def test_wrapping_an_answer_anew_changes_nothing(root):
    update(root)
    rain = FILES["responses/faq/rain.yml"]
    write(root, {"responses/faq/rain.yml": rain.replace("it was\n    {figure", "it was {figure")})
    assert update(root) == []
    assert stale(root) == []


def test_a_stale_template_is_named_with_the_command_that_mends_it(root):
    update(root)
    assert stale(root) == stale_template(root) == []
    write(root, {FAQ: UMBRELLAS.replace("By the door.", "In the hall.")})
    (template,) = stale(root)
    assert POT in template and "make strings" in template
    assert "ryadom locales extract" in stale_template(root)[0]
    write_template(root)
    (russian,) = stale(root)
    assert stale_template(root) == []
    assert PO_PATH in russian and "make strings" in russian
    update(root)
    assert stale(root) == []


def test_a_po_file_that_was_not_brought_up_is_named(root):
    update(root)
    text = (root / PO_PATH).read_text("utf-8")
    write(root, {PO_PATH: text.replace("umbrellas, question.", "umbrellas, title.")})
    (sentence,) = stale(root)
    assert sentence.startswith(f"{PO_PATH} is older") and "1 messages to bring in" in sentence
    write(root, {PO_PATH: text + '\nmsgid "Gone."\nmsgstr "Нет."\n'})
    assert "1 to take out" in stale(root)[0]


def test_a_po_file_that_has_lost_messages_is_to_be_restored(root):
    update(root)
    text = (root / PO_PATH).read_text("utf-8")
    messages = text.rstrip().split("\n\n")
    write(root, {PO_PATH: "\n\n".join(messages[:-1]) + "\n"})
    assert "is older" in stale(root)[0]
    number = len(messages) - 1  # without the header
    lost = number // 5
    write(root, {PO_PATH: "\n\n".join(messages[:-lost]) + "\n"})
    (sentence,) = stale(root)
    assert sentence.startswith(f"{PO_PATH}: {lost} of {number} messages are missing: if the file")
    assert sentence.endswith("restore it with git; else run 'make strings'.")
    write(root, {POT: ""})
    assert stale(root)[1:] == [sentence]


def test_how_an_editor_breaks_lines_and_signs_makes_no_difference(root):
    update(root)
    text = (root / PO_PATH).read_text("utf-8")
    joined = text.replace(' "\n"', " ").replace(
        '"Language: ru', '"X-Generator: Any\\n"\n"Language: ru'
    )
    write(root, {PO_PATH: joined})
    assert stale(root) == []
    update(root)
    assert (root / PO_PATH).read_text("utf-8") == text


def test_a_changed_text_loses_its_review(root):
    update(root)
    text = (root / PO_PATH).read_text("utf-8")
    record = "# said aloud\n# reviewed-by: AB, 2026-12-01\n"
    at = text.index("#. An answer, to whoever asks", text.index("umbrellas, question."))
    write(root, {PO_PATH: text[:at] + record + text[at:]})
    update(root)
    assert "reviewed-by" in (root / PO_PATH).read_text("utf-8")
    write(root, {FAQ: UMBRELLAS.replace("By the door.", "By the door, on the left.")})
    update(root)
    after = (root / PO_PATH).read_text("utf-8")
    assert "# said aloud" in after and "reviewed-by" not in after


def test_round_trip_from_text_to_translation_to_reader(root):
    update(root)
    assert "Come in." in missing(root)["ru"]
    assert "By the door." not in missing(root)["ru"]
    fill_in(root)
    assert missing(root) == {"ru": []}
    russian = Languages.read(root / "locales").catalog("ru")
    assert russian.gettext("Come in.") == "[Come in.]"
    assert russian.gettext("By the door.") == "У двери."
    edition = Edition.read(root)
    rain = edition.library.entries["rain-2001"]
    assert "[On 4 мая 2001 it was" in edition.renderer("ru").answer(rain)


def test_a_translation_of_a_changed_text_waits_for_a_second_look(root):
    update(root)
    fill_in(root)
    changed = "By the door, on the left."
    write(root, {FAQ: UMBRELLAS.replace("By the door.", changed)})
    assert update(root) == [POT, PO_PATH]
    assert missing(root) == {"ru": [changed]}
    assert not Languages.read(root / "locales").catalog("ru").has(changed)
    assert "У двери." in (root / PO_PATH).read_text("utf-8")


def test_a_text_that_is_gone_leaves_the_translators_files(root):
    update(root)
    write(root, {"bot/door.py": ""})
    update(root)
    for name in (POT, PO_PATH):
        assert "Come in." not in (root / name).read_text("utf-8")


def test_an_empty_or_fuzzy_translation_is_missing(root):
    text = po({**RUSSIAN, "Come in.": ""}, fuzzy=frozenset({"By the door."}))
    write(root, {PO_PATH: text})
    assert {"Come in.", "By the door."} <= set(missing(root)["ru"])


def test_hidden_folders_are_not_read(root):
    write(root, {"bot/.old/door.py": CODE.replace("Come in.", "Go away.")})
    update(root)
    assert "Go away." not in ids(root)


@pytest.mark.parametrize(
    ("name", "text"),
    [(FAQ, "- 'open"), ("domain.yml", "responses: none"), (PO_PATH, "nonsense\n")],
)
def test_a_faulty_file_is_named_and_nothing_is_written(root, name, text):
    write(root, {name: text})
    before = (root / PO_PATH).read_text("utf-8")
    for command in (update, stale, missing, stale_template, write_template):
        with pytest.raises(LibraryError, match=name):
            command(root)
    assert (root / PO_PATH).read_text("utf-8") == before
    assert not (root / POT).exists()
