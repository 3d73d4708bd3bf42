"""Tells languages that translators have added from English and Russian, by words and letters."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.naive_bayes import MultinomialNB

from bot.text import fold, words

KNOWN_VOTE, NGRAM_VOTE = 2.0, 1.5
"""What a word says of its language: it is known there; its n-grams at most."""

ENOUGH = NGRAM_VOTE
"""Votes that a language must have more than: one word's letters alone do not tell."""

Vote = Callable[[str], float]


class OtherLanguages:
    """Naive Bayes over character n-grams and the known words of each language's own texts."""

    def __init__(
        self, samples: Mapping[str, Sequence[str]], english: Sequence[str], russian: Sequence[str]
    ) -> None:
        """Fit.

        Args:
            samples: language code → texts; there is at least one language.
            english: texts in English.
            russian: texts in Russian, in either alphabet.
        """
        self._words = {
            code: {word for text in texts for word in words(text)}
            for code, texts in samples.items()
        }
        all_samples = {"en": english, "ru": russian, **samples}
        texts = [
            (code, text)
            for code, found in all_samples.items()
            for text in sorted({fold(text) for text in found})
        ]
        ngrams = CountVectorizer(analyzer="char_wb", ngram_range=(1, 3), dtype=np.float32)
        model = MultinomialNB(alpha=0.1, fit_prior=False)
        model.fit(ngrams.fit_transform([text for _, text in texts]), [code for code, _ in texts])
        self._cut = ngrams.build_analyzer()
        self._column = ngrams.vocabulary_
        self._likely = dict(zip(model.classes_, model.feature_log_prob_, strict=True))

    def find(self, spoken: Sequence[str], base: str | None, known: Vote) -> str | None:
        """The language that words are in, None where it is `base` or cannot be told.

        Args:
            spoken: folded words.
            base: what they were taken for, "en" or "ru"; None where they told nothing.
            known: how much a word speaks for `base`.
        """
        bases = [base] if base else ["en", "ru"]
        columns = [
            [self._column[ngram] for ngram in self._cut(word) if ngram in self._column]
            for word in spoken
        ]
        speaks_for_base = sum(known(word) for word in spoken)
        votes = {
            code: sum(map(self._odds(code, bases), columns)) + KNOWN_VOTE * len(own & set(spoken))
            for code, own in self._words.items()
        }
        best = max(votes, key=lambda code: votes[code])
        return best if votes[best] - speaks_for_base > ENOUGH else None

    def _odds(self, code: str, bases: Sequence[str]) -> Callable[[list[int]], float]:
        """How much likelier a language is by a word's n-grams, at most NGRAM_VOTE either way."""

        def odds(columns: list[int]) -> float:
            against = max(float(self._likely[base][columns].sum()) for base in bases)
            ahead = float(self._likely[code][columns].sum()) - against
            return max(-NGRAM_VOTE, min(NGRAM_VOTE, ahead))

        return odds
