"""The phrases that may name an actor: where one opens, where it ends, who is joined to it."""

from __future__ import annotations

from msgspec import Struct

from musnad.extract.stance.scene import COMMAS, Scene
from musnad.text.fold import fold_text

_ASIDES = frozenset("(-–")
Parts = tuple[tuple[int, int], ...]


class Actor(Struct, frozen=True):
    """Who it is: tokens `[start, stop)` of the text, or the speaker of an attribution; `how` he was found."""

    how: str
    start: int = -1
    stop: int = -1
    speaker: int = -1
    parts: Parts = ()
    """The members of a coordination, each with a name of its own."""


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


def unknown_name(scene: Scene, at: int) -> int:
    """Where one or two words that nothing explains end, if they may be a name: before a preposition or what acts."""
    if (
        scene.plan(at)
        or scene.tokens[at].endswith("ات")
        or scene.word(at)
        or scene.tokens[at][0] in "بل"
        or not scene.reader.namelike(at)
        or at + 1 >= scene.size
    ):
        return at
    stop = at + 1
    if not _parted(scene, stop) and scene.reader.namelike(stop) and stop + 1 < scene.size:
        act = scene.definite(stop) and scene.joins(stop + 1)  # «الرميلي الزج بالجيش»
        stop += not act
    return stop if _parted(scene, stop) else at


def _parted(scene: Scene, at: int) -> bool:
    """Whether the token is no part of a name before it."""
    if scene.kind(at) or scene.plan(at) or not scene.is_word(at) or scene.joins(at):
        return True
    return scene.word(at) in ("this", "any")


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


def is_many(name: str) -> bool:
    """Whether a speaker's name is that of several: a plural or a coordination."""
    words = fold_text(name).split()
    return any(w.endswith(("ون", "ين", "ات")) for w in words[:1]) or any(
        w.startswith("و") and len(w) > 3 for w in words[1:]
    )


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
    if token in COMMAS or token in _ASIDES or scene.kind(start) in ("prep", "time", "manner"):
        return True
    return scene.joins(start) or (token[0] in "بل" and scene.plan(start) != "")


def acting(scene: Scene, start: int, stop: int, how: str) -> Actor | None:
    """The actor in `[start, stop)` where it begins with one; its last phrase otherwise, if that is one."""
    if scene.kind(start) == "last":
        return the_last(scene, start)
    bare = stop - start <= 2 and scene.word(start - 1) == "that"
    if bare and all(scene.reader.namelike(k) and not scene.plan(k) and not scene.word(k) for k in range(start, stop)):
        return Actor(how, start, stop)
    end, parts = together(scene, start, stop)
    nearest = how == "antecedent" and any(scene.mention_type.get(k) == "PER" for k in range(end + 1, stop))
    if end > start and is_actor(scene, start) and not nearest and _only_tail(scene, end, stop):
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
            while k > start and is_actor(scene, k - 1) and not scene.joins(k - 1) and not _anew(scene, k):
                k -= 1
            return Actor("near", k, end)
    return None


def _anew(scene: Scene, at: int) -> bool:
    """Whether an indefinite head noun behind a definite one opens a phrase: «استدعى الرئيس وزراء»."""
    head = scene.heads.get(scene.tokens[at])
    return head is not None and not head.definite and head.number == "p" and scene.definite(at - 1)


def several(scene: Scene, start: int, stop: int, at: int) -> Actor | None:
    """«ساسة المعارضة أدانوا»: whatever plural a plural verb follows, where the clause opens with it."""
    many = any(form.many and form.shape in ("past", "present") for form in scene.lore.forms(scene.tokens[at]))
    if not many or stop - start > 4 or scene.kind(start) or scene.plan(start) or scene.verb_like(start):
        return None
    plain = all(scene.is_word(k) and not scene.kind(k) for k in range(start, stop))
    return Actor("left", start, stop) if plain and scene.word(start) == "" else None
