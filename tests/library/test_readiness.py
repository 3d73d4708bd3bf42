"""A language is offered once its essential messages and half of the answers are reviewed."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.languages import Languages
from bot.library.live import Edition
from bot.library.readiness import Readiness, essential, readiness
from tests.support.library_files import po, write
from tests.support.small import SETTINGS
from tests.support.ukrainian import (
    ESSENTIAL,
    HALF,
    MESSAGES,
    REVIEW,
    ukrainian,
    with_ukrainian,
)

KEEPER = "A keeper."


def codes(folder: Path, text: str) -> tuple[str, ...]:
    return Edition.read(with_ukrainian(folder, text).root).languages.codes


def of(folder: Path, text: str) -> Readiness:
    settings = with_ukrainian(folder, text)
    edition = Edition.read(settings.root)
    catalog = Languages.read(settings.locales).catalog("uk")
    return readiness(edition.library, edition.responses, catalog)


def test_the_test_has_all_that_is_essential() -> None:
    edition = Edition.read(SETTINGS.root)
    assert essential(edition.library, edition.responses) == set(ESSENTIAL)


def test_a_ready_language_is_offered(tmp_path: Path) -> None:
    assert codes(tmp_path, ukrainian()) == ("en", "ru", "uk")


@pytest.mark.parametrize("message", sorted(ESSENTIAL))
def test_without_an_essential_message_it_is_not(message: str, tmp_path: Path) -> None:
    found = of(tmp_path, ukrainian(fuzzy=[message]))
    assert (found.waiting, found.is_ready) == ((message,), False)


@pytest.mark.parametrize("kept_back", [{"fuzzy": [KEEPER]}, {"unreviewed": [KEEPER]}])
def test_with_less_than_half_of_the_answers_it_is_not(
    kept_back: dict[str, list[str]], tmp_path: Path
) -> None:
    assert codes(tmp_path, ukrainian(**kept_back)) == ("en", "ru")
    found = of(tmp_path / "again", ukrainian(**kept_back))
    assert (found.waiting, found.answers, found.needed) == ((), 3, 4)


def test_a_safety_message_that_nobody_else_has_read_keeps_it_back(tmp_path: Path) -> None:
    assert codes(tmp_path, ukrainian(unreviewed=["Go up the tower."])) == ("en", "ru")


@pytest.mark.parametrize(
    "comment", ["reviewed by Олена", "reviewed-by: Олена", "reviewed-by: , 2026-12-01",
                "reviewed-by: Олена, 2026-13-01", "not reviewed-by: Олена, 2026-12-01"]
)  # fmt: skip
def test_a_comment_that_names_nobody_or_no_day_is_no_review(comment: str, tmp_path: Path) -> None:
    reviewed = dict.fromkeys(MESSAGES, REVIEW) | {KEEPER: comment}
    assert of(tmp_path, po(MESSAGES, (), reviewed, "uk")).answers == 3


def test_the_first_two_languages_are_offered_whoever_has_reviewed_them(tmp_path: Path) -> None:
    edition = Edition.read(SETTINGS.root)
    russian = readiness(edition.library, edition.responses, edition.languages.catalog("ru"))
    assert not russian.is_ready
    assert edition.languages.codes == ("en", "ru")


def test_a_question_and_details_count_as_well(tmp_path: Path) -> None:
    assert of(tmp_path, ukrainian(fuzzy=["Who keeps the lighthouse?"])).answers == 3
    messages = MESSAGES | {
        "What did the storm do?": "Що зробив шторм?",
        "It broke the pier.": "Зламав.",
    }
    settings = with_ukrainian(
        tmp_path / "more", po(messages, (), dict.fromkeys(messages, REVIEW), "uk")
    )
    edition = Edition.read(settings.root)
    found = readiness(edition.library, edition.responses, edition.languages.catalog("uk"))
    assert found.answers == len(HALF) / 2, "its details are not translated"


def test_what_lies_unready_changes_nothing(tmp_path: Path) -> None:
    settings = with_ukrainian(tmp_path, ukrainian(unreviewed=[KEEPER]))
    languages = Edition.read(settings.root).languages
    assert languages.negotiate("uk") == "ru"
    assert languages.catalog("uk").language == "en"


def test_which_cries_have_been_taught(tmp_path: Path) -> None:
    settings = with_ukrainian(tmp_path)
    assert Edition.read(settings.root).heard == {"en", "ru"}
    write(settings.root, {"nlu/safety/safety.uk.tsv": "text\tlabel\ttags\nтону\tat_risk\t\n"})
    assert Edition.read(settings.root).heard == {"en", "ru", "uk"}
