"""`ryadom` as a volunteer types it, on a small library of its own with a fake encoder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import nearest
from bot.cli.app import app
from bot.cli.locales.update import update
from bot.errors import RyadomError
from bot.settings import Settings
from tests.support.editorial import write_texts
from tests.support.encoders import FakeEncoder


@dataclass
class Desk:
    """Where a volunteer works.

    Attributes:
        root: the library.
        editor: the command of their editor.
    """

    root: Path
    editor: str = ""
    secret_key: bytes | None = None

    @property
    def settings(self) -> Settings:
        """The settings of this desk."""
        return replace(
            Settings(),
            root=self.root,
            encoder="fake",
            state=self.root / "var",
            editor=self.editor,
            secret_key=self.secret_key,
            database_url=f"sqlite:///{self.root}/kept.sqlite",
        )

    def type(self, *arguments: str, answers: Sequence[str] = ()) -> tuple[int, str]:
        """The exit status of a command, and all that it says."""
        result = CliRunner().invoke(app, arguments, input="".join(f"{a}\n" for a in answers))
        said = result.output
        if isinstance(result.exception, RyadomError):
            return 1, f"{said}\n{result.exception}"
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result.exit_code, said

    def text(self, file: str) -> str:
        """What stands in a file."""
        return (self.root / file).read_text("utf-8")

    def write(self, files: Mapping[str, str]) -> None:
        """Put files in place."""
        for name, text in files.items():
            (self.root / name).parent.mkdir(parents=True, exist_ok=True)
            (self.root / name).write_text(text, "utf-8")

    def all_texts(self) -> dict[str, str]:
        """Every file of the library."""
        files = sorted(path for path in (self.root / "responses").rglob("*") if path.is_file())
        return {path.relative_to(self.root).as_posix(): path.read_text("utf-8") for path in files}

    def drafts(self) -> list[str]:
        """The names of the drafts."""
        return sorted(path.name for path in (self.root / "var" / "drafts").glob("*"))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk with a small library, its words' lists and its Russian."""
    found = Desk(write_texts(tmp_path / "root"))
    fake = FakeEncoder()
    monkeypatch.setattr(nearest, "load_encoder", lambda *_: fake)
    monkeypatch.setattr(
        Settings, "from_environment", classmethod(lambda cls, environment=None: found.settings)
    )
    update(found.root)
    yield found
