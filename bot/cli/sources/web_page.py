"""Reads web pages: the article alone, without menus and advertisements."""

from __future__ import annotations

import logging
import re

import trafilatura
from trafilatura.settings import Document as Article

from bot.cli.sources.document import Document, DocumentError, day
from bot.cli.sources.paragraphs import paragraphs, tidy

_LANGUAGE = re.compile(r"<html\b[^>]*?\blang\s*=\s*[\"']?([a-z]{2,3})\b", re.IGNORECASE)


def read_page(html: str, address: str = "") -> Document:
    """The article of a web page.

    Args:
        html: the page.
        address: where it was, if known.

    Raises:
        DocumentError: no article is in it.
    """
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        page = trafilatura.bare_extraction(
            html, url=address or None, with_metadata=True, include_comments=False
        )
    except Exception as error:  # whatever a damaged page leads trafilatura to
        raise DocumentError("this page is damaged; save its text as .txt.") from error
    if not isinstance(page, Article) or not (found := paragraphs((page.text or "").split("\n"))):
        raise DocumentError(
            "no article is in this page (some show it only in a browser); save the text as .txt, "
            "or print it to PDF."
        )
    language = _LANGUAGE.search(html[:5_000])
    return Document(
        found,
        tidy(page.title or ""),
        tidy(page.author or ""),
        tidy(page.sitename or ""),
        day(page.date),
        language=language[1].lower() if language else "",
    )
