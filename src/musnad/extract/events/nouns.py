"""Events told by a noun: whose they are by its owner, its adjective, the verb that carries it, the clause behind it."""

from __future__ import annotations

from msgspec import Struct

from musnad.extract.events.before import left_subject
from musnad.extract.events.candidate import Candidate
from musnad.extract.events.forms import Form
from musnad.extract.events.roles import CROWD, SUBJECTS, Frame, frame, of_preps, of_verb, with_joined
from musnad.extract.events.scene import ENDS, Part, Scene
from musnad.extract.names import bare
from musnad.rows_events import EventVerb

_BACK = 12
_AHEAD = 7
_ANY = EventVerb("", "", "")
_READY = "مستعد"
_WORDS = frozenset(("AGREE", "SUPPORT", "REQUEST", "REJECT", "ACCUSE", "THREATEN"))


class Carrier(Struct, frozen=True):
    """The verb that carries a noun: where it stands, what it makes of it, and its subject."""

    at: int
    kind: str
    form: Form
    subject: tuple[Part, ...]


def carried(scene: Scene, at: int, form: Form) -> Carrier | None:
    """The verb before a noun that only carries it: «قام باعتقال»، «تعرض لهجوم»، «تم توقيف»."""
    led = _led(scene, at, form)
    low = max(scene.sentence(at)[0], at - _BACK)
    for k in range(at - 1, low - 1, -1):
        kind, token = scene.kind(k), scene.tokens[k]
        if kind in ("that", "which") or token in ENDS:
            return None
        for one in scene.forms[token]:
            if _carries(one, form) and led in frame(one.row).preps | _bare(frame(one.row)):
                return Carrier(k, one.row.type, one, tuple(_carrier_subject(scene, k, at, one)))
        if kind == "verb":
            return None
    return None


def _carries(one: Form, form: Form) -> bool:
    """Whether a verb carries nouns; one of saying only those whose pronoun is its subject: «أعلنت رفضها للقانون»."""
    kind = one.row.type
    return one.finite and (bool(form.owner) and form.row.type in _WORDS if kind == "voice" else not kind.isupper())


def _bare(shape: Frame) -> dict[str, str]:
    return {"": ""} if shape.object else {}


def _led(scene: Scene, at: int, form: Form) -> str:
    """The preposition that leads the noun, "" for none."""
    joined = form.joined.removesuffix("ال").lstrip("وف")
    if joined:
        return joined
    k = at - 1
    while k > 0 and scene.kind(k) in ("some", "") and not scene.word(k).definite and k > at - 3:
        if scene.joined(k)[0] in ("ب", "ل"):
            return scene.joined(k)[0]
        k -= 1
    return scene.tokens[k] if k >= 0 and scene.kind(k) == "prep" else ""


def _carrier_subject(scene: Scene, verb: int, at: int, form: Form) -> list[Part]:
    """The subject of a carrying verb: between it and the noun, else before it."""
    if form.row.type == "done":
        return []
    before = left_subject(scene, verb, form)
    if before:
        return before
    parts = [part for part in scene.clause(verb + 1) if part.start < at]
    bare_ones = [n for n, part in enumerate(parts) if not part.prep]
    if not bare_ones:
        return []
    found = with_joined(parts, bare_ones[0])
    return [Part(p.start, min(p.stop, at), p.prep, p.letters) for p in found if p.start < at]


def of_noun(scene: Scene, at: int, form: Form, carrier: Carrier | None) -> Candidate:
    """The event that a noun tells."""
    row, shape = form.row, frame(form.row)
    if row.key == CROWD:
        return _themselves(scene, at, form)
    one = Candidate(row, row.type, at, at + 1, carrier.at if carrier else at, "noun", [], [], row.mode)
    parts = scene.clause(at + 1)
    owners, rest = _owners(scene, at, form, parts)
    actors, recipients = of_preps(scene, shape, rest)
    target = bool(shape.object) or shape.suffers
    if shape.thing:
        owners = []
    second = [p for p in rest[:1] if not p.prep or p.prep == "ل"]
    if target and owners and second and not shape.suffers and second[0].start <= owners[-1].stop:
        one.actors, one.recipients = owners, second
    elif target:
        one.recipients = owners
    else:
        one.actors = owners
    one.actors = one.actors + _adjective(scene, at) + actors + _doer_behind(scene, at)
    one.recipients = one.recipients + recipients
    if shape.object.endswith("+"):
        one.actors, one.recipients = one.actors + one.recipients, []
    if row.key == _READY:
        one.actors = left_subject(scene, at, Form(row, "past", "f" if scene.tokens[at].endswith("ه") else ""))
    if row.needs and one.type not in SUBJECTS:
        one.actors = [p for p in one.actors if scene.head(p.start) is not None or not scene.has(p.start, row.needs)]
    if carrier is not None:
        _carry(one, carrier)
    return one


