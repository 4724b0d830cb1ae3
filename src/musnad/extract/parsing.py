"""Source phrases as they were found: head noun, and the name wherever it stands in them."""

from __future__ import annotations

from musnad.extract.heads import Head
from musnad.extract.looker import ARTICLE
from musnad.extract.phrases import Phrase, Reader
from musnad.extract.scene import class_words
from musnad.records import Span

_QUOTES = frozenset("\"'«»“”()")


class SourceReader(Reader):
    """Reads given ranges as phrases."""

    @property
    def spokesmen(self) -> frozenset[str]:
        """The nouns behind which «باسم» is no name."""
        return class_words(self.grammar.lex, "spokesman")

    def whole(self, phrase: Phrase) -> Phrase:
        """A source with what belongs to it where it was cut short: «رئيس» of «رئيس الوفد», a title without its name."""
        head = phrase.head
        if head is None or head.number != "s" or phrase.name is not None:
            return phrase
        read = self.phrase(phrase.start, len(self.folded))
        if read.stop <= phrase.stop:
            return phrase
        alone = not head.definite and phrase.stop == phrase.start + 1
        named = head.kind == "person" and read.name is not None and read.name[0] >= phrase.stop
        if named and read.name is not None and read.name[0] not in self.persons:
            named = self.grammar.given(self.folded[read.name[0]]) or self.known(read.name[0]) is not None
        return read if alone or named else phrase

    def source(self, first: int, last: int) -> Phrase:
        """Read a given range as one phrase: its head, and the name wherever it stands in it."""
        folded = self.folded
        begin, end = first, last
        while first + 1 < last and folded[first] in _QUOTES:
            first += 1
        while last > first + 1 and folded[last - 1] in _QUOTES:
            last -= 1
        while first + 1 < last and (self.particle(first) in ("stop", "same") or folded[first] in ("احد", "احدي")):
            first += 1  # «هذا الحزب», «ذات المصدر»
        whole = self.grammar.names.at(folded, first, last)
        alone = whole is not None and (whole.rest or self.grammar.heads.get(folded[first]) is None)
        if whole is not None and alone and first + 1 + len(whole.rest) == last and whole.target.table != "persons":
            return Phrase(begin, end, self.grammar.heads.get(folded[first]), None, whole)
        head = self.grammar.heads.get(folded[first])
        if head is not None:
            read = self.phrase(first, last)
            person = head.kind in ("person", "source") and (head.noun != "ضيف" or head.definite)
            name = self._name_inside(first + 1, last, head.definite, head) if person else None
            return Phrase(begin, end, head, name, read.known)
        known = self.known(first)
        if known is not None and known.target.type != "PER":
            return Phrase(begin, end, None, None, known)
        return Phrase(begin, end, None, self._name_inside(first, last, True), known)

    def _name_inside(self, first: int, last: int, sure: bool, head: Head | None = None) -> Span | None:
        """The longest run of name parts in a source: it may end the phrase or stand before a comma."""
        best: Span | None = None
        at = first
        speaks = head is not None and head.noun in self.spokesmen
        while at < last:
            if speaks and self.particle(at) == "inside":  # «المتحدث الرسمي باسم الجوازات»
                at += 1
                continue
            before, article = self.folded[at - 1] if at else "", self.folded[at].startswith("ال")
            led = at == first or before in '،,"«' or before.startswith("ال")
            settled = sure and led and not (article and head is not None)
            end = min(self.name_at(at, last, settled), last)
            if end == at and self._opens_name(at, first, last):
                end = at + 2
            if end == at:
                at += 1
                continue
            while end < last and end not in self.persons and self.namelike(end):
                end += 1
            if self.owns(head, self._settled(first, at)) and not self._after_unseen(first, at, end, last):
                at = end
                continue
            if best is None or end - at > best[1] - best[0]:
                best = (at, end)
            at = end
        return best

    def _after_unseen(self, first: int, at: int, end: int, last: int) -> bool:
        """Whether a whole name behind a word that no table has is the holder's («وزير خارجية نورستان سامي الحداد»)."""
        unseen = at > first and self.namelike(at - 1) and self.folded[at - 1] not in self.grammar.parts
        return unseen and end == last and end - at > 1 and self.folded[at] in self.grammar.parts

    def _settled(self, first: int, at: int) -> bool:
        """Whether something definite, or a mark, stands in the range."""
        return any(
            self.folded[i].startswith(ARTICLE) or not self.folded[i][0].isalpha() or self.known(i) is not None
            for i in range(first, at)
        )

    def _opens_name(self, at: int, first: int, last: int) -> bool:
        """Whether an everyday word is a given name here: a part of names, and one more after it."""
        folded, parts = self.folded, self.grammar.parts
        if at == first or at + 1 >= last or folded[at] not in parts or self.particle(at):
            return False
        return folded[at + 1] in parts or self.namelike(at + 1, True)
