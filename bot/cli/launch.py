"""`python -m bot launch-check`: what stands between this copy and its first reader."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import date

from bot.cli.contents import look_at_contents
from bot.cli.findings import Finding, Verdict, ask
from bot.cli.machine import look_at_machine
from bot.cli.way_in import look_at_way_in
from bot.library.ages import doubt
from bot.library.live import Edition
from bot.library.safety import contacts_at_risk
from bot.settings import Settings

logger = logging.getLogger(__name__)

QUESTIONS = (
    ask(
        "who runs this", "readers are told to ask whoever gave them the link; who answers, and how?"
    ),
    ask("contacts", "was each one asked from outside Russia, by a way its organisation publishes?"),
    ask("safety replies", "has a native reader of each language read every one of them aloud?"),
    ask("host", "is it outside Russia, its disk encrypted, used for nothing else?"),
    ask("backups", "do key, database and memory stay out of every backup, snapshot and image?"),
    ask("log retention", "does no log with times outlive a day, here, in PostgreSQL, at the host?"),
    ask(
        "@BotFather",
        "are groups (/setjoingroups) and inline mode (/setinline) as you want them, is privacy "
        "mode on (/setprivacy), are name and picture neutral, and has the account that owns the "
        "bot two-step verification?",
    ),
)
"""What only a person can tell."""


def check_launch(settings: Settings, today: date | None = None) -> tuple[str, bool]:
    """Look at everything; the report, and whether anything has failed.

    Args:
        settings: of the copy to be launched.
        today: the machine's own day when None.
    """
    contents = look_at_contents(settings, today or date.today())
    machine = [*look_at_machine(settings), *look_at_way_in(settings)]
    findings = [*contents, *machine, *QUESTIONS]
    failed = _count(findings, Verdict.FAIL)
    last = f"{failed} to mend, {_count(findings, Verdict.ASK)} to ask yourself."
    return "\n".join([*map(str, findings), "", last]), failed > 0


def warn_of_unconfirmed(settings: Settings) -> None:
    """One line in the log where contacts are shown that nobody has confirmed."""
    if settings.shows_unconfirmed_contacts:
        return
    edition = Edition.read(settings.root)
    contacts = contacts_at_risk(edition.library, edition.responses)
    doubtful = [contact.id for contact in contacts if doubt(contact, date.today())]
    if doubtful:
        logger.warning(
            "launch: %d contacts are shown unconfirmed; 'make launch-check' names them",
            len(doubtful),
        )


def _count(findings: Sequence[Finding], verdict: Verdict) -> int:
    return sum(finding.verdict is verdict for finding in findings)
