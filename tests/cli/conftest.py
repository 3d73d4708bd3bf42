"""The trained assistant, the small library as it stands and as a copy to be changed, a store."""

import pytest

from tests.support.agent import agent
from tests.support.kept import kept
from tests.support.small import copied, small_root

__all__ = ["agent", "copied", "kept", "small_root"]


@pytest.fixture(autouse=True)
def log_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A command sets up the log of its process, which here is that of all tests."""
    monkeypatch.setattr("bot.cli.start.configure_logging", lambda level: None)