def _carry(one: Candidate, carrier: Carrier) -> None:
    one.rule = "carried"
    subject = list(carrier.subject)
    if carrier.kind == "undergo":
        one.recipients = one.recipients or subject
    elif carrier.kind in ("light", "voice", "attempt", "plan"):
        one.actors = subject + [part for part in one.actors if part not in subject]
    elif carrier.kind == "stop":
        one.actors = one.actors or subject
    one.future = carrier.kind == "plan" or "س" in carrier.form.joined
    one.negated = carrier.kind == "foil"
    one.attempted = carrier.kind == "attempt"
    one.present = carrier.form.shape == "present"


def _owners(scene: Scene, at: int, form: Form, parts: list[Part]) -> tuple[list[Part], list[Part]]:
    """Whose the noun is: the phrase right behind it, or the one led by ل; and the phrases after that."""
    if not parts or parts[0].start != at + 1 or "ال" in form.joined or form.owner:
        return [], parts
    first = parts[0]
    word = scene.word(first.start)
    named = scene.kind(first.start) in ("name", "number", "some") or word.definite or _owner_head(scene, first)
    whole = form.row.nouns[0] if form.row.nouns else ""
    if first.prep == "ل" and not frame(form.row).object and "ل" not in frame(form.row).preps and whole:
        return [first], parts[1:]
    if first.prep or not named or scene.tokens[at].endswith("ا") or (word.kind == "adjective" and not word.definite):
        return [], parts
    found = with_joined(parts, 0)
    return found, parts[len(found) :]


def _owner_head(scene: Scene, part: Part) -> bool:
    """Whether an indefinite head noun owns the noun before it; «هجوم مسلح» has an adjective."""
    head = scene.head(part.start)
    if head is None:
        return False
    return head.number != "s" or part.stop - part.start > 1 or head.kind != "person"


def _adjective(scene: Scene, at: int) -> list[Part]:
    """Who did it where only an adjective tells: «قصف نورستاني»، «الغارات الأمريكية»."""
    for k in range(at + 1, min(at + 4, scene.size)):
        token = scene.tokens[k]
        states = scene.grammar.demonyms
        suicide = "mode suicide-attack" in scene.word(k).topics
        if suicide or token in states or bare(token) in states or (token.endswith("ا") and token[:-1] in states):
            return [Part(k, k + 1)]
        if not token.endswith(("ي", "يه", "ه", "ا")) or scene.kind(k) in ("prep", "verb", "which", "mark"):
            return []
    return []


def _doer_behind(scene: Scene, at: int) -> list[Part]:
    """The subject of a clause behind the noun: «هجوم شنته الحركة»، «المسيرة التي نظمها الطلاب»."""
    stop = min(at + _AHEAD, scene.sentence(at)[1])
    for k in range(at + 1, stop):
        if scene.tokens[k] in ENDS or scene.kind(k) in ("that", "stop"):
            return []
        for form in scene.forms[scene.tokens[k]]:
            if form.finite and form.owner and form.row.type == "light":
                return of_verb(scene, k, Form(_ANY, form.shape, form.gender, "s", form.owner))[0]
        if scene.kind(k) == "verb":
            return []
    return []


def _themselves(scene: Scene, at: int, form: Form) -> Candidate:
    """Those who demonstrate: they act, and the verb before them tells what."""
    first = at
    while (
        first > 0
        and first > at - 4
        and (scene.kind(first - 1) in ("some", "number") or scene.tokens[first - 1] == "من")
    ):
        first -= 1
    stop = scene.phrase(at, min(at + 6, scene.sentence(at)[1]))
    part = Part(first, max(stop, at + 1), "", scene.joined(first)[1])
    row = form.row
    one = Candidate(row, row.type, at, at + 1, at, "crowd", [part], [], row.mode)
    one.at = at
    before = first - 1
    if before >= 0 and scene.kind(before) == "time":
        before -= 1
    if before >= 0 and scene.kind(before) == "verb" and before >= scene.sentence(at)[0]:
        one.start, one.stop, one.verb = before, before + 1, before
    return one
