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
        (["umbrellas", "--set", "reviewed=20.11.2026"], "'reviewed' must be a full day such as"),
        (["umbrellas", "--set", "reviewed=2026-02-30"], "'reviewed' must be a full day such as"),
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
        (r"sed -i s/^..topic/\\ttopic/", "umbrellas, line 2 of the text: cannot be read"),
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


def script(desk: Desk, text: str) -> None:
    """An editor that does what a script says; $1 is the file."""
    path = desk.root / "editor.sh"
    path.write_text(text, "utf-8")
    desk.editor = f"sh {path}"


@pytest.mark.parametrize(
    ("editor", "sentence"),
    [
        ("false", "The editor 'false' ended with an error (1); nothing was written."),
        ("no-such-editor", "cannot be started: there is no such program; set EDITOR."),
        ("vi 'x", "cannot be started (No closing quotation); set EDITOR."),
    ],
)
def test_an_editor_that_fails(desk: Desk, editor: str, sentence: str) -> None:
    desk.editor = editor
    for typed in ([], ["--field", "answer"]):
        status, said = desk.type("faq", "edit", "umbrellas", *typed)
        assert (status, sentence in said) == (1, True)
        assert desk.drafts() == []


@pytest.mark.parametrize(
    ("text", "sentence", "content"),
    [
        (r"printf '\317\316\n' > $1", "What the editor saved is not UTF-8", b"\317\316\n"),
        ("echo mine > $1; exit 3", "ended with an error (3)", b"mine\n"),
    ],
)
@pytest.mark.parametrize("typed", [[], ["--field", "answer"]])
def test_what_an_editor_left_is_kept(
    desk: Desk, text: str, sentence: str, content: bytes, typed: list[str]
) -> None:
    script(desk, text)
    status, said = desk.type("faq", "edit", "umbrellas", *typed)
    assert (status, sentence in said) == (1, True)
    [draft] = desk.drafts()
    assert f"is kept in var/drafts/{draft}" in said
    assert (desk.root / "var/drafts" / draft).read_bytes() == content


@pytest.mark.parametrize("answers", [["no"], [], ["yes"]])
@pytest.mark.parametrize("editor", ["", "sed -i s/door/{figure:x}/"])
def test_a_faulty_field_is_kept_and_gone_on_with(
    desk: Desk, editor: str, answers: list[str]
) -> None:
    before, desk.editor = desk.all_texts(), editor
    lines = [] if editor else ["By the {figure:x}.", "."]
    if answers == ["yes"] and editor:
        answers = ["yes", "no"]
    status, said = desk.type(
        "faq", "edit", "umbrellas", "--field", "answer", answers=[*lines, *answers]
    )
    assert status == 1
    assert "umbrellas, answer: {figure:x} does not exist" in said
    assert "faq edit umbrellas --from var/drafts/umbrellas-edit.yml" in said
    assert desk.all_texts() == before
    kept = desk.text("var/drafts/umbrellas-edit.yml")
    assert kept.startswith("- id: umbrellas\n")
    assert "By the {figure:x}." in kept
    desk.write({"var/drafts/umbrellas-edit.yml": kept.replace("{figure:x}", "gate")})
    path = str(desk.root / "var/drafts/umbrellas-edit.yml")
    assert desk.type("faq", "edit", "umbrellas", "--from", path)[0] == 0


def test_a_faulty_field_is_mended_at_once(desk: Desk) -> None:
    lines = ["By the {figure:x}.", ".", "yes", "By the gate.", "."]
    status, said = desk.type("faq", "edit", "umbrellas", "--field", "answer", answers=lines)
    assert status == 0, said
    assert "  | By the door." in said
    assert "  | By the {figure:x}." in said
    assert Edition.read(desk.root).library.entries["umbrellas"].answer == "By the gate."
    status, said = desk.type("faq", "edit", "umbrellas", "--field", "answer", answers=["."])
    assert (status, "Nothing has changed" in said) == (0, True)


@pytest.mark.parametrize("typed", [[], ["--field", "answer"]])
def test_a_file_changed_meanwhile_costs_nothing(desk: Desk, typed: list[str]) -> None:
    script(desk, f"sed -i s/door/gate/ $1; echo '# mine' >> {desk.root / UMBRELLAS}")
    status, said = desk.type("faq", "edit", "umbrellas", *typed)
    assert status == 1
    assert "has been changed by somebody else meanwhile" in said
    assert "--from var/drafts/umbrellas-edit.yml" in said
    assert "By the gate." in desk.text("var/drafts/umbrellas-edit.yml")
    assert desk.text(UMBRELLAS).endswith("# mine\n")


