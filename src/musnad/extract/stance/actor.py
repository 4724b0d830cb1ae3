"""Whose stance it is: the subject of a stance verb, the owner of a stance noun, the speaker of the words."""

from __future__ import annotations

from msgspec import Struct

from musnad.extract.stance.forms import Form
from musnad.extract.stance.scene import COMMAS, ENDS, QUOTES, Scene
from musnad.text.fold import fold_text

_DEPTH = {")": 1, "]": 1, "(": -1, "[": -1}
_ASIDES = frozenset("(-–")
_BOUNDS = frozenset(("that", "he", "break", "but", "which", "aux", "not"))


class Actor(Struct, frozen=True):
    """Who it is: tokens `[start, stop)` of the text, or the speaker of an attribution; `how` he was found."""

    how: str
    start: int = -1
    stop: int = -1
    speaker: int = -1
    parts: tuple[tuple[int, int], ...] = ()
    """The members of a coordination, each with a name of its own."""


def subject(scene: Scene, at: int, form: Form) -> Actor | None:
    """The subject of the finite verb at `at`."""
    if form.first:
        return speaker_of(scene, at, "first")
    if scene.cue_of[at] != -1:
        return Actor("cue", speaker=scene.cue_of[at])
    before = skip_aux(scene, at)
    if before >= 0 and scene.word(before) == "which":
        right = right_subject(scene, at)
        return right if right is not None and form.owner else antecedent(scene, before) or right
    if before >= 0 and scene.word(before) in ("he", "but"):
        return speaker_of(scene, at, "pronoun") or elided(scene, at, form)
    opens = scene.tokens[at][0] in "وف" and form.joined[:1] in ("و", "ف")
    left = None if opens else left_subject(scene, at, before)
    if left is not None and (left.how != "near" or (form.many and agrees(scene, left, before + 1))):
        return left
    right = right_subject(scene, at)
    if right is not None and (sure_actor(scene, right.start) or not scene.readings(at, "masdar")):
        return right
    return own_words(scene, at, form)


def agrees(scene: Scene, left: Actor, stop: int) -> bool:
    """Whether a phrase that ends right before a plural verb is headed by a plural: «وزراء ... يعارضون»."""
    head = scene.heads.get(scene.tokens[left.start])
    return left.stop == stop and head is not None and head.number in ("p", "d")


def own_words(scene: Scene, at: int, form: Form) -> Actor | None:
    """«اقترحت عليه» in somebody's own quoted words: the first person looks like the feminine."""
    if form.shape == "past" and form.feminine and scene.doc.quote_at(scene.doc.words.start[at]) is not None:
        return speaker_of(scene, at, "first")
    return None


def skip_aux(scene: Scene, at: int) -> int:
    """The token before the verb and its particles (قد، لم، لن، كان), -1 at the start of the sentence."""
    low, _ = scene.sentence(at)
    k = at - 1
    while k >= low and scene.word(k) in ("not", "aux", "copula"):
        k -= 1
    return k if k >= low else -1


def speaker_of(scene: Scene, at: int, how: str) -> Actor | None:
    """The speaker in whose words `at` stands."""
    n = scene.content_of[at]
    return Actor(how, speaker=n) if n != -1 else None


def antecedent(scene: Scene, which: int) -> Actor | None:
    """What a relative pronoun at `which` refers to: the noun phrase that ends before it."""
    start = phrase_start(scene, which)
    if start is None:
        return None
    return acting(scene, start, which, "antecedent")


def left_subject(scene: Scene, at: int, before: int) -> Actor | None:
    """The subject that stands before its verb: the phrase after أن or at the start of its clause."""
    if before < 0:
        return None
    start = phrase_start(scene, before + 1)
    if start is None:
        return None
    if scene.word(start) == "own":
        return owned(scene, start, at)
    if start > 1 and scene.word(start - 1) == "which" and not is_actor(scene, start):
        return antecedent(scene, start - 1)  # «حزب الوطن الذي يقوده فلان قرر»
    return acting(scene, start, before + 1, "left")


def owned(scene: Scene, start: int, at: int) -> Actor | None:
    """«بلاده»، «حزبه»: the speaker, for the body he speaks for."""
    return speaker_of(scene, at, "own") or elided(scene, start)


