"""Hypothesis without a time limit for one example: the machine may be busy."""

from hypothesis import settings

unhurried = settings(deadline=None, max_examples=150)
