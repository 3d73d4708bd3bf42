"""The files become one library, or one error that names every problem with its file and line."""

from __future__ import annotations

import pytest

from bot.errors import LibraryError
from bot.library.loader import load
from bot.library.model import Place
from tests.support.library_files import (
    ACTIONS,
    CONTACTS,
    FIGURES,
    FILES,
    GAZETTE,
    RAIN,
    UMBRELLAS,
    write_library,
)


def problems(root, changes) -> list[str]:
    with pytest.raises(LibraryError) as caught:
        load(write_library(root, changes))
    return str(caught.value).splitlines()


def test_the_small_library_is_read(tmp_path):
    library = load(write_library(tmp_path))
    rain = library.entries["rain-2001"]
    assert rain.answer == (
        "On {date:2001-05-04} it was {figure:rain-2001} drops.\n\n"
        "- by the {source:gazette-2001}\n- by hand\n\n{contact:weather-line}"
    )
    assert rain.asked_as["ru"][1] == "сколько дождя"
    assert (rain.about, rain.year, rain.related) == ("rain", 2001, ("umbrellas",))
    assert rain.place == Place("responses/faq/rain.yml", 1)
    assert library.entries["umbrellas"].details == ""
    assert library.figures["rain-2001"].value == 52000
    assert library.contacts["weather-line"].published == ("2001", "2003")
    assert library.contacts["weather-line"].confirmed == ""
    assert not any(entry.risky_in_russia for entry in library.entries.values())
    assert library.actions["lend"].where == "outside-russia"
    assert [paragraph.id for _, paragraph in library.paragraphs()] == ["p1", "p2"]


@pytest.mark.parametrize(("written", "risky"), [("true", True), ("false", False)])
def test_an_answer_that_could_harm_somebody_in_russia_is_marked(tmp_path, written, risky):
    rain = RAIN.replace("  question:", f"  risky_in_russia: {written}\n  question:")
    library = load(write_library(tmp_path, {"responses/faq/rain.yml": rain}))
    assert library.entries["rain-2001"].risky_in_russia is risky
    assert library.entries["umbrellas"].risky_in_russia is False


def test_a_confirmed_contact_holds_its_day(tmp_path):
    confirmed = CONTACTS.replace("unverified", "confirmed\n  confirmed: 2026-12-01")
    library = load(write_library(tmp_path, {"responses/contacts.yml": confirmed}))
    assert library.contacts["weather-line"].status == "confirmed"
    assert library.contacts["weather-line"].confirmed == "2026-12-01"


def test_the_sibling_of_an_entry_is_found_by_year(tmp_path):
    later = RAIN.replace("rain-2001\n", "rain-2005\n", 1).replace("year: 2001", "year: 2005")
    ways = "    en: [a1, a2, a3, a4, a5]\n    ru: [б1, б2, б3, б4, б5]\n"
    head, tail = later.split("    en:", 1)
    later = head + ways + "  answer" + tail.split("  answer", 1)[1]
    library = load(write_library(tmp_path, {"responses/faq/later.yml": later}))
    assert library.sibling("rain-2001", 2005).id == "rain-2005"
    assert library.sibling("rain-2001", 1999) is None
    assert library.sibling("umbrellas", 2005) is None
    assert library.sibling("nobody", 2005) is None


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        ("faq/rain.yml", "  topic:", "  tpoic:", ":2: rain-2001: unknown field 'tpoic'; did you"),
        ("faq/rain.yml", "numbers", "sums", ":2: rain-2001: 'topic' must be one of crisis, "),
        ("faq/rain.yml", "year: 2001", "year: last", ":20: rain-2001: 'year' must be a whole"),
        ("faq/rain.yml", "id: rain-2001", "id: Rain 2001", ":1: Rain 2001: 'id' must be a-z"),
        ("faq/rain.yml", "id: rain-2001", "id: [rain]", ":1: 'id' must be a-z, 0-9 and"),
        ("faq/rain.yml", "11-20", "11-31", ":21: rain-2001: 'reviewed' must be a full day such as"),
        ("faq/rain.yml", "How much", "So: how", ":3: cannot be read ("),
        ("contacts.yml", "unverified", "alive", ":5: weather-line: 'status' must be one of"),
        (
            "faq/rain.yml",
            "  year:",
            "  risky_in_russia: yes\n  year:",
            ":20: rain-2001: 'risky_in_",
        ),
        ("contacts.yml", "  caution", "  # caution", ":1: weather-line: 'caution' is missing"),
        ("contacts.yml", "  audience", "  audiense", ":1: weather-line: 'audience' is missing"),
        ("actions.yml", "outside-russia", "anywhere", ":4: lend: 'place' must be one of outside"),
        ("figures.yml", "52000", "52,000", ":2: rain-2001: 'value' must be a whole number"),
        ("sources/gazette-2001.md", "id: gazette-2001", "id: gazette", ":2: the id 'gazette' must"),
        ("sources/gazette-2001.md", "## p2", "##p2", ":22: a heading must look like '## p4'."),
    ],
)
def test_each_kind_of_bad_file_gives_its_sentence(tmp_path, file, old, new, sentence):
    path = f"responses/{file}"
    found = problems(tmp_path, {path: FILES[path].replace(old, new, 1)})
    assert any(line.startswith(path + sentence) for line in found), found


