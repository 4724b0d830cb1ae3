"""Prepositions and objects: contents that are noun phrases, brought in by the cue's own preposition or by nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from musnad.extract.cues import Form, Frame
from musnad.extract.openings import Opening
from musnad.extract.scene import COMMAS, Scene
from musnad.extract.words_seen import is_action, is_action_word

if TYPE_CHECKING:
    from musnad.extract.frames import Frames


_NEAR = 7
"""How far behind what was taken for an object the cue's own preposition may stand."""


class Walker:
    """Where a walk from a cue stands, and the noun phrases that it may open with."""

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

    def _has_object(self) -> bool:
        """Whether the object of the cue has started already, so that what comes now belongs to it."""
        return self.object_from >= 0 and self.form.has("اسم") is not None and not self.form.owner

    def _at_preposition(self, at: int) -> Opening | None:
        here = self.folded[at]
        bare = here[1:] if here[0] in "وف" and len(here) > 2 else here
        said = self._by_saying(at)
        if said is not None:
            return said
        for frame in self.form.frames:
            if frame.mark in ("ان", "اسم"):
                continue
            if frame.keeps_object and self.object_from >= 0 and (here == frame.mark or self._attached(at, frame.mark)):
                return Opening("object", self.object_from, self.scene.start[self.object_from], frame, self.source, at)
            if (
                self._has_object()
                and not frame.keeps_object
                and self.folded[at - 1] not in COMMAS
                and (is_action(self.scene, self.object_from) or frame.weak or self._owned_object())
            ):
                return None
            if here == frame.mark and self.spare_from >= 0 and self.form.has("اسم") is not None:
                return None  # «أكد الوزير خلال استقباله وفدا أهمية الحفاظ على السلم»
            if here == frame.mark or (bare == frame.mark and not self.aside):
                sure = self.source is not None or self.form.shape == "participle"
                if sure and self._has_object() and at - self.object_from > _NEAR:
                    return None
                if not self._adjunct_follows(at, frame.mark):
                    return self._noun_opening(at + 1, at, frame)
            elif self._attached(at, frame.mark):
                shift = 0 if here.startswith("لل") else 1
                start = self.scene.start[at] + shift
                return Opening("preposition", at, start, frame, self.source, at)
        return None

    def _by_saying(self, at: int) -> Opening | None:
        """«ختم بالقول إن», «خلص إلى القول إن»: the clause behind the saying is the content."""
        frame = self.form.has("ب" if self.folded[at] in self.scene.words("by_saying") else self.folded[at])
        if frame is None:
            return None
        at += self.folded[at] == frame.mark
        if self.folded[at] not in self.scene.words("by_saying") or at + 2 >= self.scene.size:
            return None
        if "complementizer" in self.scene.kinds(at + 1):
            return Opening("that", at + 2, self.scene.start[at + 2], frame, self.source, at + 1)
        if self.folded[at + 1] != ":":
            return None
        quote = self.scene.quote_from.get(at + 2)
        start = quote.inner_start if quote is not None else self.scene.start[at + 2]
        return Opening("quote" if quote is not None else "colon", at + 2, start, frame, self.source, at + 1)

    def _owned_object(self) -> bool:
        """Whether the object is the speaker's own, so that «عن» goes on with it («أعلنت مسؤوليتها عن الهجوم»)."""
        raw = self.scene.doc.words.raw(self.object_from)
        return len(raw) > 4 and raw.endswith(("ته", "تها", "تهم", "ده", "دها")) and self.source is not None

    def _attached(self, at: int, mark: str) -> bool:
        """Whether the preposition stands joined to the token («بإصلاح», «للضغط»)."""
        here = self.folded[at]
        if mark not in ("ب", "ل") or not here.startswith(mark) or len(here) < 3:
            return False
        kinds = self.scene.kinds(at)
        if here == mark + "اي":
            return True
        if here in self.scene.words("own_letter"):
            return False  # «طالب سكان بلدة الوادي بفتح الجسر»
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
        if mark == "الي" and self.folded[at - 1] in self.scene.words("interview") - self.scene.words("occasion_only"):
            return True  # «في حديث إلى صحيفة الأفق»
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
        if at < 0 or (at == self.spare_from and frame.weak) or self.folded[at] in self.scene.words("by_saying"):
            return None
        asked = at
        if self.addressed and (self.source is not None or self.form.joined):
            asked = self._past_addressed(at)
        return Opening("object", asked, self.scene.start[asked], frame, self.source, at)

    def _past_addressed(self, at: int) -> int:
        """Where what is asked starts behind whom it is asked of («ناشد الوزير الحكومة إعلان السعر»)."""
        head = self.scene.head(at)
        if head is None or head.kind not in ("person", "body") or not head.definite:
            return at
        stop = self.frames.sources.end(at, self.limit, self.form)
        inside = stop < self.limit and self.folded[stop][0].isalpha()
        asked = inside and (
            is_action(self.scene, stop) or is_action_word(self.scene, self.folded[stop].removeprefix("ال"))
        )
        return stop if asked else at


def is_action_bare(scene: Scene, index: int) -> bool:
    """Whether the token is ب or ل with a verbal noun or a definite noun."""
    here = scene.folded[index]
    if here.startswith(("بال", "لل")):
        return True
    return is_action_word(scene, here[1:])
