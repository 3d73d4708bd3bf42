"""`ryadom preview` writes the page and says where it is."""

from __future__ import annotations

from pathlib import Path

import pytest

import bot.__main__ as program

pytestmark = pytest.mark.usefixtures("small_root", "quiet")


@pytest.fixture
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.cli.start.configure_logging", lambda level: None)


def test_one_entry_of_one_language(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "page.html"
    arguments = ["preview", "--id", "keeper", "--language", "ru", "--output", str(file)]
    assert program.main(arguments) == 0
    assert file.as_uri() in capsys.readouterr().out
    page = file.read_text("utf-8")
    assert page.count("<article") == 1 and 'class="side"' in page and 'lang="ru"' in page


def test_what_cannot_be_shown_is_said_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "page.html"
    assert program.main(["preview", "--id", "keepr", "--output", str(file)]) == 1
    assert capsys.readouterr().err == "nothing has the id 'keepr'; did you mean 'keeper'?\n"
    assert not file.exists()
