"""What an answer means for a task: when it is due again, and what is told of it. No network, no clock of its own."""

from __future__ import annotations

from collections.abc import Sequence
from email.utils import parsedate_to_datetime

from msgspec import Struct
from msgspec.structs import replace

from musnad.fetch.client import Fetched
from musnad.fetch.errors import FetchError, Refused
from musnad.fetch.ledger import Task

FIRST_WAIT = 300.0
LONGEST_WAIT = 24 * 3600.0
MOST_TRIES = 8
GONE_TRIES = 2
"""A page that is not found may be on its way; one that is not found so often in a row is gone."""


class Turn(Struct, frozen=True):
    """What became of a task: its new state, when it is due again (None: never), and a line about it.

    `hold` is a time before which nothing more is asked of the site; `use` says that the body is worth reading.
    """

    task: Task
    due: float | None
    outcome: str
    detail: str = ""
    hold: float = 0.0
    use: bool = False


def turn(task: Task, found: Fetched | FetchError, again: Sequence[float], every: float, now: float) -> Turn:
    """Judge an answer. `again` are the waits between looks at a page, `every` that of its feed; times in seconds."""
    seen = replace(task, seen=now)
    if isinstance(found, Refused):
        return _later(seen, now, "refused", found.reason, LONGEST_WAIT)
    if isinstance(found, FetchError):
        return _later(seen, now, "failed", found.reason)
    if found.status in (429, 503):
        return _asked_to_wait(seen, found, now)
    if found.status in (404, 410):
        over = task.kind == "page" and (found.status == 410 or task.tries + 1 >= GONE_TRIES)
        return _later(seen, now, "gone" if over else "failed", f"status {found.status}", over=over)
    if found.status == 304 or 200 <= found.status < 300:
        return _looked(seen, found, again, every, now)
    return _later(seen, now, "failed", f"status {found.status}")


def _looked(task: Task, found: Fetched, again: Sequence[float], every: float, now: float) -> Turn:
    fresh = found.status != 304
    etag, modified = found.headers.get("etag", ""), found.headers.get("last-modified", "")
    done = replace(
        task, seen=now, tries=0, looks=task.looks + 1,
        etag=etag if fresh else etag or task.etag, modified=modified if fresh else modified or task.modified,
    )  # fmt: skip
    if task.kind == "feed":
        due: float | None = now + every
    else:
        due = now + again[task.looks] if task.looks < len(again) else None
    return Turn(done, due, "fetched" if fresh else "unchanged", use=fresh)


def _asked_to_wait(task: Task, found: Fetched, now: float) -> Turn:
    """The site wants to be left alone for a while: all of it, not this page only."""
    wait = retry_after(found.headers.get("retry-after", ""), now)
    later = _later(task, now, "waits", f"status {found.status}", wait)
    return Turn(later.task, later.due, later.outcome, later.detail, later.due or 0.0)


def retry_after(value: str, now: float) -> float | None:
    """Seconds to wait as a Retry-After header has it (seconds, or a moment); None where it says nothing usable."""
    value = value.strip()
    if value.isdecimal() and len(value) < 10:
        return min(float(value), LONGEST_WAIT)
    try:
        return min(max(parsedate_to_datetime(value).timestamp() - now, 0.0), LONGEST_WAIT)
    except (ValueError, OverflowError):
        return None


def _later(task: Task, now: float, outcome: str, detail: str, wait: float | None = None, over: bool = False) -> Turn:
    """Try again after a wait that doubles each time; a page that fails too often is given up, a feed never."""
    tries = task.tries + 1
    if task.kind == "page" and (over or tries >= MOST_TRIES):
        return Turn(replace(task, seen=now, tries=tries), None, "gone" if over else "given up", detail)
    backoff = min(FIRST_WAIT * 2 ** min(task.tries, 12), LONGEST_WAIT)
    return Turn(
        replace(task, seen=now, tries=tries), now + (backoff if wait is None else max(wait, 1.0)), outcome, detail
    )


def conditions(task: Task) -> dict[str, str]:
    """The headers that ask for a page only if it changed."""
    asked = {"If-None-Match": task.etag, "If-Modified-Since": task.modified}
    return {name: value for name, value in asked.items() if value}
