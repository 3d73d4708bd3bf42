"""The encoder's body as an ONNX graph, written once for an encoder and kept."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import tempfile
import warnings
from pathlib import Path
from typing import Any

from bot.retrieval.encoder import is_folder
from bot.retrieval.torch_encoder import TorchEncoder

logger = logging.getLogger(__name__)

POOLING = {"word_embedding_dimension", "pooling_mode_mean_tokens"}
VERSION = 1
"""To be raised when the graph is written otherwise."""
OPSET = 17


def prepare(name: str, fingerprint: str, folder: Path) -> Path | None:
    """The graph of an encoder, written when it is not there yet.

    Args:
        name: a folder, or a name on a model hub.
        fingerprint: the encoder's.
        folder: where graphs are kept; only the newest stays.

    Returns:
        The graph's file; None for an encoder that is no BERT with mean pooling, and where the
        folder cannot be written.

    Raises:
        EncoderError: files of the encoder cannot be read.
    """
    if not (is_folder(name) and _is_mean_of_bert(Path(name))):
        return None
    path = folder / f"encoder-{fingerprint[:16]}-{VERSION}.onnx"
    if path.is_file():
        return path
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder) as draft:
            _write(Path(name), Path(draft) / path.name)
            os.replace(Path(draft) / path.name, path)
    except OSError as error:
        logger.warning("the encoder runs slower: its graph was not kept (%s)", type(error).__name__)
        return None
    for old in folder.glob("encoder-*.onnx"):
        if old != path:
            with contextlib.suppress(OSError):
                old.unlink()
    return path


def _is_mean_of_bert(folder: Path) -> bool:
    try:
        config = json.loads((folder / "config.json").read_text("utf-8"))
        pooling = json.loads((folder / "1_Pooling" / "config.json").read_text("utf-8"))
    except (OSError, ValueError):
        return False
    used = {name for name, value in pooling.items() if value}
    return config.get("model_type") == "bert" and used == POOLING


def _write(encoder: Path, path: Path) -> None:
    import torch

    body = TorchEncoder(str(encoder)).body.eval()
    body.config._attn_implementation = "eager"  # the fused form is not written at this opset

    class Mean(torch.nn.Module):  # type: ignore[misc]
        """From looked-up rows of the table to unit vectors."""

        def __init__(self) -> None:
            super().__init__()
            self.body = body

        def forward(self, inputs: Any, mask: Any) -> Any:
            states = self.body(inputs_embeds=inputs, attention_mask=mask).last_hidden_state
            weight = mask[..., None].to(states.dtype)
            mean = (states * weight).sum(1) / weight.sum(1)
            return mean / mean.norm(dim=-1, keepdim=True)

    example = torch.zeros(2, 4, body.config.hidden_size), torch.ones(2, 4, dtype=torch.long)
    axes = {0: "texts", 1: "pieces"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the exporter warns of what it takes for constant
        torch.onnx.export(
            Mean(),
            example,
            str(path),
            input_names=["inputs", "mask"],
            output_names=["vectors"],
            dynamic_axes={"inputs": axes, "mask": axes},
            opset_version=OPSET,
            dynamo=False,
        )
