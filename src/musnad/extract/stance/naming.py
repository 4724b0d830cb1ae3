"""How the text names what a stance is about: where the phrase ends, what points back, and a label of its own."""

from __future__ import annotations

from musnad.extract.stance.scene import COMMAS, ENDS, QUOTES, Scene
from musnad.extract.stance.topic import Candidate, points
from musnad.extract.stance.who import sure_actor
from musnad.records import Span
from musnad.text.fold import fold_text

_LONGEST, _ASIDE, _NEAR, _BACK = 16, 8, 6, 60
_DASHES = frozenset("–—-")
_OUT = ("which", "break", "but", "that", "he", "not", "if", "provided")
_EMPTY = ("toward", "need", "weigh")
OWN_MATTER = frozenset(("امره", "امرها", "امرهم", "موقفه", "موقفها", "موقفهم"))
_CLAUSES = ("participle", "present", "past")
_PUT_TO = frozenset(("stances:عرض", "stances:طرح", "stances:اقترح", "stances:قدم"))
_CUT_SHORT = frozenset(("بنسبه", "بقيمه", "بمبلغ"))


class Topic:
    """What one stance is about: tokens `[start, stop)` without its asides, and the words that tell it from others.

    `back` says that it only points to what was named before: "it" (a pronoun, «ذلك»), "this" («الاقتراح»).
    """

    __slots__ = ("any", "back", "head", "kind", "led", "nouns", "pieces", "proposed", "scene", "span", "start", "words")

    def __init__(self, scene: Scene, one: Candidate) -> None:
        self.scene = scene
        self.proposed = one.value == "proposes"
        pronoun = stands_for(scene, one)
        self.led = _led_by(scene, one)
        self.start = one.topic if pronoun else opening(scene, one.topic, one.stop)
        stop, asides = (one.topic + 1, []) if pronoun else phrase_end(scene, self.start)
        if one.row in _PUT_TO:
            stop = next((k for k in range(self.start + 1, stop) if _to_whom(scene, k)), stop)
        self.pieces = [k for k in range(self.start, stop) if not any(a <= k < b for a, b in asides)]
        self.span: Span = scene.span(self.start, stop)
        self.words = {scene.bare(k) for k in self.pieces if len(scene.tokens[k]) > 2 and not scene.kind(k)}
        nouns = [noun for k in self.pieces if (noun := scene.noun(k)) is not None]
        self.nouns = {noun.row.kind for noun in nouns}
        lead = self._lead(stop)
        noun = scene.noun(lead)
        self.head, self.kind = (fold_text(noun.row.noun), noun.row.kind) if noun is not None else ("", "")
        self.any = leads(scene, self.start) == "any"
        self.back = "it" if pronoun or self._bare_this() else self._points(lead, stop)

    def _lead(self, stop: int) -> int:
        """The noun that tells what it is: behind «هذه»، «أي»، and behind «قضية» in «قضية التحالف»."""
        at = self.start
        while at + 1 < stop and leads(self.scene, at):
            at += 1
        if self.scene.word(at) == "generic" and at + 1 < stop and self.scene.noun(at + 1) is not None:
            return at + 1
        return at

    def _bare_this(self) -> bool:
        """«ذلك» with no noun of its own."""
        at = self.start
        return self.scene.word(at) == "this" and (at + 1 not in self.pieces or bool(self.scene.kind(at + 1)))

    def _points(self, lead: int, stop: int) -> str:
        if leads(self.scene, self.start) == "this" or (self.scene.definite(lead) and stop - lead <= 2):
            return "this"
        return ""

    @property
    def pointer(self) -> bool:
        """Whether its noun says nothing of what it is about: «الفكرة»، «هذا العرض»، «القضية»."""
        lead = next((k for k in self.pieces if not leads(self.scene, k)), self.start)
        return self.kind == "offer" or self.scene.word(lead) in ("pointer", "generic")

    @property
    def label(self) -> str:
        """Its words, without the preposition or conjunction that the first one carries."""
        scene, doc = self.scene, self.scene.doc
        words = [doc.text[slice(*scene.span(k, k + 1))] for k in self.pieces]
        first = words[0]
        token = scene.tokens[self.start]
        if token.startswith("لل"):
            own = scene.lore.noun(token[1:]) is not None and scene.lore.noun(token[2:]) is None  # «للجوء»: اللجوء
            words[0] = "ال" + first[1 if own else 2 :]
        elif _carries(scene, self.start) or self.led:
            words[0] = first[1:]
        return _spaced(words)


