"""What a clause leaves unsaid or far off: the subject that a joined verb shares, the object behind adverbials."""

from __future__ import annotations

from musnad.extract.stance.scene import COMMAS, ENDS, QUOTES, Scene
from musnad.extract.stance.who import Actor, is_actor, sure_actor, together

_FAR = 60
_ASIDE = 30
_ADVERBIALS = 4
_MET = 8
_OPEN, _CLOSE = COMMAS | frozenset("(-–"), COMMAS | frozenset(")-–")
_TOO = frozenset(("ايضا", "كذلك", "داءما", "دايما", "مجددا", "مرارا"))


def clause_bounds(scene: Scene, at: int) -> tuple[int, int]:
    """The tokens of the sentence around `at` that stand in the same words of somebody."""
    low, end = scene.sentence(at)
    n = scene.content_of[at]
    if n == -1:
        return low, end
    one = scene.attributions[n]
    return max(low, scene.token(one.content.start)), min(end, scene.token_stop(one.content.stop))


def shared_subject(scene: Scene, at: int) -> Actor | None:
    """Whom a verb joined by و has in common with the verb before it: «أن نورستان تدرس الخطة وتؤيد الهدنة»."""
    low, _ = clause_bounds(scene, at)
    low = max(low, at - _FAR)
    for k in range(at - 1, low - 1, -1):
        if scene.word(k) == "that":
            return opening(scene, k + 1, at)
        if scene.word(k) == "he":
            n = scene.content_of[at]
            return Actor("pronoun", speaker=n) if n != -1 else None
    return opening(scene, low, at)


def clause_open(scene: Scene, at: int) -> int:
    """Where the clause around `at` opens: behind أن, else with the sentence or the words of a speaker."""
    low, _ = clause_bounds(scene, at)
    return next((k + 1 for k in range(at - 1, low - 1, -1) if scene.word(k) == "that"), low)


def opening(scene: Scene, start: int, at: int) -> Actor | None:
    """Who opens the clause at `start`: before its verb or right behind it."""
    while start < at and (not scene.is_word(start) or scene.kind(start) in ("time", "manner") or _aux(scene, start)):
        start += 1
    if start >= at:
        return None
    if scene.word(start) == "own":
        n = scene.content_of[at]
        return Actor("own", start, start + 1, speaker=n) if n != -1 else None
    verb = scene.verb_like(start) or scene.readings(start, "past", "present") != []
    if verb or (start + 1 < at and not sure_actor(scene, start) and sure_actor(scene, start + 1)):
        start += 1
    if start >= at or scene.joins(start):
        return None
    if scene.word(start - 1) == "that" and scene.reader.namelike(start) and not scene.plan(start):
        return Actor("shared", start, start + 1)
    if not (sure_actor(scene, start) and is_actor(scene, start)):
        return None
    stop, parts = together(scene, start, at)
    return Actor("shared", start, stop, parts=parts) if stop > start else None


def _aux(scene: Scene, at: int) -> bool:
    return scene.word(at) in ("aux", "copula", "not") or scene.tokens[at] in ("كما", "ثم")


def owner_after(scene: Scene, at: int) -> Actor | None:
    """Any noun behind a verb with an object pronoun is its subject: «دعوات أطلقتها أطراف سياسية»."""
    _, end = clause_bounds(scene, at)
    k = at + 1
    if k >= end or not scene.is_word(k) or scene.kind(k) or scene.joins(k) or scene.tokens[k][0] in "بل":
        return None
    stop = k + 1
    if stop < end and _adjective(scene, k, stop):
        stop += 1
    return Actor("right", k, stop)


def _adjective(scene: Scene, noun: int, at: int) -> bool:
    """Whether the token agrees with the noun before it as an adjective does: «أطراف سياسية»، «القوى الوطنية»."""
    token = scene.tokens[at]
    plain = scene.is_word(at) and not scene.kind(at) and not scene.plan(at) and token[0] not in "ول"
    return plain and scene.definite(at) == scene.definite(noun) and token.endswith(("ه", "ي", "ين", "يون"))


