"""A draft has what is known of the new entry, and nothing of what readers wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli.review.clusters import Cluster
from bot.cli.review.drafts import write_draft
from bot.errors import LibraryError
from bot.library.blocks import read_blocks
from bot.store.questions import Question
from tests.support.small import edition

ASKED = Question("canary sank", "en", 20_000, 20_001, "row-canary")
CLUSTER = Cluster((ASKED, ASKED), (("storm", 0.61), ("keeper", 0.4)))


def written(state: Path, cluster: Cluster = CLUSTER, entry_id: str = "boats") -> str:
    path = write_draft(state, edition(), cluster, entry_id)
    assert path == state / "drafts" / "boats.yml"
    assert [found.name for found in path.parent.iterdir()] == ["boats.yml"]
    return path.read_text("utf-8")


def test_it_leaves_all_words_to_be_asked_for(tmp_path: Path) -> None:
    [block] = read_blocks(written(tmp_path), "boats.yml", problems := [])
    assert problems == []
    topic = edition().library.entries["storm"].topic
    assert block.fields == {"id": "boats", "topic": topic}


def test_only_the_ids_of_the_nearest_entries_are_written(tmp_path: Path) -> None:
    text = written(tmp_path)
    assert "storm, keeper" in text
    assert "canary" not in text and "sank" not in text
    assert "0.61" not in text and "20000" not in text


def test_without_an_entry_near_it_has_a_topic_all_the_same(tmp_path: Path) -> None:
    assert "topic: crisis" in written(tmp_path, Cluster((ASKED,), ()))


@pytest.mark.parametrize(
    ("entry_id", "says"),
    [
        ("Boats at night", "the id must be a-z, 0-9 and single hyphens"),
        ("../boats", "the id must be a-z, 0-9 and single hyphens"),
        ("b" * 33, "at most 32 characters"),
        ("here", "'here' stands for the first message in links"),
        ("storm", "the id 'storm' stands in responses/faq/lighthouse.yml:30 already"),
    ],
)
def test_an_id_that_cannot_be_used_writes_nothing(tmp_path: Path, entry_id: str, says: str) -> None:
    with pytest.raises(LibraryError, match=says):
        write_draft(tmp_path, edition(), CLUSTER, entry_id)
    assert list(tmp_path.iterdir()) == []


def test_a_draft_is_never_written_over(tmp_path: Path) -> None:
    path = write_draft(tmp_path, edition(), CLUSTER, "boats")
    path.write_text("half a day's work", "utf-8")
    with pytest.raises(LibraryError, match="there is such a draft already"):
        write_draft(tmp_path, edition(), CLUSTER, "boats")
    assert path.read_text("utf-8") == "half a day's work"
