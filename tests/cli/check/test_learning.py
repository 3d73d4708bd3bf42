"""What training stumbles over, and what it does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli.check.learning import check_learning, require_learnable
from bot.errors import LibraryError
from bot.library.reading import read
from tests.support.broken import BROKEN, broken

REFUSED = ("conflict-in-examples", "conflict-in-cries", "examples-tab", "examples-regex-broken")
REFUSED += ("examples-intent-unknown", "cries-in-windows-1251", "cries-label-unknown")
REFUSED += ("questions-header-missing",)
TAKEN = ("valid", "cries-missing", "cries-twice", "questions-twice", "questions-of-no-entry")


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_learnt_from_is_told_first(tmp_path: Path, case: str) -> None:
    root = broken(BROKEN / case, tmp_path / "root")
    expected = (BROKEN / case / "expected.txt").read_text("utf-8")
    with pytest.raises(LibraryError) as caught:
        require_learnable(root)
    assert f"error: {caught.value}\n" == expected


@pytest.mark.parametrize("case", TAKEN)
def test_what_can_wait_does_not_keep_from_training(tmp_path: Path, case: str) -> None:
    require_learnable(broken(BROKEN / case, tmp_path / "root"))


def test_no_entry_is_called_unknown_while_some_cannot_be_read(tmp_path: Path) -> None:
    root = broken(BROKEN / "questions-of-no-entry", tmp_path / "root")
    assert len(list(check_learning(root, read(root)))) == 1
    (root / "responses/faq/umbrellas.yml").write_text("- id: [", "utf-8")
    assert list(check_learning(root, read(root))) == []
