"""What a model's archive may hold, looked at before Rasa unpacks it."""

from __future__ import annotations

import gzip
import json
import tarfile
import zlib
from pathlib import Path, PurePosixPath
from typing import Any

from bot.errors import ModelError

LARGEST = 512 * 2**20
"""Bytes of a model unpacked, at most; a trained one has 56 million."""

METADATA = "metadata.json"

PARTS = (
    "bot.assistant.",
    "rasa.core.policies.ensemble.",
    "rasa.core.policies.rule_policy.",
    "rasa.graph_components.",
    "rasa.nlu.classifiers.regex_message_handler.",
)
"""Where the classes come from that a model of this project names; none of them unpickles."""


def check_archive(model: Path) -> None:
    """Refuse what cannot have come from `make train`.

    Rasa's own check compares names with the working folder, not with the one it unpacks into.
    So it lets through a member that overwrites a file of this project.

    Raises:
        ModelError: not a model, or one that would write elsewhere, fill the disk or bring
            foreign parts. The sentence names the fix.
    """
    try:
        _check_size(model)
        with tarfile.open(model, "r:gz") as archive:
            members = archive.getmembers()
            sound = all(_is_sound(member) for member in members)
            if not sound or sum(member.size for member in members) > LARGEST:
                raise _refused(model, "It would write where a model does not belong.")
            metadata = archive.extractfile(METADATA)
            described: Any = json.load(metadata) if metadata else {}
            nodes = [*described["predict_schema"]["nodes"].values()]
            nodes += described["train_schema"]["nodes"].values()
            foreign = [node["uses"] for node in nodes if not node["uses"].startswith(PARTS)]
    except (tarfile.TarError, OSError, EOFError, zlib.error):
        raise _refused(model, "It is damaged or no archive.") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise _refused(model, "It does not say what it is made of.") from None
    if foreign:
        raise _refused(model, f"It names {foreign[0]}, which is no part of this project.")


def _check_size(model: Path) -> None:
    """Unpack to nowhere: what an archive says of its size need not be so."""
    size = 0
    with gzip.open(model) as unpacked:
        while piece := unpacked.read(2**20):
            size += len(piece)
            if size > LARGEST:
                raise _refused(model, "It is too large.")


def _is_sound(member: tarfile.TarInfo) -> bool:
    path = PurePosixPath(member.name)
    inside = not path.is_absolute() and ".." not in path.parts and "\\" not in member.name
    return inside and (member.isfile() or member.isdir())


def _refused(model: Path, reason: str) -> ModelError:
    return ModelError(f"models/{model.name} is not used. {reason} Delete it and run 'make train'.")