@pytest.mark.parametrize("name", ["contacts", "actions", "figures"])
def test_a_file_that_is_not_there_is_named(tmp_path, name):
    write_library(tmp_path)
    (tmp_path / f"responses/{name}.yml").unlink()
    with pytest.raises(LibraryError, match=rf"responses/{name}\.yml: there is no such file"):
        load(tmp_path)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("responses/faq/rain.yml", RAIN),
        ("responses/faq/umbrellas.yml", UMBRELLAS),
        ("responses/contacts.yml", CONTACTS),
        ("responses/actions.yml", ACTIONS),
        ("responses/figures.yml", FIGURES),
    ],
)
def test_an_id_that_stands_twice_names_both_places(tmp_path, path, text):
    (sentence,) = problems(tmp_path, {path: text + "\n" + text})
    second = len(text.splitlines()) + 2
    assert sentence.startswith(f"{path}:{second}: the id '")
    assert f"stands in {path}:1 too; choose another." in sentence


def test_an_id_is_found_twice_across_files(tmp_path):
    (sentence,) = problems(tmp_path, {"responses/faq/zz.yml": UMBRELLAS})
    assert sentence == (
        "responses/faq/zz.yml:1: the id 'umbrellas' stands in "
        "responses/faq/umbrellas.yml:1 too; choose another."
    )


def test_the_problems_of_all_files_are_named_at_once(tmp_path):
    found = problems(
        tmp_path,
        {
            "responses/faq/rain.yml": RAIN.replace("topic: numbers", "topic: sums"),
            "responses/faq/umbrellas.yml": "umbrellas: none\n",
            "responses/contacts.yml": CONTACTS.replace("kind:", "kindd:"),
            "responses/actions.yml": ACTIONS + "  text: Again.\n",
            "responses/figures.yml": "- 'open\n",
            "responses/sources/gazette-2001.md": GAZETTE.replace("## p1", "## one"),
        },
    )
    assert {line.split(":")[0] for line in found} == {
        path for path in FILES if path.startswith("responses/")
    }
    assert found == sorted(found, key=lambda line: line.split(":")[0])


def test_faults_between_items_are_named_too(tmp_path):
    (sentence,) = problems(
        tmp_path, {"responses/faq/rain.yml": RAIN.replace("[umbrellas]", "[umbrela]")}
    )
    assert sentence.startswith("responses/faq/rain.yml:18: rain-2001: related entry 'umbrela'")


def test_a_file_that_cannot_be_read_does_not_make_every_reference_to_it_a_fault(tmp_path):
    (sentence,) = problems(tmp_path, {"responses/figures.yml": "- 'open\n"})
    assert sentence.startswith("responses/figures.yml:")
