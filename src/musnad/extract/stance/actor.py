"""Whose stance it is: the subject of a stance verb, the owner of a stance noun, the speaker of the words."""

from __future__ import annotations

from msgspec import structs

from musnad.extract.stance.clause import behind_object, carried, clause_open, opening, owner_after, shared_subject
from musnad.extract.stance.forms import Form
from musnad.extract.stance.naming import OWN_MATTER
from musnad.extract.stance.scene import COMMAS, ENDS, QUOTES, Scene
from musnad.extract.stance.topic import points
from musnad.extract.stance.who import (
    Actor,
    Parts,
    acting,
    is_actor,
    is_many,
    named_after_and,
    several,
    sure_actor,
    together,
    unknown_name,
)

_DEPTH = {")": 1, "]": 1, "(": -1, "[": -1}
_ARE = frozenset(("هي", "وهي", "هم", "وهم", "هما", "وهما"))
_AS_FOR = frozenset(("اما", "واما"))
_LISTED, _SHOWN = 8, 8
_BOUNDS = frozenset(("that", "he", "break", "but", "which", "aux", "not"))


def subject(scene: Scene, at: int, form: Form) -> Actor | None:
    """The subject of the finite verb at `at`."""
    if form.first:
        return first_person(scene, at)
    before = skip_aux(scene, at)
    if scene.cue_of[at] != -1:
        found = (
            ahead(scene, at, before) or parted(scene, at, form) or counted(scene, at, before) or unsaid(scene, at, form)
        )
        said = scene.attributions[scene.cue_of[at]].speaker != ""
        return found or (Actor("cue", speaker=scene.cue_of[at]) if said else _untold(scene, at))
    if before >= 0 and scene.word(before) == "which":
        right = right_subject(scene, at) or behind_object(scene, at)
        back = form.owner or (at + 1 < scene.size and points(scene, at + 1))  # «الأمر الذي أثنت عليه تركيا»
        owned_too = right is not None and (back or right.how == "behind")
        return right if owned_too else antecedent(scene, before) or right
    if before >= 0 and scene.word(before) in ("he", "but"):
        return speaker_of(scene, at, "pronoun") or elided(scene, at, form)
    opens = scene.tokens[at][0] in "وف" and form.joined[:1] in ("و", "ف")
    left = None if opens else left_subject(scene, at, before)
    if left is not None and (left.how != "near" or (form.many and agrees(scene, left, before + 1))):
        return left
    right = right_subject(scene, at, form)
    if right is not None and (sure_actor(scene, right.start) or not scene.readings(at, "masdar")):
        return right
    if form.owner:
        return owner_after(scene, at)
    parted_off = scene.tokens[at - 1] in COMMAS and shared_subject(scene, at)  # «الحكومات، بما فيها هذه، رفضت»
    return parted_off or own_words(scene, at, form) or shared_subject(scene, at) or carried(scene, at)


def _untold(scene: Scene, at: int) -> Actor | None:
    """The subject of a cue whose speaker is not known."""
    right = right_subject(scene, at)
    return right if right is not None and sure_actor(scene, right.start) else shared_subject(scene, at)


def first_person(scene: Scene, at: int) -> Actor | None:
    """«نؤيد»: the speaker; a form that is a past as well («أطلق») only in quoted words."""
    alike = any(one.shape == "past" and not one.first for one in scene.lore.forms(scene.tokens[at]))
    quoted = scene.doc.quote_at(scene.doc.words.start[at]) is not None
    if alike and (not quoted or scene.word(at - 1) == "which" or right_subject(scene, at) is not None):
        return None
    return speaker_of(scene, at, "first")


def ahead(scene: Scene, at: int, before: int) -> Actor | None:
    """The subject of a cue that plainly stands before it: right after أن, or what الذي refers to."""
    one = scene.attributions[scene.cue_of[at]]
    if before < 0:
        return None
    if scene.word(before) == "which":
        return antecedent(scene, before) if one.source is None else None
    if scene.tokens[at][0] in "وف" or (one.source is not None and one.source.start < one.cue.start):
        return None
    left = left_subject(scene, at, before)
    plain = left is not None and left.how == "left" and left.stop == before + 1 and scene.word(left.start - 1) == "that"
    return left if plain else None


