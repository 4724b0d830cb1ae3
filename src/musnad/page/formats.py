"""What a file holds: one page, or many (JSON lines, web archives), one after the other in constant memory.

Whatever cannot be read becomes an `InputError` among the sources, naming its place; the rest goes on.
"""

from __future__ import annotations

import io
import json
import re
import zlib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Literal

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType
from msgspec import Struct

from musnad.page.errors import InputError
from musnad.records import Meta

MAX_BYTES = 20_000_000
KNOWN_SUFFIXES = (".txt", ".html", ".htm", ".jsonl", ".warc", ".warc.gz")


Form = Literal["html", "text", ""]

_OLD_NAME = re.compile(rb"(?i)(\r\nContent-Encoding:\s*)x-gzip")


class Source(Struct, frozen=True):
    """The bytes of one page with what came with them; `format` is "" where only the bytes can tell."""

    data: bytes
    name: str = ""
    url: str = ""
    content_type: str = ""
    fetched: str = ""
    format: Form = ""
    given: tuple[Meta, ...] = ()
    """What was said of the page beside its bytes: its outlet, its day."""


def given_by(row: Mapping[str, object]) -> tuple[Meta, ...]:
    """What a line or a row says of its page: `outlet` (or `publisher`) and `published`."""
    told = {"outlet": row.get("outlet") or row.get("publisher"), "published": row.get("published")}
    plain = ((name, str(value)) for name, value in told.items() if isinstance(value, str | int | date))
    # a half of a character, as JSON may hold, could not be written down
    return tuple(Meta(name, text.encode("utf-8", "replace").decode(), "input") for name, text in plain if text.strip())


def sources_in(path: Path, max_bytes: int = MAX_BYTES) -> Iterator[Source | InputError]:
    """The pages that the file at `path` holds, in order; what cannot be read stands among them as an `InputError`.

    `max_bytes` bounds one page, not the file: a larger page is refused by name.
    """
    try:
        if path.is_dir():
            yield InputError(f"{path}: a folder, not a file")
            return
        with path.open("rb") as file:
            yield from _sources(file, path, max_bytes)
    except OSError as error:
        yield InputError(f"{path}: cannot be read: {error.strerror or error}")


def _sources(file, path: Path, max_bytes: int) -> Iterator[Source | InputError]:  # type: ignore[no-untyped-def]
    name = path.name.lower()
    if name.endswith((".warc", ".warc.gz")):
        yield from _from_warc(file, str(path), max_bytes)
    elif name.endswith((".jsonl", ".ndjson")):
        yield from _from_lines(file, str(path), max_bytes)
    else:
        data = file.read(max_bytes + 1)
        if len(data) > max_bytes:
            yield InputError(f"{path}: larger than {max_bytes} bytes; raise the limit to read it")
            return
        form: Form = "html" if name.endswith((".html", ".htm", ".xhtml")) else "text" if name.endswith(".txt") else ""
        yield Source(data, str(path), format=form)


def _from_lines(file, name: str, max_bytes: int) -> Iterator[Source | InputError]:  # type: ignore[no-untyped-def]
    number = 0
    while line := file.readline(max_bytes + 1):
        number += 1
        where = f"{name}:{number}"
        if len(line) > max_bytes:
            yield InputError(f"{where}: a line of more than {max_bytes} bytes; raise the limit to read it")
            while line and not line.endswith(b"\n"):
                line = file.readline(max_bytes)
        elif line.strip():
            yield from_object(line, where)


def from_object(line: bytes, where: str) -> Source | InputError:
    """The page in one JSON line."""
    try:
        obj = json.loads(line)
    except (ValueError, RecursionError) as error:
        return InputError(f"{where}: not JSON: {error}")
    if not isinstance(obj, dict):
        return InputError(f"{where}: not a JSON object but {type(obj).__name__}")
    form: Form
    for form in ("html", "text"):
        value = obj.get(form)
        if isinstance(value, str):
            url, fetched = (obj[k] if isinstance(obj.get(k), str) else "" for k in ("url", "fetched"))
            data = value.encode("utf-8", "replace")
            name = str(obj.get("id", where))
            return Source(data, name, url, "text/plain; charset=utf-8", fetched, form, given_by(obj))
    return InputError(f'{where}: no "text" and no "html" with a string')


# --- web archives ------------------------------------------------------------------------------------------


