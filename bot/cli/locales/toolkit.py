"""Some of translate-toolkit's tests, which `pofilter` runs too.

Chosen are those that find a slip of the hand and are silent on the Russian file as it is:
`doublespacing`, `emails`, `endpunc`, `escapes`, `long`, `newlines`, `purepunc`, `short`, `tabs`
and `urls`. Left out are those that take a rule of Russian for a fault (quotation marks, capitals,
`sentencecount`, `brackets`, `startpunc`, `puncspacing`, `acronyms`), those that read what stands in
braces or the commands as a path (`filepaths`), and those that the other checks do more exactly
(`numbers`, `xmltags`, `unchanged`, `startwhitespace`, `endwhitespace`, `pythonbraceformat`).

It is under the GPL and of use to those who edit only, so it comes with the development group; where
it is not installed, these tests are left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.cli.locales.unit import Unit
from bot.errors import Problem

TESTS = (
    "doublespacing",
    "emails",
    "endpunc",
    "escapes",
    "long",
    "newlines",
    "purepunc",
    "short",
    "tabs",
    "urls",
)


class Toolkit:
    """The chosen tests for one language."""

    def __init__(self, language: str) -> None:
        """Set up the tests of a language; none where translate-toolkit is not installed."""
        self._checker = None
        try:
            from translate.filters.checks import CheckerConfig, StandardChecker
        except ImportError:
            return
        config = CheckerConfig(targetlanguage=language)
        self._checker = StandardChecker(config, limitfilters=list(TESTS))

    def check(self, unit: Unit) -> Iterator[Problem]:
        """What the tests say of a translation."""
        if self._checker is None:
            return
        from translate.storage.pypo import pounit

        for english, form in unit.pairs:
            pair = pounit(english)
            pair.target = form
            for test, found in sorted(self._checker.run_filters(pair).items()):
                said = str(found).rstrip(".")
                yield unit.warning(test, f"{said}; look at both texts side by side.")
