"""The walk from a cue to what brings its content in: past adjuncts, asides, names in quotation marks."""

from __future__ import annotations

from musnad.extract.cues import Form
from musnad.extract.openings import Opening
from musnad.extract.prepositions import Walker
from musnad.extract.scene import COMMAS, DASHES, STOPS
from musnad.extract.words_seen import blames, hides, is_action


class Walk(Walker):
    """One walk from a cue to its opening."""

    def go(self) -> Opening | None:
        """Walk to the first opening that the frames of the cue allow, or to the object."""
        while self.at < self.limit:
            before = self.at
            found = self._here()
            if found is None and self.at == before:
                self.at += 1
            if found is not None:
                return found if found.at < self.scene.size else None
            if self.at < 0:
                return self._object()
        return self._object()

    def _here(self) -> Opening | None:
        at, here = self.at, self.folded[self.at]
        kinds = self.scene.kinds(at)
        quote = self.scene.quote_from.get(at)
        if quote is not None:
            return self._at_quote(at)
        if here == ":":
            return self._at_colon(at)
        if here == "علي" and self.frames.sources._ali(at, at):
            kinds = frozenset[str]()
        if "complementizer" in kinds:
            return self._at_complementizer(at)
        if self.object_from < 0 and self.frames.sources.when(at):
            self.at += 2
            return None
        if here in COMMAS:
            if self.aside and self.folded[self.aside_from - 1] in COMMAS:
                self.spare_from = -1  # «وشدد، في اتصال مع نظيره أوسكار لندن، على»
            self.aside, self.aside_from = False, -1
            self.at += 1
            return None
        if here in "([" or (here in DASHES and not self.scene.tight(at)) or here == "-":
            self.at = self._past_aside(at)
            return None
        if here in STOPS and not (self.scene.tight(at) and at + 1 < self.limit and self.scene.tight(at + 1)):
            self.at = -1
            return None
        if self._new_cue(at):
            self.at = -1
            return None
        found = self._at_preposition(at)
        if found is not None:
            return found
        if here in ("نفسه", "ذاته", "نفسها", "ذاتها") and self.aside:
            self.aside = False
            self.at += 1
            return None
        if "relative" in kinds or kinds & {"preposition", "time", "adverb", "addressee", "connector", "adjunct_that"}:
            if "connector" in kinds and ((not self.aside and self.object_from >= 0) or self._another(at)):
                self.at = -1
                return None
            led = at + 1 < self.scene.size and "complementizer" in self.scene.kinds(at + 1)
            if "adjunct_that" in kinds and not led and not kinds & {"preposition", "relative", "connector"}:
                if self.object_from < 0 and not self.aside:
                    self.object_from = at
            elif not kinds & {"adverb", "addressee", "time"} or self._told_to(at):
                self.aside_from = self.aside_from if self.aside else at
                self.aside = True
            self.at += 1
            return None
        behind = self.source is not None and at == self.source[1] and at + 1 < self.limit
        if behind and here in self.scene.words("obtained") and "upon_it" in self.scene.kinds(at + 1):
            self.aside, self.aside_from = True, at  # «مذكرة حصلت عليها رويترز أن»
            self.at += 1
            return None
        told = self._outlet_told(at) if self.object_from < 0 and not self.aside else 0
        if told:
            self.at += told  # «ونفى المدير لأفق برس الأنباء»
            return None
        if self.object_from < 0 and (self._told_to(at) or self._asks_for_silence(at)):
            self.aside_from = self.aside_from if self.aside else at
            self.aside = True
        elif here[0].isalnum():
            if not self.aside and self.object_from < 0 and not here[0].isdigit():
                self.object_from = at
            elif self.aside and self.spare_from < 0 and self._spare(at):
                self.spare_from = at
        self.at += 1
        return None

    def _told_to(self, at: int) -> bool:
        """Whether an outlet that the words were given to is named here («لوكالة سانا», «لأفق برس»)."""
        if self.folded[at][0] != "ل":
            return False
        head = self.scene.head(at)
        return self.frames.sources.told_to(at) or (head is not None and head.kind == "outlet" and head.clitics > 0)

    def _outlet_told(self, at: int) -> int:
        """How many tokens the outlet takes that the words were given to; 0 where none stands here."""
        head = self.scene.head(at)
        if head is not None and head.kind == "outlet" and head.clitics and self.folded[at][0] == "ل":
            return max(self.frames.sources.end(at, self.limit, self.form) - at, 1)
        size, clitics, _ = self.frames.sources.known(at)
        return size if size and clitics == 1 and self.folded[at][0] == "ل" and self.frames.sources.is_outlet(at) else 0

    def _asks_for_silence(self, at: int) -> bool:
        """Whether an aside on the source starts here: a verb right behind its comma («، تحدث لرويترز شريطة»)."""
        if self.source is not None and at == self.source[1] and hides(self.scene, at, self.limit):
            return True  # «أستاذ جامعي طلب حجب هويته»
        behind = self.source is not None and at == self.source[1] + 1 and self.folded[at - 1] in COMMAS
        return behind and any(f.shape == "past" and not f.joined for f in self.scene.forms(at))

    def _new_cue(self, at: int) -> bool:
        """Whether another report starts here, so that this one has no opening of its own."""
        if self.aside and not self.folded[at].startswith("و"):
            return False
        forms = self.scene.forms(at)
        if not forms or self.scene.head(at) is not None or self.folded[at] in self.scene.words("printed"):
            return False
        before = self.folded[at - 1]
        carried = self.scene.keys("blaming")
        forms = tuple(f for f in forms if f.row not in carried or blames(self.scene, at, self.limit))
        return any(
            (f.shape == "past" and f.joined[:1] == "و" and f.table == "cues" and before in COMMAS)
            or (
                f.shape == "participle" and f.adverbial and f.row not in (self.form.row, "قال") and f.number == "s"
                and self._frames_soon(at, f)
            )
            for f in forms
        )  # fmt: skip

    def _another(self, at: int) -> bool:
        """Whether a clause on what another said is set against this one («، فيما قالت الكتلة إنها»)."""
        cut = self.folded[at - 1] in COMMAS or "preposition" in self.scene.kinds(at - 1)
        if not cut or self.folded[at] not in self.scene.words("contrast") or at + 1 >= self.limit:
            return False
        forms = self.scene.forms(at + 1)
        return any(f.shape in ("past", "present") and f.table == "cues" and not f.joined for f in forms)

    def _frames_soon(self, at: int, form: Form) -> bool:
        """Whether a participle has a content of its own next to it."""
        for index in range(at + 1, min(self.limit, at + 6)):
            if self.folded[index] in STOPS:
                return False
            if "complementizer" in self.scene.kinds(index) or index in self.scene.quote_from:
                return True
            if form.has(self.folded[index]) is not None:
                return True
        return form.has("اسم") is not None

    def _at_quote(self, at: int) -> Opening | None:
        quote = self.scene.quote_from[at]
        inner = at + 1
        if quote.words <= 0 or inner + 1 >= self.scene.size:
            self.at = max(quote.stop, inner)
            return None
        if "complementizer" in self.scene.kinds(inner) and self.form.has("ان") and quote.words > 3:
            after = inner + 1
            return Opening("that", after, self.scene.start[after], self.form.has("ان"), self.source, inner, True)
        if self._must_be_speech(at):
            pass
        elif (
            self.frames.sources.name_quote(at)
            or self._said_later(at)
            or (quote.words <= 5 and self.frames.clause_comes(quote.stop, self.form))
        ):
            self.at = quote.stop
            return None
        if self.addressed and self.form.kind == "call" and not self._must_be_speech(at):
            self.at = at + 1
            return None
        if self._has_object():
            return self._object()
        if self.keeps and self.object_from >= 0 and not self.form.owner:
            return self._object()
        if self.form.has("ان") or self.form.has("اسم") or self.keeps:
            start = quote.inner_start
            first = self.folded[inner] if inner < self.scene.size else ""
            led = self.form.has("ب")
            if led is not None and first.startswith("ب") and self._attached(inner, "ب"):
                return Opening("preposition", at, start, led, self.source, at)
            return Opening("quote", at, start, self.form.has("ان"), self.source, at)
        self.at = quote.stop
        return None

    def _spare(self, at: int) -> bool:
        """Whether an object may start inside what looked like an adjunct: a verbal noun after a finished phrase."""
        before = self.folded[at - 1]
        if self.scene.definite(at) or not is_action(self.scene, at):
            return False
        finished = (
            bool(self.scene.kinds(at - 1) & {"time"})
            or self.scene.definite(at - 1)
            or self.scene.doc.words.raw(at - 1).endswith(("ه", "ها"))
            or before in '"»”'
            or before[0].isdigit()
            or self.frames.sources.known(at - 1)[0]
        )
        return bool(finished)

    def _said_later(self, at: int) -> bool:
        """Whether a short quotation is only on the way to the words: in an adjunct, or before a colon."""
        quote = self.scene.quote_from[at]
        if quote.words > 5 or quote.stop >= self.limit:
            return False
        if any(self.folded[k] == ":" for k in range(quote.stop, min(self.limit, quote.stop + 25))):
            return True
        marks = [f.mark for f in self.form.frames if f.mark not in ("ان", "اسم")]
        return self.aside and any(self.folded[k] in marks for k in range(quote.stop, min(self.limit, quote.stop + 25)))

    def _must_be_speech(self, at: int) -> bool:
        """Whether a quotation right after the cue or its source, at the sentence's end, is all there is to report."""
        quote = self.scene.quote_from[at]
        return quote.words > 2 and (at == self.cue + 1 or (self.source is not None and at == self.source[1]))

    def _at_colon(self, at: int) -> Opening | None:
        if not self.form.has("ان") or at + 1 >= self.scene.size:
            self.at += 1
            return None
        after = at + 1
        if "complementizer" in self.scene.kinds(after) and after + 1 < self.scene.size:  # «وقال: إن المشروع كبير»
            start = self.scene.start[after + 1]
            return Opening("that", after + 1, start, self.form.has("ان"), self.source, after)
        quote = self.scene.quote_from.get(after)
        if quote is not None:
            inner = after + 1
            if inner < self.scene.size and "complementizer" in self.scene.kinds(inner):
                return Opening(
                    "that", inner + 1, self.scene.start[inner + 1], self.form.has("ان"), self.source, inner, True
                )
            return Opening("quote", after, quote.inner_start, self.form.has("ان"), self.source, at)
        return Opening("colon", after, self.scene.start[after], self.form.has("ان"), self.source, at)

    def _at_complementizer(self, at: int) -> Opening | None:
        before = self.folded[at - 1]
        kinds = self.scene.kinds(at - 1)
        frame = (
            self.form.has(before)
            or self.form.has("ان")
            or (self.form.has("ب") if self.folded[at].startswith("ب") else None)
        )
        if before in ("الي", "علي", "من", "عن", "في") and not self.form.has(before):
            led = before == "علي" or (before == "الي" and self.aside_from in (-1, at - 1))
            frame = self.form.has("ان") if led else None
        within = "within" in kinds and at - 2 == self.cue  # «بيان يقول فيه إن»
        clause = "adjunct_that" in kinds and before not in COMMAS and at - 1 != self.cue and not within
        if frame is None or clause or (self.aside and not self._after_aside(at)):
            self.aside = True
            self.at += 1
            return None
        if self._has_object() and not frame.addressee and before not in COMMAS and not self.aside:
            return self._object()
        after = at + 1 + (self.folded[at + 1] == ":")
        if after >= self.scene.size:
            self.at = -1
            return None
        return Opening("that", after, self.scene.start[after], frame, self.source, at)

    def _after_aside(self, at: int) -> bool:
        """Whether a complementizer inside an adjunct is the cue's own and not that of a verb in the adjunct."""
        return not any(f.shape in ("past", "present") for f in self.scene.forms(at - 1))

    def _past_aside(self, at: int) -> int:
        """The token after the brackets or dashes that open here."""
        here = self.folded[at]
        closers = {"(": ")", "[": "]"}
        closer = closers.get(here)
        for index in range(at + 1, min(self.limit, at + 30)):
            if self.folded[index] == closer or (closer is None and self.folded[index] in DASHES):
                return index + 1
        return at + 1