def far_object(scene: Scene, after: int, at: int, frame: tuple[str, ...]) -> int | None:
    """The object of the verb at `at` behind adverbials and asides: «عرضت، أمس، على المجلس مشروع قرار»."""
    _, end = clause_bounds(scene, at)
    leads = tuple(lead for lead in frame if lead not in ("-", "ان"))
    k = past_adverbials(scene, after, end, leads)
    if k is None:
        return None
    if any(scene.tokens[k] == lead or scene.tokens[k] in (lead + "ه", lead + "ها") for lead in leads if len(lead) > 1):
        return _offered_to(scene, k + 1, end)
    if any(scene.tokens[k][0] == lead and scene.plan(k) for lead in leads if len(lead) == 1):
        return k
    open_object = "-" in frame and scene.plan(k) not in ("", "soft", "harm") and scene.tokens[k][0] not in "بول"
    return k if open_object else None


def _offered_to(scene: Scene, at: int, end: int) -> int | None:
    """The object behind its preposition, or behind whom the preposition leads to: «على أعضاء المجلس مشروع قرار»."""
    if at < end and not scene.plan(at) and is_actor(scene, at):
        at = scene.noun_phrase(at, end)
    return at if at < end and scene.plan(at) else None


def past_adverbials(scene: Scene, k: int, end: int, leads: tuple[str, ...]) -> int | None:
    """The first word from `k` on that no adverbial holds; None where the clause ends before."""
    for _ in range(_ADVERBIALS):
        if k >= end or scene.tokens[k] in ENDS:
            return None
        token = scene.tokens[k]
        if token in ("دون", "بدون"):
            return None  # «ينتقد دون تقديم اقتراحات»
        if token in COMMAS and k + 1 < end and scene.plan(k + 1) not in ("", "soft", "harm") and not scene.joins(k + 1):
            k += 1
        elif token in _OPEN:
            close = next((j for j in range(k + 1, min(end, k + _ASIDE)) if scene.tokens[j] in _CLOSE), None)
            if close is None:
                return None
            k = close + 1
        elif token in QUOTES or token in _TOO or scene.kind(k) in ("time", "manner"):
            k += 1
        elif scene.kind(k) == "prep" and token not in leads:
            k = _past_phrase(scene, k, end)
        elif scene.joins(k) and not any(len(lead) == 1 and token[0] == lead for lead in leads):
            k = _past_phrase(scene, k - 1, end)
        else:
            return k
    return None


def _past_phrase(scene: Scene, lead: int, end: int) -> int:
    """Where the phrase that the preposition at `lead` leads ends: «في البداية»، «على أعضاء مجلس الأمن»، «منه»."""
    word = scene.tokens[lead]
    if word.endswith(("ه", "ها", "هم", "نا")) and word != "تجاه":
        return lead + 1
    start = lead + 1
    if start >= end:
        return end
    stop = start + 1
    if is_actor(scene, start):
        stop = max(stop, together(scene, start, end)[0])
    while stop < end and (scene.definite(stop) or stop in scene.mention_stop) and not scene.joins(stop):
        stop += 1
    return stop


def behind_object(scene: Scene, at: int) -> Actor | None:
    """The subject behind an object of the antecedent's: «الوثيقة التي أطلق مبادرتها رئيس نورستان»."""
    _, end = clause_bounds(scene, at)
    k = at + 2
    if k >= end or not (scene.plan(at + 1) and scene.tokens[at + 1].endswith(("ه", "ها"))):
        return None
    if scene.joins(k) or not (sure_actor(scene, k) and is_actor(scene, k)):
        return None
    return Actor("behind", k, together(scene, k, end)[0])


def received(scene: Scene, at: int) -> bool:
    """Whether the stance noun at `at` is what something has met with: «حصول الاتفاق على دعم فرنسا»."""
    low, _ = scene.sentence(at)
    lead = scene.tokens[at - 1] if at > low else ""
    return lead in ("علي", "من") and any(scene.word(k) == "met" for k in range(max(low, at - _MET), at - 1))


def carried(scene: Scene, at: int) -> Actor | None:
    """Who spoke last before the sentence that a verb without subject opens: «كما رفض إغلاق المعبر»."""
    low, _ = scene.sentence(at)
    opens = all(_aux(scene, k) or not scene.is_word(k) for k in range(low, at))
    if not opens or scene.content_of[at] != -1 or low == 0:
        return None
    before = scene.sentence(low - 1)[0]
    told = next((k for k in range(before, low) if scene.cue_of[k] != -1), None)
    return Actor("carried", speaker=scene.cue_of[told]) if told is not None else None
