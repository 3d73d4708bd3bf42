"""An entry is changed where it stands, or nothing is."""

from __future__ import annotations

from datetime import date

import pytest

from bot.library.live import Edition
from tests.support.volunteering import Desk

RAIN = "responses/faq/rain.yml"
UMBRELLAS = "responses/faq/umbrellas.yml"
TODAY = date.today().isoformat()


def test_a_field_is_set(desk: Desk) -> None:
    before = desk.text(RAIN)
    status, said = desk.type("faq", "edit", "rain-2001", "--set", "reviewed=2026-11-19")
    assert status == 0, said
    assert f"{RAIN}:1: rain-2001: reviewed" in said
    assert desk.text(RAIN) == before.replace("reviewed: 2026-11-20", "reviewed: 2026-11-19")
    assert "fuzzy" not in said


def test_several_fields_and_lists(desk: Desk) -> None:
    changes = ["about=doors", "year=2001", "related=rain-2001", "sources=gazette-2001#p1"]
    typed = [part for change in changes for part in ("--set", change)]
    status, said = desk.type("faq", "edit", "umbrellas", *typed, "--set", "risky_in_russia=true")
    assert status == 0, said
    entry = Edition.read(desk.root).library.entries["umbrellas"]
    assert (entry.about, entry.year, entry.related) == ("doors", 2001, ("rain-2001",))
    assert entry.risky_in_russia
    status, _ = desk.type("faq", "edit", "umbrellas", "--set", "risky_in_russia=false")
    assert status == 0
    assert "risky_in_russia" not in desk.text(UMBRELLAS)


def test_ways_are_added(desk: Desk) -> None:
    typed = ["--add-way", "ru=зонтик", "--add-way", 'en="brolly"']
    status, said = desk.type("faq", "edit", "umbrellas", *typed)
    assert status == 0, said
    asked = Edition.read(desk.root).library.entries["umbrellas"].asked_as
    assert (asked["en"][-1], asked["ru"][-1]) == ("brolly", "зонтик")


def test_changed_english_tells_of_its_translation(desk: Desk) -> None:
    status, said = desk.type("faq", "edit", "umbrellas", "--set", "answer=Behind the door.")
    assert status == 0, said
    assert "The English of answer has changed: its translations will be fuzzy" in said
    assert "'make strings'" in said
    assert f"ryadom faq edit umbrellas --set reviewed={TODAY}" in said


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (["rain-2002"], "there is no entry 'rain-2002'; did you mean 'rain-2001'?"),
        (["zzz"], "there is no entry 'zzz'; 'ryadom faq list' names all."),
        (["umbrellas", "--set", "reviewed"], "must be of the form field=value"),
        (["umbrellas", "--set", "reviewd=2026"], "unknown field 'reviewd'; did you mean"),
        (["umbrellas", "--set", "id=brollies"], "an id never changes"),
        (["umbrellas", "--set", "asked_as=x"], 'added by --add-way ru="…"'),
        (["umbrellas", "--set", "reviewed=20.11.2026"], "'reviewed' must be a date such as"),
        (["umbrellas", "--set", "reviewed=2026-02-30"], "'reviewed' must be a date such as"),
        (["umbrellas", "--set", "reviewed=2099-01-01"], "'reviewed' lies in the future"),
        (["umbrellas", "--set", "reviewed="], "'reviewed' is missing; add it."),
        (["umbrellas", "--set", "topic=doors"], "'topic' must be one of crisis"),
        (["umbrellas", "--set", "topic=numbers"], "no source is cited; add at least one."),
        (["umbrellas", "--set", "sources=gazette-1999"], "source 'gazette-1999' does not exist"),
        (["umbrellas", "--set", "year=2001"], "'about' and 'year' go together"),
        (["umbrellas", "--set", "year=soon"], "'year' must be a whole number in digits"),
        (["umbrellas", "--set", "risky_in_russia=perhaps"], "must be true or false"),
        (["umbrellas", "--set", "answer=300 people left."], "“300 people” has no date beside it"),
        (["umbrellas", "--add-way", "ru=дождь"], "'дождь' leads to 'rain-2001' too"),
        (["umbrellas", "--add-way", "ru=Зонт!"], "The entry has 'Зонт!' already (ru)"),
        (["umbrellas", "--add-way", "зонтик"], "must be of the form language=words"),
        (["umbrellas", "--field", "colour"], "unknown field 'colour'"),
        (["umbrellas"], "No editor is set: set EDITOR"),
        (["umbrellas", "--from", "nowhere.yml"], "there is no file nowhere.yml"),
    ],
)
def test_a_mistake_is_named_and_nothing_is_written(
    desk: Desk, typed: list[str], sentence: str
) -> None:
    before = desk.all_texts()
    status, said = desk.type("faq", "edit", *typed)
    assert status == 1
    assert sentence in said
    assert desk.all_texts() == before


