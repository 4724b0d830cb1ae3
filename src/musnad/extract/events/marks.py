"""How an event is meant: denied, to come, only possible, long past; by the particles around its verb."""

from __future__ import annotations

from msgspec import Struct

from musnad.extract.events.candidate import Candidate
from musnad.extract.events.scene import COMMAS, ENDS, Scene
from musnad.records import Article, Day

_BACK = 7
_AHEAD = 14
_YEARS_AGO = frozenset(
    ("سنوات", "سنه", "عاما", "اعوام", "عقود", "قرون", "عقدين", "عامين", "عقد", "سنين", "سنتين", "قرن")
)
_LAST = frozenset(("الماضي", "الماضيه", "الفايت", "الفايته", "المنصرم"))
_SPANS = frozenset(("العام", "السنه", "القرن", "العقد", "السنوات", "الاعوام"))
_WILL = frozenset(("لن", "سوف"))
_THAT = ("ان", "بان", "لان", "الا")


class Marks(Struct, frozen=True):
    """The four auxiliary marks of an event."""

    negated: bool = False
    future: bool = False
    hypothetical: bool = False
    historical: bool = False


def marks(scene: Scene, one: Candidate, article: Article, day: Day | None) -> Marks:
    """The marks of a candidate whose day is `day`."""
    before = list(_before(scene, one.verb))
    negated = one.negated or "not" in before[:1] or _denied(scene, one)
    future = one.future or bool(_WILL & set(_tokens_before(scene, one.verb, 1)))
    if not one.finite or one.present:  # a past verb tells nothing that is to come
        future = future or "will" in _behind(scene, one) or _later(article, day)
    possible = _possible(scene, one, before)
    return Marks(negated, future, possible, _history(scene, one, article, day))


def _before(scene: Scene, at: int) -> list[str]:
    """The topics of the words before a verb, nearest first, up to the head of its clause."""
    found: list[str] = []
    low = max(scene.sentence(at)[0], at - _BACK)
    for k in range(at - 1, low - 1, -1):
        token = scene.tokens[k]
        if token in ENDS or token in COMMAS:
            break
        topics = scene.word(k).topics
        found.append(next((t for t in topics if t in ("not", "without", "if", "may", "will", "plan")), ""))
        if scene.kind(k) == "which":
            break
    return found


def _tokens_before(scene: Scene, at: int, count: int) -> list[str]:
    return [token.lstrip("وف") if len(token) > 2 else token for token in scene.tokens[max(0, at - count) : at]]


def _denied(scene: Scene, one: Candidate) -> bool:
    """Whether the noun itself is denied («عدم قصف», «دون قتل»), or a verb denies it («نفى قصف»)."""
    if one.finite:
        return False
    for k in range(one.start - 1, max(scene.sentence(one.start)[0] - 1, one.start - 3), -1):
        topics = scene.word(k).topics
        if "without" in topics:
            return True
        if "not" in topics and k == one.start - 1:
            return True
    return one.verb not in (0, one.start) and "not" in scene.word(one.verb - 1).topics


def _behind(scene: Scene, one: Candidate) -> set[str]:
    """The topics of the words in the clause behind the trigger."""
    found: set[str] = set()
    for k in range(one.verb + 1, min(one.stop + _AHEAD, scene.sentence(one.start)[1])):
        kind = scene.kind(k)
        if scene.tokens[k] in ENDS or kind in ("that", "which") or (kind == "verb" and k > one.stop):
            break
        found.update(scene.word(k).topics)
    return found


def _possible(scene: Scene, one: Candidate, before: list[str]) -> bool:
    """Whether the event is only possible: after a condition, «قد» before a present, «أن» before a present."""
    if one.attempted and one.row.type != "ASSAULT":
        return True
    if "if" in before or one.called or _condition(scene, one):
        return True
    if not one.finite and ("may" in before[:2] or "if" in before):
        return not _perfect_may(scene, one)
    if not one.finite and "plan" in before[:2]:
        return True
    if one.present and one.finite:
        if "may" in before[:3]:
            return True
        last = _tokens_before(scene, one.verb, 1)
        return bool(last) and last[0] in _THAT
    return False


def _condition(scene: Scene, one: Candidate) -> bool:
    """«إن» at the head of a sentence with a verb right behind it opens a condition: «إن قصفت نورستان الميناء فسنرد»."""
    first = scene.sentence(one.verb)[0]
    return one.finite and not one.present and one.verb == first + 1 and scene.tokens[first] in ("ان", "وان", "فان")


def _perfect_may(scene: Scene, one: Candidate) -> bool:
    """«قد» before a perfect only stresses it."""
    return any(token in ("قد", "وقد", "فقد") for token in scene.tokens[max(0, one.verb - 2) : one.verb])


def _later(article: Article, day: Day | None) -> bool:
    """Whether the event's day comes after the article's."""
    published = article.published
    return bool(day and published and day.precision == published.precision == "day" and day.value > published.value)


def _history(scene: Scene, one: Candidate, article: Article, day: Day | None) -> bool:
    """Whether the event is long past: a year before the article's, «قبل سنوات», «العام الماضي»."""
    if day is not None and article.published is not None and int(day.value[:4]) < int(article.published.value[:4]) - 1:
        return True
    low, high = _clause(scene, one)
    tokens = scene.tokens
    for k in range(low, high):
        token = tokens[k]
        if "past" in scene.word(k).topics:
            return True
        if token in _YEARS_AGO and any(back in ("قبل", "منذ") for back in tokens[max(low, k - 3) : k]):
            return True
        if token in _LAST and tokens[k - 1] in _SPANS:
            return True
    return False


def _clause(scene: Scene, one: Candidate) -> tuple[int, int]:
    """The tokens around an event up to a clause that tells of something else: «السفير الذي عين قبل عامين»."""
    low, high = scene.sentence(one.start)
    low, high = max(low, one.start - _AHEAD), min(high, one.stop + _AHEAD)
    first = next((k + 1 for k in range(one.start - 1, low - 1, -1) if scene.kind(k) == "which"), low)
    return first, next((k for k in range(one.stop, high) if scene.kind(k) == "which"), high)
