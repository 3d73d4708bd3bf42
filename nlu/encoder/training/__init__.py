"""Training of the bilingual sentence encoder in `nlu/encoder`.

A small English encoder (the teacher) learns to read Russian: its vocabulary gets Russian pieces,
their rows get first values from a word alignment, and the student learns to give a Russian
sentence the vector that the teacher gives its English translation.

Run it from the repository's root::

    python -m nlu.encoder.training --data DIR --teacher DIR
"""