def topic_on(scene: Scene, one: Candidate) -> Topic:
    """What a candidate is about, read once for all who ask."""
    topic = scene.topics.get(one)
    if topic is None:
        topic = scene.topics[one] = Topic(scene, one)
    return topic


def _to_whom(scene: Scene, at: int) -> bool:
    """Whether what is put forward is told from whom it is put to here: «طرح الفكرة على الرئيس»."""
    return scene.tokens[at] in ("علي", "الي") and at + 1 < scene.size and sure_actor(scene, at + 1)


def _spaced(words: list[str]) -> str:
    """Words with a space between them, marks of quotation drawn to what they hold."""
    text, inside = "", False
    for word in words:
        opens = word in "«“„" or (word == '"' and not inside)
        closes = word in "»”)" or (word == '"' and inside)
        text += word if not text or closes or text[-1] in "«“„(" or (inside and text[-1] == '"') else " " + word
        inside = opens or (inside and not closes)
    return text


def _carries(scene: Scene, at: int) -> bool:
    """Whether the first word of a name carries a preposition."""
    token = scene.tokens[at]
    if scene.joins(at) or token.startswith(("بال", "لال", "كال")):
        return True
    return token[0] in "بلك" and (leads(scene, at) != "" or (scene.plan(at) != "" and scene.lore.plan(token[1:]) != ""))


def _led_by(scene: Scene, one: Candidate) -> bool:
    """Whether the first word carries the preposition that its stance word asks for: «رحب بقيام»، «دعمهم لقيام»."""
    table, _, key = one.row.partition(":")
    if one.rule == "call" and scene.tokens[one.topic][0] == "ب" and one.topic not in scene.in_name:
        forms = scene.lore.forms(scene.tokens[one.trigger])
        return any("ب" in form.row.frame for form in forms)  # «يطالب الأطراف بضمان السلامة»
    if table != "stances" or one.topic == one.trigger or len(scene.tokens[one.topic]) < 4:
        return False
    frame, first = scene.lex.stances[key].frame, scene.tokens[one.topic][0]
    needed = "-" not in frame or one.shape.startswith(("masdar", "participle"))
    return first in "بل" and first in frame and needed and one.topic not in scene.in_name


def leads(scene: Scene, at: int) -> str:
    """ "this" or "any" where the token is such a word, also behind a preposition («بأي»), else ""."""
    for token in (scene.tokens[at], scene.tokens[at][1:]):
        kind = scene.lore.words.get(token, "")
        if kind in ("this", "any"):
            return kind
    return ""


def stands_for(scene: Scene, one: Candidate) -> bool:
    """Whether the object is but a pronoun: «رفضته»، «داعيا إلى رفضها»، «بموافقة الحكومة»."""
    if one.rule == "vote" and one.topic == one.trigger:
        return True  # «امتنعت ثلاث دول عن التصويت»
    if one.actor.how == "by" and scene.noun(one.trigger) is None and one.topic in (one.trigger, one.actor.stop - 1):
        return True
    if points(scene, one.topic):
        return True
    if one.value == "undecided" and (one.plan == "it" or scene.tokens[one.topic] in OWN_MATTER):
        return True  # «طلب مهلة»، «لم يحسم أمره»
    if one.topic == one.trigger:
        return one.condition is not None or (one.shape.endswith("+") and one.shape[:-1] in _CLAUSES)
    alone = one.topic + 1 >= scene.size or not scene.is_word(one.topic + 1) or scene.kind(one.topic + 1) != ""
    return alone and any(
        form.owner and form.shape == "masdar" and form.row.value in ("supports", "opposes")
        for form in scene.lore.forms(scene.tokens[one.topic])
    )


