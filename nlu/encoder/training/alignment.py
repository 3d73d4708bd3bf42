"""First values for the Russian rows: which English pieces a Russian piece translates to.

IBM Model 1 of Brown et al. (1993), "The mathematics of statistical machine translation", over
subword pieces, with an empty Russian piece that English words of no origin come from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

STEPS = 6
LONGEST = 80
NULL = -1

Ids = Sequence[int]
Integers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Translations:
    """Probabilities p(English piece | Russian piece), one entry for each two that met.

    `russian`, `english` and `probability` have the shape (entries,); `russian` may be `NULL`.
    """

    russian: Integers
    english: Integers
    probability: npt.NDArray[np.float64]


def align(russian: Sequence[Ids], english: Sequence[Ids], steps: int = STEPS) -> Translations:
    """Translation probabilities after `steps` rounds of expectation and maximisation."""
    width = 1 + max((max(ids, default=0) for ids in english), default=0)
    keys: list[Integers] = []
    groups: list[Integers] = []
    group_count = 0
    for source_ids, target_ids in zip(russian, english, strict=True):
        source = np.array([NULL, *source_ids[:LONGEST]], dtype=np.int64)
        target = np.array(target_ids[:LONGEST], dtype=np.int64)
        keys.append(((source[None, :] + 1) * width + target[:, None]).ravel())
        groups.append(np.repeat(np.arange(target.size) + group_count, source.size))
        group_count += target.size
    entries, entry_of = np.unique(np.concatenate(keys), return_inverse=True)
    group_of = np.concatenate(groups).astype(np.int32)
    entry_of = entry_of.astype(np.int32)
    del keys, groups

    origin, english_id = entries // width - 1, entries % width
    origins, origin_of = np.unique(origin, return_inverse=True)
    probability = np.ones(entries.size)
    for _ in range(steps):
        met = probability[entry_of]
        share = met / np.bincount(group_of, weights=met, minlength=group_count)[group_of]
        count = np.bincount(entry_of, weights=share, minlength=entries.size)
        total = np.bincount(origin_of, weights=count, minlength=origins.size)
        probability = count / total[origin_of]
    return Translations(origin, english_id, probability)


def first_values(table: Floats, rows: Integers, translations: Translations) -> Floats:
    """The embedding table with first values in the given rows.

    A row becomes the mean of the English rows it translates to, weighted by probability. A piece
    that never met a translation gets the mean of all the other new rows.

    Args:
        table: English embeddings, shape (vocabulary, width); rows to be filled may hold anything.
        rows: ids to fill, shape (new rows,).
        translations: what `align` found.
    """
    known = translations.russian != NULL
    weights = csr_array(
        (
            translations.probability[known].astype(table.dtype),
            (translations.russian[known], translations.english[known]),
        ),
        shape=(len(table), len(table)),
    )
    sums = weights @ table
    weight = weights.sum(axis=1)
    filled = table.copy()
    met = rows[weight[rows] > 0]
    filled[met] = sums[met] / weight[met, None]
    if met.size:
        filled[rows[weight[rows] == 0]] = filled[met].mean(axis=0)
    return filled
