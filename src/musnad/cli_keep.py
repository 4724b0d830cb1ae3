"""`musnad backup`, `musnad restore` and `musnad forget`: what becomes of a whole store, and of a page for good."""

from __future__ import annotations

import sys
from pathlib import Path

from musnad.labels import Labels
from musnad.names import BadName, parse_name
from musnad.store import NoSuchPage, Store, open_store
from musnad.store.backup import backup, restore
from musnad.store.forgetting import allow, are_forgotten, at_address, forget
from musnad.terminal import Screen, complain, safe


def run_backup(target: Path, where: str, labels: Labels) -> int:
    """Write a store into one file; 0 once it is whole and in its place."""
    with open_store(where, create=False) as store:
        count = backup(store, target)
    Screen(sys.stderr).line(labels("backup.done", pages=count, file=safe(str(target))))
    return 0


def run_restore(source: Path, where: str, labels: Labels) -> int:
    """Make a store of a backup, where none is yet."""
    count = restore(source, where)
    Screen(sys.stderr).line(labels("restore.done", pages=count))
    return 0


def run_forget(names: tuple[str, ...], where: str, lift: bool, labels: Labels) -> int:
    """Forget the pages that are named by identifier or address, or let them be read again; 1 where one is not there."""
    open_store(where, create=False).close()
    with open_store(where) as store:
        try:
            ids = [one for name in names for one in (_forgotten if lift else _ids)(store, name)]
        except (BadName, NoSuchPage) as error:
            complain(str(error))
            return 1
        if lift:
            Screen(sys.stderr).line(labels("forget.lifted", pages=allow(store, ids)))
            return 0
        count = forget(store, list(dict.fromkeys(ids)))
    for one in ids:
        Screen().line(one)
    Screen(sys.stderr).line(labels("forget.done", pages=count))
    return 0


def _ids(store: Store, name: str) -> list[str]:
    """The pages that a name or address stands for; `NoSuchPage` where there are none."""
    if "://" in name:
        if found := at_address(store, name):
            return found
        raise NoSuchPage(f"{safe(name)}: no page of this address in {store.where}")
    parsed = parse_name(name)
    if parsed.article is not None or parsed.letter:
        raise BadName(f"{name}: a page is forgotten as a whole; name the page ({parsed.page})")
    try:
        return [store.one(parsed.page)]
    except NoSuchPage:
        if again := are_forgotten(store, parsed.page):  # only its bytes may still have to go
            return again
        raise


def _forgotten(store: Store, name: str) -> list[str]:
    found = are_forgotten(store, parse_name(name).page)
    if not found:
        raise NoSuchPage(f"{name}: no such page was forgotten in {store.where}")
    return found
