"""Files of questions."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli.asking import questions
from bot.cli.asking.questions import Asked, QuestionsError, own_questions, questions_of
from tests.support.small import SETTINGS


def saved(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_a_question_on_each_line(tmp_path: Path) -> None:
    path = saved(tmp_path, "mine.ru.txt", "\ufeffкто смотрит\n\n  # маяк \n")
    assert questions_of(path) == [Asked("кто смотрит", "ru"), Asked("# маяк", "ru")]
    assert questions_of(saved(tmp_path, "mine.v2.txt", "who")) == [Asked("who")]


def test_a_table(tmp_path: Path) -> None:
    table = 'expected\ttext\tnote\nkeeper|storm\t"who\tx\n\twhen\t\n'
    assert questions_of(saved(tmp_path, "mine.tsv", table)) == [
        Asked('"who', None, ("keeper", "storm")),
        Asked("when"),
    ]


def test_the_projects_own() -> None:
    found = own_questions(SETTINGS)
    assert {asked.language for asked in found} == {"en", "ru"}
    assert all(asked.expected for asked in found)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.txt", "", "holds no question"),
        ("a.tsv", "text\texpected\n", "holds no question"),
        ("a.tsv", "question\nwho\n", ":1: the first line must name the columns; one is 'text'."),
        ("a.tsv", "", ":1: the first line must name the columns"),
        ("a.txt", "кто".encode("cp1251"), "cannot be read as text; save it as UTF-8."),
        ("a.txt", "who\n" * 100, "is larger than"),
    ],
)
def test_files_that_cannot_be_used(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    content: str | bytes,
    sentence: str,
) -> None:
    monkeypatch.setattr(questions, "LARGEST", 200)
    path = saved(tmp_path, name, content)
    with pytest.raises(QuestionsError) as caught:
        questions_of(path)
    assert str(caught.value).removeprefix(f"{path}").removeprefix(": ").startswith(sentence)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(QuestionsError, match="cannot be opened"):
        questions_of(tmp_path / "none.txt")
