"""What an actor is called: the body that «حزبه» stands for, a name without what is no part of it."""

from __future__ import annotations

import re
from functools import cache

from musnad.extract.stance.scene import Scene
from musnad.extract.stance.who import Actor
from musnad.lexicon import Lexicon
from musnad.records import Span
from musnad.text.fold import fold_text

PARTIES = frozenset(("حزب", "حركه", "كتله", "منظمه", "نقابه", "جماعه", "جبهه", "تيار"))
_WILL = re.compile("سي(?![ادن])\\w{3,}")
_DATA = ("معلومه", "معطي")
_GOVERNS = frozenset(("وزاره", "حكومه", "الحكومه", "الخارجيه", "خارجيه", "السلطات", "سلطات", "الرياسه"))
_ENVOYS = frozenset(("سفير", "سفيره", "مندوب", "مندوبه", "متحدث", "متحدثه", "ناطق"))
_NOBODY = ("offer", "plan", "pact", "talk", "law", "measure", "harm", "soft", "act")


def body_of(scene: Scene, actor: Actor) -> Span | None:
    """The body that «حزبه» means, as raw offsets: one in the speaker's name, else the last one named before."""
    if scene.tokens[actor.start] in ("بلاده", "بلادها"):
        return _state_for(scene, scene.attributions[actor.speaker].speaker)
    noun = scene.tokens[actor.start].removesuffix("ها").removesuffix("ه")
    noun = noun[:-1] + "ه" if noun.endswith("ت") else noun
    if noun not in PARTIES:
        return None
    text, name = scene.doc.text, scene.attributions[actor.speaker].speaker
    found = [(at, span) for at, span in scene.bodies if scene.bare(at) == noun]
    inside = [span for at, span in scene.bodies if scene.bare(at) in PARTIES and text[slice(*span)] in name]
    before = [span for at, span in found if at < actor.start]
    if inside:
        return max(inside, key=lambda span: span[1] - span[0])
    return _body_in(scene, name) or (before[-1] if before else None)


def _state_for(scene: Scene, name: str) -> Span | None:
    """The state that an ambassador or spokesman speaks for, where the text names it: «السفير الموريتاني»."""
    words = frozenset(fold_text(name).split())
    if not any(word.removeprefix("ال") in _ENVOYS for word in words):
        return None
    found = {state for word in words if (state := _demonyms(scene.lex).get(word.removeprefix("ال"))) is not None}
    row = scene.lex.states.get(found.pop()) if len(found) == 1 else None
    forms = {fold_text(form) for form in (row.name_ar, *row.variants)} if row is not None else set()
    at = next((k for k in range(scene.size) if scene.tokens[k] in forms), None)
    return scene.span(at, at + 1) if at is not None else None


def _body_in(scene: Scene, name: str) -> Span | None:
    """The body that a speaker's name begins with, by its noun: «عضو مكتب حركة السهل، زياد الحمداني»."""
    start = scene.doc.text.find(name) if name else -1
    if start == -1:
        return None
    first, last = scene.token(start), scene.token_stop(start + len(name))
    opens = next((k for k in range(first, last - 1) if scene.bare(k) in PARTIES), None)
    if opens is None:
        return None
    stop = opens + 1
    while stop < last and scene.is_word(stop) and not scene.kind(stop) and scene.mention_type.get(stop) != "PER":
        stop += 1
    low, high = scene.span(opens, stop)
    return (low + scene.doc.text[low:high].find(_noun_in(scene, opens)), high) if stop > opens + 1 else None


def _noun_in(scene: Scene, at: int) -> str:
    """The word at `at` as it stands, without the preposition written on it."""
    low, high = scene.span(at, at + 1)
    word = scene.doc.text[low:high]
    return word[1:] if scene.tokens[at][0] in "بل" and scene.tokens[at][1:] == scene.bare(at) else word


def plain_name(scene: Scene, name: str) -> str:
    """A name cut before a verb that follows it; "" where it is no name of one who acts («فتح تحقيق»)."""
    start = scene.doc.text.find(name) if name else -1
    if start == -1:
        return name
    first, last = scene.token(start), scene.token_stop(start + len(name))
    if scene.doc.words.start[first] == start and not _acts(scene, first):
        return ""
    verb = next((k for k in range(first + 2, last) if _finite(scene, k)), last)
    return name if verb == last else scene.doc.text[start : scene.doc.words.stop[verb - 1]].rstrip(" ،,")


def _acts(scene: Scene, at: int) -> bool:
    """Whether a name may begin with this word: no plan, no figure alone, no «أي»."""
    if scene.word(at) == "some" and at + 1 < scene.size:
        at += 1  # «كل الجهود»
    head, noun = scene.heads.get(scene.tokens[at]), scene.noun(at)
    if noun is not None and noun.owner and at not in scene.mention_stop:
        return False  # «رفض طلبه»
    if head is not None and head.clitics and scene.tokens[at][0] == "ل":
        return False  # «لمستخدمي الطريق»
    if at in scene.mention_stop or head is not None:
        return head is None or head.noun not in _DATA
    alone = at + 1 >= scene.size or not scene.is_word(at + 1) or scene.kind(at + 1) != ""
    if scene.tokens[at][0] == "ي" and not alone and scene.definite(at + 1):
        return False  # «يؤجج الوضع»
    nobody = scene.plan(at) in _NOBODY or scene.word(at) in ("any", "this")
    return not nobody and not (scene.tokens[at].isdigit() and alone)


def _finite(scene: Scene, at: int) -> bool:
    """Whether a word of a name is a present that can be no part of it: «وصهره سيزور»، «كتلة الأفق يقدمون»."""
    token = scene.tokens[at]
    if at in scene.in_name or scene.heads.get(token) is not None:
        return False
    return _WILL.fullmatch(token) is not None or (token[0] == "ي" and token.endswith("ون") and len(token) > 4)


def state_of(lex: Lexicon, entity: str | None, name: frozenset[str]) -> str:
    """The state that an actor is, or speaks for as a body of its government with its demonym; "" for none."""
    if entity is not None and entity.startswith("state:"):
        return entity
    if not name & _GOVERNS:
        return ""
    found = {state for word in name if (state := _demonyms(lex).get(word.removeprefix("ال"))) is not None}
    return found.pop() if len(found) == 1 else ""


@cache
def _demonyms(lex: Lexicon) -> dict[str, str]:
    rows = lex.states.values()
    return {fold_text(form): row.id for row in rows for form in row.demonyms if form not in row.common}
