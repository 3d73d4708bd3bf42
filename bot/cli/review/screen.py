"""How the questions passed on stand on the screen."""

from __future__ import annotations

from rich.console import Console

from bot.cli.listing import show
from bot.cli.review.clusters import Cluster
from bot.cli.review.inbox import Inbox

HEADINGS = ("no.", "asked", "questions", "nearest entries")
VOTES = ("not helpful", "helpful", "language", "entry")
CARE = (
    "Keep no copy of readers' words and put none into a proposal.\n"
    "Не копируйте слова читателей и не переносите их в правки."
)


def show_inbox(console: Console, inbox: Inbox) -> None:
    """Show every cluster with its number, and the votes."""
    to_read = sum(len(cluster.questions) for cluster in inbox.clusters)
    console.print(f"Questions passed on: {to_read} to read, {inbox.waiting} that wait.")
    if inbox.clusters:
        console.print(CARE)
        show(console, HEADINGS, [_row(n, c) for n, c in enumerate(inbox.clusters, start=1)])
    if inbox.votes:
        console.print("Votes:")
        votes = [(str(v.unhelpful), str(v.helpful), v.language, v.entry) for v in inbox.votes]
        show(console, VOTES, votes)


def show_cluster(console: Console, number: int, cluster: Cluster) -> None:
    """Show one cluster."""
    show(console, HEADINGS, [_row(number, cluster)])


def _row(number: int, cluster: Cluster) -> tuple[str, ...]:
    """A row under HEADINGS; without days, which nobody needs to write an answer."""
    wordings = [
        f"{language}  {text}" + (f"  ×{times}" if times > 1 else "")
        for times, language, text in cluster.wordings
    ]
    nearest = [f"{score:.2f}  {entry}" for entry, score in cluster.nearest]
    return str(number), str(len(cluster.questions)), "\n".join(wordings), "\n".join(nearest)
