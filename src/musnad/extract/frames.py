"""Frames: what stands between a cue and its content, and what brings the content in.

From the cue rightward: the source, where it stands there, then adjuncts (time, occasion, addressee, asides between
commas, dashes or brackets), then the opening: a complementizer, a quotation, a colon, the cue's preposition, or the
object itself. The earliest opening that the cue's frames allow is taken.
"""

from __future__ import annotations

from musnad.extract.cues import Form
from musnad.extract.openings import Opening
from musnad.extract.scene import COMMAS, STOPS, Scene
from musnad.extract.sources import Sources
from musnad.extract.walk import Walk
from musnad.extract.words_seen import is_action, is_action_word

_REACH = 70
_OUTLET = 4
"""The name of an outlet in quotation marks has so many words at most."""


class Frames:
    """Finds openings in one scene; token indices throughout."""

    def __init__(self, scene: Scene, sources: Sources) -> None:
        self.scene = scene
        self.sources = sources
        self.folded = scene.folded

    def after(self, cue: int, limit: int, form: Form, own_source: bool = True) -> Opening | None:
        """The opening to the right of the cue, before `limit`; None where the frames of the cue find none."""
        pronoun = bool(form.owner) and form.shape == "masdar"
        source = self.source_after(cue + 1, limit, form) if own_source and not pronoun else None
        at = source[1] if source else cue + 1
        walk = Walk(self, form, cue, at, min(limit, cue + _REACH), source)
        return walk.go()

    def source_after(self, at: int, limit: int, form: Form) -> tuple[int, int] | None:
        """The source phrase after the cue: at once, or behind a time or an adverb."""
        while at < limit and (
            self.scene.kinds(at) & {"time", "adverb"}
            or self.sources.when(at)
            or self._told_him(at)
            or self.folded[at] in COMMAS
            or self.folded[at][0].isdigit()
        ):
            if self.folded[at] in COMMAS and at + 1 < limit and not self.scene.kinds(at - 1) & {"time", "adverb"}:
                return None
            at += 1
        at = self._past_outlet(at, limit)
        if at >= limit or not self._may_start(at, form):
            return None
        end = self.sources.end(at, limit, form)
        return (at, end) if end > at else None

    def _past_outlet(self, at: int, limit: int) -> int:
        """The token behind the outlet that is told, where it stands before the source («كشف لـ"عكاظ" المتحدث»)."""
        if at + 1 >= limit or self.folded[at][0] != "ل":
            return at
        quote = self.scene.quote_from.get(at + 1)
        if self.folded[at] == "ل" and quote is not None and quote.words <= _OUTLET:
            return quote.stop if quote.stop < limit and self.sources.speaks(quote.stop) else at
        size, clitics, _ = self.sources.known(at)
        if clitics == 1 and self.sources.is_outlet(at) and at + size < limit and self.sources.speaks(at + size):
            return at + size
        head = self.scene.head(at)
        if head is None or head.kind != "outlet" or not head.clitics:
            return at
        near = range(at + 2, min(at + 5, limit))  # «كشف لصحيفة الوادي مصدر مطلع»
        return next((k for k in near if self._begins(k)), at)

    def _begins(self, at: int) -> bool:
        """Whether a person or unnamed source starts at the token for certain."""
        head = self.scene.head(at)
        return head is not None and head.kind in ("person", "source") and not head.clitics

    def _told_him(self, at: int) -> bool:
        """Whether «له» stands between the verb and its subject («قال له الموظف», «أكدت لنا مصادر طبية»)."""
        if self.folded[at] not in self.scene.words("to_whom") or at + 1 >= self.scene.size:
            return False
        head = self.scene.head(at + 1)
        known = (head is not None and head.definite) or self._begins(at + 1) or self.sources.person_name(at + 1)
        return known or self.folded[at + 1] in self.scene.words("one_of")

    def _may_start(self, at: int, form: Form) -> bool:
        here = self.folded[at]
        quote = self.scene.quote_from.get(at)
        if quote is not None:  # «قالت "أنوار نورستان" إن»
            after = quote.stop
            if quote.words <= _OUTLET and after < self.scene.size and self._then_object(after, form):
                return True
            return (
                quote.words <= 5
                and after < self.scene.size
                and bool(
                    self.scene.kinds(after) & {"complementizer", "preposition", "time"} or self.folded[after] in COMMAS
                )
                and self.clause_comes(after, form)
            )
        if not here[0].isalnum() or self.sources.when(at) or self._manner(at):
            return False
        if here in (
            "ذلك",
            "هذا",
            "هذه",
            "تلك",
            "هولاء",
            "هناك",
            "ما",
            "بما",
            "مما",
            "من",
            "كل",
            "هو",
            "هي",
            "هم",
        ) and not (at + 1 < self.scene.size and self.folded[at + 1].startswith("ال")):
            return False
        head = self.scene.head(at)
        if (head is not None and head.clitics and here[0] in "لبك") or self.sources.told_to(at):
            return False
        if here in self.scene.words("both"):
            return True
        if here.startswith("لل") and len(here) > 4 and self.clause_comes(at + 1, form):
            return False  # «وقال للأفق إن»
        if here.endswith("نا") and len(here) > 4 and head is None and not self.sources.speaks(at):
            return False  # «وقال رصدنا»
        if here.startswith("سن") and len(here) > 4 and head is None and not self.sources.speaks(at):
            return False  # «وأضاف سنحدد»
        paper = head is not None and head.kind == "document" and not head.definite
        if paper and form.row in self.scene.keys("handing_on"):
            return False  # «نقل تصريحات للوزير»
        spare = {"addressee"} if head is not None else set()
        if head is not None and self.scene.doc.words.raw(at) not in self.scene.keys("preposition"):
            spare.add("preposition")  # «إمام المسجد», and no «أمام المسجد»
        kinds = self.scene.kinds(at) - spare
        if kinds & {"complementizer", "preposition", "addressee", "relative", "connector", "negation"}:
            return False
        last = self.scene.doc.words.raw(at)
        owned = last.endswith(("ه", "ها", "هم")) and len(last) > 3 and not last.endswith("الله")
        if (
            owned
            and here not in self.scene.words("one_of")
            and (head is None or head.kind == "document")
            and not self.sources.known(at)[0]
            and not self.sources.person_name(at)
        ):
            return False
        if head is None and any(f.shape in ("past", "present") or f.adverbial for f in self.scene.forms(at)):
            return False
        if any(frame.addressee or frame.keeps_object for frame in form.frames) and not self._nominative(at, form):
            return False
        if form.has("ب") and here.startswith("ب") and not self.sources.speaks(at):
            return False
        if here[0] == "ب" and not self.sources.speaks(at) and here.startswith(("بال", "بان")):
            return False
        some = here in self.scene.words("one_of") and self.folded[at + 1] == "من"  # «عدد من الفلاحين»
        if form.has("اسم") and is_action(self.scene, at) and self.scene.head(at) is None and not some:
            return self.sources.known(at)[0] > 0
        if form.has("اسم") and self._act(at):
            return False
        if form.has("اسم") and not self.sources.speaks(at):
            return self.clause_comes(at, form) or (not form.owner and self._subject_shape(at, form))
        return True

    def _manner(self, at: int) -> bool:
        """Whether a lone word tells how it was said («وأضافت باكية: ...»)."""
        last = self.scene.doc.words.raw(at)
        unseen = self.scene.head(at) is None and not self.sources.person_name(at) and not self.sources.known(at)[0]
        closed = self.folded[at + 1] == ":" or at + 1 in self.scene.quote_from
        return unseen and closed and not self.folded[at].startswith("ال") and last.endswith(("ة", "ا", "اً"))

    def _act(self, at: int) -> bool:
        """Whether a verbal noun with the article is what is announced («أعلنت التقدم بمبادرة»), and no body's name."""
        here, after = self.folded[at], self.folded[at + 1]
        if not self.scene.definite(at) or self.scene.head(at) is not None or self.sources.known(at)[0]:
            return False
        adjective = after.startswith("ال") and after.endswith(("ي", "يه"))
        return not adjective and "action" in self.scene.kinds_of(here[2:]) and self.scene.head(at + 1) is None

    def _then_object(self, at: int, form: Form) -> bool:
        """Whether what the cue asks for stands right behind a quoted name («أعلنت «الصحة» تسجيل»)."""
        here = self.folded[at]
        if here[0] == "ب" and len(here) > 3 and form.has("ب") is not None:
            return is_action_word(self.scene, here[1:])
        return form.has("اسم") is not None and is_action(self.scene, at)

    def _subject_shape(self, at: int, form: Form) -> bool:
        """Whether words never seen stand like a subject: closed by a mark or an adjunct, an object after them."""
        if at + 1 >= self.scene.size or is_action(self.scene, at):
            return False
        if self.sources.person_name(at + 1) or self.sources.named_ahead(at + 1, min(self.scene.size, at + 9)):
            return True
        end = self.sources.end(at, min(self.scene.size, at + 6), form)
        if end >= self.scene.size or end == at or end > at + 4:
            return False
        after = self.folded[end]
        if after in COMMAS or is_action(self.scene, end):
            return True
        told = (
            "preposition" in self.scene.kinds(end)
            and end + 1 < self.scene.size
            and "occasion" in self.scene.kinds(end + 1)
        )
        return told or bool(self.scene.kinds(end) & {"time", "addressee"})

    def _nominative(self, at: int, form: Form) -> bool:
        """Whether a phrase could be the subject of the verb, by case ending and gender."""
        here = self.folded[at]
        if here.startswith("ال") and here.endswith("ين") and self.scene.heads.get(here[:-2] + "ون") is not None:
            return False
        if here.startswith("ال") and here[2:] in self.sources.grammar.demonyms and here.endswith("ين"):
            return False
        if (
            here.startswith("ال")
            and self.scene.head(at) is None
            and is_action_word(self.scene, here[2:])
            and not self.sources.known(at)[0]
        ):
            return False
        masculine = form.gender == "m" and form.shape in ("past", "present")
        head = self.scene.head(at)
        if masculine and head is not None and head.gender == "f" and head.kind != "person":
            return False
        if head is not None and head.owned and any(frame.keeps_object for frame in form.frames):
            return False  # «ووصفت شخصيته بالغريبة»
        if masculine and here.startswith("ال") and here.endswith("ات") and len(here) > 5:
            return False
        size, _, type_ = self.sources.known(at)
        if size and type_ == "LOC" and form.gender == "m" and form.shape in ("past", "present"):
            return here in self.scene.words("masculine_name")
        return True

    def clause_comes(self, at: int, form: Form) -> bool:
        """Whether a complementizer follows soon, so that what stands here is no object."""
        for index in range(at, min(self.scene.size, at + 25)):
            if self.folded[index] in STOPS and not self.scene.tight(index):
                return False
            if "complementizer" in self.scene.kinds(index) and form.has("ان"):
                return "adjunct_that" not in self.scene.kinds(index - 1)
        return False
