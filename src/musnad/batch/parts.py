"""What there is to do: the files of an archive, cut into parts of a size that one process does in minutes."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from musnad.inputs import files_in
from musnad.page.errors import InputError

PART_BYTES = 32_000_000
"""How long a part of a compressed archive is; some 2,000 pages."""
LOOSE = 100
"""Files of one page each that make a part."""
MANY = (".warc", ".warc.gz", ".jsonl", ".ndjson", ".parquet")

Form = Literal["warc", "lines", "parquet", "files"]


class Part(Struct, frozen=True):
    """A part: bytes `start` to `stop` of one file, row groups of a Parquet file, or whole files of one page each."""

    id: str
    form: Form
    paths: tuple[str, ...]
    start: int
    stop: int
    size: int
    """Bytes, to reckon with how long it takes."""

    def packed(self) -> str:
        """As text, for the way to a process."""
        return msgspec.json.encode(self).decode()


def unpacked(text: str) -> Part:
    """The part that `Part.packed` was called on."""
    return msgspec.json.decode(text, type=Part)


def parts_of(paths: Iterable[Path]) -> Iterator[Part | InputError]:
    """The parts of files and folders, in order; what cannot be opened stands among them."""
    loose: list[Path] = []
    for path in _files(paths):
        if isinstance(path, InputError):
            yield path
        elif not path.name.lower().endswith(MANY):
            loose.append(path)
        else:
            try:
                yield from _of_archive(path)
            except (OSError, ValueError) as error:
                yield InputError(f"{path}: cannot be read: {error}")
    for at in range(0, len(loose), LOOSE):
        group = loose[at : at + LOOSE]
        sizes = [_size(path) for path in group]
        marks = [f"{path}|{size}" for path, size in zip(group, sizes, strict=True)]
        yield Part(_name("files", *marks), "files", tuple(map(str, group)), 0, len(group), sum(sizes))


def _files(paths: Iterable[Path]) -> Iterator[Path | InputError]:
    """Files named, and those of folders; Parquet and JSON lines too, which `read` takes only when they are named."""
    for path in paths:
        if path.is_dir():
            more = [one for one in sorted(path.rglob("*")) if one.suffix.lower() in (".jsonl", ".ndjson", ".parquet")]
            yield from files_in([path])
            yield from more
        elif path.exists():
            yield path
        else:
            yield InputError(f"{path}: no such file or folder")


def _of_archive(path: Path) -> Iterator[Part]:
    name, size = path.name.lower(), path.stat().st_size
    if name.endswith(".parquet"):
        import pyarrow.parquet as pq

        groups = pq.ParquetFile(path).metadata.num_row_groups
        cuts = [(at, at + 1) for at in range(groups)]
        form: Form = "parquet"
    else:
        form = "warc" if name.endswith((".warc", ".warc.gz")) else "lines"
        # an archive that is not compressed has no sure marks between its records: it stays in one piece
        step = PART_BYTES if form == "lines" or name.endswith(".gz") else max(size, 1)
        cuts = [(at, min(at + step, size)) for at in range(0, max(size, 1), step)]
    each = size // max(len(cuts), 1)
    for start, stop in cuts:
        span = stop - start if form != "parquet" else each
        yield Part(_name(form, str(path), str(size), str(start), str(stop)), form, (str(path),), start, stop, span)


def _name(*marks: str) -> str:
    """An identifier that tells a part from every other; it sorts as the parts of one file do."""
    file = hashlib.sha256("\0".join(marks[:2]).encode("utf-8", "surrogateescape")).hexdigest()[:8]
    whole = hashlib.sha256("\0".join(marks).encode("utf-8", "surrogateescape")).hexdigest()[:8]
    start = int(marks[3]) if marks[0] != "files" else 0
    return f"{file}-{start:013}-{whole}"


def _size(path: Path) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return 0
