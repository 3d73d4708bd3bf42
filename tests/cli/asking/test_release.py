"""Another version: found in git, asked once, apart from this copy."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bot.cli.asking import many
from bot.cli.asking.questions import Asked
from bot.cli.asking.release import LAST, Answer, Release, ReleaseError, answers, release, run
from bot.settings import Settings
from tests.support.library_files import write

ASKED = [Asked("who", "en"), Asked("кто", "ru")]
PROGRAM = {
    "bot/__init__.py": "",
    "bot/__main__.py": """\
import os, pathlib, sys
assert sys.argv[1:] == ["train"]
assert not os.environ.get("TELEGRAM_BOT_TOKEN")
models = pathlib.Path("models")
assert (models / "vectors-1.sqlite").is_file()
(models / "trained").write_text(str(len(list(models.glob("ryadom-old.tar.gz")))))
(models / "ryadom-old.tar.gz").write_text("a model")
""",
    "bot/logs.py": "def configure_logging(level): pass\n",
    "bot/settings.py": """\
class Settings:
    @classmethod
    def from_environment(cls):
        return cls()
""",
    "bot/assistant/__init__.py": "",
    "bot/assistant/agent.py": """\
import os, pathlib
def load_agent(settings):
    return Agent()
class Agent:
    @property
    def processor(self):
        return self
    async def parse_message(self, message):
        kept = pathlib.Path(os.environ["STATE_DIRECTORY"], "sources", "a.txt").read_text()
        said = f"{message.text} {message.metadata['language_code']} {kept}"
        entries = [{"target": said, "score": 1.0}]
        return {"intent": {"name": "faq"}, "knowledge": {"outcome": "answer", "entries": entries}}
""",
}


def git(root: Path, *arguments: str) -> str:
    who = ("-c", "user.name=a", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false")
    done = subprocess.run(  # noqa: S603 - a list, no shell
        ["git", "-C", str(root), *who, *arguments],  # noqa: S607
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A repository with one version."""
    root = write(tmp_path / "root", PROGRAM)
    git(root, "init", "-q", "-b", "main")
    git(root, "add", ".")
    git(root, "commit", "-qm", "one")
    state = write(tmp_path / "var", {"sources/a.txt": "rain"})
    write(root / "models", {"vectors-1.sqlite": ""})
    return replace(Settings(), root=root, state=state)


class Runs(list[list[str]]):
    """Stands in for a version; notes what it was asked."""

    def __call__(
        self, settings: Settings, version: Release, questions: Sequence[Asked]
    ) -> list[Answer]:
        self.append([asked.text for asked in questions])
        return [{"outcome": "nothing", "intent": asked.text.upper()} for asked in questions]


def test_versions_by_their_names(settings: Settings) -> None:
    commit = git(settings.root, "rev-parse", "HEAD")
    for name in ("main", "HEAD", commit[:10]):
        assert release(settings.root, name).commit == commit
    assert str(release(settings.root, "main")) == f"main ({commit[:9]})"
    for name in ("v9", "--help", ""):
        with pytest.raises(ReleaseError, match="git knows no such version"):
            release(settings.root, name)


def test_the_last_release(settings: Settings) -> None:
    with pytest.raises(ReleaseError, match="no release to compare with"):
        release(settings.root, LAST)
    git(settings.root, "update-ref", "refs/remotes/origin/main", "HEAD")
    assert release(settings.root, LAST).name == "origin/main"
    git(settings.root, "tag", "v1")
    assert release(settings.root, LAST).name == "v1"


def test_where_there_is_no_git_repository(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="git knows no such version"):
        release(tmp_path, "main")


def test_a_version_is_asked_a_question_once(settings: Settings) -> None:
    version, runs = release(settings.root, "main"), Runs()
    assert [found["intent"] for found in answers(settings, version, ASKED, runs)] == ["WHO", "КТО"]
    more = [*ASKED, Asked("when")]
    assert answers(settings, version, more, runs)[2]["intent"] == "WHEN"
    assert runs == [["who", "кто"], ["when"]]
    [kept] = settings.state.glob("answers/*/answers.json")
    assert "who" not in kept.read_text("utf-8")


def test_other_documents_are_another_version(settings: Settings) -> None:
    version, runs = release(settings.root, "main"), Runs()
    answers(settings, version, ASKED, runs)
    write(settings.state, {"sources/b.txt": "wind"})
    answers(settings, version, ASKED, runs)
    assert len(runs) == 2


def test_what_was_kept_and_is_damaged_is_asked_anew(settings: Settings) -> None:
    version, runs = release(settings.root, "main"), Runs()
    answers(settings, version, ASKED, runs)
    [kept] = settings.state.glob("answers/*/answers.json")
    kept.write_text("{")
    answers(settings, version, ASKED, runs)
    assert len(runs) == 2


def test_a_version_runs_by_itself(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "1:canary")
    version = release(settings.root, "main")
    (settings.root / "bot/assistant/agent.py").write_text("raise SystemExit('of today')")
    found = run(settings, version, ASKED)
    assert [answer["entries"][0]["target"] for answer in found] == ["who en rain", "кто ru rain"]
    assert git(settings.root, "worktree", "list").count("\n") == 0
    [model] = settings.state.glob("answers/*/*.tar.gz")
    assert model.name == "ryadom-old.tar.gz"
    assert [p.name for p in model.parent.iterdir()] == [model.name]
    assert not list((settings.root / "models").glob("*.tar.gz"))
    assert "Trying main" in capsys.readouterr().err


def test_a_version_that_does_not_work_is_named(settings: Settings) -> None:
    write(settings.root, {"bot/__main__.py": "raise SystemExit('no wind')"})
    git(settings.root, "commit", "-qam", "two")
    with pytest.raises(ReleaseError, match=r"main \(\w+\) cannot be tried: no wind"):
        run(settings, release(settings.root, "main"), ASKED)


def test_all_of_it_together(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def parse(agent: object, questions: Sequence[tuple[str, str | None]]) -> list[Answer]:
        entries = [{"target": "keeper", "score": 1.0}]
        found = {"intent": "faq", "entries": entries, "passages": []}
        return [
            {**found, "outcome": "answer" if text == "who" else "nothing"} for text, _ in questions
        ]

    def before(_: Settings, version: Release, questions: Sequence[Asked]) -> list[Answer]:
        found = {"intent": "faq", "entries": [], "passages": [], "outcome": "nothing"}
        return [found for _ in questions]

    monkeypatch.setattr(many, "ensure_model", lambda settings: False)
    monkeypatch.setattr(many, "load_agent", lambda settings: None)
    monkeypatch.setattr(many, "parse", parse)
    monkeypatch.setattr(many, "run", before)
    path = tmp_path / "questions.txt"
    path.write_text("who\nwhen\n")
    report = many.try_questions(settings, path, "main")
    assert report.title.startswith("1 of 2 questions now gets another answer than in main (")
    assert report.rows == (("who", "nothing", "answer keeper", ""),)
    assert many.try_questions(settings, path, None).title == "What 2 questions get"
