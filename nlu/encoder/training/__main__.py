"""Train the encoder, or measure the one that is there: `python -m nlu.encoder.training`."""

from __future__ import annotations

import argparse
import hashlib
import json
import logging
import random
import time
from collections import Counter
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from transformers import BertModel

from .alignment import align, first_values
from .card import write_card
from .checkpoint import Checkpoint
from .corpus import SEED, Corpus, Pair, read_corpus
from .distillation import BODY, ROWS, Distillation, Stage
from .evaluation import bitext, evaluate
from .negatives import Bank
from .own import library, written
from .segmentation import encode
from .student import embed_all, in_16_bits, load_body, save, table_of, write_json
from .vocabulary import cyrillic_rows, extend, load_tokenizer, russian_pieces

ENCODER = Path(__file__).resolve().parents[1]
RECORD = "training.json"
SIDES = ("english", "russian")

logger = logging.getLogger("nlu.encoder.training")


def main() -> None:
    """Read the command line and do as it says."""
    parser = argparse.ArgumentParser(prog="python -m nlu.encoder.training", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with the parallel text")
    parser.add_argument("--teacher", type=Path, required=True, help="all-MiniLM-L6-v2's folder")
    parser.add_argument("--output", type=Path, default=ENCODER, help="where the encoder goes")
    parser.add_argument("--rows-epochs", type=int, default=ROWS.epochs)
    parser.add_argument("--body-epochs", type=int, default=BODY.epochs)
    parser.add_argument(
        "--resume", action="store_true", help="go on from the last checkpoint there"
    )
    parser.add_argument("--evaluate-only", action="store_true", help="measure, do not train")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    random.seed(SEED)
    np.random.seed(SEED % 2**32)
    torch.manual_seed(SEED)

    learnt, held_out = library()
    corpus = read_corpus(options.data, [*written(), *learnt], held_out)
    if not options.evaluate_only:
        stages = (
            replace(ROWS, epochs=options.rows_epochs),
            replace(BODY, epochs=options.body_epochs),
        )
        record = train(corpus, options.teacher, options.output, stages, options.resume)
        record["data_sha256"] = {
            path.name: hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(options.data.glob("*.tsv.gz"))
        }
        write_json(options.output / RECORD, record)
    figures = evaluate(options.output, options.teacher, options.data, corpus.held_out)
    record = json.loads((options.output / RECORD).read_text("utf-8"))
    record["figures"] = figures.as_dict()
    write_json(options.output / RECORD, record)
    write_card(options.output / "README.md", figures, record)
    logger.info("%s", json.dumps(record["figures"], indent=2))


def train(
    corpus: Corpus, teacher: Path, output: Path, stages: tuple[Stage, ...], resume: bool
) -> dict[str, Any]:
    """Train through the stages, writing the folder after each epoch; the record of it."""
    start = time.perf_counter()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    pairs = corpus.training
    checkpoint = Checkpoint(output)
    state = checkpoint.read() if resume else None
    if state is None:
        tokenizer, body = first_student(corpus, teacher)
    else:
        tokenizer, body = load_tokenizer(output), load_body(output)
        body.load_state_dict(state["body"])
    body = body.to(device)
    earlier = state["minutes"] if state else 0.0
    rows = torch.from_numpy(cyrillic_rows(tokenizer))
    new = tokenizer.get_vocab_size() - load_tokenizer(teacher).get_vocab_size()
    logger.info("%d pairs, %d new pieces, %s", len(pairs), new, device)

    original = in_16_bits(load_body(teacher).to(device))
    english = encode(load_tokenizer(teacher), one_side(pairs, "english"))
    bank = Bank(embed_all(original, english))
    logger.info("teacher's vectors after %.0f s", time.perf_counter() - start)
    development = {name: corpus.held_out[name] for name in ("news", "wikipedia", "health")}

    def minutes() -> float:
        return float(earlier + (time.perf_counter() - start) / 60)

    def after_epoch(epoch: int) -> None:
        save(body, tokenizer, teacher, output)
        network = in_16_bits(body)
        for name, held_out in development.items():
            sides = (encode(tokenizer, one_side(held_out, side)) for side in SIDES)
            found = bitext(*(embed_all(network, side).cpu().numpy() for side in sides))
            logger.info("epoch %d, %.0f min: %s %s", epoch, minutes(), name, found)

    def keep(reached: dict[str, Any]) -> None:
        checkpoint.write(reached | {"minutes": minutes()})

    if state is None:
        after_epoch(0)
    for stage in (stage for stage in stages if stage.epochs):
        if state is not None and state["stage"] != stage.name:
            continue
        Distillation(body, tokenizer, rows, stage).run(pairs, bank, after_epoch, state, keep)
        state = None
    checkpoint.remove()
    return {
        "seed": SEED,
        "pairs": len(pairs),
        "sources": dict(Counter(pair.source for pair in pairs).most_common()),
        "vocabulary": tokenizer.get_vocab_size(),
        "new_pieces": new,
        "stages": [asdict(stage) for stage in stages if stage.epochs],
        "minutes": round(minutes()),
        "torch": torch.__version__,
        "device": device,
    }


def first_student(corpus: Corpus, teacher: Path) -> tuple[Tokenizer, BertModel]:
    """A student that knows of Russian only what the word alignment tells."""
    russian = one_side(corpus.training, "russian")
    english = one_side(corpus.training, "english")
    original = load_tokenizer(teacher)
    tokenizer = extend(original, russian_pieces(original, russian))
    translations = align(
        [encoding.ids[1:-1] for encoding in tokenizer.encode_batch(russian)],
        [encoding.ids[1:-1] for encoding in tokenizer.encode_batch(english)],
    )
    body = load_body(teacher, tokenizer.get_vocab_size())
    table = table_of(body).detach().numpy()
    values = first_values(table, np.flatnonzero(cyrillic_rows(tokenizer)), translations)
    with torch.no_grad():
        table_of(body).copy_(torch.from_numpy(values))
    return tokenizer, body


def one_side(pairs: tuple[Pair, ...], language: str) -> list[str]:
    """One language's side of the pairs."""
    return [getattr(pair, language) for pair in pairs]


if __name__ == "__main__":
    main()
