"""Search by meaning, as the pages and the API ask for it."""

from __future__ import annotations

from functools import cache

from msgspec.structs import replace

from musnad.store import Hits, Query, Store, meaning
from musnad.store.errors import NoEncoder


def by_meaning(store: Store, asked: Query, limit: int, offset: int) -> Hits:
    """What means nearly the same as the text that is asked; `NoEncoder` where it cannot be told, with what is missing.

    Where nothing of a store is encoded the encoder is no help: that is told, too.
    """
    if not meaning.has_any(store):
        raise NoEncoder("nothing is indexed by meaning yet: musnad meaning")
    return meaning.search(store, asked.text, replace(asked, text=""), encoder(), limit, offset)


@cache
def encoder() -> meaning.Encode:
    """The encoder of sentences, made once."""
    return meaning.encoder()
