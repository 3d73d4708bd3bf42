"""The teacher's vocabulary, with Russian pieces appended.

Every piece of the teacher keeps its id, so English is cut exactly as before. The normaliser stays
the teacher's too: it lowers case and takes marks off letters, which makes one letter of `й` and
`и`, and of `ё` and `е`, as many writers do themselves.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer, models, trainers

SIZE = 20_000
ALPHABET = "абвгдежзийклмнопрстуфхцчшщъыьэюяёґєіїўј"
CONTINUATION = "##"


def is_cyrillic(piece: str) -> bool:
    """Whether a piece has a letter of the Cyrillic block."""
    return any("\u0400" <= letter <= "\u04ff" for letter in piece)


def load_tokenizer(folder: Path) -> Tokenizer:
    """The tokenizer of a model folder, free of the padding and cutting it was saved with."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def russian_pieces(teacher: Tokenizer, sentences: Iterable[str], size: int = SIZE) -> list[str]:
    """Cyrillic pieces of a WordPiece vocabulary trained on `sentences`, most frequent first.

    Schuster and Nakajima (2012), "Japanese and Korean voice search". Each letter of the alphabet
    is there alone and as a continuation, so that no Cyrillic word becomes [UNK]. The trainer breaks
    ties by the order of a hash table, so one or two rare pieces differ from run to run.
    """
    learner = Tokenizer(models.WordPiece(unk_token="[UNK]"))  # noqa: S106 - a mark, no secret
    learner.normalizer = teacher.normalizer
    learner.pre_tokenizer = teacher.pre_tokenizer
    letters = list(ALPHABET)
    trainer = trainers.WordPieceTrainer(
        vocab_size=size,
        min_frequency=2,
        special_tokens=["[UNK]"],
        initial_alphabet=letters,
        continuing_subword_prefix=CONTINUATION,
        show_progress=False,
    )
    learner.train_from_iterator(sentences, trainer)
    vocabulary = learner.get_vocab()
    learnt = sorted(vocabulary, key=vocabulary.__getitem__)
    alone = [mark + letter for letter in letters for mark in ("", CONTINUATION)]
    return [piece for piece in dict.fromkeys(alone + learnt) if is_cyrillic(piece)]


def extend(teacher: Tokenizer, pieces: Iterable[str]) -> Tokenizer:
    """A tokenizer with the teacher's pieces at their ids and the new ones after them."""
    description = json.loads(teacher.to_str())
    vocabulary: dict[str, int] = description["model"]["vocab"]
    for piece in pieces:
        if piece not in vocabulary:
            vocabulary[piece] = len(vocabulary)
    return Tokenizer.from_str(json.dumps(description, ensure_ascii=False))


def cyrillic_rows(tokenizer: Tokenizer) -> npt.NDArray[np.bool_]:
    """One truth value for each id, shape (vocabulary,): whether the piece is Cyrillic."""
    rows = np.zeros(tokenizer.get_vocab_size(), dtype=np.bool_)
    for piece, row in tokenizer.get_vocab().items():
        rows[row] = is_cyrillic(piece)
    return rows
