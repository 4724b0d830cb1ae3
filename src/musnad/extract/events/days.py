"""On what day an event was: a date in its clause, or a weekday or «أمس» counted from the article's day."""

from __future__ import annotations

import datetime

from musnad.extract.events.candidate import Candidate
from musnad.extract.events.scene import Scene
from musnad.records import Article, Day, evidence
from musnad.text.dates import DateFound

_AHEAD = 22
_BACK = 10
_WEEK = 7
_NEAR = {"امس": 1, "اليوم": 0, "البارحه": 1, "غدا": -1}
_YESTERDAY = frozenset(("امس",))
_WEEKDAYS = {"الاثنين": 1, "الثلاثاء": 2, "الاربعاء": 3, "الخميس": 4, "الجمعه": 5, "السبت": 6, "الاحد": 7}
_OTHER = frozenset(("حتي", "منذ", "قبل", "بعد"))
_NEXT = frozenset(("المقبل", "القادم"))
_AGO = frozenset(("الماضي", "الفايت", "المنصرم"))


def day_of(scene: Scene, one: Candidate, article: Article, dates: tuple[DateFound, ...]) -> Day | None:
    """The day of an event, None where its clause tells none that can be counted."""
    low, high = _around(scene, one)
    start, stop = scene.doc.words.start[low], scene.doc.words.stop[high - 1]
    text = scene.doc.text
    near = [date for date in dates if start <= date.start and date.stop <= stop and date.precision is not None]
    if near:
        place = scene.doc.words.start[one.start]
        best = min(near, key=lambda date: (date.start < place, abs(date.start - place)))
        return Day(best.value, "text", best.precision or "day", evidence(text, best.start, best.stop), "date")
    return _counted(scene, article, range(one.stop, high)) or _counted(scene, article, range(low, one.start))


def _around(scene: Scene, one: Candidate) -> tuple[int, int]:
    """The tokens of the clause of the event."""
    low, high = scene.sentence(one.start)
    first, last = max(low, one.verb - _BACK), min(high, one.stop + _AHEAD)
    for k in range(one.verb - 1, first - 1, -1):
        if scene.kind(k) in ("that", "which"):
            first = k + 1
            break
    for k in range(one.stop, last):
        if scene.kind(k) == "which" or (scene.kind(k) == "verb" and scene.tokens[k][0] in "وفس"):
            last = k
            break
    return first, max(last, one.stop)


def _counted(scene: Scene, article: Article, places: range) -> Day | None:
    published = article.published
    if published is None or published.precision != "day":
        return None
    day = datetime.date.fromisoformat(published.value)
    for k in places:
        back = _days_back(scene, k, day)
        if back is not None:
            value = (day - datetime.timedelta(days=back)).isoformat()
            first = k - 2 if back == 2 and scene.tokens[k] == "امس" and scene.tokens[k - 1] == "من" else k
            return Day(value, "text", "day", scene.trigger(first, k + 1), "weekday")
    return None


def _days_back(scene: Scene, k: int, day: datetime.date) -> int | None:
    """How many days before `day` the word at `k` means, None where it means no day near it."""
    tokens, token = scene.tokens, scene.tokens[k]
    before = tokens[k - 1] if k else ""
    if token in _YESTERDAY and before in ("من", "اول") and "اول" in tokens[max(0, k - 2) : k]:
        return 2
    if token in _NEAR:
        return _NEAR[token]
    if token not in _WEEKDAYS or before in _OTHER:
        return None
    after = tokens[k + 1] if k + 1 < scene.size else ""
    if after[:1].isdigit():
        return None
    back = (day.isoweekday() - _WEEKDAYS[token]) % _WEEK
    if after in _NEXT:
        return back - _WEEK
    return back + _WEEK if after in _AGO and back == 0 else back
