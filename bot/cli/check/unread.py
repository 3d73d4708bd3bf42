"""Files that nothing reads, because of their ending or their folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.errors import Problem, Severity

RULE = "unread"
_WHERE_READ = {
    "responses/faq": ("*.yml", "entries belong into responses/faq/<name>.yml"),
    "responses/sources": ("*.md", "sources belong into responses/sources/<id>.md"),
}


def check_unread(root: Path) -> Iterator[Problem]:
    """Files beside entries and sources that readers get nothing of; hidden ones are left out."""
    for folder, (pattern, belongs) in _WHERE_READ.items():
        read = set((root / folder).glob(pattern))
        for path in sorted((root / folder).rglob("*")):
            inside = path.relative_to(root / folder)
            is_hidden = any(part.startswith(".") for part in inside.parts)
            if path.is_file() and path not in read and not is_hidden:
                fault = f"nothing reads this file; {belongs}. Move or delete it."
                file = path.relative_to(root).as_posix()
                yield Problem(file, 0, fault, RULE, Severity.WARNING)
