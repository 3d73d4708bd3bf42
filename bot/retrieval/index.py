"""The index: every phrase that leads to an answer or a passage, with its vector."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.errors import ModelError
from bot.retrieval.encoder import Vectors
from bot.retrieval.lexical import Lexemes, LexicalIndex
from bot.retrieval.nearest import Approximate, Exact, Nearest, nearest

QUESTION = "question"
PASSAGE = "passage"


@dataclass(frozen=True)
class Phrase:
    """A text of the index.

    Attributes:
        text: a question, a way of asking it, or a paragraph.
        kind: QUESTION or PASSAGE.
        target: entry id, intent as `intent:at_risk`, or paragraph as `gscene-2017-04#p4`.
        language: language code of the text.
    """

    text: str
    kind: str
    target: str
    language: str


@dataclass(frozen=True)
class Scores:
    """The best scores of every target, each an array of shape (targets,) from 0 to 1."""

    dense: Vectors
    stems: Vectors
    ngrams: Vectors


class Index:
    """Search in memory over all phrases of one kind each."""

    def __init__(
        self,
        phrases: Sequence[Phrase],
        vectors: Vectors,
        fingerprint: str,
        folder: Path | None = None,
    ) -> None:
        """Take over phrases and their vectors.

        Args:
            phrases: what to search.
            vectors: unit vectors, shape (len(phrases), dimensions).
            fingerprint: of the encoder that made the vectors.
            folder: what they were read from.
        """
        self.phrases = tuple(phrases)
        self.vectors = vectors
        self.fingerprint = fingerprint
        self._parts = {
            kind: _Part([n for n, p in enumerate(phrases) if p.kind == kind], self)
            for kind in (QUESTION, PASSAGE)
        }
        # Passages may be many; of the questions every one is weighed.
        self._nearest: dict[str, Nearest] = {
            QUESTION: Exact(self._parts[QUESTION].vectors),
            PASSAGE: nearest(self._parts[PASSAGE].vectors, folder),
        }

    @classmethod
    def build(
        cls, phrases: Sequence[Phrase], embed: Callable[[Sequence[str]], Vectors], fingerprint: str
    ) -> Index:
        """Embed the phrases and index them."""
        return cls(phrases, embed([phrase.text for phrase in phrases]), fingerprint)

    def targets(self, kind: str) -> tuple[str, ...]:
        """The targets of a kind, in the order of their scores."""
        return self._parts[kind].targets

    def examples(self, kind: str) -> tuple[list[str], Vectors, NDArray[np.intp]]:
        """The texts of a kind, their vectors, and for each the number of its target."""
        part = self._parts[kind]
        return [p.text for p in self.phrases if p.kind == kind], part.vectors, part.target_of

    def alike(self, kind: str, vector: Vectors) -> Vectors:
        """The cosine of every phrase of a kind, in the order of `examples`.

        Args:
            kind: QUESTION or PASSAGE.
            vector: the message's unit vector, shape (dimensions,).
        """
        return self._nearest[kind].alike(vector)

    def search(self, kind: str, query: Lexemes, alike: Vectors) -> Scores:
        """The scores of every target of a kind.

        Args:
            kind: QUESTION or PASSAGE.
            query: the message's.
            alike: what `alike` says of its vector.
        """
        return self._parts[kind].search(query, alike)

    def save(self, folder: Path) -> None:
        """Write the index to a folder."""
        folder.mkdir(parents=True, exist_ok=True)
        np.save(folder / "vectors.npy", self.vectors.astype(np.float16))
        content = {"encoder": self.fingerprint, "phrases": [asdict(p) for p in self.phrases]}
        (folder / "phrases.json").write_text(json.dumps(content, ensure_ascii=False), "utf-8")
        if isinstance(graph := self._nearest[PASSAGE], Approximate):
            graph.save(folder)

    @classmethod
    def load(cls, folder: Path, fingerprint: str) -> Index:
        """Read an index.

        Raises:
            ModelError: it was built with another encoder than `fingerprint`.
        """
        content = json.loads((folder / "phrases.json").read_text("utf-8"))
        if content["encoder"] != fingerprint:
            raise ModelError(
                "The trained model belongs to another sentence encoder; train it with 'make train'."
            )
        vectors = np.load(folder / "vectors.npy", allow_pickle=False).astype(np.float32)
        return cls([Phrase(**p) for p in content["phrases"]], vectors, fingerprint, folder)


class _Part:
    """The phrases of one kind, and which of them belong to which target."""

    def __init__(self, rows: list[int], index: Index) -> None:
        phrases = [index.phrases[row] for row in rows]
        self.vectors = index.vectors[rows]
        self._lexical = LexicalIndex([p.text for p in phrases]) if phrases else None
        self.targets = tuple(dict.fromkeys(p.target for p in phrases))
        number = {target: n for n, target in enumerate(self.targets)}
        self.target_of = np.array([number[p.target] for p in phrases], dtype=np.intp)
        self._by_target = np.argsort(self.target_of, kind="stable")
        self._starts = np.searchsorted(self.target_of[self._by_target], range(len(self.targets)))

    def search(self, query: Lexemes, alike: Vectors) -> Scores:
        if self._lexical is None:
            return Scores(*[np.zeros(0, dtype=np.float32)] * 3)
        stems, ngrams = self._lexical.score(query)
        return Scores(self._best(alike), self._best(stems), self._best(ngrams))

    def _best(self, scores: Vectors) -> Vectors:
        best = np.maximum.reduceat(scores[self._by_target], self._starts)
        return np.asarray(np.maximum(best, 0), dtype=np.float32)
