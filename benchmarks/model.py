"""Models trained for a comparison, kept with how long it took."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from benchmarks.process import run


@dataclass(frozen=True)
class Files:
    """What Rasa trains a model from."""

    domain: Path
    config: Path
    data: Path

    def key(self) -> str:
        """Changes whenever what is learned would. The domain follows from the data; a response in
        it that is worded otherwise changes no decision."""
        digest = hashlib.sha256()
        for path in (self.config, *sorted(self.data.glob("*.yml"))):
            digest.update(path.read_bytes())
        return digest.hexdigest()[:16]


@dataclass(frozen=True)
class Record:
    """How a model was trained: the key of its files, seconds, the day, and the load before.

    Attributes:
        load: processes that were running or waiting when training began.
    """

    key: str
    seconds: float
    day: str
    load: float


def trained(
    path: Path, files: Files, key: str, again: bool = False, encoder: Path | None = None
) -> Record:
    """Train a model unless the one of these files is there.

    Args:
        path: where the model belongs; the record stands beside it.
        files: what it is trained from.
        key: of the files.
        again: train in any case.
        encoder: another sentence encoder.
    """
    noted = path.with_name(path.name.removesuffix(".tar.gz") + ".json")
    if not again and path.is_file() and noted.is_file():
        record = Record(**json.loads(noted.read_text("utf-8")))
        if record.key == key:
            return record
    path.parent.mkdir(parents=True, exist_ok=True)
    load = os.getloadavg()[0]
    names = [str(p) for p in (files.domain, files.config, files.data, path)]
    seconds = run("benchmarks.training", *names, encoder=encoder)
    record = Record(key, seconds, date.today().isoformat(), load)
    noted.write_text(json.dumps(asdict(record)), "utf-8")
    return record