def parted(scene: Scene, at: int, form: Form | None) -> Actor | None:
    """A source that has taken in more: «تؤيد كتلة الأفق مشروع القانون»، «طالب المجلس في قراره وزارة المالية»."""
    source = scene.attributions[scene.cue_of[at]].source
    if source is None or scene.token(source.start) != at + 1 or not is_actor(scene, at + 1):
        return None
    stop, end = scene.noun_phrase(at + 1, scene.sentence(at)[1]), scene.token_stop(source.stop)
    if not at + 1 < stop < end:
        return None
    head = scene.heads.get(scene.tokens[at + 1])
    body = head is not None and head.kind == "body" and (scene.definite(at + 1) or scene.definite(stop - 1))
    if form is None or "-" not in form.row.frame:
        return Actor("right", at + 1, stop) if body and scene.tokens[stop] == "في" else None
    opens = scene.noun(stop) is not None or scene.word(stop) in ("this", "any")
    if body and form.row.force == "strong":
        opens = opens or not scene.definite(stop) or scene.tokens[stop].startswith("با")  # «استنكر المجلس صمت الوزير»
    return Actor("right", at + 1, stop) if opens and (body or not scene.joins(stop)) else None


def counted(scene: Scene, at: int, before: int) -> Actor | None:
    """«اعترفت 137 دولة»: so many of them; who stands before the verb goes before («فلان اقترح 4 نواب»)."""
    if at + 1 >= scene.size or not scene.tokens[at + 1].isdigit():
        return None
    left = left_subject(scene, at, before)
    reaches = left is not None and left.stop == before + 1
    whole = reaches and left is not None and (left.how == "left" or scene.word(left.start - 1) == "that")
    return left if whole else right_subject(scene, at)


def unsaid(scene: Scene, at: int, form: Form) -> Actor | None:
    """A subject that the attribution did not see, before an object of its own: «أدان ساسة المعارضة هذه الخطة»."""
    one = scene.attributions[scene.cue_of[at]]
    _, end = scene.sentence(at)
    k = at + 1
    if one.source is not None or form.many or form.owner or "-" not in form.row.frame:
        return None
    if k + 1 < end and _new_name(scene, k) and (scene.definite(k + 1) or scene.plan(k + 1)):
        return Actor("right", k, k + 1)  # «أدانت نورستان الهجوم»، «رفض الرميلي الزج»
    if k >= end or not scene.is_word(k) or scene.kind(k) or scene.plan(k) or scene.word(k) == "this":
        return None
    for stop in range(k + 1, min(end, k + 6)):
        owned = stop == k + 1 and scene.definite(stop)  # «ساسة المعارضة»
        opens = scene.word(stop) in ("this", "any") or (scene.plan(stop) and not scene.joins(stop) and not owned)
        if opens and scene.kind(stop - 1) != "prep" and not scene.definite(k):
            return Actor("right", k, stop)
        if not scene.is_word(stop) or scene.cue_of[stop] != -1:
            break
    return None


def _new_name(scene: Scene, at: int) -> bool:
    """Whether the token may be a name that no table has."""
    plain = not scene.plan(at) and not scene.kind(at) and not scene.definite(at)
    return (
        scene.reader.namelike(at) and not scene.tokens[at].endswith("ات") and (plain or scene.tokens[at].endswith("ي"))
    )


def members(scene: Scene, at: int, actor: Actor | None, form: Form) -> Actor | None:
    """The two before a verb of two: «حفتر والسراج اتفقا»."""
    if actor is None or not form.many or actor.parts or actor.how not in ("left", "right"):
        return actor
    further = [
        k for k in range(actor.stop, at) if scene.tokens[k][0] == "و" and scene.mention_type.get(k) in ("PER", "ORG")
    ]
    if actor.how == "left" and further:
        spans = ((k, scene.noun_phrase(k, at)) for k in further)
        return structs.replace(actor, parts=((actor.start, actor.stop), *spans))
    inside = range(actor.start + 1, actor.stop)
    joined = [
        k
        for k in inside
        if scene.tokens[k].startswith("وال") or (scene.tokens[k][0] == "و" and named_after_and(scene, k))
    ]
    if len(joined) != 1:
        return actor
    return structs.replace(actor, parts=((actor.start, joined[0]), (joined[0], actor.stop)))


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
    if start + 1 < which and scene.verb_like(start):
        start += 1  # «وتبحث الحكومة التي ...»
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
    if start > 1 and scene.tokens[start - 1] in ("وهو", "وهي", "وهم"):
        return opening(scene, clause_open(scene, start - 1), start - 1)  # «أن فلانا، وهو عضو في المجلس، طالب»
    if start > 1 and scene.word(start - 1) == "which" and not is_actor(scene, start):
        named = antecedent(scene, start - 1)  # «حزب الوطن الذي يقوده فلان قرر»
        return structs.replace(named, how="left") if named is not None and named.how == "antecedent" else named
    found = acting(scene, start, before + 1, "left")
    return found if found is not None and found.how != "near" else several(scene, start, before + 1, at) or found


