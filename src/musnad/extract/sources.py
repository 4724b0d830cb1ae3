"""Source phrases: where the mention of the one who speaks starts and ends, after the cue and before it."""

from __future__ import annotations

import re
from functools import cache

from musnad.extract.cues import Form
from musnad.extract.grammar import grammar
from musnad.extract.heads import Head, Heads
from musnad.extract.scene import COMMAS, DASHES, STOPS, Scene

_REACH = 40
_ACTION = re.compile(
    r"(?:ت[^\Wا]{1,3}ي[^\W]|(?:ا|ان|است)[^\W]{2,4}ا[^\W]|م[^\W]ا[^\W]{2}ه|ت[^\W]ا[^\W]{2})(?:ه|ها|هم|هما)?$"
)


_PLURAL = re.compile(r"الا\w{2}ا\w$")


def is_action(scene: Scene, index: int) -> bool:
    """Whether the token looks like a verbal noun, the usual head of what is announced or denied."""
    here = scene.folded[index]
    if "action" in scene.kinds(index) or any(f.shape == "masdar" and not f.joined for f in scene.forms(index)):
        return True
    bare = here[1:] if here[:1] in "وف" and len(here) > 4 else here
    return len(bare) > 3 and not scene.definite(index) and _ACTION.match(bare) is not None


def frame_only_weak(form: Form) -> bool:
    """Whether the cue takes no object of its own."""
    return form.has("اسم") is None


def is_action_word(scene: Scene, word: str) -> bool:
    """Whether a folded word, taken from its token, looks like a verbal noun."""
    listed = "action" in scene.kinds_of(word) or any(f.shape == "masdar" for f in scene.cues.get(word))
    return listed or (len(word) > 3 and _ACTION.match(word) is not None)