def phrase_start(scene: Scene, stop: int) -> int | None:
    """Where the phrase that ends before `stop` begins, seen from the clause's start; None where it is none."""
    low, _ = scene.sentence(stop - 1)
    k = stop - 1
    depth = 0
    while k >= low and stop - k < 26:
        token = scene.tokens[k]
        depth += _DEPTH.get(token, 0)
        if depth <= 0 and (token in ENDS or scene.word(k) in _BOUNDS):
            break
        if depth <= 0 and token in QUOTES and scene.content_of[k] != scene.content_of[stop - 1]:
            break
        if scene.cue_of[k] != -1 and scene.cue_of[k] != scene.cue_of[stop - 1]:
            break
        if scene.content_of[k] != scene.content_of[stop - 1]:
            break
        k -= 1
    start = k + 1
    while start < stop and (not scene.is_word(start) or scene.kind(start) in ("time", "manner")):
        start += 1
    return start if start < stop else None


def acting(scene: Scene, start: int, stop: int, how: str) -> Actor | None:
    """The actor in `[start, stop)` where it begins with one; its last phrase otherwise, if that is one."""
    if scene.kind(start) == "last":
        return the_last(scene, start)
    if start + 1 == stop and scene.word(start - 1) == "that" and scene.reader.namelike(start) and not scene.plan(start):
        return Actor(how, start, stop)
    end, parts = together(scene, start, stop)
    if end > start and is_actor(scene, start) and _only_tail(scene, end, stop):
        return Actor(how, start, end, parts=parts)
    if any(scene.verb_like(k) for k in range(start, stop)):
        return None
    if scene.kind(start) == "prep" and how == "antecedent":
        start += 1
    for k in range(stop - 1, max(start, stop - 12) - 1, -1):  # the nearest name or head noun before the verb
        if (k in scene.mention_stop or scene.heads.get(scene.tokens[k]) is not None) and not scene.joins(k):
            end = scene.noun_phrase(k, stop)
            if end < stop and not _only_tail(scene, end, stop):
                continue
            if k > start + 1 and scene.kind(k - 1) == "prep" and scene.heads.get(scene.tokens[k - 2]) is not None:
                return Actor("near", k - 2, end)  # «وزراء من اليمين»
            if k > start and scene.kind(k - 1) == "prep":
                return None
            while k > start and is_actor(scene, k - 1) and not scene.joins(k - 1):
                k -= 1
            return Actor("near", k, end)
    return None


def the_last(scene: Scene, at: int) -> Actor | None:
    """«الأخير»، «الأخيرين»: the last one or two persons named before in the sentence."""
    low, _ = scene.sentence(at)
    named = [k for k in range(low, at) if scene.mention_type.get(k) == "PER"]
    count = 2 if scene.tokens[at].endswith(("ين", "ان")) else 1
    if len(named) < count:
        return None
    parts = tuple((k, scene.mention_stop[k]) for k in named[-count:])
    return Actor("last", parts[0][0], parts[-1][1], parts=parts if count > 1 else ())


def _only_tail(scene: Scene, start: int, stop: int) -> bool:
    """Whether nothing but an apposition, a parenthesis or an adverbial stands in `[start, stop)`."""
    if start >= stop:
        return True
    token = scene.tokens[start]
    return token in COMMAS or token in _ASIDES or scene.kind(start) in ("prep", "time", "manner") or scene.joins(start)


def right_subject(scene: Scene, at: int) -> Actor | None:
    """The subject that follows its verb."""
    _, end = scene.sentence(at)
    k = at + 1
    while k < end and scene.kind(k) in ("time", "manner"):
        k += 1
    if k < end and scene.tokens[k] in QUOTES and k + 1 < end:
        k += 1
    if k >= end or scene.kind(k) or not scene.is_word(k) or scene.joins(k):
        return None
    if not is_actor(scene, k):
        return Actor("right", k, k + 1) if unknown_name(scene, k) else None
    stop, parts = together(scene, k, end)
    return Actor("right", k, stop, parts=parts) if stop > k else None


