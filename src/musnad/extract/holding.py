"""Which of the holders of an office is meant on a day: the one in office, a former one, one elected or acting.

Days are strings: YYYY-MM-DD, YYYY-MM or YYYY, as far as they are known; None where no day is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import timedelta

from musnad.rows import Holder
from musnad.terms import first_day, last_day

WAITING = timedelta(days=130)
"""How long before taking office somebody is called elected or designate, at most."""


def meant(held: Iterable[Holder], said: Collection[str], on: str | None) -> list[Holder]:
    """The holders that fit: `said` are the kinds of `role_words` that the phrase says of its holder."""
    held = list(held)
    now = [h for h in held if in_office(h, on)]
    if "former" in said:
        return _former(held, said, on)
    if "designate" in said:
        return _acting(now) or _coming(held, on)
    if "elect" in said:
        return _coming(held, on) or now
    return (_acting(now) or now) if "acting" in said else now


def in_office(holder: Holder, on: str | None) -> bool:
    """Whether the office may have been held on the day, as far as the dates are known."""
    if on is None:
        return True
    begun = first_day(holder.since) <= last_day(on)
    return begun and (not holder.until or last_day(holder.until) >= first_day(on))


def _acting(held: Iterable[Holder]) -> list[Holder]:
    return [h for h in held if h.status in ("acting", "caretaker")]


def _coming(held: Iterable[Holder], on: str | None) -> list[Holder]:
    """Those who take office soon after the day."""
    if on is None:
        return []
    return [h for h in held if last_day(on) < first_day(h.since) <= last_day(on) + WAITING]


def _former(held: list[Holder], said: Collection[str], on: str | None) -> list[Holder]:
    """Those who have left and are not back, the last first; those who only filled in count where nobody else does."""
    now = {h.person for h in held if (in_office(h, on) if on else not h.until)}
    past = [h for h in held if h.until and h.person not in now and (not on or first_day(h.until) <= last_day(on))]
    past = [h for h in past if not h.status] or past
    past.sort(key=lambda h: h.until, reverse=True)
    for way in ("revolt", "force"):
        if f"by {way}" in said:
            past = [h for h in past if h.end == way] or [h for h in past if h.end in ("revolt", "force")] or past
    if "by death" in said:
        past = [h for h in past if h.end == "death"] or past
    if "earlier" in said and len({h.person for h in past}) > 1:
        past = [h for h in past if h.person != past[0].person]
    return past