def _from_warc(file, name: str, max_bytes: int) -> Iterator[Source | InputError]:  # type: ignore[no-untyped-def]
    read, last, place = 0, 0, 0
    try:
        for record in ArchiveIterator(file, parse_http=False, auto_decode="all"):
            place, last = place + 1, record.stream_pos
            if record.record_type != WarcRecordType.response and record.record_type != WarcRecordType.resource:
                continue
            made = from_record(record, f"{name}#{place}", max_bytes)
            if made is not None:
                read += isinstance(made, Source)
                yield made
    except Exception as error:  # noqa: BLE001  the reader raises whatever its codecs raise
        yield InputError(f"{name}: damaged after {place} records ({read} pages read): {error}")
        return
    if not place:
        yield InputError(f"{name}: no record in it")
    elif damage := damage_at_end(name, last):
        yield InputError(f"{name}: {damage} after {place} records; {read} pages read")


def from_record(record: WarcRecord, where: str, max_bytes: int) -> Source | InputError | None:
    """The page in one record of a web archive; None for what is no page."""
    url = record.headers.get("WARC-Target-URI") or ""
    where = f"{where} {url}".rstrip()
    try:
        expected = record.content_length
        if expected > max_bytes:
            return InputError(f"{where}: larger than {max_bytes} bytes; raise the limit to read it")
        kind = (record.headers.get("Content-Type") or "") if record.record_type == WarcRecordType.resource else ""
        inner = record
        if record.is_http:
            inner = _apart(record.reader.read())
            inner.parse_http(auto_decode="all")
            kind = (inner.http_headers.get("Content-Type") or "") if inner.http_headers else ""
        if kind and not any(word in kind.lower() for word in ("html", "text/plain")):
            return None
        data = inner.reader.read(max_bytes + 1)
    except Exception as error:  # noqa: BLE001  one broken record must not end the archive
        return InputError(f"{where}: cannot be unpacked: {error}")
    if len(data) > max_bytes:
        return InputError(f"{where}: larger than {max_bytes} bytes unpacked; raise the limit to read it")
    if not data:
        return InputError(f"{where}: an empty record ({expected} bytes were promised)") if expected else None
    fetched = record.record_date.isoformat() if record.record_date else ""
    return Source(data, where, url, kind, fetched)


def _apart(answer: bytes) -> WarcRecord:
    """An answer as a record of an archive of its own: what breaks while it is unpacked breaks nothing else."""
    head, blank, body = answer.partition(b"\r\n\r\n")
    answer = _OLD_NAME.sub(rb"\1gzip", head) + blank + body
    kind = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\n"
    whole = kind + b"Content-Length: %d\r\n\r\n" % len(answer) + answer + b"\r\n\r\n"
    return next(iter(ArchiveIterator(io.BytesIO(whole), parse_http=False)))


def damage_at_end(name: str, last: int) -> str:
    """What is wrong behind the last record that was read, which starts at `last`; the reader itself is silent there."""
    with Path(name).open("rb") as file:
        zipped = file.read(2) == b"\x1f\x8b"
        file.seek(last)
        return _gzip_damage(file) if zipped else _plain_damage(file)


def _gzip_damage(file) -> str:  # type: ignore[no-untyped-def]
    unzip = None
    while chunk := file.read(1 << 16):
        while chunk:
            unzip = unzip or zlib.decompressobj(31)
            try:
                # what it unpacks to does not matter here, and a bomb must not be held
                unzip.decompress(chunk, 1 << 20)
            except zlib.error:
                return "no gzip any more"
            chunk = unzip.unused_data if unzip.eof else unzip.unconsumed_tail
            if unzip.eof:
                unzip = None
    return "cut off in the middle of a record" if unzip else ""


def _plain_damage(file) -> str:  # type: ignore[no-untyped-def]
    head = file.read(1 << 16)
    if not head:
        return ""
    lines, _, _ = head.partition(b"\r\n\r\n")
    sizes = [line.split(b":", 1)[1] for line in lines.split(b"\r\n") if line.lower().startswith(b"content-length:")]
    size = int(sizes[0]) if sizes and sizes[0].strip().isdigit() else 0
    start = file.tell() - len(head)
    file.seek(0, 2)
    missing = start + len(lines) + 4 + size - file.tell()
    if missing > 0:
        return f"cut off in the middle of a record ({missing} bytes are missing)"
    file.seek(start + len(lines) + 4 + size)
    return "something that is no record" if file.read(1 << 16).strip() else ""
