"""What would not arrive as one message is told for each language."""

from __future__ import annotations

import pytest

from bot.cli.check.telegram import check_telegram
from bot.library.reading import read
from bot.library.render import Renderer
from tests.support.library_files import UMBRELLAS, write_library

FAQ = "responses/faq/umbrellas.yml"


def found(root, answer: str) -> list[str]:
    write_library(root, {FAQ: UMBRELLAS.replace("By the door.", answer)})
    return [str(problem) for problem in check_telegram(read(root))]


def test_the_small_library_fits(tmp_path):
    assert found(tmp_path, "By the door.") == []


@pytest.mark.parametrize(("answer", "fits"), [("a" * 3900, True), ("a" * 4100, False)])
def test_an_answer_of_more_than_one_message(tmp_path, answer, fits):
    problems = found(tmp_path, answer)
    assert len(problems) == (0 if fits else 2)
    assert all("and Telegram takes 4096; shorten it. [telegram]" in line for line in problems)
    assert all(line.startswith(f"{FAQ}:7: umbrellas, answer, ") for line in problems)


def test_characters_are_counted_as_telegram_counts(tmp_path):
    assert len(found(tmp_path, "☂️" * 1000 + "🌂" * 1500)) == 2


def test_html_that_telegram_would_not_take(tmp_path, monkeypatch):
    monkeypatch.setattr(Renderer, "action", lambda *_: "<p>no such tag</p>")
    problems = found(tmp_path, "By the door.")
    assert [line.partition(": ")[2] for line in problems] == [
        f"lend, {language}: Telegram would not take its HTML as it is; write plain text. [telegram]"
        for language in ("en", "ru")
    ]
