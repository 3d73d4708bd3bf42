"""The library and its languages as they stand on disk now."""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from bot.errors import LibraryError
from bot.languages import FIRST_LANGUAGES, Languages
from bot.library.extracts import Extract, read_extracts
from bot.library.model import Library
from bot.library.readiness import offered
from bot.library.reading import read
from bot.library.render import Renderer
from bot.library.responses import Response

logger = logging.getLogger(__name__)

PAUSE = 2.0
"""Seconds between two looks at the files: an edited answer is live well within five."""

WAIT = 1.0
"""Seconds that a reader waits for an edit at most; reading takes about a quarter of one."""

Stamp = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True)
class Edition:
    """A library with the languages read at the same moment.

    Attributes:
        library: what stands under responses/.
        languages: those that readers are offered.
        responses: of domain.yml.
        extracts: what this copy keeps of whole documents, by target.
        heard: the languages in which cries for help have been taught; in others a reader may cry
            for help and not be understood.
    """

    library: Library
    languages: Languages
    responses: dict[str, Response]
    extracts: dict[str, Extract] = field(default_factory=dict)
    heard: frozenset[str] = frozenset(FIRST_LANGUAGES)

    @classmethod
    def read(cls, root: Path, documents: Path | None = None) -> Edition:
        """Read responses/, locales/ and the responses of domain.yml under `root`.

        Args:
            root: the repository's folder.
            documents: folder of whole documents; none are offered where it is left out.

        Raises:
            LibraryError: with every problem found.
        """
        reading = read(root)
        problems = list(reading.problems)
        extracts = read_extracts(reading.library, documents, problems) if documents else {}
        if problems:
            raise LibraryError(problems)
        taught = {path.name.split(".")[1] for path in root.glob("nlu/safety/safety.*.tsv")}
        return cls(
            reading.library,
            offered(reading.library, reading.responses, reading.languages),
            reading.responses,
            extracts,
            frozenset(taught.union(FIRST_LANGUAGES)),
        )

    def renderer(self, language: str | None) -> Renderer:
        """What renders this edition in a language."""
        return Renderer(self.library, self.languages.catalog(language))


class LiveEdition:
    """Follows the files: an edited answer is used without a restart.

    A faulty edit changes nothing: the edition before it stays in use, and one log line says
    how many problems there are.
    """

    def __init__(
        self,
        root: Path,
        clock: Callable[[], float] = time.monotonic,
        documents: Path | None = None,
    ) -> None:
        """Read the files for the first time.

        Raises:
            LibraryError: with every problem found.
        """
        self._root = root
        self._documents = documents
        self._clock = clock
        self._stamp = _stamp(root, documents)
        self._edition = Edition.read(root, documents)
        self._looked = clock()
        self._reading = threading.Lock()

    def current(self) -> Edition:
        """The newest edition that could be read.

        The first to ask after an edit waits for it, at most WAIT; should reading take longer,
        it goes on beside, and the edition before is given meanwhile.
        """
        if self._clock() - self._looked >= PAUSE:
            self._looked = self._clock()
            stamp = _stamp(self._root, self._documents)
            if stamp != self._stamp and self._reading.acquire(blocking=False):
                reader = threading.Thread(target=self._read, args=(stamp,), daemon=True)
                reader.start()
                reader.join(WAIT)
        return self._edition

    def _read(self, stamp: Stamp) -> None:
        try:
            self._edition = Edition.read(self._root, self._documents)
            logger.info("library: read anew")
        except LibraryError as error:
            logger.error("library: %d problems, the edition before stays", len(error.problems))
        except Exception as error:  # a file that vanishes meanwhile, say
            logger.error("library: %s, the edition before stays", type(error).__name__)
        finally:
            self._stamp = stamp
            self._reading.release()


def _stamp(root: Path, documents: Path | None) -> Stamp:
    """Name, size and time of every file that an edition is read from."""
    patterns = ("domain.yml", "responses/**/*.yml", "responses/**/*.md", "locales/**/*.po")
    paths = [path for pattern in patterns for path in root.glob(pattern)]
    paths += documents.glob("*.txt") if documents else ()
    stamp = []
    for path in sorted(paths):
        with contextlib.suppress(OSError):  # an editor may be putting a new file in its place
            status = path.stat()
            stamp.append((str(path), status.st_size, status.st_mtime_ns))
    return tuple(stamp)
