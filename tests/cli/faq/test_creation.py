"""A new entry: asked for or given, tried on the whole library, never lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.library.live import Edition
from tests.support.volunteering import Desk

UMBRELLAS = "responses/faq/umbrellas.yml"
TODAY = date.today().isoformat()
EN = ["hail", "hailstones", "ice from the sky", "hail storm", "is it hail"]
RU = ["град", "градины", "лёд с неба", "был ли град", "grad"]
ANSWER = ["The gazette reported hail on {date:2001-05-04}.", "", "- Little of it.", "."]
ANSWERS = [
    "Was there hail?",  # the question
    "yes",  # another one, although some are alike
    "",  # the id that is suggested
    "numbers",
    "",  # the file that is suggested
    *EN,
    "",
    *RU,
    "",
    *ANSWER,
    "1, gazette-2001#p2",
    "yes",  # risky
    "1",  # related
    "yes",  # checked
    "yes",  # written
]


def options(**changes: str | None) -> list[str]:
    """`faq new` with everything given; a change of None leaves an option out."""
    given = {
        "--question": "Was there hail?",
        "--topic": "numbers",
        "--source": "gazette-2001#p2",
        **{f"--{name.replace('_', '-')}": value for name, value in changes.items()},
    }
    typed = [part for name, value in given.items() if value is not None for part in (name, value)]
    ways = [f"en={way}" for way in EN] + [f"ru={way}" for way in RU]
    return ["faq", "new", *typed, *(p for w in ways for p in ("--way", w)), "--yes"]


@pytest.fixture
def answer_file(desk: Desk) -> str:
    desk.write({"answer.txt": "The gazette reported hail on {date:2001-05-04}.\n"})
    return str(desk.root / "answer.txt")


def test_step_by_step_to_the_file(desk: Desk) -> None:
    before = desk.text("responses/faq/rain.yml")
    status, said = desk.type("faq", "new", answers=ANSWERS)
    assert status == 0, said
    entry = Edition.read(desk.root).library.entries["hail"]
    assert entry.question == "Was there hail?"
    assert entry.asked_as == {"en": tuple(EN), "ru": tuple(RU)}
    assert entry.answer == "The gazette reported hail on {date:2001-05-04}.\n\n- Little of it."
    assert entry.risky_in_russia
    assert entry.reviewed == TODAY
    assert "gazette-2001#p2" in entry.sources
    assert len(entry.related) == 1
    assert desk.text("responses/faq/rain.yml").startswith(before)
    assert "rain-2001: How much rain fell in 2001?  (responses/faq/rain.yml:1)" in said
    assert desk.drafts() == []


def test_everything_can_be_given(desk: Desk, answer_file: str) -> None:
    status, said = desk.type(*options(answer_file=answer_file, file="hail"), "--checked")
    assert status == 0, said
    assert Edition.read(desk.root).library.entries["hail"].place.file == "responses/faq/hail.yml"


def test_what_is_given_is_not_asked(desk: Desk, answer_file: str) -> None:
    typed = [*options(answer_file=answer_file, file="rain", id="hail"), "--no-risky"][:-1]
    typed.remove("--yes")
    status, said = desk.type(*typed, "--no-risky", answers=["yes", "", "yes", "yes"])
    assert status == 0, said
    assert "Topic" not in said
    assert not Edition.read(desk.root).library.entries["hail"].risky_in_russia


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"id": "umbrellas"}, "the id 'umbrellas' stands in responses/faq/"),
        ({"id": "here"}, "the id 'here' stands for the first message in links; choose another."),
        ({"id": "Was there?"}, "'id' must be a-z, 0-9 and single hyphens"),
        ({"topic": "wether"}, "'topic' must be one of crisis, numbers"),
        ({"topic": None}, "hail: 'topic' is missing; add it."),
        ({"source": None}, "hail: no source is cited; add at least one."),
        ({"source": "gazette-1999"}, "source 'gazette-1999' does not exist; correct the id"),
        ({"source": "gazette-2001#p9"}, "'gazette-2001' has no paragraph 'p9'"),
        ({"question": None}, "'question' is missing; add it."),
        ({"question": "Hail? " * 20}, "the question is longer than 90 characters; shorten it."),
        ({"related": "snow"}, "related entry 'snow' does not exist; correct or drop it."),
        ({"way": "en=umbrella"}, "'umbrella' leads to '"),
        ({"way": "hail"}, "'hail' must be of the form language=words"),
        ({"file": "../domain"}, "'../domain' is no file of responses/faq"),
        ({"answer_file": "nowhere.txt"}, "there is no file nowhere.txt; correct the name."),
    ],
)
def test_a_mistake_is_named_and_nothing_is_written(
    desk: Desk, answer_file: str, changes: dict[str, str | None], sentence: str
) -> None:
    before = desk.all_texts()
    status, said = desk.type(*options(**{"answer_file": answer_file, **changes}), "--checked")
    assert status == 1
    assert sentence in said
    assert desk.all_texts() == before


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ("It hailed on {date:2001-02-30}.", "{date:2001-02-30} must be a day, 2017-04-01."),
        ("It hailed {figure:hail}.", "{figure:hail} does not exist; correct the id or add"),
        ("It hailed {date:2001-05-04.", "a brace does not close a reference"),
        ("Call +7 900 123 45 67.", "a telephone number, handle or address is typed out"),
        ("The gazette counted 300 people.", "“300 people” has no date beside it"),
        ("The current head said so.", "“current head” will be untrue"),
    ],
)
def test_a_fault_of_the_answer_is_named_with_its_line_in_the_draft(
    desk: Desk, answer: str, sentence: str
) -> None:
    desk.write({"answer.txt": answer})
    typed = options(answer_file=str(desk.root / "answer.txt"))
    status, said = desk.type(*typed, "--checked")
    assert (status, desk.drafts()) == (1, ["hail.yml"])
    [line] = [line for line in said.splitlines() if sentence in line]
    file, number, _ = line.split(":", 2)
    assert file == "var/drafts/hail.yml"
    near = desk.text(file).splitlines()[int(number) - 1 :][:2]
    assert near[0] == "- id: hail" or answer[:12] in " ".join(near)


def test_too_few_ways_of_asking(desk: Desk, answer_file: str) -> None:
    typed = options(answer_file=answer_file)
    place = typed.index("ru=град")
    del typed[place - 1 : place + 1]
    status, said = desk.type(*typed, "--checked")
    assert status == 1
    assert "asked_as.ru has 4 ways of asking; write 5." in said


def test_what_nobody_has_checked_stays_a_draft(desk: Desk, answer_file: str) -> None:
    status, said = desk.type(*options(answer_file=answer_file))
    assert status == 1
    assert "'reviewed' is missing; add it." in said
    before = desk.all_texts()
    status, said = desk.type("faq", "new", answers=[*ANSWERS[:-2], "y"])
    assert status == 1
    assert desk.all_texts() == before
    assert "ryadom faq new --draft var/drafts/hail-2.yml" in said


def test_a_draft_is_gone_on_with(desk: Desk) -> None:
    status, said = desk.type("faq", "new", answers=[*ANSWERS[:-2], "no"])
    assert status == 1
    assert "ryadom faq new --draft var/drafts/hail.yml" in said
    draft = str(desk.root / "var/drafts/hail.yml")
    status, said = desk.type("faq", "new", "--draft", draft, answers=["yes", "yes", "yes"])
    assert status == 0, said
    assert Edition.read(desk.root).library.entries["hail"].asked_as["ru"] == tuple(RU)
    assert desk.drafts() == []


@pytest.mark.parametrize("typed", range(2, len(ANSWERS)))
def test_what_was_typed_is_kept_wherever_the_input_ends(desk: Desk, typed: int) -> None:
    before = desk.all_texts()
    status, said = desk.type("faq", "new", answers=ANSWERS[:typed])
    assert status == 1
    assert desk.all_texts() == before
    [draft] = desk.drafts()
    assert "Was there hail?" in desk.text(f"var/drafts/{draft}")
    assert f"--draft var/drafts/{draft}" in said
    ways = [way for way in (*EN, *RU) if way in ANSWERS[:typed]]
    lines = [line for line in ANSWER[:3:2] if line in ANSWERS[:typed]]
    assert all(said in desk.text(f"var/drafts/{draft}") for said in (*ways, *lines))


def test_ctrl_c_keeps_the_draft(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("bot.cli.faq.steps.Steps.topic", interrupted)
    status, said = desk.type("faq", "new", answers=ANSWERS)
    assert status == 1
    assert "--draft var/drafts/hail.yml" in said
    assert desk.drafts() == ["hail.yml"]


def test_two_entries_alike_are_shown_and_the_second_can_be_given_up(desk: Desk) -> None:
    before = desk.all_texts()
    status, said = desk.type("faq", "new", answers=["Where are the umbrellas", "no"])
    assert status == 1
    assert "  1.00  umbrellas: Where are the umbrellas?" in said
    assert desk.all_texts() == before


def test_wrong_answers_are_asked_again(desk: Desk) -> None:
    answers = ["", "x" * 91, *ANSWERS]
    place = answers.index("numbers")
    answers[place - 1 : place + 1] = ["here", "umbrellas", "Hail!", "hail", "wether", "2"]
    place = answers.index("hailstones")
    answers[place:place] = ["umbrella", "Hail", ""]
    status, said = desk.type("faq", "new", answers=answers)
    assert status == 0, said
    for sentence in (
        "Write the question.",
        "91 characters; at most 90.",
        "'here' stands for the first message in links",
        "'umbrellas' stands in responses/faq/umbrellas.yml:1",
        "the id must be a-z, 0-9",
        "Choose one of crisis, numbers",
        "'umbrella' leads to 'umbrellas' already",
        "4 more, please",
    ):
        assert sentence in said
    assert Edition.read(desk.root).library.entries["hail"].asked_as["en"] == tuple(EN)


def faulty(*mended: str) -> list[str]:
    """Answers of which the text is refused, and those that follow on it."""
    answers = list(ANSWERS)
    answers[answers.index(ANSWER[0])] = "The gazette reported {figure:hail}."
    return [*answers[:-1], *mended]


def test_a_fault_is_mended_without_losing_the_rest(desk: Desk) -> None:
    status, said = desk.type("faq", "new", answers=faulty("answer", *ANSWER, "yes", "yes"))
    assert status == 0, said
    assert "{figure:hail} does not exist" in said
    assert "  | The gazette reported {figure:hail}.\n  | \n  | - Little of it.\n" in said
    entry = Edition.read(desk.root).library.entries["hail"]
    assert (entry.answer.count("hail"), entry.reviewed) == (1, TODAY)


def test_what_is_mended_is_to_be_checked_again(desk: Desk) -> None:
    before = desk.all_texts()
    status, said = desk.type("faq", "new", answers=faulty("answer", *ANSWER, "no"))
    assert status == 1
    assert said.count("Did you check all of it") == 2
    assert desk.all_texts() == before
    assert "reviewed" not in desk.text("var/drafts/hail.yml")
    (desk.root / "var/drafts/hail.yml").unlink()
    status, _ = desk.type("faq", "new", answers=faulty("answer", *ANSWER))
    assert "reviewed" not in desk.text("var/drafts/hail.yml")


def test_what_was_checked_and_stays_is_not_asked_again(desk: Desk) -> None:
    status, said = desk.type("faq", "new", answers=[*faulty("file", "about"), ""])
    assert status == 1
    assert f"reviewed: {TODAY}" in desk.text("var/drafts/hail.yml")


def test_an_empty_text_leaves_the_one_before(desk: Desk) -> None:
    status, said = desk.type("faq", "new", answers=faulty("answer", ".", ""))
    assert status == 1
    assert "The gazette reported {figure:hail}." in desk.text("var/drafts/hail.yml")
    assert f"reviewed: {TODAY}" in desk.text("var/drafts/hail.yml")
    assert "an empty text leaves it so" in said


def test_the_whole_is_mended_in_an_editor(desk: Desk) -> None:
    desk.editor = "sed -i s/{figure:hail}/hail/"
    status, said = desk.type("faq", "new", answers=faulty("all", "yes", "yes"))
    assert status == 0, said
    assert "reported hail." in Edition.read(desk.root).library.entries["hail"].answer


def test_a_draft_spoilt_in_the_editor_is_kept_as_it_is(desk: Desk) -> None:
    desk.editor = "sed -i s/^.*topic/\\\\ttopic/"
    status, said = desk.type("faq", "new", answers=faulty("all"))
    assert status == 1
    assert "\ttopic" in desk.text("var/drafts/hail.yml")
    assert "var/drafts/hail.yml:3: cannot be read" in said


@pytest.mark.parametrize(
    ("script", "sentence", "kept"),
    [
        (r"printf '\317\316\n' > $1", "saved is not UTF-8", b"\317\316\n"),
        ("echo mine > $1; exit 3", "ended with an error (3)", b"mine\n"),
        ("rm $1", "left no file", None),
        ("exit 3", "ended with an error (3)", None),
    ],
)
def test_an_editor_that_fails_loses_nothing(
    desk: Desk, script: str, sentence: str, kept: bytes | None
) -> None:
    path = desk.root / "editor.sh"
    path.write_text(script, "utf-8")
    desk.editor = f"sh {path}"
    place = ANSWERS.index(ANSWER[0])
    for answers in (faulty("all"), [*ANSWERS[:place], "e"]):
        status, said = desk.type("faq", "new", answers=answers)
        assert status == 1
        assert sentence in said
        assert "ryadom faq new --draft var/drafts/hail.yml" in said
        left = desk.root / "var/drafts/hail-edit.yml"
        assert (left.read_bytes() if left.exists() else None) == kept
        for draft in desk.drafts():
            (desk.root / "var/drafts" / draft).unlink()


def test_the_end_of_the_input_ends_a_text(desk: Desk) -> None:
    place = ANSWERS.index(ANSWER[0])
    status, said = desk.type("faq", "new", answers=[*ANSWERS[:place], *ANSWER[:-1]])
    assert status == 1
    assert "Sources: numbers or names" in said
    draft = desk.text("var/drafts/hail.yml")
    assert "The gazette reported hail" in draft
    assert "- Little of it." in draft


def test_ctrl_c_in_a_text_keeps_what_was_typed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from bot.cli.faq import dialogue

    real = dialogue.typer.prompt

    def prompt(text: str, **rest: object) -> object:
        answer = real(text, **rest)
        if answer == "CTRL-C":
            try:
                raise KeyboardInterrupt
            except KeyboardInterrupt:
                raise dialogue.typer.Abort from None
        return answer

    monkeypatch.setattr(dialogue.typer, "prompt", prompt)
    place = ANSWERS.index(ANSWER[0])
    answers = [*ANSWERS[:place], ANSWER[0], "CTRL-C", "never read"]
    status, said = desk.type("faq", "new", answers=answers)
    assert status == 1
    assert "The gazette reported hail" in desk.text("var/drafts/hail.yml")
    assert "Sources: numbers or names" not in said
    (desk.root / "var/drafts/hail.yml").unlink()
    desk.type("faq", "new", answers=faulty("answer", "Mended.", "CTRL-C"))
    draft = desk.text("var/drafts/hail.yml")
    assert "The gazette reported {figure:hail}." in draft
    assert "Mended." in draft
    assert "reviewed" not in draft


def test_everything_that_is_missing_or_wrong_is_said_at_once(desk: Desk) -> None:
    before = desk.all_texts()
    desk.write({"answer.txt": "In 1999 it hailed, a colourful thing, 77 times."})
    typed = options(
        answer_file=str(desk.root / "answer.txt"), source="nope", related="nope2", way="xx=foo"
    )
    status, said = desk.type(*typed)
    assert status == 1
    for sentence in (
        "'reviewed' is missing",
        "source 'nope' does not exist",
        "related entry 'nope2' does not exist",
        "there is no language 'xx' in locales/; there are en, ru.",
    ):
        assert sentence in said
    assert desk.all_texts() == before
    status, said = desk.type(*options(way="hail", answer_file="nowhere.txt", details_file="none"))
    for sentence in ("'hail' must be of the form", "no file nowhere.txt", "no file none;"):
        assert sentence in said


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"question": "Was there {figure:nope} {x"}, "nothing in braces is filled in"),
        ({"question": "Was there град?"}, "the question is not in English here: “град?”"),
        ({"id": "hail", "related": "hail"}, "an entry is not related to itself; drop it."),
        ({"way": "english=foo"}, "there is no language 'english' in locales/"),
        ({"text": "In 1999 it hailed."}, "1999 stands in none of the paragraphs cited"),
        ({"text": "It hailed on 44 roofs."}, "44 stands in none of the paragraphs cited"),
        ({"text": "It hailed. " * 400}, "characters and Telegram takes 4096; shorten it."),
        ({"text": "It <b>hailed</b>."}, "“<b>” is shown to readers as it stands"),
    ],
)
def test_what_the_check_would_refuse_is_not_written(
    desk: Desk, answer_file: str, changes: dict[str, str], sentence: str
) -> None:
    changes = dict(changes)
    if text := changes.pop("text", ""):
        desk.write({"answer.txt": text})
    before = desk.all_texts()
    status, said = desk.type(*options(answer_file=answer_file, **changes), "--checked")
    assert status == 1
    assert sentence in said
    assert desk.all_texts() == before


def test_what_does_not_exist_is_refused_when_it_is_typed(desk: Desk) -> None:
    answers = list(ANSWERS)
    place = answers.index("1, gazette-2001#p2")
    answers[place : place + 3] = [
        *("gazette-1999, gazette-2001#p9", "1, gazette-2001#p2"),
        *("yes", "snow, hail", "1"),
    ]
    answers.insert(answers.index("hail storm"), "Hail")
    answers[:1] = ["{figure:x} град", answers[0]]
    status, said = desk.type("faq", "new", answers=answers)
    assert status == 0, said
    for sentence in (
        "source 'gazette-1999' does not exist; did you mean 'gazette-2001'?",
        "'gazette-2001' has no paragraph 'p9'; there are p1, p2.",
        "entry 'snow' does not exist; correct or drop it.",
        "an entry is not related to itself; drop it.",
        "'Hail' is there already",
        "nothing in braces is filled in",
        "the question is not in English here",
    ):
        assert sentence in said


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("- id: hail\n\ttopic: numbers\n", "hail.yml:2: cannot be read"),
        ("- id: hail\n- id: snow\n", "a draft holds one entry; split it or add one."),
        ("hail", "must be a list: begin every item with '- id: …'."),
        (None, "there is no such draft; correct the name."),
    ],
)
def test_a_draft_that_cannot_be_read(desk: Desk, text: str | None, sentence: str) -> None:
    if text:
        desk.write({"var/drafts/hail.yml": text})
    status, said = desk.type("faq", "new", "--draft", str(desk.root / "var/drafts/hail.yml"))
    assert status == 1
    assert sentence in said


def test_a_library_that_is_wrong_already_is_told_first(desk: Desk) -> None:
    desk.write({UMBRELLAS: "- id: [\n"})
    status, said = desk.type("faq", "new")
    assert status == 1
    assert f"{UMBRELLAS}:2: cannot be read" in said


def test_a_file_changed_meanwhile_is_not_overwritten(
    desk: Desk, answer_file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.cli.faq import creation

    real = creation.faults

    def slow(root: Path, *rest: object) -> object:
        desk.write({"responses/faq/rain.yml": desk.text("responses/faq/rain.yml") + "# mine\n"})
        return real(root, *rest)

    monkeypatch.setattr(creation, "faults", slow)
    status, said = desk.type(*options(answer_file=answer_file), "--checked")
    assert status == 1
    assert "has been changed by somebody else meanwhile" in said
    assert desk.text("responses/faq/rain.yml").endswith("# mine\n")
    assert desk.drafts() == ["hail.yml"]


def test_leaving_at_once_leaves_nothing(desk: Desk) -> None:
    status, said = desk.type("faq", "new", answers=[])
    assert status == 1
    assert "Nothing was written" in said
    assert desk.drafts() == []
