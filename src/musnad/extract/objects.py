"""Where another noun phrase starts behind a source: what is announced or denied, and whom the words go to."""

from __future__ import annotations

from musnad.extract.cues import Form
from musnad.extract.heads import Head
from musnad.extract.scene import CLOSING
from musnad.extract.shapes import shape
from musnad.extract.words_seen import Seen, frame_only_weak, is_action, is_action_word


class Objects(Seen):
    """Tells an object, or an addressee, from what goes on with the source."""

    def _object_starts(self, at: int, start: int, named: bool, definite: bool, form: Form) -> bool:
        """Whether what is announced or denied starts here: an indefinite verbal noun after a finished phrase."""
        held = any(frame.addressee or frame.keeps_object for frame in form.frames)
        if (form.has("اسم") is None and not held) or (
            not (named and self._first_name(at - 2)) and self._styled_name(at, start)
        ):
            return False
        here = self.folded[at]
        bare = (
            held and at == start + 1 and self.scene.head(start) is None and not self.grammar.given(self.folded[start])
        )
        if bare and self.scene.definite(start) and self.scene.definite(at) and self.scene.head(at) is not None:
            return True  # «وأبلغ الحمداني الرئيس»
        if (held or (named and not frame_only_weak(form))) and self._second(at, named, definite, held):
            return True
        paper = self.scene.head(at)
        if (
            paper is not None
            and paper.kind == "document"
            and not paper.definite
            and (named or self.scene.definite(at - 1))
        ):
            return not paper.clitics  # «نشر الوزير تغريدة»
        if self.scene.definite(at) and at == start + 1 and self._disagrees(at):
            return True
        if self._announced(at, start):
            return True
        led = self.folded[at - 1].startswith("لل") and len(self.folded[at - 1]) > 4  # «الإدارة العامة للمرور»
        if self.scene.definite(at) or here.startswith("لل") or not is_action(self.scene, at) or self._first_name(at):
            return False
        if "action" in self.scene.kinds(at) and at >= start + 2 and self.scene.head(at) is None:
            return True
        if self.scene.head(at) is not None and not (definite or named):
            return False
        if named:
            return not self.grammar.given(here)
        placed = at > start + 2 and self._bare_body(at - 2) and not self.scene.definite(at - 2)  # «جمهورية نورستان»
        closed = self.folded[at - 1] in CLOSING  # «أعلنت «الصحة» تسجيل»
        return definite and (self.scene.definite(at - 1) or led or placed or closed)

    def _styled_name(self, at: int, start: int) -> bool:
        """Whether a style opens the name of who holds the office before («وزير الخارجية الريحاني الشيخ خالد»)."""
        head, lead = self.scene.head(at), self.lead_head(start)
        style = head is not None and head.kind == "person" and head.number == "s" and head.definite
        titled = lead is not None and lead.kind == "person" and lead.number == "s"
        return style and titled and at + 1 < self.scene.size and self._first_name(at + 1)

    def _after_adjective(self, at: int, start: int, named: bool, definite: bool) -> bool:
        """Whether a verbal noun ends an indefinite phrase behind its adjective («تقارير محلية إصابة اللاعب»)."""
        if named or definite or at < start + 2 or self.scene.head(at) is not None or not is_action(self.scene, at):
            return False
        head, before = self.lead_head(start), self.folded[at - 1]
        if head is None or len(before) < 4:
            return False
        if head.kind == "person" and head.number == "p":
            return before.endswith(("يين", "يون"))
        if before in self.scene.words("rank"):
            return True  # «واستبعد مسؤول رفيع استئناف المفاوضات»
        return before.endswith("يه" if head.gender == "f" else "ي")

    def _announced(self, at: int, start: int) -> bool:
        """Whether a verbal noun with the article is what the verb is about («دان الائتلاف الوطني القصف»)."""
        here = self.folded[at]
        if not (self.scene.definite(at) and self.scene.definite(at - 1)) or self.known(at)[0]:
            return False
        if here[2:] in self.scene.words("matter") and self.scene.head(at - 1) is not None:
            return True  # «رفض الحزب المقترح»
        if at < start + 2 and (here.endswith("ه") or self.scene.head(start) is None):
            return False  # «الأحزاب المعارضة», «الدفاع المدني»
        return self.scene.head(at) is None and is_action_word(self.scene, here[2:]) and not here.endswith("ي")

    def _addressed(self, at: int, named: bool, definite: bool, form: Form | None) -> bool:
        """Whether a known name is whom the words are addressed to («وطالب البيان مجلس الأمن بـ»)."""
        if form is None or not any(frame.addressee for frame in form.frames) or not self.scene.definite(at - 1):
            return False
        return self._second(at, named, definite, True)

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
            or (here.startswith("ال") and shape(self.scene.lex, "plural")(here[2:]))
        )

    def _second(self, at: int, named: bool, definite: bool, held: bool) -> bool:
        """Whether a second noun phrase starts here: whom the words are addressed to, or what they are about."""
        here = self.folded[at]
        if self.grammar.given(here) or self.known(at)[2] == "PER" or self._first_name(at):
            return False
        if "preposition" in self.scene.kinds(at - 1) and self.scene.head(at - 1) is None:
            return False  # «طالب عدد من المواطنين البلدية»
        inner = self.scene.head(at)
        if inner is not None and inner.clitics and (here[0] == "و" or (here[0] == "ل" and inner.kind == "body")):
            return False  # «الكاتب والمحلل السياسي», «الأمين العام لحزب الأفق»
        if here in self.scene.words("addressed") and self.scene.definite(at - 1):
            return True
        people = inner is not None and inner.definite and inner.kind == "person" and inner.number == "p"
        if people and self.scene.definite(at - 1) and not here.endswith("ون"):
            return True  # «حذر الدفاع المدني السكان»
        if inner is not None and inner.definite and here.endswith("ين") and not self.scene.definite(at - 1):
            return self.scene.heads.get(here[:-2] + "ون") is not None
        if self.scene.definite(at) and self.scene.definite(at - 1) and inner is not None:
            before = self.scene.head(at - 1)
            if inner.kind != "person" or (before is not None and before.number == "p" and inner.number == "s"):
                return True  # «ناشد الأهالي المحافظ التدخل»
        adjective = here in self.grammar.demonyms or here.removeprefix("ال") in self.grammar.demonyms
        if self.scene.definite(at):
            if self.folded[at - 1].startswith("لل") and inner is None:
                return False  # «مساعد الوزير للأمن العام»
            if named:
                return not adjective and not self._awaits_family(at - 1)
            plural = here.endswith(("ين", "ات")) and not adjective and len(here) > 5
            return (bool(self.known(at)[0]) and self.scene.definite(at - 1)) or (
                plural and self.scene.definite(at - 1) and (inner is None or inner.number == "p")
            )
        if not definite or adjective or not self._settled(at - 1):
            return False
        after = self.folded[at + 1] if at + 1 < self.scene.size else ""
        head = self.scene.head(at)
        if head is not None and not head.clitics and head.kind == "person" and head.number == "s":
            return (named or held) and self._in_office(head)  # «وطالب زياد الحمداني رئيس الحكومة بالعودة»
        if head is not None and not head.clitics and not head.definite and head.kind != "person":
            return True
        return self.scene.definite(at - 1) and (
            after.startswith("ال")
            or self.scene.heads.get(after) is not None
            or (self.known(at)[:2] > (0, 0) and not self.known(at)[1])
        )

    def _new_indefinite(self, at: int, start: int) -> bool:
        """Whether an indefinite noun behind a body that is definite already is the object («المحكمة تهمة القتل»)."""
        head, here = self.lead_head(start), self.folded[at]
        place = self.known(at - 1)[2] == "LOC"
        if head is not None and not (head.kind in ("body", "outlet") or (head.kind == "person" and head.number == "p")):
            return False
        if not (place or (head is not None and self._settled(at - 1))) or here.startswith(("ال", "لل")):
            return False
        if here[0] == "و" or self._adjective(here) or self.known(at)[0] or self.grammar.given(here):
            return False
        noun = self.scene.doc.words.raw(at).endswith("ة") or (here.endswith("ات") and len(here) > 4)
        if not noun and not (self._qualified(at - 1) and (here[0] not in "لب" or is_action(self.scene, at))):
            return False
        after = self.scene.head(at)
        return after is None or not (after.clitics or after.kind == "person")

    def _adjective(self, word: str) -> bool:
        return word.endswith("يه") or word in self.grammar.demonyms

    def _qualified(self, at: int) -> bool:
        """Whether an adjective with the article ends a phrase, so that nothing without one goes on with it."""
        if not self.scene.definite(at) or self.scene.head(at) is not None or self.known(at)[0]:
            return False
        return self._settled(at - 1)

    def _settled(self, at: int) -> bool:
        """Whether a noun with the article stands at the token, also behind «ل» («المجلس الأعلى للدولة»)."""
        return self.scene.definite(at) or (self.folded[at].startswith("لل") and len(self.folded[at]) > 4)

    def _other_definite(self, at: int, start: int) -> bool:
        """Whether a definite noun cannot go on with an indefinite one and its adjective («مرجع أمني الوضع»)."""
        head, before = self.lead_head(start), self.folded[at - 1]
        if (
            head is None
            or head.definite
            or at < start + 2
            or not self.scene.definite(at)
            or not before.endswith(("ي", "يه"))
        ):
            return False
        if (
            len(before) < 4
            or before.startswith("ال")
            or self.known(at)[0]
            or self.grammar.given(before)
            or self.known(at - 1)[0]
        ):
            return False
        return (
            head.kind in ("source", "person")
            and self.scene.head(at - 1) is None
            and self.folded[at - 2] == self.folded[start]
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

    def _awaits_family(self, at: int) -> bool:
        """Whether a given name stands at the token, so that a family name may follow; none follows «ماكرون»."""
        part = self.grammar.parts.get(self.folded[at])
        if self.folded[at] in ("عبد", "ابو", "ام", "بن", "ابن") or self.folded[at - 1] in ("بن", "ابن", "بنت"):
            return True
        return self._first_name(at) and not (part is not None and part.kind.startswith("family"))

    def _bare_body(self, at: int) -> bool:
        head = self.scene.head(at)
        return head is not None and head.kind == "body"

    def _in_office(self, head: Head) -> bool:
        """Whether the noun needs to be told of what («وزير النقل»)."""
        return head.noun in self.scene.words("in_charge")

    def _thing(self, at: int) -> bool:
        """Whether the token is an indefinite object in the accusative («بيانا», «تحذيرا»)."""
        here = self.folded[at]
        if not here.endswith("ا") or len(here) < 4 or here.startswith("ال"):
            return False
        after = self.scene.doc.words.raw(at + 1) if at + 1 < self.scene.size else ""
        free = not (self.scene.definite(at - 1) or self.grammar.given(here) or self.known(at)[0])
        if after.endswith(("ا", "اً")) and len(after) > 3 and free:
            return True  # «تداولوا مقطعا مصورا»
        head = self.scene.heads.get(here[:-1])
        whole = self.scene.head(at)
        bare = whole is None or (head is not None and whole.noun == head.noun)
        return (head is not None and not head.clitics and bare) or any(
            f.shape == "masdar" for f in self.scene.cues.get(here[:-1])
        )
