"""Where paragraphs begin and end."""

from __future__ import annotations

from bot.cli.sources.paragraphs import LONGEST, of_lines, paragraphs, tidy

LINE = "Rain fell on the harbour and on the houses behind it, day after day."


def test_lines_of_a_printed_page_are_joined() -> None:
    text = (
        "Rain fell on the harbour and on all the hou-\n"
        "ses behind it for nine days, as was written\n"
        "by many.\n"
        "Then the wind came from the north, and nobody\n"
        "could say when.\n"
    )
    assert [part for part in of_lines(text) if part] == [
        "Rain fell on the harbour and on all the houses behind it for nine days, as was written "
        "by many.",
        "Then the wind came from the north, and nobody could say when.",
    ]


def test_headings_and_repetitions_are_left_out() -> None:
    assert paragraphs(["Page 3", LINE, "", LINE]) == (LINE,)


def test_a_long_paragraph_is_parted_between_sentences() -> None:
    numbered = paragraphs([" ".join(f"{n}. {LINE}" for n in range(100, 125))])
    assert len(numbered) > 2
    assert all(len(part) <= LONGEST and part.endswith(".") for part in numbered)


def test_one_sentence_without_end_is_cut() -> None:
    assert all(len(part) <= 2 * LONGEST for part in paragraphs(["rain " * 10_000]))


def test_control_characters_and_ligatures_are_mended() -> None:
    assert tidy("ﬁne \x1b[31mrain\u200b\u00ad\tfell") == "fine [31mrain fell"
