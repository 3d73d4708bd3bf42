"""Which way an encoder runs: the faster one where it can."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from bot.retrieval.encoder import Encoder, encoder_fingerprint
from bot.retrieval.onnx_encoder import OnnxEncoder
from bot.retrieval.onnx_graph import prepare
from bot.retrieval.torch_encoder import TorchEncoder


@lru_cache(maxsize=2)
def load_encoder(name: str, prepared: Path | None = None) -> Encoder:
    """The encoder of that name, loaded once in a process.

    Args:
        name: a folder, or a name on a model hub.
        prepared: folder for what is made of an encoder once, so that it answers faster; without
            it, or for an encoder of another build, it runs as sentence-transformers has it.

    Raises:
        EncoderError: files are missing or cannot be read.
    """
    path = prepare(name, encoder_fingerprint(name), prepared) if prepared else None
    return OnnxEncoder(name, path) if path else TorchEncoder(name)
