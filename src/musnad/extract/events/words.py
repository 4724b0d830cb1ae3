"""What a token is for the reading of a clause, told from the token alone and remembered."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from musnad.extract.cues import cues
from musnad.extract.events.forms import Forms, forms
from musnad.extract.grammar import grammar
from musnad.extract.heads import Heads
from musnad.extract.memory import lazy
from musnad.extract.names import bare
from musnad.lexicon import Lexicon
from musnad.text.fold import fold_text

MEMORY = 1 << 15
_NISBA = ("ي", "يه", "يين", "يون", "يات", "يتين", "يان")
_ARTICLE = ("ال", "وال", "فال")
_NOUNS_END = ("ه", "ي", "ات", "ا")
_ON_B = 4
_STEM = 3
_SIGNS = frozenset("%")
STRUCTURE = frozenset(("some", "noun", "that", "which", "stop", "prep", "self", "time", "verb"))
_EXACT = frozenset(("not", "without", "will", "if", "may", "past", "hand", "by", "about", "over", "under", "unit"))


class Word:
    """One token: its class, the letters before the noun in it, whether it is definite; the rest when it is asked for.

    `kind` is prep, stop, that, which, time, manner, mark, verb, number, some, head, adjective or "" (some other word).
    `joined` is the preposition or conjunction written on it; `letters` how many letters that takes.
    """

    def __init__(
        self,
        words: Words,
        token: str,
        kind: str,
        joined: str = "",
        letters: int = 0,
        definite: bool = False,
        person: bool = False,
    ) -> None:
        self._words = words
        self.token = token
        self.kind = kind
        self.joined = joined
        self.letters = letters
        self.definite = definite
        self.person = person

    @lazy
    def variants(self) -> frozenset[str]:
        """The token and what is left of it without particles, case ending and plural, to compare with rows."""
        return frozenset(_variants(self.token)) if self.kind != "mark" else frozenset()

    @lazy
    def stem(self) -> str:
        """The shortest of the variants that is still a word."""
        variants = _variants(self.token) if self.kind != "mark" else ()
        return min((one for one in variants if len(one) >= _STEM), key=len, default=self.token)

    @lazy
    def topics(self) -> tuple[str, ...]:
        """What the table of event words says of it: mode, content and context, and how an event is meant."""
        return self._words.about(self)

    @lazy
    def listed(self) -> bool:
        """Whether the table of event words has it as a noun, in any of its variants."""
        return self._words.lists(self)


class Words(dict[str, Word]):
    """Words by folded token, each looked at once."""

    def __init__(self, lex: Lexicon) -> None:
        super().__init__()
        self._grammar = grammar(lex)
        self._heads: Heads = self._grammar.heads
        self._forms: Forms = forms(lex)
        self._cues = cues(lex)
        self._classes: dict[str, str] = {}
        self._topics: dict[str, tuple[str, ...]] = {}
        self._numerals = frozenset(fold_text(row.word) for row in lex.numerals.values() if "ordinal" not in row.kind)
        for row in lex.event_words.values():
            for word in map(fold_text, row.words):
                if row.kind in STRUCTURE:
                    self._classes.setdefault(word, row.kind)
                else:
                    self._topics[word] = (*self._topics.get(word, ()), row.kind)

    def __missing__(self, token: str) -> Word:
        if len(self) > MEMORY:
            self.clear()
        found = self[token] = self._look(token)
        return found

    def noun(self, word: Word) -> bool:
        """Whether the table of event words has it as a noun, in any of its variants."""
        return word.listed

    def lists(self, word: Word) -> bool:
        """Look up whether the table of event words has it as a noun."""
        return any(self._classes.get(variant) == "noun" for variant in word.variants)

    def classed(self, token: str) -> str:
        """The closed class of a token, also behind و and ف."""
        found = self._classes.get(token, "")
        return found or (self._classes.get(token[1:], "") if len(token) > 2 and token[0] in "وف" else "")

    def _look(self, token: str) -> Word:
        if not token[0].isalnum() and token not in _SIGNS:
            return Word(self, token, "mark")
        kind = self._kind(token)
        joined, letters = self._joined(token) if kind in ("", "head", "some", "number", "adjective") else ("", 0)
        letters += token[letters - 1 : letters + 1] == "لل" and letters > 0
        rest = token[letters:]
        definite = rest.startswith("ال") or token.startswith(("لل", "ولل"))
        if joined and rest and not kind:
            kind = self._kind(rest)
            kind = kind if kind in ("head", "some", "number", "adjective", "name") else ""
        head = self._heads.get(token)
        person = head is not None and head.kind in ("person", "body", "source")
        return Word(self, token, kind, joined, letters, definite, person)

    def about(self, word: Word) -> tuple[str, ...]:
        """The topics of a token: those of how it is meant by its own form, those of modes and contexts by its noun."""
        if word.kind == "mark":
            return ()
        token = word.token
        bare = token[1:] if len(token) > 2 and token[0] in "وف" else token
        own = {kind for one in (token, bare) for kind in self._topics.get(one, ()) if kind in _EXACT}
        rest = {kind for variant in word.variants for kind in self._topics.get(variant, ()) if kind not in _EXACT}
        return (*sorted(own), *sorted(rest))

    def _kind(self, token: str) -> str:
        own = self.classed(token)
        if own and own != "noun":
            return own
        particle = self._grammar.particles.get(token, "")
        if not particle and token[0] in "وف" and len(token) > 2:
            particle = self._grammar.particles.get(token[1:], "")
            particle = particle if particle in ("prep", "stop", "time") else ""
        if particle in ("prep", "stop", "time", "manner"):
            return particle
        if token[0].isdigit() or token in self._numerals:
            return "number"
        if self._named(token):
            return "name"
        if self._heads.get(token) is not None:
            return "head"
        if own == "noun":
            return ""
        shapes = {form.shape for form in self._forms[token]}
        if shapes and "noun" not in shapes and shapes & {"past", "present"}:
            return "verb"
        if "noun" in shapes:
            return ""
        if self._grammar.verbs.get(token) or any(f.shape in ("past", "present") for f in self._cues.get(token)):
            return "verb"
        if self._looks_verbal(token):
            return "verb"
        if bare(token) in self._grammar.demonyms or (token.startswith(_ARTICLE) and token.endswith(_NISBA)):
            return "adjective"
        return ""

    def _named(self, token: str) -> bool:
        """Whether a token alone is a name of the tables and no everyday word."""
        return any(
            not start.rest and not start.clitics and not start.target.common and start.target.table != "outlets"
            for start in self._grammar.names.starts(token)
        )

    def _looks_verbal(self, token: str) -> bool:
        """Whether a token that no table has looks like an imperfect: يـ or سيـ, but no noun in ي."""
        rest = token[1:] if len(token) > 4 and token[0] in "وف" else token
        future = rest.startswith(("سي", "ست")) and len(rest) > 5 and not rest.endswith(_NOUNS_END)
        rest = rest[1:] if future else rest
        if future and rest[0] == "ت":
            return True
        known = rest in self._grammar.parts or self._grammar.names.starts(rest)
        return len(rest) > 3 and rest[0] == "ي" and not rest.startswith(("يوم", "يمين", "يسار", "يهود")) and not known

    def _joined(self, token: str) -> tuple[str, int]:
        """The preposition or و written on the token and how many letters it takes."""
        if token.startswith("لل"):
            return "ل", 1
        if token.startswith(("بال", "كال", "فال", "وال")):
            return token[0], 1
        if token.startswith(("وبال", "ولل", "فبال")):
            return token[1], 2
        head = self._heads.get(token)
        if head is not None:
            return (token[head.clitics - 1] if head.clitics else "", head.clitics)
        if token in self._grammar.parts or any(self._classes.get(w) == "noun" for w in (token, *_shorter(token))):
            return "", 0
        for start in self._grammar.names.starts(token):
            return (token[start.clitics - 1] if start.clitics else "", start.clitics)
        nouns = [form for form in self._forms[token] if form.shape == "noun"]
        if nouns:
            front = nouns[0].joined.removesuffix("ال")
            return (front[-1:], len(front)) if all(form.joined for form in nouns) else ("", 0)
        if len(token) > _ON_B and token[0] in "بل" and self._grammar.particles.get(token) is None:
            return token[0], 1
        if len(token) > _ON_B and token[0] == "و":
            inner = self[token[1:]]
            if inner.kind not in ("", "verb") or inner.definite or inner.joined:
                return (inner.joined or "و", 1 + inner.letters)
            if any(form.shape == "noun" for form in self._forms[token[1:]]):
                return "و", 1
        return "", 0


def _variants(token: str) -> tuple[str, ...]:
    """The token and what is left of it without particles, case ending and plural, to compare with rows."""
    whole = [token] + ([token[1:]] if token[0] in "وف" and len(token) > 3 else [])
    stems = whole + [
        word[len(front) :]
        for word in whole
        for front in _FRONTS
        if word.startswith(front) and len(word) > len(front) + 1
    ]
    return tuple(dict.fromkeys([*stems, *(short for stem in stems for short in _shorter(stem))]))


_FRONTS = ("ال", "بال", "لل", "كال", "ب", "ل", "ك")
_PLURALS = ("ين", "ان", "ات", "ها", "هم")


def _shorter(stem: str) -> Iterator[str]:
    """A noun without its case ending, its plural or dual, its owner."""
    if len(stem) > 3 and stem.endswith("ا"):
        yield stem[:-1]
    if len(stem) > 4 and stem.endswith(_PLURALS):
        yield stem[:-2]
        yield stem[:-2] + "ه"
    if len(stem) > 4 and stem.endswith("ه"):
        yield stem[:-1]
        if stem[-2] == "ت":
            yield stem[:-2] + "ه"
    if len(stem) > 5 and stem.endswith(("تها", "تهم", "تين", "تان")):
        yield stem[:-3] + "ه"


@cache
def words(lex: Lexicon) -> Words:
    """The words of the lexicon's language, made once."""
    return Words(lex)
