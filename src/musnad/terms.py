"""Days, months and years as the knowledge base holds them, and the terms of office they bound."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def first_day(known: str) -> date:
    """The first day that `known` (YYYY-MM-DD, YYYY-MM or YYYY) may mean; ValueError for anything else."""
    if len(known) not in (4, 7, 10) or not known.replace("-", "").isdecimal():
        raise ValueError(f"{known!r} is no day, month or year")
    return date.fromisoformat(known + "-01-01"[len(known) - 4 :])


def last_day(known: str) -> date:
    """The last day that `known` (YYYY-MM-DD, YYYY-MM or YYYY) may mean; ValueError for anything else."""
    first = first_day(known)
    if len(known) == 10:
        return first
    month = first.month if len(known) == 7 else 12
    return first.replace(month=month, day=monthrange(first.year, month)[1])


def check_term(since: str, until: str, seen: str) -> None:
    """Refuse a term of office with a day that cannot be, or with an end before its beginning (ValueError)."""
    for known in filter(None, (since, until, seen)):
        first_day(known)
    if until and last_day(until) < first_day(since):
        raise ValueError(f"left on {until}, before {since}")