def unknown_name(scene: Scene, at: int) -> bool:
    """Whether a word that nothing explains may be a name: a preposition or what acts follows it."""
    if scene.plan(at) or scene.tokens[at][0] in "بل" or not scene.reader.namelike(at) or at + 1 >= scene.size:
        return False
    return scene.kind(at + 1) != "" or scene.plan(at + 1) != "" or not scene.is_word(at + 1) or scene.joins(at + 1)


def together(scene: Scene, start: int, stop: int) -> tuple[int, tuple[tuple[int, int], ...]]:
    """Where the phrase at `start` ends with the names joined to it by و, and its members (none: it is one)."""
    lead = start
    if scene.word(start) == "some" or scene.tokens[start].isdigit():
        lead += 1
        while lead < stop and (scene.kind(lead) == "prep" or scene.word(lead) in ("most", "some")):
            lead += 1
        if lead >= stop or scene.kind(lead) or not scene.is_word(lead):
            return start + 1, ()
    end = scene.noun_phrase(lead, stop)
    if scene.tokens[start].isdigit():
        end = next((k for k in range(lead + 1, end) if scene.joins(k) or scene.tokens[k][0] == "ب"), end)
    parts = [(start, end)]
    while end < stop and end > parts[-1][0] and scene.tokens[end][0] == "و" and named_after_and(scene, end):
        after = scene.noun_phrase(end, stop)
        if after <= end:
            break
        parts.append((end, after))
        end = after
    if len(parts) > 2 and scene.mention_type.get(start) == "LOC":
        return end, ()
    whole = all(named_after_and(scene, first) or scene.word(first) == "" for first, _ in parts)
    return end, tuple(parts) if 1 < len(parts) < 4 and whole else ()


def named_after_and(scene: Scene, at: int) -> bool:
    """Whether one more name or titled person is joined on at `at`."""
    if at in scene.mention_stop:
        return True
    known = scene.reader.known(at)
    if known is not None and known.clitics:
        return True
    head = scene.heads.get(scene.tokens[at])
    return head is not None and head.clitics == 1 and head.kind == "person" and head.number == "s"


def elided(scene: Scene, at: int, form: Form | None = None) -> Actor | None:
    """The subject that is only in the verb: who spoke last in the sentence, outside of his own words."""
    low, _ = scene.sentence(at)
    best, where = -1, low - 1
    for n, one in enumerate(scene.attributions):
        cue = scene.token(one.cue.start)
        if where < cue < at and scene.content_of[at] != n:
            best, where = n, cue
    if best == -1 or (form is not None and form.many and not is_many(scene.attributions[best].speaker)):
        return None
    return Actor("elided", speaker=best)


def is_many(name: str) -> bool:
    """Whether a speaker's name is that of several: a plural or a coordination."""
    words = fold_text(name).split()
    return any(w.endswith(("ون", "ين", "ات")) for w in words[:1]) or any(
        w.startswith("و") and len(w) > 3 for w in words[1:]
    )


def sure_actor(scene: Scene, at: int) -> bool:
    """Whether the token opens a name or a phrase with a head noun, not only some definite noun."""
    token = scene.tokens[at]
    return (
        at in scene.mention_stop
        or scene.heads.get(token) is not None
        or scene.word(at) == "some"
        or token.isdigit()
        or scene.reader.known(at) is not None
        or scene.reader.grammar.given(token)
    )


def is_actor(scene: Scene, at: int) -> bool:
    """Whether the token can open the phrase of one who acts: a name, a head noun, a definite noun that is no plan."""
    if scene.tokens[at].startswith(("لل", "كال")):
        return False
    if at in scene.mention_stop:
        return True
    token = scene.tokens[at]
    if scene.heads.get(token) is not None or scene.word(at) == "some":
        return True
    if token.isdigit() and at + 1 < scene.size:
        return scene.is_word(at + 1) and scene.kind(at + 1) == ""
    if scene.reader.known(at) is not None or scene.reader.grammar.given(token):
        return True
    if token.endswith(("ها", "هم")) and at + 1 < scene.size and scene.noun(at + 1) is not None:
        return True
    if scene.plan(at) or scene.kind(at) or scene.verb_like(at):
        return False
    return scene.definite(at) and not scene.joins(at)