class Sources:
    """Reads source phrases off one scene; token indices throughout."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.grammar = grammar(scene.lex)
        self.folded = scene.folded
        self.met: set[str] = set()  # words of sources found before in this text: a surname that comes again

    def met_at(self, index: int) -> bool:
        """Whether the token was part of the name of a source before."""
        return self.folded[index] in self.met

    def remember(self, source: tuple[int, int]) -> None:
        """Keep the words of a source that may come again alone: those that are no nouns of the language."""
        for index in range(*source):
            here = self.folded[index]
            if len(here) > 2 and here[0].isalpha() and self.scene.head(index) is None and not self.scene.kinds(index):
                self.met.add(here)

    def known(self, index: int) -> tuple[int, int, str]:
        """The known name at the token as (tokens, letters before it, type); (0, 0, "") where none."""
        found = self.grammar.names.at(self.folded, index, self.scene.size)
        if found is None:
            return (0, 0, "")
        return (1 + len(found.rest), found.clitics, found.target.type)

    def person_name(self, index: int) -> bool:
        """Whether the token starts or goes on with a personal name."""
        return self.grammar.given(self.folded[index]) or self.known(index)[2] == "PER"

    def speaks(self, index: int) -> bool:
        """Whether a phrase of a speaker may well start at the token."""
        head = self.scene.head(index)
        if head is not None:
            return True
        if self.folded[index] in ("ذات", "نفس", "احد", "احدي", "بعض", "عدد", "عده", "كبار", "غالبيه", "اثنان", "اثنين"):
            return True
        if self.scene.definite(index) and index + 1 < self.scene.size and self.grammar.given(self.folded[index + 1]):
            return True
        size, _, _ = self.known(index)
        return size > 0 or self.grammar.given(self.folded[index]) or self.met_at(index)

    def name_quote(self, index: int) -> bool:
        """Whether the quotation that opens at the token is a mere name: short, after a noun that takes one."""
        quote = self.scene.quote_from.get(index)
        if quote is None or quote.words > 6 or index == 0:
            return False
        if quote.words <= 1:
            return True
        before = self.folded[index - 1]
        kinds = self.scene.kinds(index - 1)
        bare = before.lstrip("وفبلك").removeprefix("ال")
        return "quasi_name" in kinds or bare in self._named_nouns() or self.known(index + 1)[0] >= quote.words

    def _named_nouns(self) -> frozenset[str]:
        return _named(self.scene.heads)

    def end(self, start: int, limit: int, form: Form | None = None) -> int:
        """The end of the source phrase that starts at the token; `form` is the cue, whose frame may cut it."""
        scene, at, named = self.scene, start, False
        head = scene.head(start)
        limit = min(limit, start + _REACH)
        definite = head is not None and head.definite
        while at < limit:
            here = self.folded[at]
            quote = scene.quote_from.get(at)
            if quote is not None:
                inside = at > start and self.folded[at - 1] in ("باسم", "ب", "ل", "في", "من", "عن") and quote.words <= 6
                if (
                    at == start + 1
                    and head is not None
                    and head.number == "s"
                    and not head.definite
                    and quote.words <= 3
                ):
                    inside = inside or head.kind == "person"
                if quote.stop <= limit and (inside or self.name_quote(at) or (at == start and quote.words <= 5)):
                    at, definite = quote.stop, True
                    continue
                break
            if here == "(":
                close = next((k for k in range(at + 1, min(limit, at + 9)) if self.folded[k] == ")"), 0)
                if not close or at == start:
                    break
                at = close + 1
                continue
            if here in COMMAS:
                if at == start or not self._apposition(at + 1, limit, named, head is not None):
                    break
                at += 1
                named = named or self.person_name(at)
                continue
            if here in DASHES:
                if not (scene.tight(at) and at + 1 < limit and scene.tight(at + 1)):
                    break
                at += 1
                continue
            if here in STOPS:
                if not (scene.tight(at) and at + 1 < limit and scene.tight(at + 1)):
                    break
                at += 1
                continue
            if not here[0].isalnum():
                break
            step = self._step(at, start, limit, named, definite, form)
            if not step:
                break
            if at > start and (self.person_name(at) or self._first_name(at)):
                named = True
            definite = definite or here.startswith(("ال", "وال"))
            at += step
        while at > start and not self.folded[at - 1][0].isalnum() and self.folded[at - 1] not in "\")»”'":
            at -= 1
        return at

    def _step(self, at: int, start: int, limit: int, named: bool, definite: bool, form: Form | None) -> int:
        """How many tokens the phrase goes on with here; 0 ends it."""
        scene, here = self.scene, self.folded[at]
        kinds = scene.kinds(at)
        size, clitics, type_ = self.known(at)
        if at == start:
            return max(size, 1)
        if kinds & {"complementizer", "relative", "time", "adverb", "addressee", "connector", "negation"}:
            inside = size > ("time" in kinds) and clitics == 0 and not kinds & {"complementizer", "relative"}
            if not (inside or (here == "عام" and scene.head(at - 1) is not None)):
                return 0
        if size > 1 and clitics == 0 and type_ != "PER":
            return size
        if here == "علي" and self._ali(at, start):
            return 1
        if "preposition" in kinds:
            return self._through(at, start, limit, named, form)
        if form is not None and self._object_starts(at, start, named, definite, form):
            return 0
        if self._verb(at) or self._report_noun(at) or self._thing(at) or self._owned(at, named):
            return 0
        if form is None and here[0] == "ي" and len(here) > 3 and not size and not self.grammar.given(here):
            return 0
        head = scene.head(start)
        if here[0] == "ل" and clitics == 1 and scene.head(at) is None and self._outlet(at):
            return 0
        if here[0] == "ل" and len(here) > 2 and size and clitics == 1 and type_ != "LOC":
            if self.folded[at - 1] in ("تابع", "تابعه", "العام", "التنفيذي", "الرسمي", "رسمي", "الاقليمي", "السابق"):
                return size
            if scene.head(at) is None and named:
                return 0
        if here.startswith("ل") and here not in ("لجنه", "لواء", "لقاء", "لبنان", "ليبيا", "لندن") and not size:
            inner = scene.head(at)
            if inner is not None and inner.clitics and inner.kind in ("outlet", "person", "source"):
                return 0
            if inner is None and not here.startswith("لل") and not self._after_title(at, named):
                return size if head is not None and head.kind == "body" and is_action_word(scene, here[1:]) else 0
        if form is not None and form.has("ب") and here.startswith("ب") and not (size and clitics == 0):
            inner = scene.head(at)
            place = size and type_ == "LOC"
            led = here.startswith("بال") or is_action_word(scene, here[1:]) or (inner is not None and inner.clitics > 0)
            if not place and led and not self.grammar.given(here):
                return 0
            if not place and not led and inner is None and not self.grammar.given(here) and not size:
                return 0
        if not size and scene.head(at) is None and self._verb_in_t(at):
            return 0
        if head is not None and not head.definite and here.endswith(("تها", "ته", "وها")) and len(here) > 4:
            return 0
        if here[0] == "و" and len(here) > 2 and scene.head(at) is None and not size:
            if here.startswith("وال") or self.grammar.given(here[1:]) or self.grammar.given(here):
                return 1
            return 0
        return max(size, 1)

    def _verb_in_t(self, at: int) -> bool:
        """Whether a word never seen looks like a feminine perfect after a finished phrase («تلقت»)."""
        here = self.folded[at]
        shape = here.endswith("ت") and not here.endswith("ات") and len(here) > 3 and not here.startswith("ال")
        return shape and self.scene.definite(at - 1) and not self.grammar.given(here)

    def _verb(self, at: int) -> bool:
        """Whether the token is a finite cue, or another verb that would open a new clause."""
        here = self.folded[at]
        if self.grammar.given(here) or self.scene.head(at) is not None:
            return False
        return any(
            f.shape in ("past", "present") or (f.shape == "participle" and f.adverbial and f.gender != "")
            for f in self.scene.forms(at)
        )

    def _report_noun(self, at: int) -> bool:
        """Whether the token is a verbal noun of speech that opens a report of its own («قوله إن», «القول»)."""
        if self.scene.head(at) is not None:
            return False
        return any(f.shape == "masdar" and (f.owner or f.joined == "ال") for f in self.scene.forms(at))

    def _owned(self, at: int, named: bool) -> bool:
        """Whether a noun with a pronoun («شعوره», «دوافعه») starts another phrase after a finished one."""
        here = self.folded[at]
        if len(here) < 4 or self.known(at)[0] or self.grammar.given(here) or here.startswith("ال"):
            return False
        raw = self.scene.doc.words.raw(at)
        if not ((raw.endswith("ه") and not raw.endswith("الله")) or (here.endswith("ها") and len(here) > 4)):
            return False
        return named or self.scene.definite(at - 1)

    def _thing(self, at: int) -> bool:
        """Whether the token is an indefinite object in the accusative («بيانا», «تحذيرا»)."""
        here = self.folded[at]
        if not here.endswith("ا") or len(here) < 4 or here.startswith("ال"):
            return False
        head = self.scene.heads.get(here[:-1])
        whole = self.scene.head(at)
        bare = whole is None or (head is not None and whole.noun == head.noun)
        return (head is not None and not head.clitics and bare) or any(
            f.shape == "masdar" for f in self.scene.cues.get(here[:-1])
        )

    def _through(self, at: int, start: int, limit: int, named: bool, form: Form | None) -> int:
        """Whether a preposition belongs to the source: «مسؤول في الوزارة», but not «قال في بيان»."""
        here = self.folded[at]
        head = self.scene.head(start)
        if at + 1 >= limit or self.folded[at + 1] in ("جهه", "جهته", "جهتها", "جانبه", "جانبها", "جانب", "ناحيته"):
            return 0
        if here == "باسم" or (self.folded[at - 1], here) in self.scene.pairs("goes_on"):
            return 1
        if here == "من" and at == start + 1 and self.folded[start].removeprefix("ل") in self.scene.words("counted"):
            return 1
        if named or here not in ("في", "من", "عن", "لدي", "بين", "حول", "ل", "ب", "بشان") or head is None:
            return 0
        if head.kind == "body" and here != "في":
            return 0
        if head.kind not in ("person", "source", "body", "document"):
            return 0
        after = self.scene.kinds(at + 1)
        if after & {"time", "occasion"} and self.scene.head(at + 1) is None:
            return 0
        if "occasion" in after or (
            here == "في" and head.definite and head.kind == "person" and head.number == "s" and at == start + 1
            and not self._body(at + 1)
        ):  # fmt: skip
            return 0
        if form is not None and form.has(here) and not self._deputy(at, head):
            return 0
        return 1 if head.kind != "document" or here in ("عن", "حول", "ل") else 0

    def _outlet(self, at: int) -> bool:
        found = self.grammar.names.at(self.folded, at, self.scene.size)
        return found is not None and found.target.table == "outlets"

    def _after_title(self, at: int, named: bool) -> bool:
        """Whether a word with ل may be a name itself («ليو»): after a definite title, and nothing that ل leads."""
        word = self.folded[at][1:]
        before = self.folded[at - 1]
        free = self.grammar.given(self.folded[at]) or (
            self.scene.heads.get(word) is None and not self.grammar.given(word) and len(word) < 6
            and not is_action_word(self.scene, word)
        )  # fmt: skip
        return free and (named or before.startswith("ال") or before in COMMAS)

    def _ali(self, at: int, start: int) -> bool:
        """Whether «علي» is the name and not the preposition: written with ya, before or after a name or title."""
        if not self.scene.doc.words.raw(at).endswith("ي"):
            return False
        after = self.folded[at + 1] if at + 1 < self.scene.size else ""
        before = at > start and (self.grammar.given(self.folded[at - 1]) or self.scene.head(at - 1) is not None)
        return after in ("بن", "ابو", "ال") or self.grammar.given(after) or bool(before and not after.startswith("ال"))

    def _deputy(self, at: int, head: Head) -> bool:
        """Whether «عن» tells whom one sits for («النائب عن حزب الأفق»), and not what is said."""
        if self.folded[at] != "عن" or at + 1 >= self.scene.size:
            return False
        if head.noun not in self.scene.words("deputy"):
            return False
        after = self.scene.head(at + 1)
        return (after is not None and after.kind == "body") or self.known(at + 1)[2] in ("ORG", "LOC")

    def _body(self, at: int) -> bool:
        """Whether a body is named at the token, so that «في» says where someone belongs."""
        head = self.scene.head(at)
        return (head is not None and head.kind == "body") or self.known(at)[2] == "ORG"

    def issuer(self, source: tuple[int, int], limit: int) -> tuple[int, int]:
        """Whose figures or document a source is, where its verb says so («أرقام أعلنتها الهيئة», «بلاغ صادر عن»)."""
        head = self.scene.head(source[0])
        at = source[1]
        figures = self.folded[source[0]].removeprefix("لل").removeprefix("ل").removeprefix("ال")
        counted = figures in self.scene.words("figures") or self.folded[source[0]] in self.scene.words("figures")
        if (
            counted
            and source[0] + 1 < source[1]
            and self._body(source[0] + 1)
            and not self.scene.head_clitics(source[0] + 1)
        ):
            return (source[0] + 1, source[1])
        if not (counted or (head is not None and head.kind == "document")) or at + 1 >= limit:
            return source
        if self.folded[at] in ("صادر", "صادره", "الصادر", "الصادره"):
            while at < min(limit, source[1] + 7) and self.folded[at] != "عن":
                at += 1
        elif not any(f.owner in ("ه", "ها") and f.shape == "past" for f in self.scene.forms(at)) and self.folded[
            at
        ] not in ("قدمتها", "قدمها", "نشرتها", "نشرها", "اصدرته", "اصدرتها", "اصدره", "اصدرها", "نشره", "نشرته"):
            return source
        stop = self.end(at + 1, limit)
        return (at + 1, stop) if stop > at + 1 and self.speaks(at + 1) else source

    def _object_starts(self, at: int, start: int, named: bool, definite: bool, form: Form) -> bool:
        """Whether what is announced or denied starts here: an indefinite verbal noun after a finished phrase."""
        held = any(frame.addressee or frame.keeps_object for frame in form.frames)
        if form.has("اسم") is None and not held:
            return False
        here = self.folded[at]
        if (held or (named and not frame_only_weak(form))) and self._second(at, named, definite):
            return True
        if self.scene.definite(at) and at == start + 1 and self._disagrees(at):
            return True
        if self.scene.definite(at) or here.startswith("لل") or not is_action(self.scene, at) or self._first_name(at):
            return False
        if "action" in self.scene.kinds(at) and at >= start + 2 and self.scene.head(at) is None:
            return True
        if self.scene.head(at) is not None and not (definite or named):
            return False
        if named:
            return not self.grammar.given(here)
        return definite and self.scene.definite(at - 1)

    def _disagrees(self, at: int) -> bool:
        """Whether a definite word cannot be an adjective of the noun before it, by gender and number."""
        here, head = self.folded[at], self.scene.head(at - 1)
        if head is None or not head.definite or head.number != "s" or self.known(at)[0] or self.grammar.given(here):
            return False
        if here.removeprefix("ال") in self.grammar.demonyms:
            return False
        if head.gender == "f":
            return not here.endswith(("ه", "ي", "ا", "ء"))
        return (
            here.endswith("ات")
            or (here.endswith("ه") and self.scene.doc.words.raw(at).endswith("ة"))
            or bool(_PLURAL.match(here))
        )

    def _first_name(self, at: int) -> bool:
        """Whether the token is a given name, also one that is an everyday word, in a name's place: after a title."""
        here = self.folded[at]
        if here not in self.grammar.parts or self.scene.definite(at):
            return False
        if "action" in self.scene.kinds(at) and at + 1 < self.scene.size and self.scene.definite(at + 1):
            return False
        if self.grammar.given(here):
            return True
        head = self.scene.head(at - 1) if at else None
        return (head is not None and head.kind == "person") or (at > 0 and self.scene.definite(at - 1))

    def _second(self, at: int, named: bool, definite: bool) -> bool:
        """Whether a second noun phrase starts here: whom the words are addressed to, or what they are about."""
        here = self.folded[at]
        if self.grammar.given(here) or self.known(at)[2] == "PER" or self._first_name(at):
            return False
        inner = self.scene.head(at)
        if self.scene.definite(at) and self.scene.definite(at - 1) and inner is not None and inner.kind != "person":
            return True
        adjective = here in self.grammar.demonyms or here.removeprefix("ال") in self.grammar.demonyms
        if self.scene.definite(at):
            if named:
                return not adjective and not self._first_name(at - 1)
            plural = here.endswith(("ين", "ات")) and not adjective and len(here) > 5
            return (bool(self.known(at)[0]) and self.scene.definite(at - 1)) or (
                plural and self.scene.definite(at - 1) and (inner is None or inner.number == "p")
            )
        if not definite or adjective or not self.scene.definite(at - 1):
            return False
        after = self.folded[at + 1] if at + 1 < self.scene.size else ""
        head = self.scene.head(at)
        if head is not None and not head.clitics and head.kind == "person" and head.number == "s":
            return False
        if head is not None and not head.clitics and not head.definite and head.kind != "person":
            return True
        return (
            after.startswith("ال")
            or self.scene.heads.get(after) is not None
            or (self.known(at)[:2] > (0, 0) and not self.known(at)[1])
        )

    def _apposition(self, at: int, limit: int, named: bool, titled: bool) -> bool:
        """Whether a name after a title, or a title after a name, follows the comma."""
        if at >= limit:
            return False
        quote = self.scene.quote_from.get(at)
        if quote is not None:
            return titled and not named and quote.words <= 4
        if self.scene.kinds(at) & {"preposition", "complementizer", "relative", "time", "connector", "adverb"}:
            return False
        if self._verb(at):
            return False
        head = self.scene.head(at)
        if head is not None:
            return head.kind == "person" and head.clitics == 0 and not is_action(self.scene, at)
        if named or not titled:
            return False
        if self.person_name(at):
            return True
        # a name never seen: one to four plain words up to the next comma or opening
        end = at
        while end < limit and end < at + 5 and self.folded[end][0].isalpha():
            kinds = self.scene.kinds(end)
            if kinds & {"preposition", "complementizer", "relative", "time", "adverb", "connector"} or self._verb(end):
                break
            end += 1
        closed = end >= limit or self.folded[end] in COMMAS or "complementizer" in self.scene.kinds(end)
        closed = closed or end in self.scene.quote_from or self.folded[end] == ":"
        return end > at and not is_action(self.scene, at) and closed


@cache
def _named(heads: Heads) -> frozenset[str]:
    return frozenset(noun for noun, head in heads._forms.items() if head.kind in ("body", "outlet"))
