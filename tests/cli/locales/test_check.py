"""Each fault of a translation is named with the line of the PO file and what to do."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from bot.cli.locales.check import as_json, as_text, fails, look_at
from bot.errors import LibraryError, Problem, Severity
from tests.support.library_files import FILES, PO_PATH, RUSSIAN, po, write, write_library

TODAY = date(2026, 12, 1)
GLOSSARY = "locales/ru/glossary.tsv"
HEADER = (
    'msgid ""\nmsgstr ""\n"Language: ru\\n"\n"MIME-Version: 1.0\\n"\n'
    '"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
    '"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && "\n'
    '"(n%100<10 || n%100>=20) ? 1 : 2);\\n"\n\n'
)


def messages(texts: Mapping[str, str], comment: str = "") -> str:
    """A PO file with a whole header, and the same comment above each message."""
    body = po(texts).split("\n\n", 1)[1]
    if comment:
        body = body.replace("msgid", f"{comment}\nmsgid")
    return HEADER + body


def found(root: Path, text: str, **changes: str) -> list[Problem]:
    write_library(root, {PO_PATH: text, **changes})
    return look_at(root, today=TODAY)


def rules(problems: list[Problem]) -> list[str]:
    return [problem.rule for problem in problems]


def test_a_good_file_passes(tmp_path: Path) -> None:
    assert found(tmp_path, messages(RUSSIAN)) == []


def test_a_conflict_is_told_instead_of_anything_else(tmp_path: Path) -> None:
    conflict = "<<<<<<< HEAD\n=======\n>>>>>>> branch\n"
    with pytest.raises(LibraryError, match=f"^{PO_PATH}:.*keep one side[^\n]*$"):
        found(tmp_path, messages(RUSSIAN) + conflict)


@pytest.mark.parametrize(
    ("english", "russian", "rule", "said"),
    [
        ("Kept {hours}.", "Хранится {часов}.", "placeholders", "copy it from there"),
        ("Kept {hours}.", "Хранится.", "placeholders", "copy it from there"),
        ("A <b>door</b>.", "<b>Дверь.", "tags", "the English has <b>, </b>"),
        ("A door.", "Дверь. ", "blanks", "take it away"),
        ("A door.", "\nДверь.", "blanks", "take it away"),
        ("On 24 May 3 came.", "24 мая пришли 5.", "parity", "the number 5"),
        ("Come in, please.", "Come in, please.", "untranslated", "translate it"),
        ("Come in, please.", "Входите, please.", "stray", "“please”"),
        ("Come in, please.", "Входите,  прошу.", "doublespacing", "side by side"),
        ("Come in, please.", "Входите, прошу", "endpunc", "side by side"),
    ],
)
def test_each_fault_and_its_line(
    tmp_path: Path, english: str, russian: str, rule: str, said: str
) -> None:
    text = messages({**RUSSIAN, english: russian})
    problem = next(p for p in found(tmp_path, text) if p.rule == rule)
    assert said in problem.message
    assert problem.file == PO_PATH
    after = text[: text.index(f'msgid "{english}"')].count("\n") + 2
    assert problem.line == after


@pytest.mark.parametrize(
    "russian",
    [
        "Писала Human Rights Watch, затем House of Commons.",
        "Пришлите /forget или напишите на site.example.org.",
        "«Рядом» пишет {date:2001-05-04}.",
    ],
)
def test_names_commands_and_addresses_are_no_stray_english(tmp_path: Path, russian: str) -> None:
    english = "House of Commons and site.example.org forget. Rights watch, {date:2001-05-04}."
    problems = found(tmp_path, messages({**RUSSIAN, english: russian}))
    assert "stray" not in rules(problems)


def test_a_name_may_stay_as_it_is(tmp_path: Path) -> None:
    text = messages({**RUSSIAN, "The Weather Gazette": "The Weather Gazette"})
    assert found(tmp_path, text) == []


def test_a_limit_in_a_comment_holds(tmp_path: Path) -> None:
    comment = "#. A button under a reply; at most\n#. 30 characters."
    problems = found(tmp_path, messages({"Umbrellas": "Зонты " + "и" * 30 + "."}, comment))
    assert [p.message for p in problems if p.rule == "length"] == [
        "37 characters, 30 at most; shorten it."
    ]
    longer = found(tmp_path, messages({"Umbrellas": "Зонты " + "и" * 4100}))
    assert "Telegram takes in one message" in next(p.message for p in longer if p.rule == "length")


@pytest.mark.parametrize(
    ("forms", "wrong"),
    [
        ('msgstr[0] "{n} раз"\nmsgstr[1] "{n} раза"\nmsgstr[2] "{n} раз"\n', False),
        ('msgstr[0] ""\nmsgstr[1] ""\nmsgstr[2] ""\n', False),
        ('msgstr[0] "{n} раз"\nmsgstr[1] ""\nmsgstr[2] "{n} раз"\n', True),
    ],
)
def test_every_plural_form_is_written_or_none(tmp_path: Path, forms: str, wrong: bool) -> None:
    text = messages(RUSSIAN) + f'\nmsgid "{{n}} time"\nmsgid_plural "{{n}} times"\n{forms}'
    assert rules(found(tmp_path, text)) == ["plurals"] * wrong


def test_what_no_reader_gets_is_not_looked_at(tmp_path: Path) -> None:
    text = messages(RUSSIAN) + '\n#, fuzzy\nmsgid "Kept {hours}."\nmsgstr "Храним "\n'
    assert found(tmp_path, text) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"Language: ru\\n"\n', "", "lacks 'Language'"),
        ('"Content-Type: text/plain; charset=utf-8\\n"\n', "", "lacks 'Content-Type'"),
        ("Language: ru", "Language: de", "says Language: de"),
        ("nplurals=3", "nplurals=2", "has 2 plural forms"),
    ],
)
def test_a_header_that_editors_cannot_work_with(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    [problem] = [p for p in found(tmp_path, messages(RUSSIAN).replace(old, new)) if p.rule]
    assert problem.rule == "header" and said in problem.message and problem.line == 1


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    [problem] = found(tmp_path, "nonsense\n")
    assert problem.file == PO_PATH and "mend it" in problem.message


class TestGlossary:
    def said(self, root: Path, russian: str, row: str) -> list[str]:
        rows = f"# why\nterm\tuse\tavoid\twhy\n{row}\n"
        text = messages({**RUSSIAN, "Umbrellas are here.": russian})
        problems = found(root, text, **{GLOSSARY: rows})
        return [f"{p.severity.value} {p.message}" for p in problems]

    ROW = "umbrella; umbrellas\tзонт*\tпарасол*; зонтики\tтак говорят"

    @pytest.mark.parametrize("russian", ["Зонты здесь.", "Здесь зонтов нет.", "ЗОНТ здесь."])
    def test_a_word_in_any_case(self, tmp_path: Path, russian: str) -> None:
        assert self.said(tmp_path, russian, self.ROW) == []

    def test_a_word_to_avoid(self, tmp_path: Path) -> None:
        second, first = self.said(tmp_path, "Парасоли здесь.", self.ROW)
        assert first == ("error “Парасоли” for “umbrella; umbrellas”: write зонт* (так говорят).")
        assert second.startswith("warning “umbrella; umbrellas” is none of: зонт*")

    def test_quoted_it_may_stand(self, tmp_path: Path) -> None:
        assert self.said(tmp_path, "Зонты, «парасоли», здесь.", self.ROW) == []

    @pytest.mark.parametrize("row", ["umbrella\tзонт*", "\tзонт*\t\t"])
    def test_a_row_with_other_columns(self, tmp_path: Path, row: str) -> None:
        [sentence] = self.said(tmp_path, "Зонты здесь.", row)
        assert "set apart by tabs" in sentence

    def test_an_empty_field_asks_for_nothing(self, tmp_path: Path) -> None:
        assert self.said(tmp_path, "Парасоли здесь.", "umbrella\t\t\t") == []

    def test_another_head(self, tmp_path: Path) -> None:
        [problem] = found(tmp_path, messages(RUSSIAN), **{GLOSSARY: "word\tслово\n"})
        assert problem.file == GLOSSARY and problem.line == 1


class TestSecondReader:
    DOMAIN = FILES["domain.yml"] + "  utter_privacy:\n  - text: Nothing is kept.\n"
    SAFE = "Nothing is kept."

    def look(self, root: Path, comment: str, **more: bool) -> list[Problem]:
        text = messages(RUSSIAN) + f'\n{comment}\nmsgid "{self.SAFE}"\nmsgstr "Ничего нет."\n'
        write_library(root, {PO_PATH: text, "domain.yml": self.DOMAIN})
        return look_at(root, today=TODAY, **more)

    def test_who_has_read_it_is_counted(self, tmp_path: Path) -> None:
        [problem] = self.look(tmp_path, "# said aloud")
        assert problem.severity is Severity.WARNING
        assert problem.message.startswith("1 of 1 safety messages have no second reader")

    def test_each_is_named_on_request(self, tmp_path: Path) -> None:
        [problem] = self.look(tmp_path, "# said aloud", each_review=True)
        assert problem.line and "# reviewed-by: AB, 2026-12-01" in problem.message

    def test_a_record_is_enough(self, tmp_path: Path) -> None:
        assert self.look(tmp_path, "# reviewed-by: AB, 2026-11-30") == []

    @pytest.mark.parametrize(
        "comment",
        ["# reviewed-by: AB", "# reviewed-by: 2026-11-30", "# Reviewed-by AB, 2026-02-31"],
    )
    def test_a_record_that_says_too_little(self, tmp_path: Path, comment: str) -> None:
        problems = self.look(tmp_path, comment)
        assert [p.severity for p in problems if "is no review" in p.message] == [Severity.ERROR]

    def test_a_day_to_come(self, tmp_path: Path) -> None:
        [problem] = self.look(tmp_path, "# reviewed-by: AB, 2027-01-01")
        assert "a day to come" in problem.message


def test_one_language_or_all(tmp_path: Path) -> None:
    files = {PO_PATH: messages({"A": "Б "}), "locales/uk/LC_MESSAGES/messages.po": "nonsense\n"}
    write_library(tmp_path, files)
    assert {p.file for p in look_at(tmp_path, "ru")} == {PO_PATH}
    assert len({p.file for p in look_at(tmp_path)}) == 2
    with pytest.raises(LibraryError, match="locales/de: no PO file"):
        look_at(tmp_path, "de")


def test_how_it_ends_and_what_is_printed() -> None:
    warning = Problem("a.po", 3, "look.", "stray", Severity.WARNING)
    error = Problem("a.po", 4, "mend.", "tags")
    assert not fails([warning], strict=False)
    assert fails([warning], strict=True)
    assert fails([warning, error], strict=False)
    assert as_text([warning, error]).splitlines() == [
        "a.po:3: warning: look. [stray]",
        "a.po:4: error: mend. [tags]",
        "Errors: 1, warnings: 1.",
    ]
    assert json.loads(as_json([error])) == [
        {"file": "a.po", "line": 4, "severity": "error", "rule": "tags", "message": "mend."}
    ]


def test_texts_that_are_not_right_come_first(tmp_path: Path) -> None:
    write_library(tmp_path)
    write(tmp_path, {"responses/contacts.yml": "- id: ["})
    with pytest.raises(LibraryError, match=r"responses/contacts\.yml"):
        look_at(tmp_path)