def opening(scene: Scene, at: int, stop: int) -> int:
    """Where the name of what a stance is about begins: past أن and a verb, at the first noun of a plan."""
    while at + 1 < stop and not scene.is_word(at):
        at += 1
    while at + 2 < stop and scene.lore.words.get(scene.bare(at)) in _EMPTY and not scene.kind(at + 1):
        at += 1  # «دعم الصندوق»، «ضرورة احترام العقد»
    if scene.word(at) in ("that", "he"):
        at += 1
    clause = at < stop and (scene.verb_like(at) or scene.reader.grammar.verbs.get(scene.tokens[at]) is not None)
    if at >= stop or (clause and scene.noun(at) is None):
        found = next((k for k in range(at, min(stop, at + _NEAR)) if scene.noun(k) is not None), None)
        return found if found is not None else min(at, stop - 1)
    return at


def phrase_end(scene: Scene, at: int) -> tuple[int, list[Span]]:
    """Where the name that begins at `at` ends, and the asides between dashes or brackets in it."""
    end = min(scene.sentence(at)[1], at + _LONGEST)
    asides: list[Span] = []
    k = at + 1
    while k < end:
        word = scene.tokens[k]
        if word in _DASHES or word == "(":
            close = _close(scene, k, min(scene.sentence(at)[1], k + _ASIDE))
            if close is None:
                break
            asides.append((k, close))
            k, end = close, min(scene.sentence(at)[1], end + close - k)
            continue
        if word == "من" and k + 2 < end and scene.word(k + 1) == "bound to":
            k += 4 if scene.word(k + 2) == "that" else 2  # «اتفاق من شأنه أن ينهي الحرب»
            continue
        if _ends(scene, k):
            break
        k += 1
    return _trim(scene, at, k, k == end and end == at + _LONGEST), asides


def _close(scene: Scene, at: int, stop: int) -> int | None:
    marks = _DASHES if scene.tokens[at] in _DASHES else frozenset(")")
    return next((k + 1 for k in range(at + 1, stop) if scene.tokens[k] in marks), None)


def _ends(scene: Scene, at: int) -> bool:
    """Whether the name of an initiative is over before the token."""
    token = scene.tokens[at]
    if token in QUOTES and scene.definite(at - 1) and scene.noun(at - 1) is not None and not scene.joins(at - 1):
        return True  # «الحوار "مضيعة للوقت"»
    if scene.definite(at - 1) and (token.isdigit() or _and_did(scene, at)):
        return True
    if (
        token in ENDS
        or token in COMMAS
        or scene.word(at) in _OUT
        or any(scene.phrase(at, kind)[0] for kind in ("tail", "provided", "if"))
    ):
        return True
    if scene.word(at) == "copula" and token[0] in "يتس":
        return True  # «خطة تكون ملزمة»
    if scene.kind(at) in ("time", "manner") or scene.cue_of[at] != -1 or _verb_of_three(scene, at):
        return True
    if scene.definite(at - 1) and not scene.kind(at - 1) and _predicate(scene, at):
        return True
    if scene.word(at - 1) == "not" and scene.bare(at - 1) == "عدم":
        return False
    verb = scene.reader.grammar.verbs.get(token) is not None and scene.noun(at) is None and not scene.definite(at)
    return verb or (scene.verb_like(at) and scene.noun(at) is None)


def _and_did(scene: Scene, at: int) -> bool:
    """Whether a word joined on behind a definite one looks like a verb: «النظام وفوض الوزير»، «التعيين واعتبره»."""
    token = scene.tokens[at]
    if token[0] != "و" or len(token) < 4 or scene.definite(at) or at in scene.in_name or at + 1 >= scene.size:
        return False
    if scene.plan(at) or scene.heads.get(token) is not None or token.endswith(("ه", "ها", "هم", "ات", "يه")):
        return token.startswith("واعتبر")
    after = scene.heads.get(scene.tokens[at + 1])
    return after is not None and after.kind in ("person", "body") and not after.clitics


