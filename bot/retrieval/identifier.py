"""Tells in which language a message is written: by alphabet, and Russian in Latin letters too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.naive_bayes import MultinomialNB

from bot.retrieval.other_languages import OtherLanguages
from bot.text import clean, cyrillic_words, fold, is_ukrainian, latin_words, words
from bot.transliteration import to_cyrillic, to_latin

_CAPITALISED = re.compile(r"(?<=[a-z,;] )[A-Z][A-Za-z]+")
_LOWER = re.compile(r"\b[a-z]+\b")
_LATIN_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_CYRILLIC_LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
_ALIKE = 0.8
"""Likeness (difflib) from which a word counts as a misspelt name."""

KNOWN_VOTE, MISSPELT_VOTE, NGRAM_VOTE = 2.0, 1.0, 1.5
"""What a word says of its language: it is known, it is one letter off, its n-grams at most."""


@dataclass(frozen=True)
class Written:
    """What a message is written in.

    Attributes:
        language: its code, or None where the message cannot tell (a name, a number).
        words: how many words speak for that language; of Russian in Latin letters those that are
            Russian words or nearly, 0 where its letters alone speak for it.
        latin: whether those words are in Latin letters.
        ukrainian: whether the message is in Ukrainian.
        reading: the message in the alphabet of its language.
    """

    language: str | None
    words: int
    latin: bool
    ukrainian: bool
    reading: str


class LanguageIdentifier:
    """Naive Bayes over character n-grams of the assistant's own texts, beside plain rules.

    A single Latin letter, a person's or an organisation's name says nothing of it. Fitted in
    half a second from the samples, so that no fitted model has to be stored.
    """

    def __init__(
        self,
        english: Sequence[str],
        russian: Sequence[str],
        vocabulary: Iterable[str] = (),
        others: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        """Fit.

        Args:
            english: texts in English.
            russian: texts in Russian, in either alphabet.
            vocabulary: common words of both languages, such as those of the encoder.
            others: texts in each language that translators have added.
        """
        self._vocabulary = frozenset(vocabulary)
        self._others: OtherLanguages | None = None
        if others:
            self._others = OtherLanguages(others, english, russian, self._vocabulary)
        cyrillic = {text for text in russian if cyrillic_words(text)}
        self._typed_latin = {fold(text) for text in russian} - {fold(text) for text in cyrillic}
        self._names = _names(english)
        self._both = self._typed_latin & {fold(text) for text in english}
        respelt = sorted({spelling for text in cyrillic for spelling in to_latin(text)})
        texts = sorted({fold(text) for text in english})
        labels = np.array([0] * len(texts) + [1] * len(respelt))
        ngrams = CountVectorizer(analyzer="char_wb", ngram_range=(1, 4), dtype=np.float32)
        model = MultinomialNB(alpha=0.1, class_prior=[0.6, 0.4])
        model.fit(ngrams.fit_transform(texts + respelt), labels)
        english_odds, russian_odds = model.feature_log_prob_
        found = ngrams.get_feature_names_out().tolist()
        self._cut = ngrams.build_analyzer()
        self._odds = dict(zip(found, (russian_odds - english_odds).tolist(), strict=True))
        self._prior = float(np.subtract(*reversed(model.class_log_prior_)))

    def identify(self, untrusted_text: str) -> Written:
        """What a message is written in; the text may hold anything."""
        text = clean(untrusted_text)
        written = self._in_either(text)
        return self._in_another(text, written) or written

    def _in_another(self, text: str, written: Written) -> Written | None:
        """What a text is written in where that is neither English nor Russian."""
        if self._others is None:
            return None
        spoken = [word for word in words(text) if len(word) > 1 and word.isalpha()]
        spoken = [word for word in spoken if not self._is_name(word)]
        found = self._others.find(spoken)
        if found is None:
            return None
        return Written(found, len(spoken), bool(latin_words(text)), written.ukrainian, text)

    def _in_either(self, text: str) -> Written:
        """What a text is written in if it is English or Russian."""
        cyrillic, ukrainian = cyrillic_words(text), is_ukrainian(text)
        latin = [
            word for word in words(text) if len(word) > 1 and word.isalpha() and latin_words(word)
        ]
        telling = [word for word in latin if not self._is_name(word)]
        if cyrillic and (cyrillic > len(telling) or len(telling) < 2):
            return Written("ru", cyrillic, False, ukrainian, text)
        if not telling:
            return Written(None, 0, bool(latin_words(text)), ukrainian, text)
        if fold(text) in self._both:
            return Written(None, 0, True, False, text)
        if not cyrillic and self._is_russian(telling):
            # Words that nobody knows are mostly names, which tell how somebody is called.
            known = sum(self._vote(to_cyrillic(word)) > 0 for word in telling)
            return Written("ru", known, True, False, to_cyrillic(text))
        if fold(text) in self._typed_latin:  # a Latin name that Russian speakers type
            return Written(None, 0, True, False, text)
        return Written("en", len(telling), True, False, text)

    def _is_name(self, word: str) -> bool:
        if word in self._names:
            return True
        return len(word) > 5 and bool(get_close_matches(word, self._names, 1, _ALIKE))

    def _is_russian(self, telling: Sequence[str]) -> bool:
        """Every word votes: by the common vocabulary, by its misspellings, by its n-grams."""
        ngrams = sum(max(-NGRAM_VOTE, min(NGRAM_VOTE, self._log_odds(word))) for word in telling)
        words_vote = sum(self._vote(to_cyrillic(word)) - self._vote(word) for word in telling)
        return bool(ngrams + words_vote > 0)

    def _log_odds(self, word: str) -> float:
        """How much likelier Russian is than English, by the word's n-grams."""
        return float(self._prior + sum(self._odds.get(ngram, 0.0) for ngram in self._cut(word)))

    def _vote(self, word: str) -> float:
        if word in self._vocabulary:
            return KNOWN_VOTE
        return MISSPELT_VOTE * (not self._vocabulary.isdisjoint(_misspellings(word)))


def _names(english: Sequence[str]) -> list[str]:
    """Words that English texts write with a capital inside a sentence, and seldom without."""
    capitalised: Counter[str] = Counter()
    lower: Counter[str] = Counter()
    for text in english:
        capitalised.update(word.lower() for word in _CAPITALISED.findall(text))
        lower.update(_LOWER.findall(text))
    return sorted(word for word, count in capitalised.items() if count >= lower[word])


def _misspellings(word: str) -> set[str]:
    """What a word becomes by one letter dropped, doubled, swapped or changed (Norvig 2007,
    https://norvig.com/spell-correct.html)."""
    if len(word) < 4:
        return set()
    letters = _CYRILLIC_LETTERS if cyrillic_words(word) else _LATIN_LETTERS
    cuts = [(word[:n], word[n:]) for n in range(len(word) + 1)]
    dropped = {head + tail[1:] for head, tail in cuts if tail}
    swapped = {head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1}
    changed = {head + c + tail[1:] for head, tail in cuts if tail for c in letters}
    inserted = {head + c + tail for head, tail in cuts for c in letters}
    return dropped | swapped | changed | inserted
