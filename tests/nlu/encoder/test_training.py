"""The encoder's training, on a teacher and a corpus small enough to make here."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
from transformers import BertConfig, BertModel

from nlu.encoder.training.alignment import NULL, align, first_values
from nlu.encoder.training.checkpoint import Checkpoint
from nlu.encoder.training.corpus import Pair
from nlu.encoder.training.distillation import BODY, ROWS, Distillation, Stage, batches
from nlu.encoder.training.evaluation import bitext
from nlu.encoder.training.negatives import Bank
from nlu.encoder.training.segmentation import Segmenter, encode
from nlu.encoder.training.student import embed_all, load_body, save, table_of
from nlu.encoder.training.vocabulary import (
    cyrillic_rows,
    extend,
    load_tokenizer,
    russian_pieces,
)

WIDTH = 384
PAIRS = tuple(
    Pair("made", english, russian)
    for english, russian in (
        ("the house", "дом"),
        ("the new house", "новый дом"),
        ("my house", "мой дом"),
        ("my book", "моя книга"),
        ("the new book", "новая книга"),
        ("the book", "книга"),
        ("hedgehog", "ёжик"),
        ("my new hedgehog", "мой новый ёжик"),
    )
)
ENGLISH = [pair.english for pair in PAIRS]
RUSSIAN = [pair.russian for pair in PAIRS]


@pytest.fixture(scope="module")
def teacher(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model folder like all-MiniLM-L6-v2's, with one layer and a few English words."""
    folder = tmp_path_factory.mktemp("teacher")
    words = sorted({word for sentence in ENGLISH for word in sentence.split()})
    marks = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    vocabulary = {piece: row for row, piece in enumerate([*marks, *words, "и", "##и"])}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    tokenizer.save(str(folder / "tokenizer.json"))
    torch.manual_seed(1)
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=WIDTH,
        num_hidden_layers=1,
        num_attention_heads=12,
        intermediate_size=WIDTH,
        max_position_embeddings=512,
        architectures=["BertModel"],
        initializer_range=0.2,
    )
    config.save_pretrained(folder)
    save_file(BertModel(config).state_dict(), folder / "model.safetensors")
    parts = (("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Normalize", "Normalize"))
    modules = [
        {"idx": n, "name": str(n), "path": path, "type": f"sentence_transformers.models.{kind}"}
        for n, (path, kind) in enumerate(parts)
    ]
    (folder / "modules.json").write_text(json.dumps(modules))
    (folder / "1_Pooling").mkdir()
    pooling = {"word_embedding_dimension": WIDTH, "pooling_mode_mean_tokens": True}
    (folder / "1_Pooling" / "config.json").write_text(json.dumps(pooling))
    return folder


@pytest.fixture(scope="module")
def tokenizer(teacher: Path) -> Tokenizer:
    original = load_tokenizer(teacher)
    return extend(original, russian_pieces(original, RUSSIAN * 5, size=200))


def chance() -> random.Random:
    return random.Random(1)  # noqa: S311 - for repeating


def pieces(tokenizer: Tokenizer, sentences: Sequence[str]) -> list[list[int]]:
    return [encoding.ids[1:-1] for encoding in tokenizer.encode_batch(list(sentences))]


class TestVocabulary:
    def test_the_teachers_pieces_keep_their_ids(self, teacher: Path, tokenizer: Tokenizer) -> None:
        extended = tokenizer.get_vocab()
        for piece, row in load_tokenizer(teacher).get_vocab().items():
            assert extended[piece] == row

    def test_ids_have_no_gap(self, tokenizer: Tokenizer) -> None:
        assert sorted(tokenizer.get_vocab().values()) == list(range(tokenizer.get_vocab_size()))

    def test_only_cyrillic_pieces_are_new(self, teacher: Path, tokenizer: Tokenizer) -> None:
        rows = cyrillic_rows(tokenizer)
        assert rows[load_tokenizer(teacher).get_vocab_size() :].all()

    @pytest.mark.parametrize("word", ["мой", "ёжик", "Йод", "подъезд", "Їжак", "щ", "эхо", "ґанок"])
    def test_no_cyrillic_word_is_unknown(self, tokenizer: Tokenizer, word: str) -> None:
        assert "[UNK]" not in tokenizer.encode(word).tokens


