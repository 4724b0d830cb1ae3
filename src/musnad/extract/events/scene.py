"""One article as the event rules see it: words with their kinds, noun phrases, and what follows in a clause."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from musnad.extract.events.forms import Forms, forms
from musnad.extract.events.words import Word, Words, words
from musnad.extract.grammar import grammar
from musnad.extract.heads import Head
from musnad.lexicon import Lexicon
from musnad.records import Attribution, Evidence, Mention, Span, evidence
from musnad.text.doc import Doc

COUNTED = frozenset(("حياه", "بحياه", "سراح", "سبيل"))
ENDS = frozenset(".؟?!؛:\n…")
COMMAS = frozenset("،,")
OPENERS = frozenset('"«“(')
CLOSERS = {'"': '"', "«": "»", "“": "”", "(": ")"}
REACH = 28
MONTHS = frozenset(
    ("يناير", "فبراير", "مارس", "ابريل", "مايو", "يونيو", "يوليو", "اغسطس", "سبتمبر", "اكتوبر", "نوفمبر", "ديسمبر",
     "كانون", "شباط", "اذار", "نيسان", "ايار", "حزيران", "تموز", "اب", "ايلول", "تشرين")
)  # fmt: skip
_PHRASE = 10
_MANY = ("number", "some")
_QUOTED = 8


class Part(Struct, frozen=True):
    """A phrase of a clause: tokens `[start, stop)`, the preposition that leads it, letters that are not its own."""

    start: int
    stop: int
    prep: str = ""
    letters: int = 0


class Scene:
    """The tokens of one article with what the rules ask of them; all places are token indices."""

    def __init__(
        self, doc: Doc, mentions: Sequence[Mention], attributions: Sequence[Attribution], lex: Lexicon
    ) -> None:
        self.doc, self.lex = doc, lex
        self.tokens: list[str] = doc.words.folded
        self.size = len(self.tokens)
        self.forms: Forms = forms(lex)
        self.words: Words = words(lex)
        self.grammar = grammar(lex)
        self.parts = self.grammar.parts
        self.attributions = attributions
        self.names = {doc.words.at(m.where.start): m for m in mentions}
        self.needed: dict[tuple[int, str, bool], int] = {}
        """Where a word stands that a row asks for, by token, row and whether its noun is meant: the memory of rules."""

    # --- places ------------------------------------------------------------------------------------------

    def sentence(self, at: int) -> Span:
        """The tokens of the sentence around `at`."""
        return self.doc.sentences[self.doc.sentence_of(at)]

    def evidence(self, part: Part) -> Evidence:
        """The words of a phrase without the particles written on it and marks at its ends."""
        first, last = part.start, part.stop - 1
        letters = part.letters
        while first < last and not self.tokens[first][0].isalnum():
            first, letters = first + 1, self.word(first + 1).letters
        while last > first and not self.tokens[last][0].isalnum():
            last -= 1
        start = self.doc.words.start[first]
        if letters:
            at = self.doc.words.folded_start[first] + letters
            start = self.doc.folded.span(at, at)[0]
        return evidence(self.doc.text, start, self.doc.words.stop[last])

    def trigger(self, first: int, stop: int) -> Evidence:
        """The words of tokens `[first, stop)`."""
        return evidence(self.doc.text, self.doc.words.start[first], self.doc.words.stop[stop - 1])

    # --- words -------------------------------------------------------------------------------------------

    def word(self, at: int) -> Word:
        """What the token is."""
        return self.words[self.tokens[at]]

    def kind(self, at: int) -> str:
        """The kind of the word; a name that was found in the text is one whatever the token looks like."""
        return "name" if at in self.names else self.words[self.tokens[at]].kind

    def joined(self, at: int) -> tuple[str, int]:
        """The preposition or و written on the token with its letters."""
        name = self.names.get(at)
        if name is not None:
            letters = name.where.start - self.doc.words.start[at]
            return (self.tokens[at][letters - 1] if letters else "", letters)
        word = self.words[self.tokens[at]]
        return word.joined, word.letters

    def has(self, at: int, wanted: Iterable[str]) -> bool:
        """Whether the token is one of the `wanted` folded words, without what is written around it."""
        return not self.words[self.tokens[at]].variants.isdisjoint(wanted)

    def head(self, at: int) -> Head | None:
        """The head noun that the token is, None where it is none."""
        return self.grammar.heads.get(self.tokens[at])

    def verb(self, at: int) -> bool:
        """Whether a finite verb stands at the token."""
        return self.kind(at) == "verb"

    # --- phrases -----------------------------------------------------------------------------------------

    def phrase(self, at: int, limit: int) -> int:
        """Where the noun phrase that starts at `at` ends; `at` itself where none starts."""
        kind = self.kind(at)
        if kind in ("prep", "stop", "that", "which", "time", "manner", "verb"):
            return at
        if kind == "self":
            return min(at + 1, limit)
        if kind == "mark":
            return self._quoted(at, limit) if self.tokens[at] in OPENERS else at
        end = self._first(at, limit)
        limit = min(limit, at + _PHRASE)
        while end < limit:
            after = self._further(at, end, limit)
            if after == end:
                break
            end = after
        return end

    def _first(self, at: int, limit: int) -> int:
        """The first member of a phrase: a name, a number with what it counts, a word."""
        name = self.names.get(at)
        if name is not None:
            return max(at + 1, min(limit, self.doc.words.at(name.where.stop - 1) + 1))
        kind = self.kind(at)
        if kind in ("some", "number"):
            end = at + 1
            while end < limit and self._counted(end):
                end += 1
            return self._first(end, limit) if end < limit and self._noun(end) else end
        return at + 1

    def _counted(self, at: int) -> bool:
        """Whether a quantity goes on: another number, «من»."""
        token = self.tokens[at]
        return self.kind(at) in ("number", "some") or token in ("من", "%", "و")

    def _noun(self, at: int) -> bool:
        return self.kind(at) in ("", "head", "adjective", "name") and not self.joined(at)[1]

    def _further(self, start: int, at: int, limit: int) -> int:
        """Where the next member of the phrase ends, `at` itself where the phrase is complete."""
        token = self.tokens[at]
        kind = self.kind(at)
        if token in OPENERS:
            return self._quoted(at, limit) if self.kind(at - 1) in ("head", "") else at
        if kind in _MANY and self.tokens[at - 1] in COUNTED:
            return self._first(at, limit)
        if kind not in ("", "head", "adjective", "name"):
            return at
        if self.joined(at)[1]:
            return at
        last, word = self.word(at - 1), self.word(at)
        before = "name" if self._named(at - 1) else self.kind(at - 1)
        if kind == "name":
            return self._name(start, at, before, last, limit)
        if word.definite:
            return at + 1 if self._definite(start, at, before, last, word) else at
        if before == "name":
            head = self.head(at)
            titled = (
                head is not None and head.kind == "person" and head.number == "s" and self.word(start).kind != "head"
            )
            return at + 1 if titled and self.names_person(at - 1) else at
        if last.definite:
            return at
        return at + 1 if self._indefinite(last, word, at - start) else at

    def _named(self, at: int) -> bool:
        """Whether the token belongs to a name."""
        return self.kind(at) == "name" or any(
            at - back in self.names and self.doc.words.start[at] < self.names[at - back].where.stop
            for back in range(1, 5)
        )

    def names_person(self, at: int) -> bool:
        """Whether the token belongs to the name of a person."""
        for back in range(5):
            name = self.names.get(at - back)
            if name is not None:
                return name.type == "PER" and self.doc.words.start[at] < name.where.stop
        return False

    def _name(self, start: int, at: int, before: str, last: Word, limit: int) -> int:
        """A name goes on with a phrase as owner of an indefinite noun or as the name of a person told by role."""
        if before == "name":
            return at
        name = self.names.get(at)
        if name is None:
            return at if last.definite or last.token.endswith("ا") else at + 1
        end = max(at + 1, min(limit, self.doc.words.at(name.where.stop - 1) + 1))
        if name.type == "PER" and self.word(start).kind != "head" and start not in self.names:
            return end if not last.definite and not last.token.endswith(("ا", "ون")) else at
        if name.type != "PER" and (last.definite or last.token.endswith("ا")):
            return at
        return end

    def _definite(self, start: int, at: int, before: str, last: Word, word: Word) -> bool:
        """Whether a definite word goes on with the phrase: as owner of an indefinite noun, or as an adjective."""
        if before == "name":
            surname = at - start == 1 and self.names_person(start)
            return word.kind == "adjective" and (surname or not self.names_person(start)) and not word.person
        if self.words.noun(word):
            return not last.definite and not last.token.endswith(("ون", "ا"))
        if last.kind in ("number", "some"):
            return True
        if not last.definite:
            return not last.token.endswith(("ون", "ا", "تان")) or len(last.token) < 4
        if word.kind == "adjective":
            return True
        if word.kind == "head" and word.person:  # «المكتب السياسي»
            whose = self.head(at - 1)
            return whose is not None and whose.kind == "body" and word.token.endswith(("ي", "يه"))
        if any(form.shape == "noun" for form in self.forms[word.token]):
            return False
        if at - start > 1 and self.word(at - 2).definite:  # one adjective that looks like a noun is all there is
            return False
        feminine = last.token.endswith(("ه", "ات", "اء"))
        return feminine == word.token.endswith(("ه", "اء", "ات")) or last.kind == "adjective"

    def _indefinite(self, last: Word, word: Word, length: int) -> bool:
        """Whether an indefinite word goes on with an indefinite phrase, as its adjective or its owner."""
        one, two = last.token, word.token
        if last.kind in ("number", "some"):
            return True
        if word.kind in ("number", "some"):
            return one in COUNTED
        if length > 1 and self.words.noun(word):
            return False
        owner = self.grammar.heads.get(two)
        if last.kind == "head" and one.endswith("ات") and owner is not None and owner.kind == "body":
            return owner.number == "s"  # «قوات جبهة الشمال»
        for end in ("ون", "ين", "ات"):
            if one.endswith(end):
                return two.endswith(end) or (end == "ات" and not word.kind and not two.endswith("ا"))
        if one.endswith("ا") and len(one) > 3:
            return two.endswith("ا")
        if two.endswith("ا") and len(two) > 3:
            return False
        if last.kind == "head" and word.kind == "head":
            mine, his = self.grammar.heads.get(one), self.grammar.heads.get(two)
            many = mine is not None and mine.number != "s" and his is not None and his.number == "s"
            two_men = his is not None and his.number == "d"
            return not many and not two_men and not word.token.endswith(("ون", "ين"))
        return True

    def _quoted(self, at: int, limit: int) -> int:
        """Where a short quoted or bracketed name that opens at `at` ends, `at` itself where it is longer."""
        closer = CLOSERS[self.tokens[at]]
        for k in range(at + 2, min(limit, at + _QUOTED)):
            if self.tokens[k] == closer:
                return k + 1
        return at

    # --- clauses -----------------------------------------------------------------------------------------

    def clause(self, at: int, split: int = 0, reach: int = REACH) -> list[Part]:
        """The phrases that follow in the clause from `at` on, each with its preposition; one begins at `split`."""
        found: list[Part] = []
        k, limit = at, min(self.sentence(at - 1)[1] if at else self.size, at + reach, self.size)
        while k < limit:
            kind, token = self.kind(k), self.tokens[k]
            if kind == "mark":
                if token in COMMAS and self._goes_on(k + 1, limit):
                    k += 1
                    continue
                if token in OPENERS and (end := self._quoted(k, limit)) > k:
                    found.append(Part(k, end))
                    k = end
                    continue
                if token in ENDS or token in COMMAS or token in OPENERS:
                    break
                k += 1
                continue
            if kind in ("stop", "that", "which", "verb"):
                break
            if kind in ("time", "manner"):
                k += 1
                continue
            apart = k < split < limit and self.kind(split - 1 - (self.tokens[split - 1] == "من")) not in _MANY
            k = self._part(k, split if apart else limit, found)
        return found

    def _goes_on(self, at: int, limit: int) -> bool:
        """Whether a clause goes on behind a comma: with a preposition or an adverb of time."""
        return at < limit and self.kind(at) in ("prep", "time")

    def _part(self, at: int, limit: int, found: list[Part]) -> int:
        """Read the phrase at `at` into `found`; the token after it."""
        prep, letters = "", 0
        start = at
        if self.kind(at) == "prep":
            prep = self.tokens[at].removeprefix("و") if len(self.tokens[at]) > 2 else self.tokens[at]
            start = at + 1
            while start < limit and self.kind(start) in ("prep", "time"):
                prep += " " + self.tokens[start] if self.kind(start) == "prep" else ""
                start += 1
            if start >= limit or self.kind(start) in ("that", "stop", "which", "verb"):
                return max(start, at + 1)
            letters = self.joined(start)[1] if self.joined(start)[0] == "و" else 0
        else:
            prep, letters = self.joined(at)
        end = self.phrase(start, limit)
        if end == start:
            return start + 1
        found.append(Part(start, end, prep, letters))
        return end
