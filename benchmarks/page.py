"""Writes docs/benchmarks.md."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from benchmarks.answers import Figures
from benchmarks.cost import cost
from benchmarks.machine import machine
from benchmarks.side import Side
from benchmarks.table import table
from benchmarks.variant import AS_USED, DENSE_ONLY

TEXT = """\
# Benchmarks

Written by `make benchmark` on {day}; {machine}.

Compared are this assistant and **Rasa's default**: the pipeline and policies that Rasa 3.6 takes
where `config.yml` names none, as after `rasa init`, trained {epochs}
(`benchmarks/vanilla/config.yml`). It is given the same intents, patterns and ways of asking, and
the answers as responses of two retrieval intents, `faq_en` and `faq_ru`, each with a
ResponseSelector of its own. That gives it the better chance: no language is confused with the
other, and each selector has half the ways of asking to tell apart. It is not given `nlu/safety`,
whose messages are labelled in danger or harmless: a harmless message has no intent to be trained
as.

## Right answers

The test questions of `tests/data`, judged as `make evaluate` judges them. First those that appear
nowhere in what either side was trained with, then all. Rasa's default never offers a choice, and
its replies to intents are in both languages.

{answers}

## Time and size

Each figure is of a process of its own, bound to one core or to two. A turn is everything from a
message to its reply, one after the other, for test questions in both languages; start-up is from
the start of the process until the agent is loaded, memory the most that the process ever had.

{cost}

{notes}

## Parts of the retrieval

How often the right entry ranks first, and among the first three, for unseen questions of the
library; *short* are those of one to three words. Only the order counts, not whether the best is
good enough to be shown. *Dense* is the likeness of sentence vectors, *lexical* that of stems and
character n-grams, the *classifiers* add to their sum (`docs/decisions/0005-one-scale.md`). Weights
that are left keep their proportions.

{parts}

The English encoder is all-MiniLM-L6-v2 in place of the project's own, with everything trained anew;
`python -m benchmarks --english-encoder FOLDER` measures it.
"""

WITH_ENGLISH = (DENSE_ONLY, AS_USED)
"""Variants that another encoder changes most."""

NOT_MEASURED = "not measured"


def page(
    ryadom: Side,
    vanilla: Side,
    encoder_size: int,
    parts: Mapping[str, Figures],
    english: Mapping[str, Figures] | None,
    epochs: int | None,
) -> str:
    """The page.

    Args:
        ryadom: this project's assistant.
        vanilla: Rasa's default.
        encoder_size: bytes of the sentence encoder, which is no part of the model.
        parts: variants of the retrieval, see `benchmarks.parts`.
        english: the same with an English encoder, None where there was none.
        epochs: of the default where they were shortened for a try-out.
    """
    shortened = f"for **{epochs} epochs instead of 100, a try-out**" if epochs else "for 100 epochs"
    return TEXT.format(
        day=date.today().isoformat(),
        machine=machine(),
        epochs=shortened,
        answers=_answers(ryadom, vanilla),
        cost=cost(ryadom, vanilla, encoder_size),
        notes=_notes(ryadom, vanilla),
        parts=_parts(parts, english),
    )


def _answers(ryadom: Side, vanilla: Side) -> str:
    tables = []
    for subset, ours in ryadom.answers.items():
        theirs = vanilla.answers[subset]
        codes = sorted({code for row in ours.values() for code in row})
        head = [f"{subset} questions"]
        head += [f"{name}, {code}" for code in codes for name in ("Ryadom", "Rasa's default")]
        rows = [
            [name.strip(), *(side[name][code] for code in codes for side in (ours, theirs))]
            for name in ours
        ]
        tables.append(table(head, rows))
    return "\n\n".join(tables)


def _notes(ryadom: Side, vanilla: Side) -> str:
    """When the models were trained and how busy the machine was, without which times mislead."""
    return " ".join(
        f"{name} was trained on {side.training.day}; on average {side.training.load:.1f} other "
        f"processes were busy when that began, and {side.load:.1f} when measuring did."
        for name, side in (("Ryadom", ryadom), ("Rasa's default", vanilla))
    )


def _parts(parts: Mapping[str, Figures], english: Mapping[str, Figures] | None) -> str:
    columns = [(row, code) for row, codes in parts[AS_USED].items() for code in sorted(codes)]
    columns.sort(key=lambda column: column[1])
    lines = {f"own encoder, {name}": found for name, found in parts.items()}
    if english:
        lines |= {f"English encoder, {name}": english[name] for name in WITH_ENGLISH}
    rows = [[name, *(found[row][code] for row, code in columns)] for name, found in lines.items()]
    if not english:
        rows.append(["English encoder", *[NOT_MEASURED] * len(columns)])
    return table(["", *(f"{code}: {row}" for row, code in columns)], rows)