class TestAlignment:
    def test_a_word_meets_its_translation(self, tokenizer: Tokenizer) -> None:
        found = align(pieces(tokenizer, RUSSIAN), pieces(tokenizer, ENGLISH))
        for russian, english in (("дом", "house"), ("книга", "book")):
            (row,) = pieces(tokenizer, [russian])[0]
            mine = found.russian == row
            best = found.english[mine][found.probability[mine].argmax()]
            assert tokenizer.id_to_token(int(best)) == english

    def test_probabilities_of_a_piece_sum_to_one(self, tokenizer: Tokenizer) -> None:
        found = align(pieces(tokenizer, RUSSIAN), pieces(tokenizer, ENGLISH))
        for row in {*found.russian.tolist()}:
            assert found.probability[found.russian == row].sum() == pytest.approx(1)
        assert NULL in found.russian

    def test_first_value_is_near_the_translations(self, tokenizer: Tokenizer) -> None:
        generator = np.random.default_rng(1)
        table = generator.normal(size=(tokenizer.get_vocab_size(), 8)).astype(np.float32)
        rows = np.flatnonzero(cyrillic_rows(tokenizer))
        found = align(pieces(tokenizer, RUSSIAN), pieces(tokenizer, ENGLISH), steps=30)
        filled = first_values(table, rows, found)
        vocabulary = tokenizer.get_vocab()
        distances = np.linalg.norm(filled[vocabulary["книга"]] - table, axis=1)
        english = [row for piece, row in vocabulary.items() if piece.isascii()]
        assert min(english, key=distances.__getitem__) == vocabulary["book"]
        assert (filled[english] == table[english]).all()
        assert np.isfinite(filled).all()


