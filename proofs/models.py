"""Promise 30: of models that are not ours none is loaded, and none writes anywhere."""

from __future__ import annotations

import gzip
import io
import os
import secrets
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.settings import ROOT
from proofs.promise import Promise
from proofs.stage import Stage

NUMBER, NAME = 30, "a model that is not ours is not loaded"
PATIENCE = 30.0
REFUSED = r"model: \w+, the one before stays in use"
LOADED = r"model: a newly trained one is in use"
BLOCK = 512
BOMB_PIECE = 64 * 2**20
BOMB_PIECES = 160
"""Ten gigabytes, in an archive of ten megabytes."""


@dataclass(frozen=True)
class Foreign:
    """A model that is not ours.

    Attributes:
        name: what is wrong with it.
        archive: its bytes.
        outside: what it would write outside the folder it is unpacked into.
    """

    name: str
    archive: bytes
    outside: tuple[Path, ...] = ()


def foreign(genuine: Path, temporary: Path) -> Iterator[Foreign]:
    """One after the other.

    Args:
        genuine: a model of ours, to be altered.
        temporary: the folder of temporary files of whoever unpacks them.
    """
    mark = f"proof-{secrets.token_hex(6)}"
    inside = ROOT / mark
    yield Foreign("no archive", b"no archive")
    yield Foreign("an archive of something else", _packed([_file("hello", b"hello")]))
    yield Foreign("cut short", genuine.read_bytes()[:100_000])
    up = [_file(f"../{mark}", b"x"), _file(f"components/../../{mark}", b"x")]
    yield Foreign("a member with ../", _with(genuine, up[:1]), (temporary / mark,))
    yield Foreign("a member with ../ in the middle", _with(genuine, up[1:]), (temporary / mark,))
    beside = f"../{ROOT.name}/{mark}"
    where = (temporary / ROOT.name / mark, temporary.parent / ROOT.name / mark)
    yield Foreign("a folder with the working folder's name", _with(genuine, [_file(beside)]), where)
    for name, path in (("", temporary / mark), (", in the working folder", inside)):
        archive = _with(genuine, [_file(str(path))])
        yield Foreign(f"an absolute path{name}", archive, (path,))
    link = [_link("link", tarfile.SYMTYPE, str(ROOT)), _file(f"link/{mark}")]
    yield Foreign("a file through a symbolic link", _with(genuine, link), (inside,))
    hard = [_link("link", tarfile.LNKTYPE, str(ROOT / "domain.yml"))]
    yield Foreign("a hard link", _with(genuine, hard))
    yield Foreign("a huge member", _bomb())
    parts = {b"bot.assistant.detector.LanguageDetector": b"rasa.nlu.classifiers.diet.Classifier"}
    yield Foreign("a part that is not ours", _with(genuine, [], parts))


async def offer(stage: Stage, models: Path, genuine: Path) -> tuple[list[str], list[str], int]:
    """Put each beside the model in use, under a running program.

    Returns:
        Names of those that were loaded, of those that wrote outside, and how many there were.
    """
    loaded, wrote, count = [], [], 0
    for number, one in enumerate(foreign(genuine, stage.program.temporary)):
        count += 1
        since = len(stage.program.output)
        written = models / f"foreign-{number}.tmp"
        written.write_bytes(one.archive)
        written.rename(written.with_suffix(".tar.gz"))
        if not await stage.program.says(f"{REFUSED}|{LOADED}", PATIENCE, since):
            loaded.append(f"{one.name}: nothing was said of it")
        elif await stage.program.says(LOADED, 0, since):
            loaded.append(one.name)
        for path in one.outside:
            if path.exists():
                wrote.append(one.name)
                path.unlink()
    return loaded, wrote, count  # they stay, or the one before would be the newest again


async def still_loads(stage: Stage, models: Path, genuine: Path) -> bool:
    """Whether a model of ours is taken into use: the refusals are no refusal of everything."""
    since = len(stage.program.output)
    copy = models / "genuine.tmp"
    copy.write_bytes(genuine.read_bytes())
    copy.rename(copy.with_suffix(".tar.gz"))
    return await stage.program.says(LOADED, 90, since)


def promise(loaded: list[str], wrote: list[str], count: int, control: bool) -> Promise:
    """The verdict."""
    figure = f"loaded {len(loaded)} of {count}, files outside {len(wrote)}"
    figure += f"; control: one of ours {'loaded' if control else 'NOT loaded'}"
    notes = (
        "Put into the folder of models under the running program, which takes new ones into use."
        " Rasa 3.6.21 compares names with the working folder, not with the folder it unpacks into,"
        " and would write into the project's own folder; the program looks first.",
        *(f"Loaded: {name}." for name in loaded),
        *(f"Wrote outside: {name}." for name in wrote),
    )
    held = not loaded and not wrote and control
    return Promise(NUMBER, NAME, figure, "0, 0; loaded", held, notes)


def _file(name: str, content: bytes = b"x") -> tuple[tarfile.TarInfo, bytes]:
    member = tarfile.TarInfo(name)
    member.size = len(content)
    return member, content


def _link(name: str, kind: bytes, target: str) -> tuple[tarfile.TarInfo, bytes]:
    member = tarfile.TarInfo(name)
    member.type, member.linkname = kind, target
    return member, b""


def _packed(members: list[tuple[tarfile.TarInfo, bytes]]) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz", compresslevel=1) as archive:
        for member, content in members:
            archive.addfile(member, io.BytesIO(content))
    return packed.getvalue()


def _with(
    genuine: Path,
    more: list[tuple[tarfile.TarInfo, bytes]],
    replaced: dict[bytes, bytes] | None = None,
) -> bytes:
    """Our model with members added and words replaced."""
    members = []
    with tarfile.open(genuine, "r:gz") as archive:
        for member in archive:
            read = archive.extractfile(member) if member.isfile() else None
            content = read.read() if read else b""
            if member.name == "metadata.json":
                for old, new in (replaced or {}).items():
                    content = content.replace(old, new)
            member.size = len(content)
            members.append((member, content))
    return _packed([*members, *more])


def _bomb() -> bytes:
    """A member of zeros, far larger than the archive."""
    member = tarfile.TarInfo("components/zeros")
    member.size = BOMB_PIECE * BOMB_PIECES
    piece = gzip.compress(bytes(BOMB_PIECE), 9)
    return gzip.compress(member.tobuf()) + piece * BOMB_PIECES + gzip.compress(bytes(2 * BLOCK))


def newest(models: Path) -> Path:
    """The model that is in use.

    Raises:
        RuntimeError: there is none.
    """
    found = max(models.glob("*.tar.gz"), key=os.path.getmtime, default=None)
    if found is None:
        raise RuntimeError("there is no trained model")
    return found
