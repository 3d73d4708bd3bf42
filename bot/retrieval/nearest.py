"""Which phrases are near a message: all of them compared, or, past a size, a graph of them."""

from __future__ import annotations

import importlib.util
import logging
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from bot.retrieval.encoder import Vectors

logger = logging.getLogger(__name__)

EXACT_UP_TO = 25_000
"""Phrases up to which all are compared: more of them would take over a tenth of a turn of 15 ms
(docs/decisions/0017)."""
BROUGHT = 200
"""Phrases that the graph brings for a message."""
DEGREE, BREADTH = 16, 128
"""Of the graph: links of a node, and nodes held open in building and in searching (Malkov and
Yashunin 2018, "Efficient and robust approximate nearest neighbor search using hierarchical
navigable small world graphs")."""
FILE = "passages.usearch"


class Nearest(Protocol):
    """Cosines of a message to many phrases."""

    def alike(self, vector: Vectors) -> Vectors:
        """The cosine of each phrase, float32, shape (phrases,); 0 for one that was not looked at.

        Args:
            vector: the message's unit vector, shape (dimensions,).
        """


class Exact:
    """Compares all; what it says is right, and takes as long as there are phrases."""

    def __init__(self, vectors: Vectors) -> None:
        """Take unit vectors, shape (phrases, dimensions)."""
        self._vectors = vectors

    def alike(self, vector: Vectors) -> Vectors:
        """The cosine of each phrase."""
        return np.asarray(self._vectors @ vector, dtype=np.float32)


class Approximate:
    """A navigable graph of phrases (usearch); the `BROUGHT` nearest that it finds, 0 for others."""

    def __init__(self, graph: Any, phrases: int) -> None:
        """Take a graph of so many phrases, numbered from 0."""
        self._graph = graph
        self._phrases = phrases

    @classmethod
    def build(cls, vectors: Vectors) -> Approximate:
        """Build the graph of unit vectors, shape (phrases, dimensions)."""
        from usearch.index import Index

        graph = Index(
            ndim=vectors.shape[1],
            metric="ip",
            dtype="f32",
            connectivity=DEGREE,
            expansion_add=BREADTH,
            expansion_search=BREADTH,
        )
        graph.add(np.arange(len(vectors)), vectors, threads=1)  # with more no two are the same
        return cls(graph, len(vectors))

    def save(self, folder: Path) -> None:
        """Write the graph to a folder."""
        self._graph.save(str(folder / FILE))

    @classmethod
    def load(cls, folder: Path, phrases: int) -> Approximate:
        """Read the graph of so many phrases.

        Raises:
            ValueError: it cannot be read, or is of other phrases.
        """
        from usearch.index import Index

        try:
            graph = Index.restore(str(folder / FILE))
        except RuntimeError as error:
            raise ValueError("the graph cannot be read") from error
        if graph is None or len(graph) != phrases:
            raise ValueError("the graph is of other phrases")
        return cls(graph, phrases)

    def alike(self, vector: Vectors) -> Vectors:
        """The cosine of the nearest phrases, 0 for the others."""
        found = self._graph.search(vector, BROUGHT)
        cosines = np.zeros(self._phrases, dtype=np.float32)
        cosines[found.keys.astype(np.intp)] = 1 - found.distances
        return cosines


def nearest(vectors: Vectors, folder: Path | None = None) -> Nearest:
    """The way for so many phrases.

    Args:
        vectors: their unit vectors, shape (phrases, dimensions).
        folder: where a graph of them may lie already.
    """
    if len(vectors) <= EXACT_UP_TO:
        return Exact(vectors)
    if importlib.util.find_spec("usearch") is None:
        logger.warning("%d passages are compared one by one; install usearch", len(vectors))
        return Exact(vectors)
    if folder is not None and (folder / FILE).is_file():
        try:
            return Approximate.load(folder, len(vectors))
        except ValueError as error:
            logger.warning("the graph of passages is built again: %s", error)
    return Approximate.build(vectors)
