"""From the paths that a user gives to the pages they hold: files, folders, and `-` for what is piped in."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec.structs import replace

from musnad.page.errors import InputError
from musnad.page.formats import MAX_BYTES, Source, sources_in

FROM_FOLDERS = (".txt", ".html", ".htm", ".warc", ".warc.gz")
"""What is taken from a folder; any other file is read when it is named."""
STDIN = Path("-")


def files_in(paths: Iterable[Path]) -> Iterator[Path | InputError]:
    """The files to read, folders opened and sorted by name; what cannot be opened stands among them as `InputError`."""
    for path in paths:
        if path != STDIN and path.is_dir():
            yield from _walk(path)
        else:
            yield path


def sources(paths: Iterable[Path], max_bytes: int = MAX_BYTES) -> Iterator[Source | InputError]:
    """The pages of files, folders and `-`, in order; none larger than `max_bytes`."""
    for found in files_in(paths):
        yield from [found] if isinstance(found, InputError) else sources_of(found, max_bytes)


def sources_of(path: Path, max_bytes: int = MAX_BYTES) -> Iterator[Source | InputError]:
    """The pages of one file, or the one page on standard input."""
    if path != STDIN:
        yield from map(_writable, sources_in(path, max_bytes))
        return
    data = sys.stdin.buffer.read(max_bytes + 1)
    if len(data) > max_bytes:
        yield InputError(f"-: larger than {max_bytes} bytes; raise the limit (--max-bytes) to read it")
    else:
        yield Source(data, "-")


def _writable(found: Source | InputError) -> Source | InputError:
    """The source with a name and an address that can be written as UTF-8; other bytes are shown as escapes."""
    if isinstance(found, InputError) or (found.name + found.url + found.fetched).isascii():
        return found
    return replace(found, name=_as_utf8(found.name), url=_as_utf8(found.url), fetched=_as_utf8(found.fetched))


def _as_utf8(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode()


def _walk(top: Path) -> Iterator[Path | InputError]:
    """Every file of a folder and the folders in it; each folder once, whatever links lead to it."""
    waiting: list[Path | InputError] = [top]
    seen: set[tuple[int, int]] = set()
    while waiting:
        path = waiting.pop()
        if isinstance(path, InputError) or not path.is_dir():
            yield path
            continue
        try:
            waiting.extend(reversed(_entries(path, seen)))
        except OSError as error:
            yield InputError(f"{path}: cannot be read: {error.strerror or error}")


def _entries(folder: Path, seen: set[tuple[int, int]]) -> list[Path | InputError]:
    """What to read in a folder, by name; hidden entries and other kinds of files are passed over."""
    status = folder.stat()
    if (status.st_dev, status.st_ino) in seen:
        return [InputError(f"{folder}: links to a folder already read; not followed")]
    seen.add((status.st_dev, status.st_ino))
    found: list[Path | InputError] = []
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            path = folder / entry.name
            if not entry.name.startswith(".") and (entry.is_dir() or _is_page(entry)):
                found.append(path)
    return found


def _is_page(entry: os.DirEntry[str]) -> bool:
    # a link that leads nowhere is kept: reading it tells its name and the reason
    regular = entry.is_file() or (entry.is_symlink() and not Path(entry.path).exists())
    return regular and entry.name.lower().endswith(FROM_FOLDERS)
