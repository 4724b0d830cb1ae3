"""Corrections of findings: kept in a table of their own, and laid on whatever the present reading says.

A correction holds to the words it is about (docs/decisions/0011-corrections.md); another reading loses none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, func, insert, select

from musnad.corrections import ANCHORS, EDITABLE, TYPES, Correction, Finding, Letter, Quote, Reviewed, Verdict
from musnad.records import Evidence, Reading, Record, evidence, evidences
from musnad.store.anchors import moved, place_of, quote_of
from musnad.store.rows import plain
from musnad.store.schema import corrections

LISTS: dict[Letter, str] = {"a": "attributions", "s": "stances", "m": "mentions", "e": "events"}
LONGEST = 2000
"""Names and notes are not longer than so many code points."""


class BadCorrection(ValueError):
    """A correction that cannot be kept; the message says why."""


def made(
    reading: Reading, letter: Letter, n: int, verdict: Verdict, changes: Mapping[str, Any], who: str, note: str
) -> Correction:
    """The correction of the `n`-th finding of a kind, checked against its article; it has no key yet."""
    article = reading.article
    finding = findings(reading, letter)[n]
    if (verdict == "correct") != bool(changes):
        raise BadCorrection("a correction says what is otherwise; to confirm or reject says nothing else")
    if not who.strip() or max(len(who), len(note)) > LONGEST:
        raise BadCorrection(f"say who corrects it, in at most {LONGEST} characters")
    anchor: Evidence = getattr(finding, ANCHORS[letter])
    was = _as_json(finding)
    said = {name: _plain(name, value, letter, article.text) for name, value in changes.items()}
    _finding(was | said, letter, article.text)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    place = quote_of(article.text, anchor.start, anchor.stop)
    return Correction(0, article.id, letter, verdict, plain(who.strip()), now, plain(note), place, was, said)


def findings(reading: Reading, letter: Letter) -> tuple[Finding, ...]:
    """The findings of one kind in a reading."""
    found: tuple[Finding, ...] = getattr(reading, LISTS[letter])
    return found


def keep(connection: Connection, correction: Correction, page: int) -> Correction:
    """Add a correction to a page of that key; it comes back with its own key."""
    key = connection.execute(select(func.coalesce(func.max(corrections.c.key), 0))).scalar_one() + 1
    row = {name: getattr(correction, name) for name in ("article", "letter", "verdict", "who", "made_at", "note")}
    parts = {name: _json(getattr(correction, name)) for name in ("place", "was", "changes")}
    connection.execute(insert(corrections), {"key": key, "page": page, **row, **parts})
    return msgspec.structs.replace(correction, key=key)


def kept(connection: Connection, page: int) -> Iterator[Correction]:
    """The corrections of a page, the oldest first."""
    for row in connection.execute(select(corrections).where(corrections.c.page == page).order_by(corrections.c.key)):
        yield Correction(
            row.key, row.article, row.letter, row.verdict, row.who, row.made_at, row.note,
            msgspec.json.decode(row.place, type=Quote), msgspec.json.decode(row.was), msgspec.json.decode(row.changes),
        )  # fmt: skip


def laid(record: Record, page: list[Correction]) -> tuple[Reviewed, ...]:
    """The corrections of a page laid on its present record, in the order in which they were made."""
    placed = [_laid(record, one) for one in page]
    last = {_same(one): n for n, one in enumerate(placed)}
    return tuple(
        one if last[_same(one)] == n else msgspec.structs.replace(one, current=False) for n, one in enumerate(placed)
    )


def _same(one: Reviewed) -> tuple[object, ...]:
    """What two corrections of one finding have alike."""
    return (one.name,) if one.name else (one.correction.article, one.correction.letter, one.correction.place)


def _laid(record: Record, correction: Correction) -> Reviewed:
    own = [reading for reading in record.readings if reading.article.id == correction.article]
    others = [reading for reading in record.readings if reading.article.id != correction.article]
    for reading in own + others:
        span = place_of(reading.article.text, correction.place)
        if span is not None:
            return _laid_at(reading, correction, span[0])
    return Reviewed(correction, "", "", None)


def _laid_at(reading: Reading, correction: Correction, start: int) -> Reviewed:
    text, letter = reading.article.text, correction.letter
    shift = start - correction.place.start
    truth = None
    was = _moved(correction.was, text, shift, letter)
    if correction.verdict != "reject":
        truth = _moved(correction.was | correction.changes, text, shift, letter)
    n = None if was is None else _like(was, findings(reading, letter), letter)
    name = "" if n is None else f"{reading.article.id}.{letter}{n}"
    return Reviewed(correction, reading.article.id, name, truth)


def _moved(finding: dict[str, Any], text: str, shift: int, letter: Letter) -> Finding | None:
    try:
        return _finding(moved(finding, text, shift), letter, text)
    except BadCorrection:
        return None  # words that it cannot do without are gone


def _like(was: Finding, present: tuple[Finding, ...], letter: Letter) -> int | None:
    """The place of the finding that stands on the same words; where several do, that which is most like it."""
    anchor: Evidence = getattr(was, ANCHORS[letter])
    near = [n for n, one in enumerate(present) if _shared(getattr(one, ANCHORS[letter]), anchor)]
    return max(near, key=lambda n: (_alike(present[n], was), -n), default=None)


def _shared(one: Evidence, other: Evidence) -> int:
    return max(0, min(one.stop, other.stop) - max(one.start, other.start))


def _alike(one: Finding, other: Finding) -> tuple[int, int]:
    """How many fields are the same, and how many letters of the evidence."""
    fields = sum(getattr(one, name) == getattr(other, name) for name in one.__struct_fields__)
    return fields, sum(_shared(a, b) for a in evidences(one) for b in evidences(other))


def _plain(name: str, value: Any, letter: Letter, text: str) -> Any:
    if name not in EDITABLE[letter]:
        raise BadCorrection(f"{name}: cannot be corrected; what can: {', '.join(EDITABLE[letter])}")
    return _cut(_as_json(value), text)


def _cut(value: Any, text: str) -> Any:
    """Plain JSON in which a pair of numbers, a span, has become an evidence."""
    if isinstance(value, list) and len(value) == 2 and all(type(end) is int for end in value):
        start, stop = value
        if not 0 <= start < stop <= len(text):
            raise BadCorrection(f"[{start}, {stop}) is no stretch of the article")
        return _as_json(evidence(text, start, stop))
    if isinstance(value, list):
        return [_cut(one, text) for one in value]
    return {name: _cut(one, text) for name, one in value.items()} if isinstance(value, dict) else value


def _finding(value: dict[str, Any], letter: Letter, text: str) -> Finding:
    """The finding that plain JSON tells; every span of it is checked."""
    try:
        made = msgspec.convert(value, TYPES[letter])
    except (msgspec.ValidationError, ValueError) as error:
        raise BadCorrection(str(error)) from error
    for one in evidences(made):
        if one.on == "article" and text[one.start : one.stop] != one.text:
            raise BadCorrection(f"[{one.start}, {one.stop}) is not {one.text[:60]!r}")
    return made


def _as_json(value: object) -> Any:
    """A value as it comes back from JSON: no tuples, no records."""
    return msgspec.json.decode(msgspec.json.encode(value))


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
