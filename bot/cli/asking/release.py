"""Another version of the project: its files from git, its model, and what it answers."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.cli.asking.questions import Asked
from bot.errors import RyadomError
from bot.settings import Settings

LAST = "last"
"""Stands for the newest tag, else for what `origin` has."""

KEPT = "answers"
"""Folder of what releases answered: hashes of questions and ids, no texts."""

MODELS = "ryadom-*.tar.gz"

Answer = dict[str, Any]
Run = Callable[[Settings, "Release", Sequence[Asked]], list[Answer]]


class ReleaseError(RyadomError):
    """A version is not there, or cannot be tried."""


@dataclass(frozen=True)
class Release:
    """A version: as it was named, its commit, and the hash of its files."""

    name: str
    commit: str
    tree: str

    def __str__(self) -> str:
        return f"{self.name} ({self.commit[:9]})"


def release(root: Path, name: str) -> Release:
    """The version of this name.

    Args:
        root: the repository's folder.
        name: a tag, branch or commit, or LAST.

    Raises:
        ReleaseError: git knows none.
    """
    name = _last(root) if name == LAST else name
    commit = _git(
        root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"
    )
    if not commit:
        raise ReleaseError(f"{name}: git knows no such version; name a tag, a branch or a commit.")
    return Release(name, commit, _git(root, "rev-parse", f"{commit}^{{tree}}"))


def answers(
    settings: Settings, version: Release, questions: Sequence[Asked], run: Run
) -> list[Answer]:
    """What a version answers; it is asked only what it was not asked before.

    Raises:
        ReleaseError: it cannot be tried.
    """
    path = _folder(settings, version) / "answers.json"
    try:
        known: dict[str, Answer] = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        known = {}
    keys = [_key(asked) for asked in questions]
    new = {key: asked for key, asked in zip(keys, questions, strict=True) if key not in known}
    if new:
        known |= dict(zip(new, run(settings, version, list(new.values())), strict=True))
        path.parent.mkdir(parents=True, exist_ok=True)
        partly = path.with_suffix(".part")
        partly.write_text(json.dumps(known), "utf-8")
        os.replace(partly, path)
    return [known[key] for key in keys]


def run(settings: Settings, version: Release, questions: Sequence[Asked]) -> list[Answer]:
    """Take a version's files out of git, train it if need be, and ask it.

    Raises:
        ReleaseError: it cannot be trained or does not answer.
    """
    kept = _folder(settings, version)
    kept.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=kept, prefix=".") as name:
        folder = Path(name)
        root = folder / "root"
        archive = folder / "root.tar"
        _git(settings.root, "archive", "--format=tar", f"--output={archive}", version.commit)
        shutil.unpack_archive(archive, root)
        (root / "models").mkdir(exist_ok=True)
        for path in (*settings.models.glob("*.*"), *kept.glob(MODELS)):
            if path.is_file():
                shutil.copy2(path, root / "models")
        if settings.documents.is_dir():
            shutil.copytree(settings.documents, folder / "var" / "sources")
        print(f"Trying {version}; if it has to be trained, minutes …", file=sys.stderr, flush=True)
        _python(folder, version, "", "-m", "bot", "train")
        asked = json.dumps([[question.text, question.language] for question in questions])
        program = Path(__file__).with_name("parsing.py").read_text("utf-8")
        _python(folder, version, asked, "-c", program, str(folder / "found.json"))
        found: list[Answer] = json.loads((folder / "found.json").read_text("utf-8"))
        _keep_model(settings, kept, root / "models")
    return found


def _python(folder: Path, version: Release, given: str, *arguments: str) -> None:
    """Run a version's own modules, apart from this copy's settings and from what it keeps."""
    environment = {
        "HOME": str(folder),
        "PATH": os.defpath,
        "PYTHONUTF8": "1",
        "RASA_TELEMETRY_ENABLED": "false",
        "STATE_DIRECTORY": str(folder / "var"),
    }
    done = subprocess.run(  # noqa: S603 - our own interpreter and a version of our own modules
        [sys.executable, "-W", "ignore", *arguments],
        cwd=folder / "root",
        env=environment,
        input=given,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise ReleaseError(f"{version} cannot be tried: {last}")


def _keep_model(settings: Settings, kept: Path, models: Path) -> None:
    """Keep the newest model of this version, and of no other: each is tens of megabytes."""
    newest = max(models.glob(MODELS), key=lambda path: path.stat().st_mtime_ns, default=None)
    for old in (settings.state / KEPT).glob(f"*/{MODELS}"):
        old.unlink()
    if newest:
        shutil.move(newest, kept / newest.name)


def _folder(settings: Settings, version: Release) -> Path:
    """What documents this copy keeps changes what is answered, so they are part of the name."""
    digest = hashlib.sha256(version.tree.encode())
    for path in sorted(settings.documents.glob("*.txt")):
        digest.update(path.name.encode() + path.read_bytes())
    return settings.state / KEPT / digest.hexdigest()[:16]


def _key(asked: Asked) -> str:
    return hashlib.sha256(f"{asked.language}\n{asked.text}".encode()).hexdigest()


def _last(root: Path) -> str:
    tag = _git(root, "describe", "--tags", "--abbrev=0")
    if tag:
        return tag
    for name in ("origin/HEAD", "origin/main"):
        if _git(root, "rev-parse", "--verify", "--quiet", name):
            return name
    raise ReleaseError("there is no release to compare with; name a commit: --against HEAD~1")


def _git(root: Path, *arguments: str) -> str:
    """What git says, empty where it fails."""
    try:
        done = subprocess.run(  # noqa: S603 - a list, no shell
            ["git", "-C", str(root), *arguments],  # noqa: S607 - whichever git there is
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
    except FileNotFoundError as error:
        raise ReleaseError("git is not installed; it holds the other versions.") from error
    return done.stdout.strip() if done.returncode == 0 else ""