def test_a_field_that_yaml_cannot_hold_is_kept_as_it_is(desk: Desk) -> None:
    script(desk, r"printf 'By the\007door.' > $1")
    typed = ["faq", "edit", "umbrellas", "--field", "answer"]
    status, said = desk.type(*typed, answers=["no"])
    assert status == 1
    assert "ryadom faq edit umbrellas --field answer" in said
    assert desk.text("var/drafts/umbrellas-answer.yml") == "By the\x07door."


def test_all_faults_are_said_at_once_by_their_fields(desk: Desk) -> None:
    changes = ["topic=doors", "related=umbrellas,none", "sources=a,a", "reviewed=2026"]
    typed = [part for change in changes for part in ("--set", change)]
    typed += ["--set", "question=Где {x", "--add-way", "xx=foo"]
    status, said = desk.type("faq", "edit", "umbrellas", *typed)
    assert status == 1
    for sentence in (
        "umbrellas, topic: 'topic' must be one of",
        "umbrellas, related: an entry is not related to itself; drop it.",
        "umbrellas, related: related entry 'none' does not exist",
        "umbrellas, sources: source 'a' does not exist",
        "umbrellas, sources: 'a' stands in 'sources' twice; keep one.",
        "umbrellas, reviewed: 'reviewed' must be a full day such as 2017-04-01.",
        "umbrellas, question: nothing in braces is filled in in a question; write it out.",
        "umbrellas, question: the question is not in English here: “Где”",
        "umbrellas, asked_as: there is no language 'xx' in locales/; there are en, ru.",
    ):
        assert sentence in said
    assert f"{UMBRELLAS}:" not in said
    typed = ["--set", "colour=red", "--set", "id=x", "--add-way", "ru"]
    status, said = desk.type("faq", "edit", "umbrellas", *typed)
    for sentence in ("unknown field 'colour'", "an id never changes", "'ru' must be of the form"):
        assert sentence in said


def test_lines_of_what_follows_in_the_file_are_those_on_disk(desk: Desk) -> None:
    added = "\n" + desk.text(UMBRELLAS).replace("umbrella", "parasol").replace("зонт", "навес")
    desk.write({UMBRELLAS: desk.text(UMBRELLAS) + added.replace("topic: about", "topic: abuot")})
    typed = ["--set", "answer=By the door.\n\n- this one\n- that one"]
    status, said = desk.type("faq", "edit", "umbrellas", *typed)
    number = desk.text(UMBRELLAS).splitlines().index("  topic: abuot") + 1
    assert (status, f"{UMBRELLAS}:{number}: parasols: 'topic' must" in said) == (1, True)


def test_a_number_that_no_source_has_is_not_written(desk: Desk) -> None:
    before = desk.all_texts()
    typed = ["--set", "answer=The gazette counted 17 drops on {date:2001-05-04}."]
    status, said = desk.type("faq", "edit", "rain-2001", *typed)
    assert status == 1
    assert "rain-2001, answer: 17 stands in none of the paragraphs cited" in said
    assert desk.all_texts() == before


@pytest.mark.parametrize(
    "typed",
    [
        ["--set", "topic=help", "--from", "x.yml"],
        ["--set", "topic=help", "--field", "answer"],
        ["--add-way", "ru=зонтик", "--field", "answer"],
        ["--field", "answer", "--from", "x.yml"],
    ],
)
def test_options_that_exclude_each_other(desk: Desk, typed: list[str]) -> None:
    before = desk.all_texts()
    status, said = desk.type("faq", "edit", "umbrellas", *typed)
    assert (status, "exclude each other" in said) == (2, True)
    assert desk.all_texts() == before


def test_the_rest_of_the_file_stays(desk: Desk) -> None:
    text = "# On doors.\n" + desk.text(UMBRELLAS) + "\n# The end.\n"
    desk.write({UMBRELLAS: text})
    (desk.root / UMBRELLAS).chmod(0o640)
    desk.type("faq", "edit", "umbrellas", "--set", "question=Where is my umbrella?")
    assert desk.text(UMBRELLAS) == text.replace("Where are the umbrellas?", "Where is my umbrella?")
    assert (desk.root / UMBRELLAS).stat().st_mode & 0o777 == 0o640
    assert [path.name for path in (desk.root / UMBRELLAS).parent.glob(".*")] == []
