"""A model is looked at before Rasa unpacks it: nothing foreign, nothing outside, nothing huge."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.assistant import archive as module
from bot.assistant.archive import METADATA, check_archive
from bot.errors import ModelError

OWN = "bot.assistant.detector.LanguageDetector"


def metadata(uses: str = OWN) -> bytes:
    graph = {"nodes": {"one": {"uses": uses}}}
    return json.dumps({"train_schema": graph, "predict_schema": graph}).encode()


def regular(name: str, content: bytes = b"content") -> tuple[tarfile.TarInfo, bytes]:
    member = tarfile.TarInfo(name)
    member.size = len(content)
    return member, content


def special(name: str, kind: bytes, target: str = "") -> tuple[tarfile.TarInfo, bytes]:
    member = tarfile.TarInfo(name)
    member.type, member.linkname = kind, target
    return member, b""


@pytest.fixture
def packed(tmp_path: Path) -> Callable[..., Path]:
    """Makes a model of these members."""

    def pack(*members: tuple[tarfile.TarInfo, bytes], described: bytes = metadata()) -> Path:
        path = tmp_path / "a.tar.gz"
        with tarfile.open(path, "w:gz") as archive:
            for member, content in (*members, regular(METADATA, described)):
                archive.addfile(member, io.BytesIO(content))
        return path

    return pack


def test_what_training_makes_is_used(packed: Callable[..., Path]) -> None:
    folder = special("components", tarfile.DIRTYPE)
    check_archive(packed(special("", tarfile.DIRTYPE), folder, regular("components/a/b.json")))


BAD = [
    regular("../beside"),
    regular(f"../{Path.cwd().name}/beside"),
    regular("components/../../beside"),
    regular("/outside/of/it"),
    regular(str(Path.cwd() / "bot" / "new.py")),
    regular("..\\beside"),
    special("link", tarfile.SYMTYPE, str(Path.cwd())),
    special("link", tarfile.SYMTYPE, "components"),
    special("link", tarfile.LNKTYPE, METADATA),
    special("pipe", tarfile.FIFOTYPE),
    special("device", tarfile.CHRTYPE),
]


@pytest.mark.parametrize("member", BAD, ids=lambda member: str(member[0]))
def test_nothing_is_written_elsewhere(
    packed: Callable[..., Path], member: tuple[tarfile.TarInfo, bytes]
) -> None:
    with pytest.raises(ModelError, match=r"models/a\.tar\.gz .* where a model does not belong"):
        check_archive(packed(member))


@pytest.mark.parametrize(
    ("described", "reason"),
    [
        (b"{}", "does not say what it is made of"),
        (b"[]", "does not say what it is made of"),
        (b"\xff", "does not say what it is made of"),
        (metadata("rasa.nlu.classifiers.diet_classifier.DIETClassifier"), "DIETClassifier"),
        (metadata("bot.assistant_of_another.Detector"), "bot.assistant_of_another.Detector"),
    ],
)
def test_nothing_foreign_is_loaded(
    packed: Callable[..., Path], described: bytes, reason: str
) -> None:
    with pytest.raises(ModelError, match=reason):
        check_archive(packed(described=described))


def test_a_model_without_a_description_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.tar.gz"
    with tarfile.open(path, "w:gz"):
        pass
    with pytest.raises(ModelError, match="does not say"):
        check_archive(path)


@pytest.mark.parametrize("content", [b"", b"no archive", gzip.compress(b"no archive" * 100)])
def test_what_is_no_archive_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.tar.gz"
    path.write_bytes(content)
    with pytest.raises(ModelError, match="Delete it and run 'make train'"):
        check_archive(path)


def test_an_archive_cut_short_is_refused(packed: Callable[..., Path]) -> None:
    path = packed(regular("components/a", bytes(range(256)) * 40))
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(ModelError, match="damaged"):
        check_archive(path)


def test_a_large_one_is_refused(
    packed: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = packed(regular("components/a", bytes(3 * 2**20)))
    monkeypatch.setattr(module, "LARGEST", 2 * 2**20)
    with pytest.raises(ModelError, match="too large"):
        check_archive(path)


def test_one_that_only_says_it_is_large_is_refused(tmp_path: Path) -> None:
    sparse = tarfile.TarInfo("components/a")
    sparse.type = tarfile.GNUTYPE_SPARSE
    block = bytearray(sparse.tobuf(tarfile.GNU_FORMAT))
    block[483:495] = b"%011o\0" % 2**33  # the size it has when it is unpacked
    block[148:156] = b"        "
    block[148:156] = b"%06o\0 " % sum(block)
    path = tmp_path / "a.tar.gz"
    path.write_bytes(gzip.compress(bytes(block) + bytes(1024)))
    with pytest.raises(ModelError):
        check_archive(path)
