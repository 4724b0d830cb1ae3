"""Events from the index are those of the records, and a question gives what fits it, in both databases."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from made import made_bytes, made_record
from musnad.happenings import Happening, happenings
from musnad.records import Day, Record
from musnad.store import Store, open_store
from musnad.store.happened import EventQuery, fits, happened

RECORDS = [made_record(n) for n in range(3)]


def dated(record: Record, day: str) -> Record:
    (reading,) = record.readings
    events = tuple(replace(one, date=Day(day, "text")) for one in reading.events)
    return replace(record, readings=(replace(reading, events=events),))


RECORDS[2] = dated(RECORDS[2], "2024-03")
ALL = [one for record in RECORDS for reading in record.readings for one in happenings(reading)]


@pytest.fixture(scope="module")
def store(anywhere_for_all: str) -> Iterator[Store]:
    with open_store(anywhere_for_all, "0.1.0") as opened:
        for n, record in enumerate(RECORDS):
            opened.save(record, made_bytes(n))
        yield opened


def test_the_index_tells_what_the_records_tell(store: Store) -> None:
    assert list(happened(store, EventQuery())) == ALL
    (one, _, _) = ALL
    assert (one.trigger, one.speaker, one.unnamed) == ("ترفض", "مسؤولين اثنين", True)
    assert [(who.text, who.entity, who.name) for who in one.recipient] == [
        ("زياد الحمداني", "person:made", "زياد الحمداني")
    ]
    assert [(amount.text, amount.value) for amount in one.amounts] == [("مسؤولين اثنين", 2)]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        (EventQuery("REJECT"), 3),
        (EventQuery("ASSAULT"), 0),
        (EventQuery(actor="معارضة"), 3),
        (EventQuery(actor="الحمداني"), 0),
        (EventQuery(recipient="زياد الحمداني"), 3),
        (EventQuery(recipient="person:made"), 3),
        (EventQuery(actor="person:made"), 0),
        (EventQuery(actor="100%"), 0),
        (EventQuery(outlet="الجبل"), 3),
        (EventQuery(outlet="رويترز"), 0),
        (EventQuery(since="2024-03-05"), 2),
        (EventQuery(since="2024-03"), 3),
        (EventQuery(until="2024-03-04"), 1),
        (EventQuery(until="2024-03"), 3),
        (EventQuery("REJECT", "المعارضة", "", "صدى", "2024-03-05", "2024-03-05"), 2),
    ],
)
def test_what_fits(store: Store, query: EventQuery, count: int) -> None:
    found = list(happened(store, query))
    assert len(found) == count
    assert found == [one for one in ALL if fits(one, query)]


def test_an_event_without_any_day_is_before_no_day() -> None:
    (one,) = [replace(ALL[0], published="")]
    assert isinstance(one, Happening)
    assert not fits(one, EventQuery(until="2030-01-01"))
