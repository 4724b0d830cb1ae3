"""Archives for tests: pages about an invented country, in WARC, JSON lines and Parquet."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from pathlib import Path

from running import PAGE


def text(n: int) -> str:
    return PAGE.replace("الربيع", f"الربيع من العام {1400 + n}")


def html(n: int) -> bytes:
    title, *body = text(n).split("\n\n")
    inner = "".join(f"<p>{part}</p>" for part in body)
    return f"<!doctype html><meta charset=utf-8><title>{title}</title><h1>{title}</h1>{inner}".encode()


FOREIGN = b"<!doctype html><title>News</title><h1>Water</h1>" + b"<p>Not a word of this is in Arabic.</p>" * 20


def record(url: str, body: bytes) -> bytes:
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    head = [
        "WARC/1.0", "WARC-Type: response", "WARC-Date: 2026-11-01T10:00:00Z", f"WARC-Target-URI: {url}",
        "Content-Type: application/http; msgtype=response", f"Content-Length: {len(answer)}",
    ]  # fmt: skip
    return "\r\n".join([*head, "", ""]).encode() + answer + b"\r\n\r\n"


def members(numbers: Sequence[int], foreign: bool = False) -> list[bytes]:
    """Compressed records, a foreign page behind each where asked."""
    made = []
    for n in numbers:
        made.append(gzip.compress(record(f"https://news.example/{n}", html(n))))
        if foreign:
            made.append(gzip.compress(record(f"https://news.example/en/{n}", FOREIGN)))
    return made


def write_warc(path: Path, numbers: Sequence[int], foreign: bool = False) -> Path:
    path.write_bytes(b"".join(members(numbers, foreign)))
    return path


def write_lines(path: Path, numbers: Sequence[int]) -> Path:
    rows = ({"id": f"p{n}", "text": text(n), "url": f"https://lines.example/{n}"} for n in numbers)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def write_parquet(path: Path, numbers: Sequence[int]) -> Path:
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = {"html": [html(n) for n in numbers], "url": [f"https://table.example/{n}" for n in numbers]}
    pq.write_table(pa.table(columns), path, row_group_size=2)
    return path
