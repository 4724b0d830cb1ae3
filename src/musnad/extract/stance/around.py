"""What stands around a stance: whom a proposal is addressed to, its terms, and the day."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from functools import cache

from musnad.extract.stance.scene import Scene
from musnad.extract.stance.topic import Candidate, denial_start
from musnad.extract.stance.who import is_actor, sure_actor, together
from musnad.lexicon import Lexicon
from musnad.records import Article, Day, Evidence, Span, evidence
from musnad.text.dates import dates_of, may_name_day
from musnad.text.fold import fold_text
from musnad.text.words import words

_TOWARD = ("علي", "الي")
_REACH = 40
_NOT_ITS_DAY = frozenset(("حتي", "قبل", "بعد", "منذ", "من", "الي"))


def addressees(scene: Scene, one: Candidate, who: Callable[[int, int], str]) -> tuple[str, ...]:
    """Those between a proposal's verb and what is proposed: «اقترح على نورستان»، «دعا الحكومة إلى»."""
    if one.value != "proposes" or one.rule not in ("verb", "call", "participle", "masdar"):
        return ()
    after = max(one.trigger + 1, one.actor.stop if one.actor.start > one.trigger else 0)
    if one.actor.speaker != -1:
        source = scene.attributions[one.actor.speaker].source
        if source is not None and one.trigger <= scene.token(source.start) < one.topic:
            after = max(after, scene.token_stop(source.stop))
    for k in range(after, one.topic):
        if scene.kind(k) in ("time", "manner") or not scene.is_word(k) or scene.joins(k):
            continue
        at = k + 1 if scene.tokens[k] in _TOWARD else k
        if at >= one.topic or not (sure_actor(scene, at) and is_actor(scene, at)):
            return ()
        stop, parts = together(scene, at, one.topic)
        return tuple(dict.fromkeys(who(*_plain(scene, *span)) for span in parts or ((at, stop),)))
    return ()


def _plain(scene: Scene, first: int, last: int) -> Span:
    start, stop = scene.span(first, last)
    return (start + 1, stop) if scene.tokens[first].startswith("و") and first in scene.mention_stop else (start, stop)


def day_of(scene: Scene, lex: Lexicon, article: Article, start: int, stop: int) -> Day | None:
    """The day that tokens `[start, stop)` name: a date, or a weekday of the week before the article's day."""
    low, high = scene.span(start, stop)
    for date in dates_of(words(scene.doc.text[low:high])) if may_name_day(scene.tokens[start:stop]) else ():
        if date.precision == "day":
            where = evidence(scene.doc.text, low + date.start, low + date.stop)
            return Day(date.value, "text", "day", where, "date")
    return _near_day(scene, lex, article, range(start, stop))


def _near_day(scene: Scene, lex: Lexicon, article: Article, places: Sequence[int]) -> Day | None:
    """«الثلاثاء»، «أمس»، «اليوم», counted back from the day of the article."""
    published = article.published
    if published is None or published.precision != "day":
        return None
    day = datetime.date.fromisoformat(published.value)
    weekdays = _weekdays(lex)
    for k in places:
        token, back = scene.tokens[k], None
        word = scene.word(k)
        ahead = any(scene.tokens[b] in _NOT_ITS_DAY for b in range(max(0, k - 2), k))
        if token in weekdays and token.startswith("ال") and not ahead:
            after = scene.tokens[k + 1] if k + 1 < scene.size else ""
            if after[:1].isdigit() or scene.word(k + 1 if after else k) == "other day":
                return None
            back = (day.isoweekday() - weekdays[token]) % 7
        elif word in ("today", "yesterday"):
            back = int(word == "yesterday")
        if back is not None:
            value = (day - datetime.timedelta(days=back)).isoformat()
            return Day(value, "text", "day", evidence(scene.doc.text, *scene.span(k, k + 1)), "weekday")
    return None


@cache
def _weekdays(lex: Lexicon) -> dict[str, int]:
    return {fold_text(row.name): row.number for row in lex.weekdays.values()}


def term_places(scene: Scene) -> list[int]:
    """The tokens that open a term of an initiative: «يشمل»، «ينص على»."""
    words = scene.lore.words
    return [k for k, token in enumerate(scene.tokens) if words.get(token) == "term"]


def clause(scene: Scene, at: int) -> Evidence:
    """The clause of the term that opens at `at`, with its denial: «لا يشمل إرسال قوات»."""
    return evidence(scene.doc.text, *scene.span(denial_start(scene, at), scene.clause_end(at, _REACH)))
