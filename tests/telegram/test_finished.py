"""Which updates were answered is known after a restart, and nothing breaks where it is not."""

from __future__ import annotations

import logging
import os
from pathlib import Path

import pytest

from bot.telegram.finished import REMEMBERED, FinishedUpdates


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "telegram-1.updates"


def noted(path: Path, *numbers: int) -> None:
    """Note numbers, as one process."""
    subject = FinishedUpdates(path)
    for number in numbers:
        subject.add(number)
    subject.close()


def known(path: Path) -> list[int]:
    """What the next process knows."""
    subject = FinishedUpdates(path)
    subject.close()
    return subject.known


def test_nothing_is_known_at_first(path: Path) -> None:
    assert known(path) == []


def test_it_is_known_to_the_next_process(path: Path) -> None:
    noted(path, 5, 823_450_001)
    noted(path, 6)
    assert known(path) == [5, 823_450_001, 6]


def test_it_is_there_at_once_as_a_process_may_be_killed(path: Path) -> None:
    subject = FinishedUpdates(path)
    subject.add(5)
    assert known(path) == [5]
    subject.close()


def test_it_is_shortened(path: Path) -> None:
    noted(path, *range(REMEMBERED + 5))
    assert known(path) == list(range(5, REMEMBERED + 5))
    assert path.stat().st_size == 8 * REMEMBERED


def test_half_a_number_is_left_out(path: Path) -> None:
    noted(path, 5, 6)
    path.write_bytes(path.read_bytes()[:-3])
    noted(path, 7)
    assert known(path) == [5, 7]


def test_only_its_owner_reads_it(path: Path) -> None:
    before = os.umask(0)
    try:
        noted(path, 5)
        noted(path, 6)
    finally:
        os.umask(before)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert list(path.parent.iterdir()) == [path]


def test_it_holds_numbers_only(path: Path) -> None:
    noted(path, 5)
    assert path.read_bytes() == (5).to_bytes(8, "little")


@pytest.mark.parametrize("made", ["a file for a folder", "a folder for a file"])
def test_where_nothing_can_be_written_nothing_is_remembered(
    path: Path, made: str, caplog: pytest.LogCaptureFixture
) -> None:
    if made == "a folder for a file":
        path.mkdir(parents=True)
    else:
        path.parent.write_text("")
    noted(path, 5)
    assert known(path) == []
    assert "answered updates are not remembered" in caplog.text
    assert str(path) not in caplog.text


def test_a_full_disk_keeps_nobody_from_an_answer(
    path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    subject = FinishedUpdates(path)
    if not Path("/dev/full").exists():
        pytest.skip("there is no full disk here")
    full = os.open("/dev/full", os.O_WRONLY)
    monkeypatch.setattr(subject, "_file", full)
    with caplog.at_level(logging.WARNING):
        subject.add(823_450_001)
    subject.close()
    assert "an update not noted (OSError)" in caplog.text
    assert "823450001" not in caplog.text


def test_after_the_end_nothing_is_noted(path: Path) -> None:
    noted(path, 5)
    subject = FinishedUpdates(path)
    subject.close()
    subject.close()
    subject.add(6)
    assert known(path) == [5]
