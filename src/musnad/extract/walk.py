"""The walk from a cue to what brings its content in: past adjuncts, asides, names in quotation marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from musnad.extract.cues import Form, Frame
from musnad.extract.openings import Opening
from musnad.extract.scene import COMMAS, DASHES, STOPS, Scene
from musnad.extract.sources import is_action, is_action_word

if TYPE_CHECKING:
    from musnad.extract.frames import Frames


class Walk:
    """One walk from a cue to its opening."""

    def __init__(
        self, frames: Frames, form: Form, cue: int, at: int, limit: int, source: tuple[int, int] | None
    ) -> None:
        self.frames = frames
        self.scene = frames.scene
        self.folded = frames.folded
        self.form = form
        self.cue = cue
        self.at = at
        self.limit = limit
        self.source = source
        self.aside_from = -1  # where the adjunct that we are in starts
        self.aside = False  # inside an adjunct or relative clause
        self.object_from = -1
        self.spare_from = -1  # a verbal noun after an adjunct: the object, where nothing else brings a content in
        self.addressed = any(frame.addressee for frame in form.frames)
        self.keeps = any(frame.keeps_object for frame in form.frames)

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
        if here in COMMAS:
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
            if "connector" in kinds and not self.aside and self.object_from >= 0:
                self.at = -1
                return None
            led = at + 1 < self.scene.size and "complementizer" in self.scene.kinds(at + 1)
            if "adjunct_that" in kinds and not led and not kinds & {"preposition", "relative", "connector"}:
                if self.object_from < 0 and not self.aside:
                    self.object_from = at
            elif not kinds & {"adverb", "addressee", "time"}:
                self.aside_from = self.aside_from if self.aside else at
                self.aside = True
            self.at += 1
            return None
        if here[0].isalnum():
            if not self.aside and self.object_from < 0 and not here[0].isdigit():
                self.object_from = at
            elif self.aside and self.spare_from < 0 and self._spare(at):
                self.spare_from = at
        self.at += 1
        return None

    def _new_cue(self, at: int) -> bool:
        """Whether another report starts here, so that this one has no opening of its own."""
        if self.aside and not self.folded[at].startswith("و"):
            return False
        if self.scene.head(at) is not None:
            return False
        before = self.folded[at - 1]
        return any(
            (f.shape == "past" and f.joined[:1] == "و" and f.table == "cues" and before in COMMAS)
            or (
                f.shape == "participle" and f.adverbial and f.row not in (self.form.row, "قال") and f.number == "s"
                and self._frames_soon(at, f)
            )
            for f in self.scene.forms(at)
        )  # fmt: skip

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

    def _has_object(self) -> bool:
        """Whether the object of the cue has started already, so that what comes now belongs to it."""
        return self.object_from >= 0 and self.form.has("اسم") is not None and not self.form.owner

    def _must_be_speech(self, at: int) -> bool:
        """Whether a quotation right after the cue or its source, at the sentence's end, is all there is to report."""
        quote = self.scene.quote_from[at]
        return quote.words > 2 and (at == self.cue + 1 or (self.source is not None and at == self.source[1]))

    def _at_colon(self, at: int) -> Opening | None:
        if not self.form.has("ان") or at + 1 >= self.scene.size:
            self.at += 1
            return None
        after = at + 1
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
        clause = "adjunct_that" in kinds and before not in COMMAS and at - 1 != self.cue
        if frame is None or clause or (self.aside and not self._after_aside(at)):
            self.aside = True
            self.at += 1
            return None
        if self._has_object() and before not in COMMAS and not self.aside:
            return self._object()
        after = at + 1 + (self.folded[at + 1] == ":")
        if after >= self.scene.size:
            self.at = -1
            return None
        return Opening("that", after, self.scene.start[after], frame, self.source, at)

    def _after_aside(self, at: int) -> bool:
        """Whether a complementizer inside an adjunct is the cue's own and not that of a verb in the adjunct."""
        return not any(f.shape in ("past", "present") for f in self.scene.forms(at - 1))

    def _at_preposition(self, at: int) -> Opening | None:
        here = self.folded[at]
        bare = here[1:] if here[0] in "وف" and len(here) > 2 else here
        for frame in self.form.frames:
            if frame.mark in ("ان", "اسم"):
                continue
            if frame.keeps_object and self.object_from >= 0 and (here == frame.mark or self._attached(at, frame.mark)):
                return Opening("object", self.object_from, self.scene.start[self.object_from], frame, self.source, at)
            if (
                self._has_object()
                and not frame.keeps_object
                and self.folded[at - 1] not in COMMAS
                and (is_action(self.scene, self.object_from) or frame.weak)
            ):
                return None
            if here == frame.mark or (bare == frame.mark and not self.aside):
                if not self._adjunct_follows(at, frame.mark):
                    return self._noun_opening(at + 1, at, frame)
            elif self._attached(at, frame.mark):
                shift = 0 if here.startswith("لل") else 1
                start = self.scene.start[at] + shift
                return Opening("preposition", at, start, frame, self.source, at)
        return None

    def _attached(self, at: int, mark: str) -> bool:
        """Whether the preposition stands joined to the token («بإصلاح», «للضغط»)."""
        here = self.folded[at]
        if mark not in ("ب", "ل") or not here.startswith(mark) or len(here) < 3:
            return False
        kinds = self.scene.kinds(at)
        if here == mark + "اي":
            return True
        if kinds & {"preposition", "occasion", "addressee", "complementizer", "time", "adverb"}:
            return False
        size, clitics, type_ = self.frames.sources.known(at)
        if (size and (clitics == 0 or type_ == "LOC")) or self.frames.sources.grammar.given(here):
            return False
        head = self.scene.head(at)
        if head is not None and (head.clitics == 0 or (mark == "ل" and self.addressed)):
            return False
        if mark == "ل":
            return is_action_bare(self.scene, at)
        if self.addressed or self.keeps:
            return not self.aside or here.startswith(("بال", "بضرور")) or is_action_bare(self.scene, at)
        return not self.aside or is_action_bare(self.scene, at)

    def _adjunct_follows(self, at: int, mark: str) -> bool:
        """Whether the preposition opens an adjunct («على هامش», «من جهته») rather than the content."""
        if at + 1 >= self.scene.size:
            return True
        kinds = self.scene.kinds(at + 1)
        after = self.folded[at + 1]
        if "complementizer" in kinds:
            return False
        if mark == "من" and after in ("جهته", "جهتها", "جانبه", "جانبها", "جهه", "جانب", "ناحيته", "خلال", "قبل"):
            return True
        if mark == "الي" and after in ("ذلك", "جانب"):
            return after == "جانب"
        if mark in ("علي", "في") and "occasion" in kinds and self.scene.head(at + 1) is None:
            return True
        if mark == "في" and kinds & {"occasion", "time"}:
            return True
        if mark == "عن":
            return self.folded[at - 1] in (
                "سوال",
                "اسئله",
                "صادر",
                "صادره",
                "الصادر",
                "الصادره",
                "بعيدا",
                "عوضا",
                "فضلا",
                "اعلان",
                "نقلا",
            )
        return bool(kinds & {"time", "addressee"}) and mark != "عن"

    def _noun_opening(self, at: int, brought: int, frame: Frame) -> Opening | None:
        if at >= self.scene.size:
            return None
        if "complementizer" in self.scene.kinds(at):
            if at + 1 >= self.scene.size:
                return None
            return Opening("that", at + 1, self.scene.start[at + 1], frame, self.source, at)
        quote = self.scene.quote_from.get(at)
        if quote is not None and at + 1 < self.scene.size and "complementizer" in self.scene.kinds(at + 1):
            return Opening("that", at + 2, self.scene.start[at + 2], frame, self.source, at + 1, True)
        source = self.source
        if source is None and self.object_from >= 0 and not frame.addressee and not self.form.owner:
            # what was taken for an object is a subject never seen: «أعلنت ساعة المدينة عن»
            stop = self.frames.sources.end(self.object_from, brought, None)
            if self.scene.head_clitics(self.object_from) or self.folded[self.object_from].startswith("لل"):
                stop = self.object_from
            source = (self.object_from, stop) if self.object_from == self.cue + 1 and stop > self.object_from else None
        return Opening("preposition", at, self.scene.start[at], frame, source, brought)

    def _past_aside(self, at: int) -> int:
        """The token after the brackets or dashes that open here."""
        here = self.folded[at]
        closers = {"(": ")", "[": "]"}
        closer = closers.get(here)
        for index in range(at + 1, min(self.limit, at + 30)):
            if self.folded[index] == closer or (closer is None and self.folded[index] in DASHES):
                return index + 1
        return at + 1

    def _object(self) -> Opening | None:
        """The object itself as content, for cues that take one."""
        frame = next((f for f in self.form.frames if f.mark == "اسم" or f.keeps_object), None)
        if frame is None or (self.form.owner and (frame.weak or not frame.keeps_object or frame.mark != "اسم")):
            return None
        at = self.object_from if self.object_from >= 0 else self.spare_from
        if (
            self.form.shape == "participle"
            and at >= 0
            and self.folded[at][0] in "لب"
            and not self.frames.sources.speaks(at)
        ):
            return None
        if at < 0 or (at == self.spare_from and frame.weak):
            return None
        if self.scene.folded[at] == "ما" or self.form.table == "silences" or frame.keeps_object:
            return Opening("object", at, self.scene.start[at], frame, self.source, at)
        return Opening("object", at, self.scene.start[at], frame, self.source, at)


def is_action_bare(scene: Scene, index: int) -> bool:
    """Whether the token is ب or ل with a verbal noun or a definite noun."""
    here = scene.folded[index]
    if here.startswith(("بال", "لل")):
        return True
    return is_action_word(scene, here[1:])
