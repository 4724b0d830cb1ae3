"""`musnad why` and `musnad verify`: questions to a store."""

from __future__ import annotations

from musnad.labels import Labels
from musnad.names import BadName, parse_name
from musnad.store import NoSuchPage, open_store
from musnad.store import verify as check
from musnad.terminal import Screen, complain
from musnad.why import Teller, Unknown


def run_why(text: str, where: str, labels: Labels) -> int:
    """Tell about the page, article or finding that `text` names; 1 where the store has none such."""
    try:
        name = parse_name(text)
    except BadName as error:
        complain(str(error))
        return 2
    with open_store(where, create=False) as store:
        try:
            page = store.one(name.page)
        except NoSuchPage as error:
            complain(str(error))
            return 1
        record = store.load(page)
        reader = store.reader_of(page)
    if record is None:
        complain(f"{text}: has just been removed")
        return 1
    try:
        Teller(record, reader, Screen(), labels).tell(name)
    except Unknown:
        complain(f"{text}: the page is there, but it has no such article or finding")
        return 1
    return 0


def run_verify(where: str, labels: Labels) -> int:
    """Check a whole store; 1 where something in it does not hold."""
    screen = Screen()
    pages = spans = faults = 0
    with open_store(where, create=False) as store:
        for tally in check(store):
            pages += bool(tally.page)
            spans += tally.spans
            faults += len(tally.faults)
            for fault in tally.faults:
                complain(f"{fault.id or store.where}: {fault.what}")
    screen.line(labels("verify.faults" if faults else "verify.whole", pages=pages, spans=spans, faults=faults))
    return 1 if faults else 0