def test_a_fault_can_be_mended(desk: Desk) -> None:
    desk.write({UMBRELLAS: desk.text(UMBRELLAS).replace("topic: about", "topic: abuot")})
    status, said = desk.type("faq", "edit", "umbrellas", "--set", "topic=about")
    assert status == 0, said


def test_nothing_changed(desk: Desk) -> None:
    status, said = desk.type("faq", "edit", "umbrellas", "--set", "topic=about")
    assert (status, "Nothing has changed" in said) == (0, True)


def test_the_whole_in_an_editor(desk: Desk) -> None:
    desk.editor = "sed -i s/door/gate/"
    status, said = desk.type("faq", "edit", "umbrellas")
    assert status == 0, said
    assert Edition.read(desk.root).library.entries["umbrellas"].answer == "By the gate."


def test_one_field_in_an_editor(desk: Desk) -> None:
    desk.editor = "sed -i s/o/0/g"
    assert desk.type("faq", "edit", "umbrellas", "--field", "answer")[0] == 0
    assert Edition.read(desk.root).library.entries["umbrellas"].answer == "By the d00r."
    assert "lost umbrella" in desk.text(UMBRELLAS)


def test_one_field_without_an_editor(desk: Desk) -> None:
    lines = ["Behind the door.", "", "Or not.", "."]
    status, said = desk.type("faq", "edit", "umbrellas", "--field", "answer", answers=lines)
    assert status == 0, said
    answer = Edition.read(desk.root).library.entries["umbrellas"].answer
    assert answer == "Behind the door.\n\nOr not."
    status, said = desk.type("faq", "edit", "umbrellas", "--field", "topic", answers=["safety"])
    assert status == 0, said


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (r"sed -i s/^..topic/\\ttopic/", f"{UMBRELLAS}:"),
        ("sed -i s/umbrellas$/brollies/", "the id 'umbrellas' must stay"),
        ("sed -i s/about/abuot/", "'topic' must be one of"),
    ],
)
def test_a_spoilt_text_is_shown_kept_and_gone_on_with(
    desk: Desk, command: str, sentence: str
) -> None:
    before = desk.all_texts()
    desk.editor = command
    status, said = desk.type("faq", "edit", "umbrellas", answers=["no"])
    assert status == 1
    assert sentence in said
    assert "faq edit umbrellas --from var/drafts/umbrellas-edit.yml" in said
    assert desk.all_texts() == before
    kept = desk.root / "var/drafts/umbrellas-edit.yml"
    status, said = desk.type("faq", "edit", "umbrellas", "--from", str(kept))
    assert (status, sentence in said) == (1, True)
    kept.write_text(before[UMBRELLAS].replace("door", "gate"), "utf-8")
    status, said = desk.type("faq", "edit", "umbrellas", "--from", str(kept))
    assert status == 0, said


def test_an_editor_that_fails(desk: Desk) -> None:
    desk.editor = "false"
    status, said = desk.type("faq", "edit", "umbrellas")
    assert (status, "The editor 'false' failed; set EDITOR." in said) == (1, True)


def test_the_rest_of_the_file_stays(desk: Desk) -> None:
    text = "# On doors.\n" + desk.text(UMBRELLAS) + "\n# The end.\n"
    desk.write({UMBRELLAS: text})
    (desk.root / UMBRELLAS).chmod(0o640)
    desk.type("faq", "edit", "umbrellas", "--set", "question=Where is my umbrella?")
    assert desk.text(UMBRELLAS) == text.replace("Where are the umbrellas?", "Where is my umbrella?")
    assert (desk.root / UMBRELLAS).stat().st_mode & 0o777 == 0o640
    assert [path.name for path in (desk.root / UMBRELLAS).parent.glob(".*")] == []
