"""The network: the teacher's body with a longer embedding table, and its folder on disk."""

from __future__ import annotations

import json
import os
import shutil
from copy import deepcopy
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.functional import normalize
from transformers import BertConfig, BertModel

WEIGHTS = "model.safetensors"
TABLE = "embeddings.word_embeddings.weight"
LONGEST_INPUT = 256


def load_body(folder: Path, size: int | None = None) -> BertModel:
    """The body of a model folder, in 32 bits, without dropout.

    With `size`, its embedding table gets that many rows, the new ones zero.
    """
    tensors = {name: tensor.float() for name, tensor in load_file(folder / WEIGHTS).items()}
    tensors.pop("embeddings.position_ids", None)
    table = tensors[TABLE]
    if size is not None:
        tensors[TABLE] = torch.cat([table, torch.zeros(size - len(table), table.shape[1])])
    config = BertConfig.from_pretrained(folder)
    config.vocab_size = len(tensors[TABLE])
    # The plain form of attention: torch's fused one is several times slower here in 16 bits.
    config._attn_implementation = "eager"
    body = BertModel(config)
    body.load_state_dict(tensors)
    return body.eval()


def table_of(body: BertModel) -> Tensor:
    """The embedding table, shape (vocabulary, width)."""
    return body.embeddings.word_embeddings.weight


def in_16_bits(body: BertModel) -> BertModel:
    """A copy that computes in 16 bits and shares the embedding table, which stays in 32.

    Its gradient is sparse: a batch touches few of the rows.
    """
    copy = deepcopy(body).bfloat16()
    copy.embeddings.word_embeddings.weight = table_of(body)
    copy.embeddings.word_embeddings.sparse = True
    return copy


def padded(rows: list[list[int]]) -> tuple[Tensor, Tensor]:
    """Ids and mask, both of shape (batch, longest row)."""
    length = max(map(len, rows))
    ids = torch.zeros(len(rows), length, dtype=torch.long)
    mask = torch.zeros(len(rows), length, dtype=torch.long)
    for place, row in enumerate(rows):
        ids[place, : len(row)] = torch.tensor(row)
        mask[place, : len(row)] = 1
    return ids, mask


def embed(body: BertModel, rows: list[list[int]], free: Tensor | None = None) -> Tensor:
    """Unit vectors of shape (batch, width): the mean over a sentence's pieces.

    With `free`, one truth value for each row of the table, only the rows marked so learn.
    """
    device = table_of(body).device
    ids, mask = (tensor.to(device) for tensor in padded(rows))
    inputs = body.embeddings.word_embeddings(ids)
    if free is not None:
        inputs = torch.where(free[ids][..., None], inputs, inputs.detach())
    inputs = inputs.to(body.embeddings.LayerNorm.weight.dtype)
    states = body(inputs_embeds=inputs, attention_mask=mask).last_hidden_state
    weight = mask[..., None].float()
    return normalize((states.float() * weight).sum(1) / weight.sum(1), dim=-1)


@torch.no_grad()
def embed_all(body: BertModel, rows: list[list[int]], batch: int = 128) -> Tensor:
    """Unit vectors of shape (sentences, width), computed from the shortest to the longest."""
    order = sorted(range(len(rows)), key=lambda place: len(rows[place]))
    vectors = torch.empty(len(rows), body.config.hidden_size, device=table_of(body).device)
    for start in range(0, len(order), batch):
        places = order[start : start + batch]
        vectors[places] = embed(body, [rows[place] for place in places])
    return vectors


def save(body: BertModel, tokenizer: Tokenizer, teacher: Path, folder: Path) -> None:
    """Write a sentence-transformers folder, weights in 16 bits, that loads in 32.

    The weights are put in place by a rename, so that a reader never sees half a file.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("modules.json", "1_Pooling/config.json"):
        (folder / name).parent.mkdir(exist_ok=True)
        shutil.copyfile(teacher / name, folder / name)
    config = json.loads((teacher / "config.json").read_text("utf-8"))
    config.pop("_name_or_path", None)
    config.pop("transformers_version", None)
    config |= {"vocab_size": len(table_of(body)), "dtype": "float32"}
    write_json(folder / "config.json", config)
    write_json(
        folder / "sentence_bert_config.json",
        {"max_seq_length": LONGEST_INPUT, "do_lower_case": False},
    )
    write_json(
        folder / "config_sentence_transformers.json",
        {"model_type": "SentenceTransformer", "similarity_fn_name": "cosine"},
    )
    write_json(
        folder / "tokenizer_config.json",
        {
            "tokenizer_class": "BertTokenizer",
            "do_lower_case": True,
            "strip_accents": None,
            "tokenize_chinese_chars": True,
            "model_max_length": LONGEST_INPUT,
            **{f"{name}_token": f"[{name.upper()}]" for name in "unk sep pad cls mask".split()},
        },
    )
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    tensors = {name: tensor.half().contiguous() for name, tensor in body.state_dict().items()}
    tensors.pop("embeddings.position_ids", None)
    tensors.pop("embeddings.token_type_ids", None)
    save_file(tensors, folder / f"{WEIGHTS}.part", metadata={"format": "pt"})
    os.replace(folder / f"{WEIGHTS}.part", folder / WEIGHTS)


def write_json(path: Path, value: object) -> None:
    """Write JSON that a reader of a diff can follow."""
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", "utf-8")
