"""What a process of its own does: read one page, or annotate or segment a few lines; a failure is a value.

Nothing heavy is imported before there is work, and nothing here prints.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

from musnad.page.errors import InputError
from musnad.page.formats import Source
from musnad.records import Record

if TYPE_CHECKING:
    from musnad.relate.given import Given
    from musnad.relate.prints import Print

FOREIGN = "not Arabic"
"""How `Page.empty` begins for a page that is not ours to read."""

Found = Source | InputError
Numbered = tuple[int, bytes]


class Problem(Struct, frozen=True):
    """Why an input gave nothing, in one line."""

    reason: str


def read_page(found: Found) -> Record | Problem:
    """Read one page; what cannot be read, also through a fault of ours, is told and the next can go on."""
    from musnad.pipeline import read_source

    if isinstance(found, InputError):
        return Problem(str(found))
    try:
        record = read_source(found)
    except InputError as error:
        return Problem(str(error))
    except Exception as error:  # noqa: BLE001  one page that trips a rule must not end a run over thousands
        return Problem(f"{found.name}: {internal(error)}")
    if record.page.empty.startswith(FOREIGN):
        return Problem(f"{found.name}: {record.page.empty}")
    return record


def annotate_lines(lines: list[Numbered]) -> list[bytes | Problem]:
    """`musnad annotate` on a few numbered lines."""
    from musnad.extract.annotate import annotate

    return [_line(annotate, number, line) for number, line in lines]


def segment_lines(lines: list[Numbered]) -> list[bytes | Problem]:
    """`musnad segment` on a few numbered lines."""
    from musnad.page.segment import segment

    return [_line(segment, number, line) for number, line in lines]


def print_lines(lines: list[Numbered]) -> list[Print | Problem]:
    """The fingerprints of a few numbered lines; those that are annotated already are not read again."""
    from musnad.relate.prints import prints_of

    found = [_given(number, line) for number, line in lines]
    made = prints_of(one for one in found if not isinstance(one, Problem))
    return [one if isinstance(one, Problem) else next(made) for one in found]


def _given(number: int, data: bytes) -> Given | Problem:
    from musnad.extract import read_article
    from musnad.extract.annotate import article_of, outlet_id
    from musnad.relate.given import given_of, given_of_line, line_of

    try:
        line = line_of(data)
        if line.attributions is not None:
            return given_of_line(line, outlet_id(line.house))
        article = article_of({"id": line.id, "text": line.text, "publisher": line.house, "published": line.time})
        return given_of(read_article(article), line.time)
    except (ValueError, RecursionError) as error:
        return Problem(f"line {number}: {error}")
    except Exception as error:  # noqa: BLE001  see read_page
        return Problem(f"line {number}: {internal(error)}")


def _line(work: Callable[[dict[str, Any]], dict[str, Any]], number: int, line: bytes) -> bytes | Problem:
    try:
        value = msgspec.json.decode(line)
        if not isinstance(value, dict):
            raise InputError(f"not a JSON object but {type(value).__name__}")
        return msgspec.json.encode(work(value)) + b"\n"
    except (ValueError, RecursionError) as error:  # msgspec's errors, InputError and bad UTF-8 are all ValueErrors
        return Problem(f"line {number}: {error}")
    except Exception as error:  # noqa: BLE001  see read_page
        return Problem(f"line {number}: {internal(error)}")


def internal(error: Exception) -> str:
    """A fault of ours in one line, with the place where it happened."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(frame.filename).name}:{frame.lineno}"
    return f"internal error, please report it: {type(error).__name__}: {error} ({place})"
