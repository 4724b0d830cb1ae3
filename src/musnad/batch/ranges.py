"""The pages of one part. What cannot be read is told in its place, and what stands behind it is still found."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecordType

from musnad.batch.parts import Part
from musnad.page.errors import InputError
from musnad.page.formats import MAX_BYTES, Source, damage_at_end, from_object, from_record, given_by, sources_in

_MEMBER = b"\x1f\x8b\x08"
_WINDOW = 1 << 20
_COLUMNS = ("id", "html", "text", "url", "fetched", "outlet", "publisher", "published")


def sources_of(part: Part, max_bytes: int = MAX_BYTES) -> Iterator[Source | InputError]:
    """The pages of a part in order; a record belongs to the part in which it begins."""
    try:
        match part.form:
            case "files":
                for path in part.paths:
                    yield from sources_in(Path(path), max_bytes)
            case "parquet":
                yield from _of_parquet(part, max_bytes)
            case "lines":
                with Path(part.paths[0]).open("rb") as file:
                    yield from _of_lines(file, part, max_bytes)
            case "warc":
                with Path(part.paths[0]).open("rb") as file:
                    yield from _of_warc(file, part, max_bytes)
    except OSError as error:
        yield InputError(f"{part.paths[0]}: cannot be read: {error.strerror or error}")


def _of_lines(file: BinaryIO, part: Part, max_bytes: int) -> Iterator[Source | InputError]:
    if part.start:
        file.seek(part.start - 1)
        _skip_line(file)
    while (at := file.tell()) < part.stop and (line := file.readline(max_bytes + 1)):
        where = f"{part.paths[0]}@{at}"
        if len(line) > max_bytes:
            yield InputError(f"{where}: a line of more than {max_bytes} bytes; raise the limit to read it")
            _skip_line(file) if not line.endswith(b"\n") else None
        elif line.strip():
            yield from_object(line, where)


def _skip_line(file: BinaryIO) -> None:
    while (line := file.readline(_WINDOW)) and not line.endswith(b"\n"):
        pass


def _of_parquet(part: Part, max_bytes: int) -> Iterator[Source | InputError]:
    """One row group: a column `html` or `text`, and what else of `_COLUMNS` there is."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = part.paths[0]
    try:
        file = pq.ParquetFile(path)
        names = [name for name in _COLUMNS if name in file.schema_arrow.names]
        if not {"html", "text"} & set(names):
            yield InputError(f'{path}: no column "html" and no column "text"')
            return
        rows = file.iter_batches(64, row_groups=[part.start], columns=names)
        for n, row in enumerate(row for batch in rows for row in batch.to_pylist()):
            yield _of_row(row, f"{path}@{part.start}.{n}", max_bytes)
    except pa.ArrowException as error:
        yield InputError(f"{path}: row group {part.start} is damaged: {error}")


def _of_row(row: dict[str, Any], where: str, max_bytes: int) -> Source | InputError:
    form = "html" if row.get("html") else "text"
    value = row.get(form) or ""
    data = value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")
    if len(data) > max_bytes:
        return InputError(f"{where}: larger than {max_bytes} bytes; raise the limit to read it")
    kind = "" if isinstance(value, bytes) else "text/plain; charset=utf-8"
    url, fetched, name = (str(row.get(key) or "") for key in ("url", "fetched", "id"))
    return Source(data, name or where, url, kind, fetched, form, given_by(row))  # type: ignore[arg-type]


# --- web archives ------------------------------------------------------------------------------------------


def _of_warc(file: BinaryIO, part: Part, max_bytes: int) -> Iterator[Source | InputError]:
    """The records that begin in the part; behind a damaged place reading goes on at the next record."""
    path = part.paths[0]
    zipped = file.read(3) == _MEMBER
    at = _next_member(file, part.start, part.stop) if zipped and part.start else part.start
    last, records = -1, 0
    while at is not None and at < part.stop:
        begun = at
        file.seek(begun)
        try:
            for record in ArchiveIterator(file, parse_http=False, auto_decode="all"):
                if record.stream_pos >= part.stop:
                    return
                last, records = record.stream_pos, records + 1
                if record.record_type in (WarcRecordType.response, WarcRecordType.resource):
                    made = from_record(record, f"{path}@{last}", max_bytes)
                    if made is not None:
                        yield made
                if zipped and record.content_length > max_bytes:
                    at = _next_member(file, last + 1, part.stop)  # a false length would hide what follows
                    break
            else:
                at = None
        except Exception as error:  # noqa: BLE001  the reader raises whatever its codecs raise
            broken = max(last, begun)
            at = _next_member(file, broken + 1, part.stop) if zipped else None
            goes_on = f"goes on at byte {at}" if at is not None else "nothing readable behind it in this part"
            nothing = at is None and last < 0 and not part.start
            told = f"no record in it ({error})" if nothing else f"damaged behind byte {broken}: {error}; {goes_on}"
            yield InputError(f"{path}: {told}")
            if at is None:
                return
    yield from _ending(path, part, last, records)


def _ending(path: str, part: Part, last: int, records: int) -> Iterator[InputError]:
    """What is wrong at the end of the file, told by the part that holds it: the reader itself is silent there."""
    if part.stop < Path(path).stat().st_size:
        return
    if last < 0 and not part.start:
        yield InputError(f"{path}: no record in it")
    elif last >= 0 and (damage := damage_at_end(path, last)):
        yield InputError(f"{path}: {damage} behind byte {last}; {records} records of this part read")


def _next_member(file: BinaryIO, start: int, stop: int) -> int | None:
    """Where the first compressed record at or behind `start` begins; None where none does before `stop`."""
    at = start
    while at < stop:
        file.seek(at)
        window = file.read(_WINDOW)
        if len(window) < len(_MEMBER):
            return None
        found = window.find(_MEMBER)
        while found >= 0:
            if at + found >= stop:
                return None
            if _is_record(file, at + found):
                return at + found
            found = window.find(_MEMBER, found + 1)
        at += len(window) - len(_MEMBER) + 1
    return None


def _is_record(file: BinaryIO, at: int) -> bool:
    file.seek(at)
    try:
        return zlib.decompressobj(31).decompress(file.read(4096), 64).startswith(b"WARC/")
    except zlib.error:
        return False
