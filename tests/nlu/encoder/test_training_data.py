"""What the encoder learns from: pairs, their sources, slips, and wrong answers."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import torch

from nlu.encoder.training.augmentation import in_latin, slip, with_slips
from nlu.encoder.training.corpus import Pair, unique, without
from nlu.encoder.training.negatives import Bank, nearest
from nlu.encoder.training.own import library, written
from nlu.encoder.training.sources import OWN, table

PAIRS = (Pair("made", "a house", "дом"), Pair("made", "hedgehog", "ёжик"))
"""Two pairs that share nothing."""


def chance() -> random.Random:
    return random.Random(1)  # noqa: S311 - for repeating


class TestNegatives:
    def test_the_nearest_others_that_are_not_alike(self) -> None:
        vectors = torch.nn.functional.normalize(
            torch.tensor([[1.0, 0.0], [1.0, 0.01], [1.0, 1.0], [-1.0, 0.2]]), dim=1
        )
        assert nearest(vectors, 1)[0].tolist() == [2]

    def test_as_many_are_drawn_as_asked(self) -> None:
        bank = Bank(torch.eye(6), random=4, hard=3)
        generator = torch.Generator().manual_seed(1)
        assert bank.draw([0, 5], generator).shape == (4 + 2 * 2, 6)


class TestOwnPairs:
    def test_every_line_has_its_columns(self) -> None:
        pairs = written()
        assert len(pairs) > 5_000
        assert {pair.source for pair in pairs} <= OWN.keys()

    def test_a_wrong_line_is_named(self, tmp_path: Path) -> None:
        (tmp_path / "law.tsv").write_text("one\tодин\ntwo два\n", "utf-8")
        with pytest.raises(ValueError, match="law.tsv, line 2: write 2 columns"):
            written(tmp_path)

    def test_a_question_stands_beside_its_passage(self, tmp_path: Path) -> None:
        (tmp_path / "passages.tsv").write_text("q\tв\tp\tо\n", "utf-8")
        assert [(p.english, p.russian) for p in written(tmp_path)] == [("q", "в"), ("p", "о")]

    def test_the_librarys_paragraphs_are_learnt_or_held_out(self) -> None:
        learnt, held_out = library()
        assert not {p.english for p in learnt} & {p.english for p in held_out}
        assert 0.05 < len(held_out) / (len(learnt) + len(held_out)) < 0.15


class TestSources:
    def test_every_source_has_its_licence(self) -> None:
        rows = table({"tatoeba": 10, "short": 1200})
        assert rows.splitlines()[0].startswith("| own: short messages")
        assert rows.endswith("| 10 | CC BY 2.0 FR |")

    def test_a_source_nobody_named_is_refused(self) -> None:
        with pytest.raises(KeyError):
            table({"somewhere": 1})


class TestCorpus:
    def test_a_pair_that_shares_a_side_is_dropped(self) -> None:
        held_out = [Pair("made", "The house", "Дом")]
        kept = without([Pair("made", "the house", "здание"), PAIRS[1]], [held_out])
        assert kept == (PAIRS[1],)

    def test_each_sentence_has_one_translation(self) -> None:
        again = Pair("made", "A house", "ДОМ")
        assert unique([*PAIRS, again]) == PAIRS


class TestAugmentation:
    def test_slips_change_only_their_share(self) -> None:
        seeded = chance()
        sentence = "где найти помощь сегодня"
        assert with_slips(sentence, seeded, share=0) == sentence
        changed = sum(with_slips(sentence, seeded, share=0.5) != sentence for _ in range(400))
        assert 120 < changed <= 230

    def test_russian_in_latin_letters(self) -> None:
        assert in_latin("Как помочь? Ещё щи") == "kak pomoch? esche schi"

    def test_short_words_are_left_alone(self) -> None:
        assert slip("дом", chance()) == "дом"
