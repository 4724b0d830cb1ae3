"""The raw pages as WARC (ISO 28500), so that any archive tool opens them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import BinaryIO, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from fastwarc.warc import WarcRecord, WarcRecordType

from musnad.export.iri import page_iri, web_address
from musnad.records import Page

_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+(; ?charset=[\w.:-]+)?")
_TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")
PLAIN = {"html": "text/html", "text": "text/plain"}


class Raw(NamedTuple):
    """A page, its bytes as they came, the type they were declared to have, and when it was read."""

    page: Page
    data: bytes
    content_type: str
    read_at: str


def write(raws: Iterable[Raw], out: BinaryIO) -> int:
    """Write a `resource` record for each page (not packed); returns how many there were.

    The type is the one declared, "; charset" and all, since the bytes stay as they came; a page without an address
    is named by its hash, one without a time of fetching bears the time it was read.
    """
    count = 0
    for raw in raws:
        record = WarcRecord()
        record.init_headers(WarcRecordType.resource, uuid5(NAMESPACE_URL, page_iri(raw.page)).urn[4:].encode())
        record.headers["WARC-Date"] = next(filter(_TIME.fullmatch, (raw.page.fetched, _zulu(raw.read_at))), _zulu(""))
        record.headers["WARC-Target-URI"] = web_address(raw.page.url) or page_iri(raw.page)
        record.headers["Content-Type"] = (
            raw.content_type if _TYPE.fullmatch(raw.content_type) else PLAIN[raw.page.format]
        )
        record.set_bytes_content(raw.data)
        record.write(out, checksum_data=True)
        count += 1
    return count


def _zulu(time: str) -> str:
    return f"{time[:19]}Z" if len(time) >= 19 else "1970-01-01T00:00:00Z"
