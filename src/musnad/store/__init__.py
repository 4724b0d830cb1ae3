"""The store: every page read, with its bytes, its record, and rows to search it by.

SQLite by default, PostgreSQL by URL, one schema for both. The record of a page is kept whole (table `records`);
all other tables are an index that is made from it in the same transaction (docs/decisions/0003-store.md).
"""

from musnad.store.errors import NoSuchPage, StoreError
from musnad.store.hits import Hit, Hits
from musnad.store.reviewing import BadCorrection
from musnad.store.saving import Item, Saved
from musnad.store.search import BadQuery, Query
from musnad.store.store import Store, open_store
from musnad.store.verify import Fault, verify

__all__ = [
    "BadCorrection", "BadQuery", "Fault", "Hit", "Hits", "Item", "NoSuchPage", "Query", "Saved", "Store", "StoreError",
    "open_store", "verify",
]  # fmt: skip
