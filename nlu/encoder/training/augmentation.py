"""Slips of the keyboard and Latin letters, so that the student does not stumble over them."""

from __future__ import annotations

import random

SHARE = 0.2
LATIN_SHARE = 0.06
MARKS = "ъь"
ROWS = "йцукенгшщзхъ фывапролджэ ячсмитьбю".split()
NEIGHBOURS = {letter: right for row in ROWS for letter, right in zip(row, row[1:], strict=False)}
SOUNDS = dict(zip("оиеая", "аеиоа", strict=True))
"""Vowels that are heard as another where the stress is elsewhere: «горячяя», «памочь»."""
LATIN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "a b v g d e e zh z i y k l m n o p r s t u f h ts ch sh sch  y  e yu ya".split(" "),
        strict=True,
    )
)


def with_slips(sentence: str, chance: random.Random, share: float = SHARE) -> str:
    """The sentence, or, in `share` of the cases, the sentence with one or two words mistyped."""
    if chance.random() >= share:
        return sentence
    words = sentence.split(" ")
    for _ in range(chance.choice((1, 1, 2))):
        place = chance.randrange(len(words))
        words[place] = slip(words[place], chance)
    return " ".join(words)


def slip(word: str, chance: random.Random) -> str:
    """A word with a letter left out, doubled, swapped or mistaken, or without its soft sign."""
    if len(word) < 4:
        return word
    place = chance.randrange(1, len(word) - 1)
    before, letter, after = word[:place], word[place], word[place + 1 :]
    match chance.randrange(6):
        case 0:
            return before + after
        case 1:
            return before + letter + letter + after
        case 2:
            return before + after[0] + letter + after[1:]
        case 3:
            return before + NEIGHBOURS.get(letter, letter) + after
        case 4:
            return before + SOUNDS.get(letter, letter) + after
        case _:
            return word.translate(dict.fromkeys(map(ord, MARKS)))


def in_latin(sentence: str) -> str:
    """Russian in Latin letters, as people type it where they have no Cyrillic keys."""
    return "".join(LATIN.get(letter, letter) for letter in sentence.lower())
