"""Which entries and paragraphs of the library are nearest to a text, in the view of the encoder."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from bot.errors import EncoderError
from bot.library.live import Edition
from bot.library.references import substitute
from bot.retrieval.corpus import phrases
from bot.retrieval.encoder import Encoder, Vectors
from bot.retrieval.encoders import load_encoder
from bot.retrieval.index import QUESTION
from bot.retrieval.lexical import Lexemes, LexicalIndex
from bot.retrieval.vector_cache import CachedEncoder
from bot.settings import Settings

logger = logging.getLogger(__name__)

SHOWN = 5
"""How many neighbours are named unless somebody wants more."""

Neighbour = tuple[str, float]
"""The id of an entry or a paragraph, and its likeness from 0 to 1."""


@dataclass
class Neighbourhood:
    """Compares texts with the library; by meaning, or by spelling where no encoder can be loaded.

    What is compared with the library is never kept; the library's own vectors are.
    """

    edition: Edition
    settings: Settings
    encoder: Encoder | None
    _vectors: dict[str, Vectors] = field(default_factory=dict, repr=False)

    @classmethod
    def read(cls, settings: Settings, edition: Edition | None = None) -> Neighbourhood:
        """The library as it is on disk, or an edition read before.

        Raises:
            LibraryError: with every problem found.
        """
        edition = edition or Edition.read(settings.root)
        try:
            return cls(edition, settings, load_encoder(settings.encoder, settings.models))
        except (EncoderError, ImportError) as error:
            logger.warning("likeness is that of spelling: %s", error)
            return cls(edition, settings, None)

    @property
    def by_meaning(self) -> bool:
        """Whether the encoder judges, not the spelling."""
        return self.encoder is not None

    def entries(self, texts: Sequence[str], count: int = SHOWN) -> list[Neighbour]:
        """The entries nearest to any of the texts, by their questions and ways of asking."""
        asked = [(p.text, p.target) for p in phrases(self.edition) if p.kind == QUESTION]
        return self._nearest("entries", asked, texts, count)

    def paragraphs(self, texts: Sequence[str], count: int = SHOWN) -> list[Neighbour]:
        """The paragraphs of digests nearest to any of the texts, as `gscene-2017-04#p4`."""
        written = [
            (substitute(paragraph.text, str, lambda r: r.target), f"{source.id}#{paragraph.id}")
            for source, paragraph in self.edition.library.paragraphs()
        ]
        return self._nearest("paragraphs", written, texts, count)

    def _nearest(
        self, kind: str, known: list[tuple[str, str]], texts: Sequence[str], count: int
    ) -> list[Neighbour]:
        if not known or not texts:
            return []
        likeness = self._likeness(kind, [text for text, _ in known], texts)
        return _best(zip((target for _, target in known), likeness, strict=True), count)

    def _likeness(self, kind: str, known: list[str], texts: Sequence[str]) -> list[float]:
        """For each known text the likeness to whichever of the texts is nearest."""
        if self.encoder is None:
            index = LexicalIndex(known)
            rows = [np.add(*index.score(Lexemes.of(text))) / 2 for text in texts]
        else:
            if kind not in self._vectors:
                kept = CachedEncoder(self.encoder, self.settings.models)
                self._vectors[kind] = kept.embed(known)
            rows = list(self.encoder.embed(texts) @ self._vectors[kind].T)
        return [float(score) for score in np.clip(np.max(rows, axis=0), 0, 1)]


def nearest(settings: Settings, texts: Sequence[str], count: int = SHOWN) -> list[Neighbour]:
    """The entries nearest to any of the texts, the nearest first; see Neighbourhood for many.

    Raises:
        LibraryError: with every problem found.
    """
    return Neighbourhood.read(settings).entries(texts, count)


def _best(scores: Iterable[Neighbour], count: int) -> list[Neighbour]:
    best: dict[str, float] = {}
    for target, score in scores:
        best[target] = max(score, best.get(target, 0.0))
    return sorted(best.items(), key=lambda item: (-item[1], item[0]))[:count]