def _verb_of_three(scene: Scene, at: int) -> bool:
    """Whether a word of three letters is a present («يقع»، «يتم»), or one joined on says that there is something."""
    token = scene.tokens[at]
    if token[0] == "ي" and len(token) == 3:
        return scene.heads.get(token) is None and at not in scene.in_name and scene.kind(at) == ""
    return token.startswith(("وست", "وسي")) and len(token) > 5 and scene.heads.get(token) is None


def _predicate(scene: Scene, at: int) -> bool:
    """Whether a word behind a definite one says something of it: «الخطة تكرس»، «الإضراب قائم»."""
    token = scene.tokens[at]
    if (
        scene.tokens[at - 1] in ("الف", "الاف")
        or not token[0].isalpha()
        or scene.definite(at)
        or scene.kind(at)
        or at in scene.in_name
        or token[0] in "وف"
    ):
        return False
    return (
        not (token[0] in "بلك" and _carries(scene, at))
        and token not in ("كافه", "جميعا", "ضد")
        and token[0] not in "بل"
    )


def _trim(scene: Scene, at: int, stop: int, cut: bool) -> int:
    """The end without what leads to nothing: a preposition, a mark, half of a quotation, a phrase cut short."""
    if cut:
        last = next((k for k in range(stop - 1, at + 3, -1) if scene.kind(k) == "prep" or scene.joins(k)), None)
        stop = last or stop
    while stop > at + 1 and (
        not (scene.is_word(stop - 1) or scene.tokens[stop - 1] in QUOTES)
        or scene.kind(stop - 1) in ("prep", "bind")
        or scene.tokens[stop - 1] in _CUT_SHORT
        or scene.word(stop - 1) in ("this", "any", "even")
        or scene.tokens[stop - 1] in "«“„"
    ):
        stop -= 1
    marks = [k for k in range(at, stop) if scene.tokens[k] in QUOTES]
    if len(marks) % 2 == 1 and marks[-1] > at + 1:
        if marks[-1] == stop - 1:
            return stop - 1
        close = next((k for k in range(stop, min(scene.size, stop + 3)) if scene.tokens[k] in QUOTES), None)
        return close + 1 if close is not None else _trim(scene, at, marks[-1], False)
    return stop


def antecedent(scene: Scene, one: Candidate) -> int | None:
    """The noun that a pronoun stands for: the nearest before it that agrees with it, in its sentence or the last."""
    token = "" if one.value == "undecided" else scene.tokens[one.topic]
    owner = "ها" if token.endswith("ها") else "ه" if token.endswith("ه") and one.actor.how != "by" else ""
    low = scene.sentence(one.trigger)[0]
    before = scene.sentence(low - 1)[0] if low else low
    places = range(min(one.trigger, one.start) - 1, max(before, one.trigger - _BACK) - 1, -1)
    return next((k for k in places if _stands(scene, k, k >= low) and _agrees(scene, k, owner)), None)


def _stands(scene: Scene, at: int, near: bool) -> bool:
    """Whether a pronoun may stand for the noun: an initiative; in the same sentence also some definite action."""
    noun = scene.noun(at)
    if noun is None:
        return near and scene.definite(at) and scene.plan(at) == "act" and at not in scene.in_name
    goes_on = at + 1 < scene.size and scene.is_word(at + 1) and not scene.kind(at + 1)
    if not (near or scene.definite(at) or goes_on) or scene.word(at - 1) == "not":
        return False  # «رسالة ضعف لا قوة»
    return noun.row.kind not in ("harm", "state", "post") and not scene.lore.forms(scene.tokens[at])


def _agrees(scene: Scene, at: int, owner: str) -> bool:
    noun, bare = scene.noun(at), scene.bare(at)
    many = noun is not None and any(fold_text(row) == bare for row in noun.row.plural)
    return not owner or (many or bare.endswith(("ه", "ات"))) == (owner == "ها")
