"""Noun phrases of those who speak: head, what belongs to it, the name in it, the apposition beside it."""

from __future__ import annotations

from msgspec import Struct

from musnad.extract.heads import Head
from musnad.extract.looker import ARTICLE, MARKS, OPEN, Looker
from musnad.extract.names import Start
from musnad.extract.scene import class_words
from musnad.extract.shapes import shape
from musnad.records import Span

_COMMA = frozenset("،,")
_REACH = 24


class Phrase(Struct, frozen=True):
    """A noun phrase as token range `[start, stop)`; `name` is the range of the personal name in it."""

    start: int
    stop: int
    head: Head | None
    name: Span | None = None
    known: Start | None = None
    """The table's name that the phrase holds, where one is its name or its core."""


class Reader(Looker):
    """Reads phrases off one document; token indices throughout, memory of what was read."""

    def phrase(self, start: int, stop: int) -> Phrase:
        """The phrase whose head noun stands at `start`; it ends at `stop` at the latest."""
        head = self.grammar.heads.get(self.folded[start])
        known = self.known(start)
        if known is not None and known.rest and known.target.type == "ORG":
            return Phrase(start, self._tail(start + 1 + len(known.rest), stop), head, None, known)
        at, name, core = start + 1, None, known
        settled = head is not None and head.definite  # what stands so far is definite, so that a name may follow
        reach = min(stop, start + _REACH)
        # the noun whose own name may follow, and the last word of that name
        own = owner = start if head is not None and self._owns_name(head) else -9
        while at < reach:
            token = self.folded[at]
            if token in OPEN:
                end = self.quoted(at, reach)
                if not end or not self._belongs(start, at, end, name):
                    break
                if name is None and self._person(head) and token != "(":  # noqa: S105
                    within = self._quoted_name(at, reach)
                    name = within[1] if within is not None else None
                core = core or self.known(at + 1)
                at, settled = end, True
                continue
            if token in _COMMA:
                apposition = self._after_comma(at, reach, head, name, settled)
                if apposition is not None:
                    at, name = apposition
                break
            kind = self.particle(at)
            if kind in ("inside", "fixed"):
                at += 1
                continue
            if kind == "same":
                at += 1
                break
            if kind == "prep" and name is None and self._leads_on(at, reach, head):
                at += 1
                settled = True
                continue
            if kind and kind != "bind":
                break
            known = self.known(at)
            if known is not None and known.target.type != "PER" and not self._foreign(at, known, name):
                at += 1 + len(known.rest)
                core, settled = core or known, True
                continue
            if name is None:
                end = self.name_at(at, reach, settled and not token.startswith("ال"))
                if end > at and self._person(head):
                    name, at, settled = (None if self.owns(head, settled) else (at, end)), end, True
                    continue
            inner = self.grammar.heads.get(token)
            if inner is not None and self._owns_name(inner) and name is None:
                own = owner = at
            elif name is None and at == owner + 1 and at - own <= 3 and self.namelike(at) and token[0] not in "وفلبك":
                at, owner, settled = at + 1, at, True
                continue
            if (settled and inner is not None and self._starts_anew(at, inner)) or not self._modifies(at, head, name):
                break
            settled = settled or token.startswith(ARTICLE)
            at += 1
        if name is not None and at == name[1]:
            at = self._tail(at, reach)
        return Phrase(start, at, head, name, core)

    def _belongs(self, start: int, at: int, end: int, name: Span | None) -> bool:
        """Whether what is quoted at the token names the phrase: nothing but a name does after a whole name."""
        if self.folded[at] not in MARKS:
            return True
        known = self.known(start)
        if name is None and (known is None or start + 1 + len(known.rest) != at or known.target.table != "states"):
            return True
        return self.known(at + 1) is not None or self.name_at(at + 1, end - 1, True) == end - 1

    def _person(self, head: Head | None) -> bool:
        return head is None or head.kind in ("person", "source")

    def owns(self, head: Head | None, settled: bool) -> bool:
        """Whether a name right after an indefinite noun is its owner's: «وزير خارجية ماكرون», «والد زياد»."""
        return head is not None and not head.definite and not settled and head.noun not in self.grammar.styled

    def _owns_name(self, head: Head) -> bool:
        return head.kind in ("body", "outlet") and not head.definite and head.number == "s"

    def _starts_anew(self, at: int, inner: Head) -> bool:
        """Whether a head noun after what is definite already starts a phrase of its own: «أمير قطر تصريحات»."""
        if inner.clitics or inner.owned or self.particle(at - 1) in ("prep", "inside", "fixed", "bind", "same"):
            return False
        if not inner.definite:
            return True
        return inner.kind not in ("person", "source") and not self.folded[at].endswith("يه")

    def _foreign(self, at: int, known: Start, name: Span | None) -> bool:
        """Whether a known name is rather a complement of the verb: «للجزيرة», «في القاهرة», a name after the name."""
        if name is not None:
            return True
        if not known.clitics:
            return False
        return self.folded[at][0] in "لوفك" and (known.target.table == "outlets" or self.folded[at][0] != "ل")

    def _leads_on(self, at: int, reach: int, head: Head | None) -> bool:
        """Whether a preposition belongs to the phrase: «مسؤول في الوزارة», but not «قال في بيان»."""
        if self.folded[at] not in ("في", "من", "عن", "لدي", "على", "علي") or at + 1 >= reach or head is None:
            return False
        if head.kind not in ("person", "source", "body") or self.particle(at + 1):
            return False
        if self.folded[at] == "علي" and head.kind == "body":
            return False  # «عرض الاتحاد على نورستان»
        after = self.grammar.heads.get(self.folded[at + 1])
        if after is not None:
            return after.kind in ("body", "outlet", "person") or head.kind == "source"
        known = self.known(at + 1)
        if known is not None:
            return not (head.kind == "body" and self.folded[at] != "في")
        return self.folded[at + 1].startswith("ال") and (head.number != "s" or not head.definite)

    def _modifies(self, at: int, head: Head | None, name: Span | None) -> bool:
        """Whether a word goes on with the phrase: definite, a demonym, a head noun, an indefinite adjective."""
        token = self.folded[at]
        if name is not None or not token[0].isalpha() or self.grammar.verbs.get(token):
            return False
        if token.startswith("ال"):
            return self._agrees(at, head)
        inner = self.grammar.heads.get(token)
        if inner is not None:
            if inner.clitics == 0:
                return True
            if token[0] == "و" and inner.owned:
                return True  # «رئيس الحركة ومؤسسها»
            if token[0] == "ل":
                return inner.kind == "body" or (head is not None and head.kind == "document")
            return inner.kind == "body" and (token[0] == "ب" or (token[0] == "و" and inner.definite))
        if token.startswith(("وال", "لل")):
            return True
        if token.startswith("بال"):
            return head is not None and head.kind in ("person", "body") and not self._done(token[3:])
        if self.demonym(at):
            return True
        if head is None or token[0] in "وفبلك":
            return False
        if not head.definite and token.endswith(("ي", "يه", "ون", "ين", "ات", "ه")):
            return True
        # a construct in the middle: «لجنة إعداد الدستور»
        following = at + 1
        return (
            following < len(self.folded)
            and self.folded[following].startswith("ال")
            and not self.grammar.given(token)
            and self.folded[at - 1] not in _COMMA
            and not self.folded[at - 1].startswith("ال")
        )

    def _done(self, word: str) -> bool:
        """Whether a verbal noun tells what is done, and not where someone works («طالب النائب الوزير بالكشف عن»)."""
        lex = self.grammar.lex
        return word in class_words(lex, "action") or (len(word) > 3 and shape(lex, "action")(word))

    def _agrees(self, at: int, head: Head | None) -> bool:
        """Whether a definite word right after a definite head agrees with it, as an adjective must."""
        before, word = self.folded[at - 1], self.folded[at]
        own = self.grammar.heads.get(before)
        if head is None or own is None or not own.definite or own.noun != head.noun or own.number != "s":
            return True
        feminine = word.endswith(("ه", "اء", "ات", "ي"))
        return feminine if own.gender == "f" else not word.endswith(("ه", "ات")) or self.known(at) is not None

    def _after_comma(
        self, comma: int, reach: int, head: Head | None, name: Span | None, settled: bool
    ) -> tuple[int, Span | None] | None:
        """The apposition after a comma: a name after a title, a title after a name."""
        at = comma + 1
        if at >= reach:
            return None
        if name is None and head is not None and head.kind == "person" and head.number == "s" and settled:
            if self.folded[at] in MARKS:
                return self._quoted_name(at, reach)
            end = self.name_at(at, reach, True)
            if end > at and self.closed(end) and (end - at > 1 or self.grammar.given(self.folded[at])):
                return end, (at, end)
        if name is not None:
            end = self._title_end(at, reach)
            if end > at:
                return end, name
        return None

    def _quoted_name(self, at: int, reach: int) -> tuple[int, Span] | None:
        end = self.quoted(at, reach, 7)
        if end and self.name_at(at + 1, end - 1, True) == end - 1:
            return end, (at + 1, end - 1)
        return None

    def _title_end(self, at: int, reach: int) -> int:
        title = self.grammar.heads.get(self.folded[at]) if at < reach else None
        if title is None or title.kind != "person" or title.clitics or title.number != "s":
            return at
        if title.noun == "نظير" or self.folded[at] == title.noun + "ا":
            return at  # «بوتين نظيره الأميركي», «بوتين موفدا» are two men
        inner = self.phrase(at, reach)
        return inner.stop if inner.name is None and inner.stop > at + 1 else at

    def _tail(self, at: int, reach: int) -> int:
        """What follows a finished name: a title beside it, an acronym in brackets."""
        if at < reach and self.folded[at] == "(":
            end = self.quoted(at, reach, 6)
            if end and not self.grammar.demonyms.get(self.folded[at + 1]):
                return end
        end = self._title_end(at, reach) if at < reach else at
        if end == at and at < reach and self.folded[at] in _COMMA:
            end = self._title_end(at + 1, reach)
            return end if end > at + 1 else at
        return end

    def around_name(self, index: int, stop: int) -> Phrase | None:
        """The phrase of a personal name that stands without a title, with the apposition after it."""
        end = self.name_at(index, stop, False)
        if end == index:
            return None
        return Phrase(index, self._tail(end, min(stop, index + _REACH)), None, (index, end), self.known(index))