def owned(scene: Scene, start: int, at: int) -> Actor | None:
    """«بلاده»، «حزبه»: the speaker, for the body he speaks for."""
    said = speaker_of(scene, at, "own")
    return structs.replace(said, start=start, stop=start + 1) if said is not None else elided(scene, start)


def phrase_start(scene: Scene, stop: int) -> int | None:
    """Where the phrase that ends before `stop` begins, seen from the clause's start; None where it is none."""
    low, _ = scene.sentence(stop - 1)
    k = stop - 1
    depth = 0
    while k >= low and stop - k < 26:
        token = scene.tokens[k]
        depth += _DEPTH.get(token, 0)
        if depth <= 0 and (token in ENDS or token in _AS_FOR or scene.word(k) in _BOUNDS):
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


def right_subject(scene: Scene, at: int, form: Form | None = None) -> Actor | None:
    """The subject that follows its verb and agrees with its form, where that is given."""
    _, end = scene.sentence(at)
    k = at + 1
    while k < end and (scene.kind(k) in ("time", "manner") or (k == at + 1 and points(scene, k))):
        k += 1  # «دعت إليها نورستان»
    if k < end and scene.tokens[k] in QUOTES and k + 1 < end:
        k += 1
    if k >= end or scene.kind(k) or not scene.is_word(k) or scene.joins(k) or scene.tokens[k] in OWN_MATTER:
        return None
    if form is not None and k == at + 1 and disagrees(scene, k, form):
        return None
    if not is_actor(scene, k):
        stop = unknown_name(scene, k)
        return Actor("right", k, stop) if stop > k else None
    stop, parts = together(scene, k, end)
    if scene.tokens[k].isdigit():
        k, stop, parts = spelled_out(scene, k, stop, end)
    return Actor("right", k, stop, parts=parts) if stop > k else None


def disagrees(scene: Scene, at: int, form: Form) -> bool:
    """Whether a noun right behind a verb of the other gender is rather its object: «وناشد الحكومة»."""
    if form.many or form.first or scene.mention_type.get(at) == "PER":
        return False
    head, token = scene.heads.get(scene.tokens[at]), scene.tokens[at]
    if head is not None:
        return head.number == "s" and head.kind != "person" and (head.gender == "f") != form.feminine
    return not form.feminine and token.startswith("ال") and token.endswith("ه") and at not in scene.mention_stop


def spelled_out(scene: Scene, start: int, stop: int, end: int) -> tuple[int, int, Parts]:
    """Those whom a number of actors are said to be: «ثلاث دول، هي الجزر ونورستان والسهل»; else the number itself."""
    opens = next((k for k in range(stop, min(end, stop + _LISTED)) if scene.tokens[k] in _ARE), None)
    if opens is not None and opens + 1 < end and opens + 1 in scene.mention_stop and scene.tokens[opens - 1] in COMMAS:
        return opens + 1, *together(scene, opens + 1, end)
    return start, stop, ()


def shown_by(scene: Scene, at: int, n: int) -> Actor | None:
    """Who shows what opens at `at`, where he stands between it and the cue: «أبدت بعض الدول استعدادها»."""
    cue = scene.token(scene.attributions[n].cue.start)
    if not cue < at <= cue + 8 or scene.attributions[n].source is not None:
        return None
    found = right_subject(scene, cue)
    return found if found is not None and found.stop == at and sure_actor(scene, found.start) else None


def shower(scene: Scene, at: int) -> Actor | None:
    """Whose stance noun it is by a verb before it: «المدرب الذي أبدى موافقته»، «جدد المجلس تمسكه»."""
    low, _ = scene.sentence(at)
    for verb in range(at - 1, max(low, at - _SHOWN) - 1, -1):
        if scene.word(verb) != "show":
            continue
        right = right_subject(scene, verb) if verb < at - 1 else None
        if right is not None and at - 2 <= right.stop <= at:
            return right
        if verb < at - 2:
            return None
        before = skip_aux(scene, verb)
        if before >= 0 and scene.word(before) == "which":
            return antecedent(scene, before)
        return right or left_subject(scene, verb, before)
    return None


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
