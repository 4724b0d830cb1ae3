"""Source phrases: where the mention of the one who speaks starts and ends, after the cue and before it."""

from __future__ import annotations

from musnad.extract.cues import Form
from musnad.extract.edges import Edges
from musnad.extract.scene import COMMAS, DASHES, STOPS
from musnad.extract.words_seen import is_action, is_action_word

_REACH = 40
_ASIDE = 9
"""A title beside a name is closed by a comma within so many words."""
_ENDS = frozenset(("complementizer", "relative", "time", "preposition", "connector", "occasion", "adverb", "addressee"))


class Sources(Edges):
    """Reads source phrases off one scene; token indices throughout."""

    def end(self, start: int, limit: int, form: Form | None = None, alone: bool = False) -> int:
        """The end of the source phrase that starts at the token; `form` is the cue, whose frame may cut it.

        `alone` ends it at the first comma.
        """
        scene, at, named = self.scene, start, False
        head = self.lead_head(start)
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
                inside = inside or (head is not None and self._name_of(quote, head, form))
                inside = inside or (at > start + 1 and self._seat(at, head))
                if quote.stop <= limit and (inside or self.name_quote(at) or (at == start and quote.words <= 5)):
                    at, definite = quote.stop, True
                    continue
                break
            if here == "(":
                close = next((k for k in range(at + 1, min(limit, at + 9)) if self.folded[k] == ")"), 0)
                if not close or at == start or self._told_aside(at + 1, close):
                    break
                at = close + 1
                continue
            if here in COMMAS:
                if alone or at == start or not self._apposition(at + 1, limit, named, head is not None):
                    break
                at += 1
                if named:
                    at = self.end(at, limit, form, alone=True)
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
            step = self._step(at, start, limit, named, definite, form) or int(alone and self._field(at, limit))
            if not step:
                break
            if at > start and here != "باسم" and (self.person_name(at) or self._first_name(at)):
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
        if self.when(at):
            lead = self.lead_head(start)
            return 2 * (at == start + 1 and lead is not None and lead.kind == "document" and not lead.definite)
        if self._serves(at, start, named):
            return max(size, 1)
        if "this" in kinds and (scene.definite(at - 1) or not scene.definite(at + 1)):
            return 0  # «ويعزو مصدر حكومي ذلك إلى», but «أحد هذه المصادر»
        if kinds & {"any", "got", "by_saying", "asking"} or self._one_in_n(at):
            return 0  # «وزارة الصحة أي توضيح», «بيان تلقت الوكالة نسخة منه»
        if kinds & {"complementizer", "relative", "time", "adverb", "addressee", "connector", "negation"}:
            if here == "ولي" and scene.head(at) is not None:
                return 1  # «سمو ولي العهد», and no «and to me»
            inside = size > ("time" in kinds) and clitics == 0 and not kinds & {"complementizer", "relative"}
            if not (inside or (here == "عام" and scene.head(at - 1) is not None)):
                return 0
        if size > 1 and clitics == 0 and type_ != "PER":
            lead = self.lead_head(start)
            if (
                at > start + 1
                and self.is_outlet(at)
                and lead is not None
                and lead.kind == "source"
                and not lead.definite
            ):
                return 0  # «أفاد مصدر أمني وكالة الصحافة الفرنسية بأن»
            return 0 if self._addressed(at, named, definite, form) else size
        if here in self.scene.words("selfsame") or (self.folded[at - 1], here) in self.scene.pairs("goes_on"):
            return 1
        if here == "علي" and self._ali(at, start):
            return 1
        if "preposition" in kinds:
            return self._through(at, start, limit, named, form)
        if self._genitive(at):
            return max(size, 1)
        if self._other_definite(at, start):
            return 0
        if form is not None and self._object_starts(at, start, named, definite, form):
            return 0
        if self._after_adjective(at, start, named, definite):
            return 0
        if not named and self._new_indefinite(at, start):
            return 0
        if self._verb(at) or self._report_noun(at) or self._thing(at) or self._owned(at, named):
            return 0
        if form is None and (self._announced(at, start) or self.opens_clause(at)):
            return 0
        if form is None and "occasion" in kinds and scene.definite(at - 1) and not size:
            return 0  # «رعى أمير المنطقة حفل الافتتاح»
        if form is None and here[0] == "ي" and len(here) > 3 and not size and not self.grammar.given(here):
            return 0
        head = self.lead_head(start)
        if here[0] == "ل" and clitics == 1 and scene.head(at) is None and self.is_outlet(at):
            return size if self._trade(at, start, size) else 0
        if here[0] == "ل" and len(here) > 2 and size and clitics == 1 and type_ != "LOC":
            if self.folded[at - 1] in ("تابع", "تابعه", "العام", "التنفيذي", "الرسمي", "رسمي", "الاقليمي", "السابق"):
                return size
            if scene.head(at) is None and named:
                return 0
        if here[0] == "ل" and at > start + 1 and self.describes(at - 1):
            return 1  # «مصادر متابعة لملف التفاوض»
        own = here in ("لجنه", "لواء", "لقاء", "لبنان", "ليبيا", "لندن") or here in self.grammar.demonyms
        if here.startswith("ل") and not own and not size:
            inner = scene.head(at)
            if inner is not None and inner.clitics and inner.kind in ("outlet", "person", "source"):
                if inner.noun in scene.words("in_charge") and head is not None and head.kind == "body":
                    return int(not inner.definite and scene.definite(at + 1))  # «المكتب الإعلامي لرئيس الوزراء»
                return int(here.startswith("لل") and self._name_next(at + 1))  # «صندوق السكان للأطفال الدكتور زياد»
            if inner is None and not here.startswith("لل") and not self._after_title(at, named):
                for_what = is_action_word(scene, here[1:]) and not here.endswith(("ه", "ها"))
                return int(head is not None and head.kind == "body" and for_what)  # «الهيئة الوطنية لإنقاذ»
        if form is not None and form.has("ب") and here.startswith("ب") and not (size and clitics == 0):
            inner = scene.head(at)
            place = size and type_ == "LOC"
            seated = head is not None and head.kind == "person" and (head.number == "s" or not head.definite)
            if inner is not None and inner.kind == "body" and seated and not named:
                return 1  # «أستاذ العلوم بجامعة الجبل»
            led = here.startswith("بال") or is_action_word(scene, here[1:]) or (inner is not None and inner.clitics > 0)
            if here in scene.words("own_letter"):
                return 1
            if not place and led and not self.grammar.given(here):
                return 0
            if not place and not led and inner is None and not self.grammar.given(here) and not size:
                return 0
        if not size and scene.head(at) is None and self._verb_in_t(at):
            return 0
        if head is not None and not head.definite and here.endswith(("تها", "ته", "وها")) and len(here) > 4:
            return 0
        adjective = here.endswith("يه") and scene.head(at - 1) is not None and not scene.definite(at - 1)
        if here[0] == "و" and len(here) > 2 and scene.head(at) is None and not size and not adjective:
            if here.startswith("وال") or self.grammar.given(here[1:]) or self._first_name(at):
                return 1
            return 0
        return max(size, 1)

    def _through(self, at: int, start: int, limit: int, named: bool, form: Form | None) -> int:
        """Whether a preposition belongs to the source: «مسؤول في الوزارة», but not «قال في بيان»."""
        here = self.folded[at]
        head = self.lead_head(start)
        if at + 1 >= limit or self.folded[at + 1] in ("جهه", "جهته", "جهتها", "جانبه", "جانبها", "جانب", "ناحيته"):
            return 0
        if here == "ل" and (self._outlet_quoted(at + 1) or self._told_quoted(at + 1, start)):
            return 0
        if here == "ل" and self.folded[at + 1] == "(":
            return 0  # «مصدر قريب من الوفد لـ(صوت الوادي)»
        if here == "باسم":
            return 1
        if here == "من" and at == start + 1 and self.folded[start].removeprefix("ل") in self.scene.words("counted"):
            return 1
        if here == "الي" and head is not None and head.noun in self.scene.words("sent"):
            return int(form is None or not form.has(here))  # «مبعوث الأمم المتحدة إلى نورستان»
        if named or here not in ("في", "من", "عن", "لدي", "بين", "حول", "ل", "ب", "بشان") or head is None:
            return 0
        if head.kind == "body" and (here != "في" or self._happening(at + 1)):
            return 0
        if head.kind not in ("person", "source", "body", "document"):
            return 0
        after = self.scene.kinds(at + 1)
        if here == "في" and head.kind == "person" and (self.named_ahead(at + 1, limit) or self._seat(at + 1, head)):
            return 1
        if after & {"time", "occasion"} and self.scene.head(at + 1) is None:
            return 0
        if "occasion" in after or (
            here == "في" and head.definite and head.kind == "person" and head.number == "s" and at == start + 1
            and not self._body(at + 1)
        ):  # fmt: skip
            return 0
        handed = here == "عن" and form is not None and self._hands_on(start - 1, form)
        if form is not None and (form.has(here) or handed) and not self._deputy(at, head):
            return 0
        return 1 if head.kind != "document" or here in ("عن", "حول", "ل") else 0

    def _field(self, at: int, limit: int) -> bool:
        """Whether a preposition goes on with a title beside a name, up to its comma («، الخبير في شؤون الإرهاب،»)."""
        if self.folded[at] not in self.scene.words("seat") or at + 1 >= limit:
            return False
        if "occasion" in self.scene.kinds(at + 1) or "complementizer" in self.scene.kinds(at + 1):
            return False
        near = range(at + 2, min(limit, at + _ASIDE))
        return any(self.folded[k] in COMMAS or "complementizer" in self.scene.kinds(k) for k in near)

    def _name_next(self, at: int) -> bool:
        """Whether a personal name, or a title with one, stands at the token."""
        head = self.scene.head(at)
        titled = head is not None and head.kind == "person" and head.definite and head.number == "s"
        return self.person_name(at + 1) if titled else self.person_name(at)

    def named_ahead(self, at: int, limit: int) -> bool:
        """Whether a personal name comes before anything else does («الباحث في بيت الدراسات زياد الحمداني»)."""
        first = at
        while at < min(limit, first + 9):
            quote = self.scene.quote_from.get(at)
            if quote is not None and quote.words <= 5:
                at = quote.stop
                continue
            here = self.folded[at]
            ends = self.scene.kinds(at) & _ENDS and here not in self.scene.words("field")
            if not here[0].isalpha() or ends or self._verb(at):
                return False
            if at > first and self._first_name(at):
                return True
            at += 1
        return False

    def issuer(self, source: tuple[int, int], limit: int) -> tuple[int, int]:
        """Whose figures or document a source is, where its verb says so («أرقام أعلنتها الهيئة», «بلاغ صادر عن»)."""
        head = self.scene.head(source[0])
        at = source[1]
        figures = self.folded[source[0]].removeprefix("لل").removeprefix("ل").removeprefix("ال")
        counted = figures in self.scene.words("figures") or self.folded[source[0]] in self.scene.words("figures")
        if counted and source[0] + 1 < source[1] and self._whose_account(source[0] + 1):
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
        asked = (
            k
            for k in range(at + 2, stop)
            if self.folded[k][0] == "ب" and is_action_word(self.scene, self.folded[k][1:])
        )
        stop = next(asked, stop)  # «طالب البيان الصادر عن اللقاء بتسليم المتهمين»
        return (at + 1, stop) if stop > at + 1 and self.speaks(at + 1) else source

    def _whose_account(self, at: int) -> bool:
        """Whether those whose figures or views a source is stand at the token («أرقام الوزارة», «آراء المراقبين»)."""
        if self.scene.head_clitics(at):
            return False
        head = self.scene.head(at)
        people = head is not None and head.kind in ("person", "source") and head.number != "s"
        return self._body(at) or people or (head is not None and head.kind == "outlet")

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
        if any(f.adverbial and (f.has(self.folded[at + 1]) or f.has("اسم")) for f in self.scene.forms(at)):
            return False  # «..., مشيرة إلى»
        if head is not None and head.kind == "body" and head.definite and titled and not named:
            return self.named_ahead(at + 1, min(limit, at + 4))  # «، اللواء المتقاعد حيدر العتابي،»
        if head is not None:
            listed = "action" in self.scene.kinds(at) or any(f.shape == "masdar" for f in self.scene.forms(at))
            return head.kind == "person" and head.clitics == 0 and not listed
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
