"""The rules that propose events: RULES is the order in which they look at a token that may be a form of a row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from musnad.extract.events.before import PRONOUNS, left_subject
from musnad.extract.events.candidate import Candidate
from musnad.extract.events.forms import Form
from musnad.extract.events.nouns import carried, of_noun
from musnad.extract.events.roles import TOLD_ALONE, frame, of_verb
from musnad.extract.events.scene import COMMAS, ENDS, Part, Scene
from musnad.rows_events import EventVerb

NEED_REACH = 8
NOUN_REACH = 4
_BAR_REACH = 4
_SUBJECT_REACH = 5
_PREPOSITION = 3
_BACK = 12
_BEFORE_VERBS = frozenset(("ما", "كيف", "حيث", "بعدما", "عندما", "حسبما", "خاصه"))
_ANY = EventVerb("", "", "")
_CARRIED = frozenset(("لافتات", "لافته", "شعارات", "هتافات", "يافطات"))
"""What tells the words of those who carry it: «لافتات تندد بالحرب» is no event beside the protest."""
ASKING = frozenset(("REQUEST", "REJECT", "THREATEN", "AGREE", "CONCEDE"))


def candidates(scene: Scene, places: Iterable[int]) -> Iterator[Candidate]:
    """The events that the rules see at the tokens that may be forms of a row, in order."""
    last: Candidate | None = None
    for at in places:
        one = read(scene, at, scene.forms[scene.tokens[at]])
        if one is not None:
            _same_subject(scene, one, last)
            last = one if one.finite else last
            yield one


def _same_subject(scene: Scene, one: Candidate, last: Candidate | None) -> None:
    """«اقتحم مسلحون المنزل وقتلوا حارسا»: a verb joined on without a subject has that of the verb before it."""
    joined = one.finite and scene.tokens[one.start][0] in "وف" and not one.actors
    if joined and last is not None and one.recipients and not frame(one.row).suffers and not frame(one.row).thing:
        one.actors = list(last.actors)


def read(scene: Scene, at: int, forms: Sequence[Form]) -> Candidate | None:
    """The event that the token tells by the first rule that knows."""
    head = scene.head(at)
    adverb = scene.grammar.particles.get(scene.tokens[at]) == "stop" and scene.doc.words.raw(at) == scene.tokens[at]
    fitting = [
        form for form in forms
        if form.row.type.isupper() and fits(scene, at, form) and not (head and not head.clitics and _rare(form))
        and not (adverb and form.finite)
    ]  # fmt: skip
    if not fitting:
        return None
    for rule in RULES:
        found = rule(scene, at, fitting)
        if found is not None:
            return found
    return None


def _rare(form: Form) -> bool:
    """Whether a form of a verb is rather the noun that is spelled alike: «وزارة», «قاضيا»."""
    return form.finite and bool(form.owner or form.joined or form.number == "d")


def fits(scene: Scene, at: int, form: Form) -> bool:
    """Whether the words that the row asks for follow, and none that it bars."""
    row = form.row
    tokens, words = scene.tokens, scene.words
    for token in tokens[at + 1 : at + 1 + _BAR_REACH] if row.bars else ():
        if not words[token].variants.isdisjoint(row.bars):
            return False
        if words[token].kind in ("verb", "that") or token in ENDS:
            break
    return not row.needs or needed(scene, at, form) > 0 or (form.finite and _led(scene, at, form))


def _led(scene: Scene, at: int, form: Form) -> bool:
    """Whether a word that the row asks for stands before its verb, as its subject: «إن عبوة ناسفة انفجرت»."""
    wanted = [word for word in form.row.needs if len(word) > _PREPOSITION]
    for k in range(at - 1, max(scene.sentence(at)[0], at - _SUBJECT_REACH) - 1, -1):
        word = scene.word(k)
        if word.kind in ("that", "stop", "verb") or scene.tokens[k] in ENDS or scene.tokens[k] in COMMAS:
            return False
        if not word.variants.isdisjoint(wanted):
            return True
    return False


def needed(scene: Scene, at: int, form: Form) -> int:
    """Where one of the words that the row asks for stands, 0 where none does."""
    asked = (at, form.row.key, form.shape == "noun")
    found = scene.needed.get(asked)
    if found is None:
        found = scene.needed[asked] = _needed(scene, at, form)
    return found


def _needed(scene: Scene, at: int, form: Form) -> int:
    reach = NOUN_REACH if form.shape == "noun" else NEED_REACH
    wanted, words = form.row.needs, scene.words
    for k in range(at + 1, min(at + 1 + reach, scene.sentence(at)[1])):
        token = scene.tokens[k]
        word = words[token]
        if word.kind in ("that", "which") or token in ENDS or (word.kind == "verb" and k > at + 1):
            return k if token in wanted else 0
        if word.joined in wanted or not word.variants.isdisjoint(wanted):
            return k
    return 0


def verb(scene: Scene, at: int, forms: Sequence[Form]) -> Candidate | None:
    """A finite verb of a row with its subject and objects."""
    form = next((one for one in forms if one.finite), None)
    if form is None or scene.has(at - 1, _CARRIED):
        return None
    nominal = any(one.shape == "noun" for one in scene.forms[scene.tokens[at]])
    if not verbal(scene, at, form, nominal):
        return None
    actors, recipients = of_verb(scene, at, form, needed(scene, at, form) if form.row.needs else 0)
    if form.row.bars and any(scene.has(part.start, form.row.bars) for part in recipients):
        return None
    one = Candidate(form.row, form.row.type, at, at + 1, at, "verb", actors, recipients, form.row.mode, finite=True)
    one.stop = _whole(scene, at, form)
    one.present = form.shape == "present"
    one.future = "س" in form.joined
    one.content = form.row.type in ASKING
    return one


def participle(scene: Scene, at: int, forms: Sequence[Form]) -> Candidate | None:
    """A participle that goes on with a sentence: «مطالبا بإقالة الوزير»."""
    form = next((one for one in forms if one.shape == "participle"), None)
    if form is None or at == 0 or scene.kind(at - 1) in ("prep", "number", "some"):
        return None
    if form.number == "p" and scene.tokens[at - 1] not in COMMAS and not _follows_subject(scene, at):
        return None
    _, recipients = of_verb(scene, at, Form(form.row, "past", "", "p"))
    one = Candidate(form.row, form.row.type, at, at + 1, at, "participle", [], recipients, form.row.mode)
    one.actors = _above(scene, at)
    one.content = form.row.type in ASKING
    return one


def noun(scene: Scene, at: int, forms: Sequence[Form]) -> Candidate | None:
    """A noun of a row, with the verb that carries it or the phrases around it."""
    form = next((one for one in forms if one.shape == "noun"), None)
    if form is None or (form.row.type != "PROTEST" and _asked(scene, at)):
        return None
    one = of_noun(scene, at, form, carried(scene, at, form))
    told = one.type in TOLD_ALONE or one.actors or one.recipients or not form.row.perfect + form.row.imperfect
    return one if told else None


def _asked(scene: Scene, at: int) -> bool:
    """Whether a noun right before asks for it, refuses it, threatens with it: «للمطالبة بإقالة الوزير»."""
    before = at - 2 if scene.kind(at - 1) == "prep" else at - 1
    forms = scene.forms[scene.tokens[before]] if before >= scene.sentence(at)[0] else ()
    return any(form.shape == "noun" and form.row.type in ASKING for form in forms)


def verbal(scene: Scene, at: int, form: Form, nominal: bool) -> bool:
    """Whether a finite verb can stand here: not behind a preposition; where it may be a noun, if no verb rules it."""
    if at == 0:
        return True
    kind = scene.kind(at - 1)
    if kind == "prep" and scene.tokens[at - 1] not in _BEFORE_VERBS:
        return False
    if not nominal:
        return True
    if form.joined[:1] in ("و", "ف") and len(form.joined) == 1:
        return not _listed(scene, at)
    for k in range(at - 1, max(scene.sentence(at)[0] - 1, at - _BACK), -1):
        kind = scene.kind(k)
        if kind in ("that", "which", "stop"):
            return k < at - 1 or kind != "that" or scene.tokens[k].endswith(PRONOUNS)
        if kind == "mark":
            return True
        if kind == "verb" or _noun_row(scene, k):
            return False
        if k == at - 1 and kind in ("", "head") and not scene.word(k).definite and k not in scene.names:
            return False
    return form.shape != "past" or scene.kind(at - 1) in ("time", "name") or at == scene.sentence(at)[0]


def _listed(scene: Scene, at: int) -> bool:
    """Whether a noun before و makes the word a noun as well: «خطف وقتل المدنيين»."""
    return any(form.shape == "noun" for form in scene.forms[scene.tokens[at - 1]])


def _noun_row(scene: Scene, at: int) -> bool:
    return any(form.shape == "noun" for form in scene.forms[scene.tokens[at]])


def _whole(scene: Scene, at: int, form: Form) -> int:
    """Where a trigger ends: with the word its row asks for, where that follows at once."""
    if not form.row.needs:
        return at + 1
    k = needed(scene, at, form)
    return k + 1 if k == at + 1 and scene.kind(k) != "prep" else at + 1


def _follows_subject(scene: Scene, at: int) -> bool:
    return scene.word(at - 1).definite or at - 1 in scene.names


def _above(scene: Scene, at: int) -> list[Part]:
    """The subject of the verb that a participle goes on from."""
    low = scene.sentence(at)[0]
    for k in range(at - 1, low - 1, -1):
        if scene.kind(k) == "verb":
            for form in scene.forms[scene.tokens[k]] or (Form(_ANY, "past", ""),):
                if form.finite:
                    return of_verb(scene, k, Form(_ANY, form.shape, form.gender, form.number))[0]
    return left_subject(scene, at, Form(_ANY, "past", ""))


RULES: tuple[Callable[[Scene, int, Sequence[Form]], Candidate | None], ...] = (verb, noun, participle)