class TestDistillation:
    @pytest.mark.parametrize("stage", [ROWS, BODY])
    def test_a_step_lowers_the_loss(
        self, teacher: Path, tokenizer: Tokenizer, stage: Stage
    ) -> None:
        body = load_body(teacher, tokenizer.get_vocab_size())
        targets = embed_all(load_body(teacher), encode(load_tokenizer(teacher), ENGLISH))
        training = Distillation(body, tokenizer, torch.from_numpy(cyrillic_rows(tokenizer)), stage)
        batch = encode(tokenizer, RUSSIAN), encode(tokenizer, ENGLISH), targets, targets[:0]
        before = training.step(*batch)
        assert float(training.loss(*batch).detach()) < before

    def test_english_stays_while_the_body_is_frozen(
        self, teacher: Path, tokenizer: Tokenizer
    ) -> None:
        body = load_body(teacher, tokenizer.get_vocab_size())
        rows = torch.from_numpy(cyrillic_rows(tokenizer))
        first = {name: tensor.clone() for name, tensor in body.state_dict().items()}
        bank = Bank(embed_all(body, encode(tokenizer, ENGLISH)))
        epochs: list[int] = []
        stage = replace(ROWS, epochs=2, batch=4)
        Distillation(body, tokenizer, rows, stage).run(PAIRS, bank, epochs.append)
        assert epochs == [1, 2]
        table = first.pop("embeddings.word_embeddings.weight")
        assert torch.equal(table_of(body)[~rows], table[~rows])
        assert not torch.equal(table_of(body)[rows], table[rows])
        for name, tensor in first.items():
            assert torch.equal(body.state_dict()[name], tensor), name

    @pytest.mark.parametrize("stage", [ROWS, BODY])
    def test_it_goes_on_where_it_stopped(
        self,
        teacher: Path,
        tokenizer: Tokenizer,
        stage: Stage,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr("nlu.encoder.training.distillation.SAVE_EVERY", 3)
        rows = torch.from_numpy(cyrillic_rows(tokenizer))
        stage = replace(stage, epochs=2, batch=4)
        checkpoint = Checkpoint(tmp_path)

        def trained(resume: bool) -> tuple[BertModel, list[int]]:
            body = load_body(teacher, tokenizer.get_vocab_size())
            bank = Bank(embed_all(load_body(teacher), encode(load_tokenizer(teacher), ENGLISH)))
            epochs: list[int] = []
            state = checkpoint.read() if resume else None
            training = Distillation(body, tokenizer, rows, stage)
            training.run(PAIRS, bank, epochs.append, state, checkpoint.write)
            return body, epochs

        whole, both = trained(resume=False)
        resumed, last = trained(resume=True)
        assert (both, last) == ([1, 2], [2])
        for name, tensor in whole.state_dict().items():
            assert torch.allclose(resumed.state_dict()[name], tensor, atol=1e-5), name

    def test_batches_hold_each_sentence_once(self) -> None:
        groups = list(batches([5, 1, 3, 2, 4, 6], 2, chance()))
        assert sorted(place for group in groups for place in group) == list(range(6))


class TestSegmentation:
    def test_without_dropout_words_are_cut_as_the_tokenizer_does(
        self, tokenizer: Tokenizer
    ) -> None:
        segmenter = Segmenter(tokenizer, dropout=0)
        sentences = [*RUSSIAN, *ENGLISH, "Мой ёжик, hedgehog!"]
        assert segmenter.encode(sentences, chance()) == encode(tokenizer, sentences)

    def test_dropout_cuts_russian_words_shorter_and_loses_no_letter(
        self, tokenizer: Tokenizer
    ) -> None:
        segmenter = Segmenter(tokenizer, dropout=0.9)
        (ids,) = segmenter.encode(["новая книга house"], chance())
        pieces = [tokenizer.id_to_token(row).removeprefix("##") for row in ids[1:-1]]
        assert "".join(pieces) == "новаякнигаhouse"
        assert len(pieces) > len(tokenizer.encode("новая книга house").ids) - 2
        assert "house" in pieces


class TestFolder:
    def test_it_loads_and_gives_unit_vectors(
        self, teacher: Path, tokenizer: Tokenizer, tmp_path: Path
    ) -> None:
        sentence_transformers = pytest.importorskip("sentence_transformers")
        body = load_body(teacher, tokenizer.get_vocab_size())
        rows = torch.from_numpy(cyrillic_rows(tokenizer))
        with torch.no_grad():
            table_of(body)[rows] = torch.ones(int(rows.sum()), 1) * table_of(body)[7]
        save(body, tokenizer, teacher, tmp_path)

        encoder = sentence_transformers.SentenceTransformer(
            str(tmp_path), device="cpu", local_files_only=True
        )
        sentences = ["my house", "мой дом", "ёжик"]
        vectors = encoder.encode(sentences)
        assert vectors.shape == (3, WIDTH)
        assert vectors.dtype == np.float32
        assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-4)
        trained = embed_all(body, encode(tokenizer, sentences)).numpy()
        assert (vectors * trained).sum(axis=1) == pytest.approx(1, abs=0.02)
        assert "[UNK]" not in encoder.tokenizer.tokenize("мой ёжик")
        weights = load_file(tmp_path / "model.safetensors")
        assert {tensor.dtype for tensor in weights.values()} == {torch.float16}


class TestEvaluation:
    def test_bitext_counts_both_ways(self) -> None:
        english = np.eye(3, dtype=np.float32)
        russian = np.eye(3, dtype=np.float32)[[0, 1, 1]]
        measured = bitext(english, russian)
        assert (measured.english_to_russian, measured.russian_to_english) == (2 / 3, 2 / 3)
