"""The small library's store in a file, as a copy with a secret key has it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.store.store import Store, open_store
from tests.support.small import SETTINGS
from tests.support.stores import KEY


class Kept:
    """A store, and the file in which it keeps what it keeps.

    Attributes:
        settings: what the store was opened with.
        store: the store.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        url = f"sqlite:///{folder / 'file.sqlite'}"
        self.settings = replace(SETTINGS, secret_key=KEY, database_url=url)
        open_store.cache_clear()
        self.store: Store = open_store(self.settings)

    def found(self, *texts: str) -> set[str]:
        """Those texts that stand in any file of the store."""
        contents = [path.read_bytes() for path in self._folder.iterdir()]
        assert any(contents)
        return {text for text in texts if any(text.encode() in content for content in contents)}

    def down(self) -> None:
        """From now on the database takes nothing."""
        self.store.database.run(lambda c: c.exec_driver_sql("PRAGMA query_only=ON"))

    def back(self) -> None:
        """The database takes everything again."""
        self.store.database.run(lambda c: c.exec_driver_sql("PRAGMA query_only=OFF"))

    def again(self) -> Store:
        """The store of a process that has just begun."""
        self.close()
        self.store = open_store(self.settings)
        return self.store

    def close(self) -> None:
        """Let go of the file."""
        self.store.database.close()
        open_store.cache_clear()


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    """A store in a file that is not there yet."""
    opened = Kept(tmp_path / "kept")
    yield opened
    opened.close()
