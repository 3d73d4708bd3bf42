"""Tells Russian typed in Latin letters from English."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.naive_bayes import MultinomialNB

from bot.text import fold
from bot.transliteration import to_latin


class RomanisedRussian:
    """Naive Bayes over character n-grams, fitted on English texts and Russian ones respelt.

    Fitted on the assistant's own texts in a fraction of a second, so nothing of it is stored.
    """

    def __init__(self, english: Sequence[str], russian: Sequence[str]) -> None:
        """Fit.

        Args:
            english: texts in English.
            russian: texts in Cyrillic letters; each is respelt in three ways.
        """
        respelt = [spelling for text in russian for spelling in to_latin(text)]
        texts = sorted({fold(text) for text in english}) + sorted(set(respelt))
        labels = np.array([0] * (len(texts) - len(set(respelt))) + [1] * len(set(respelt)))
        self._ngrams = CountVectorizer(analyzer="char_wb", ngram_range=(1, 4), dtype=np.float32)
        self._model = MultinomialNB(alpha=0.1, class_prior=[0.6, 0.4])
        self._model.fit(self._ngrams.fit_transform(texts), labels)

    def probability(self, text: str) -> float:
        """How likely the text is Russian, 0 to 1."""
        return float(self._model.predict_proba(self._ngrams.transform([fold(text)]))[0, 1])
