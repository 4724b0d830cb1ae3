"""The names that exports give to things, and the page of a record as a thing on the web."""

from __future__ import annotations

import re

from musnad.records import Article, Page

BASE = "urn:musnad:"
_WEB = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20]+", re.IGNORECASE)


def article_iri(article: Article) -> str:
    """The name of an article's text, whose code points all offsets count."""
    return f"{BASE}article:{article.id}"


def finding_iri(article: Article, letter: str, number: int) -> str:
    """The name of a finding, by the identifier that `why` takes."""
    return f"{BASE}finding:{article.id}.{letter}{number}"


def page_iri(page: Page) -> str:
    """The name of a page's bytes: their hash."""
    return f"urn:sha256:{page.id}"


def entity_iri(entity: str) -> str:
    """The name of a person, body or place of the knowledge base, or of one only met in articles."""
    return f"{BASE}entity:{entity}"


def web_address(text: str) -> str | None:
    """The address of a page where it is one of the web; what a page says of itself is not trusted to be one."""
    return text if _WEB.fullmatch(text) else None
