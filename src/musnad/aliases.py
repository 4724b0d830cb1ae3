"""One form, one row: what two rows of a table of names share must be listed as ambiguous."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping

from msgspec import Struct

from musnad.text.fold import fold_text

_FIELDS = ("name_ar", "official_ar", "variants", "names", "demonyms", "seats")


def aliases(row: Struct) -> Iterator[str]:
    """Every form that `row` goes by on its own."""
    for field in _FIELDS:
        value = getattr(row, field, ())
        yield from (value,) if isinstance(value, str) and value else value


def shared(rows: Mapping[str, Struct], ambiguous: Container[str] = ()) -> Iterator[tuple[str, str, str]]:
    """Forms that two rows share, folded, and that are not among the folded `ambiguous`: form, first key, second key."""
    owners: dict[str, str] = {}
    for key, row in rows.items():
        for form in aliases(row):
            folded = fold_text(form)
            owner = owners.setdefault(folded, key)
            if owner != key and folded not in ambiguous:
                yield form, owner, key
