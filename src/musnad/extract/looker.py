"""What stands at a token: a particle, a name of the tables, a demonym, a personal name known or never seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from musnad.extract.grammar import Grammar
from musnad.extract.names import Start, bare
from musnad.text.doc import Doc

OPEN = {"«": "»", "“": "”", "”": "”", '"': '"', "'": "'", "(": ")", "[": "]"}
MARKS = frozenset('«“”"')
ARTICLE = ("ال", "وال", "بال", "فال", "كال", "لل")
_OWNERS = ("ه", "ها", "هم", "هما")  # «تدخله» is nobody's name


class Looker:
    """Looks at the tokens of one document; token indices throughout, memory of what was looked up."""

    def __init__(self, doc: Doc, grammar: Grammar, persons: dict[int, int] | None = None) -> None:
        self.folded = doc.words.folded
        self.words = doc.words
        self.doc = doc
        self.grammar = grammar
        self.persons = persons or {}
        self.leads: Sequence[float] | None = None
        """By how much the model holds each token for no name, once it has been asked."""
        self._vocabulary: frozenset[str] | None = None
        self._opened = {quotation.start for quotation in doc.quotations if quotation.closed}
        self.all_known: dict[int, Start] = grammar.known_in(doc, self._look_up)
        """The names of the tables by the token that they start at."""
        self.known: Callable[[int], Start | None] = self.all_known.get
        """The longest name of the tables that starts at a token."""

    def _look_up(self, index: int) -> Start | None:
        """The name at a token where one may start; None where none does after all."""
        found = self.grammar.names.at(self.folded, index, len(self.folded))
        if found is None:
            return None
        if found.target.table == "outlets":
            return self._outlet(index, found)
        if found.target.table == "organizations" and (found.target.common or not found.rest):
            return self._body(index, found)
        if found.target.type == "PER" and not found.rest and self.demonym(index):
            return None  # «السوداني» tells a people before it tells a person
        return found

    def _outlet(self, index: int, found: Start) -> Start | None:
        """An outlet's name of everyday words («اليوم») counts only after its noun or in quotation marks."""
        token = self.folded[index]
        before = self.folded[index - 1] if index else ""
        head = self.grammar.heads.get(before) if before else None
        if (head is not None and head.kind == "outlet") or before in OPEN:
            return found
        if found.target.common:
            return None
        word = token[found.clitics :]
        article = word.startswith("ال") or token.startswith("لل")
        if found.rest:
            return None if article and all(part.startswith("ال") for part in found.rest) else found
        everyday = article or self.grammar.heads.get(word) or word in self.grammar.particles or len(word) < 4
        return None if everyday else found

    def _body(self, index: int, found: Start) -> Start | None:
        """A body's name that is a common noun as well («الوفد») counts only after a noun or in quotation marks."""
        before = self.folded[index - 1] if index else ""
        if before in OPEN or (before and self.grammar.heads.get(before) is not None):
            return found
        return None if found.target.common or self.grammar.heads.get(self.folded[index]) is not None else found

    @property
    def vocabulary(self) -> frozenset[str]:
        """All folded tokens of the document."""
        if self._vocabulary is None:
            self._vocabulary = frozenset(self.folded)
        return self._vocabulary

    def particle(self, index: int) -> str:
        """The kind of particle that the token is, "" where it is none."""
        token = self.folded[index]
        found = self.grammar.particles.get(token, "")
        if not found and token[0] in "وف" and len(token) > 2:
            found = self.grammar.particles.get(token[1:], "")
            if found in ("bind", "fixed", "inside", "occasion"):
                return ""
        return found

    def quoted(self, index: int, stop: int, reach: int = 9) -> int:
        """The index after the mark that closes the one at `index`, 0 where none does within reach."""
        mark = self.folded[index]
        if mark in MARKS and self.words.start[index] not in self._opened:
            return 0
        closer = OPEN[mark]
        for at in range(index + 2, min(stop, index + reach)):
            if self.folded[at] == closer:
                return at + 1
        return 0

    def name_at(self, index: int, stop: int, sure: bool) -> int:
        """The end of the personal name that starts at the token; `index` where none does.

        `sure` says that what stands before leads us to expect a name, so that words never seen may be one.
        """
        found = self.persons.get(index)
        if found is not None and found <= stop:
            return found
        known = self.known(index)
        if known is not None and known.clitics == 0:
            return self._parts(index + 1 + len(known.rest), stop, 0) if known.target.type == "PER" else index
        word = self.folded[index]
        if word == "علي" and (not sure or self.words.raw(index).endswith("ى")):
            return index  # على folds to the name علي
        if word.startswith("ال") and self.demonym(index):
            return index  # «الرئيس المصري» is not one called المصري
        if self.grammar.given(word) or (sure and word in self.grammar.parts):
            kind = self.grammar.parts[word].kind
            return self._parts(index + 1, stop, 1 if kind in ("given", "foreign") else 0)
        if sure and word[0] not in "وفلبك" and not word.endswith(_OWNERS) and self.namelike(index):
            end = self._parts(index + 1, stop, 2)
            return end if self.closed(end) else index
        return index

    def _parts(self, at: int, stop: int, unseen: int) -> int:
        """Where a name ends that goes on at `at`; up to `unseen` words that no table has may belong to it."""
        first = at
        while at < stop and at - first < 8:
            word, more = self.folded[at], at + 1 < stop
            if (more and word == "-" and self._tight(at)) or (
                more and self.grammar.particles.get(word) == "bind" and self.namelike(at + 1, True)
            ):
                at += 2
            elif word in self.grammar.parts and not (self.particle(at) or word in self.grammar.verbs):
                if self._two_men(at):
                    break
                at += 1
            elif unseen and self.namelike(at, True) and not self._verbal(at):
                at, unseen = at + 1, unseen - 1
            else:
                break
        return at

    def _two_men(self, at: int) -> bool:
        """Whether a family name from abroad stands at the token right behind another: one who meets another."""
        parts = [self.grammar.parts.get(self.folded[k]) for k in (at - 2, at - 1, at) if k >= 0]
        if len(parts) < 3 or any(part is None or part.common for part in parts[1:]) or parts[0] is not None:
            return False
        return all(part is not None and part.kind == "family-foreign" for part in parts[1:])

    def _verbal(self, at: int) -> bool:
        """Whether a word never seen looks rather like a verb or an adverb beside a name."""
        word = self.folded[at]
        return word[0] in "يتسنفوبلك" or (word.endswith(("ا", "وا")) and len(word) > 4)

    def _tight(self, hyphen: int) -> bool:
        start, stop = self.words.start, self.words.stop
        return stop[hyphen - 1] == start[hyphen] and stop[hyphen] == start[hyphen + 1]

    def namelike(self, index: int, inside: bool = False) -> bool:
        """Whether the token could be part of a name never seen before: a word that nothing else explains."""
        token = self.folded[index]
        if not token[0].isalpha() or len(token) < 2 or self.particle(index) not in ("", "bind", "fixed"):
            return False
        if self.grammar.heads.get(token) is not None or self.demonym(index) or self.grammar.verbs.get(token):
            return False
        if bare(token) in self.grammar.modifiers:
            return False
        if inside and token.startswith(ARTICLE[1:]) and token not in self.grammar.parts:
            return False
        known = self.known(index)
        return known is None or known.target.type == "PER" or (inside and known.clitics > 0)

    def demonym(self, index: int) -> str:
        """The state that the token is a demonym of, "" where it is none."""
        token = self.folded[index]
        states = self.grammar.demonyms
        return states.get(token) or states.get(bare(token)) or ""

    def closed(self, at: int) -> bool:
        """Whether a phrase may well end before the token: a mark, a particle, a verb, the end."""
        if at >= len(self.folded) or not self.folded[at][0].isalnum():
            return True
        return bool(self.particle(at)) or bool(self.grammar.verbs.get(self.folded[at]))
