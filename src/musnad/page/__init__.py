"""bytes -> Page -> Articles: decode, formats, blocks, roles, splitting, metadata."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from musnad.page.errors import InputError

if TYPE_CHECKING:
    from musnad.page.articles import articles
    from musnad.page.formats import MAX_BYTES, Source, sources_in
    from musnad.page.pages import open_page, pages_in
    from musnad.page.segment import segment

__all__ = ["MAX_BYTES", "InputError", "Source", "articles", "open_page", "pages_in", "segment", "sources_in"]

_HOMES = {
    "articles": "articles", "MAX_BYTES": "formats", "Source": "formats", "sources_in": "formats",
    "open_page": "pages", "pages_in": "pages",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    # loaded when asked for: whoever only wants the error should not wait for the parsers
    if name in _HOMES:
        return getattr(import_module(f"musnad.page.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
