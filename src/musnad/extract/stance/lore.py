"""What the tables say of a token when stances are sought, made once from the lexicon and remembered by token."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from msgspec.structs import replace

from musnad.extract.memory import Memory
from musnad.extract.stance.forms import Form, Noun, noun_forms, verb_forms
from musnad.lexicon import Lexicon
from musnad.text.fold import fold_text

NOTHING: frozenset[str] = frozenset()
OPENERS = (
    "need",
    "weigh",
    "good",
    "bad",
    "pending",
    "if",
    "hinges",
    "requires",
    "without",
    "silent",
    "way",
    "vote",
    "abstain",
    "veto",
    "against",
    "with",
)
"""Kinds of phrases that some rule begins at."""
LAUNCHED = ("دعوة", "عرض", "مشروع", "فكرة", "حملة")
"""Nouns that are a proposal where somebody is said to have launched it."""
# the shapes of action nouns of the derived forms: تفعيل، إفعال، انفعال، افتعال، استفعال، مفاعلة (folded, bare)
_ACTION = re.compile(
    r"(?:ت\w{2}ي\w|ا\w{2}ا\w|ا[نت]?\w{2}?ا\w|ان\w{2}ا\w|ا\wت\w{1,2}ا\w|است\w{2,3}ا?\w|م\wا\w{2}[هت]|ا\w{1,2}ا\wه|ت\w{2}يه|تا\w{1,2}ي\w)"
    r"(?:ه|ها|هم|نا)?"
)
_MUTUAL = re.compile(r"ت\wا\w[^هيا]")  # «التعاقد»، read only behind the article: without it, it may be a verb
_CLITICS = re.compile("[وف]?(?:[بلك]?ال|لل|[بل](?=\\w{4}))?")


class Lore:
    """The stance tables by folded token; made by `lore`."""

    def __init__(self, lex: Lexicon) -> None:
        self.lex = lex
        self._forms = _forms(lex)
        self._nouns: dict[str, Noun] = {}
        for noun in lex.initiatives.values():
            for token, reading in noun_forms(noun):
                self._nouns.setdefault(token, reading)
        self.phrases: dict[str, Phrases] = {}
        self.words: dict[str, str] = {}
        self._begun: dict[str, set[str]] = {}
        for row in lex.stance_words.values():
            parts = tuple(fold_text(row.phrase).split())
            self.phrases.setdefault(row.kind, {}).setdefault(parts[0], []).append((parts, row.phrase))
            if row.kind in OPENERS:
                self._begun.setdefault(parts[0], set()).add(row.kind)
            if len(parts) == 1:
                self.words[parts[0]] = row.kind
        self.particles = {fold_text(row.word): row.kind for row in lex.particles.values()}
        self.endings = {fold_text(w.phrase) for w in lex.stance_words.values() if w.kind == "ending"}
        self.opened = {kind: _openers(phrases) for kind, phrases in self.phrases.items()}
        """By kind and token, the phrases that may begin there (also behind و or ف): further words and row's key."""
        self.forms: Callable[[str], tuple[Form, ...]] = Memory(self._find_forms).__getitem__
        """The readings of a token as a form of a stance verb."""

    def _find_forms(self, token: str) -> tuple[Form, ...]:
        found = self._forms.get(token)
        if found is None and token[0] in "وف":
            found = self._forms.get(token[1:])
            if found is not None:
                found = tuple(replace(form, joined=token[0] + form.joined) for form in found)
        return found or ()

    def noun(self, token: str) -> Noun | None:
        """The reading of a token as a noun that heads an initiative."""
        found = self._nouns.get(token)
        if found is None and token[0] in "وف":
            found = self._nouns.get(token[1:])
        return found

    def word(self, token: str) -> str:
        """The kind of single stance word (also behind و or ف), "" where it is none."""
        found = self.words.get(token, "")
        if not found and len(token) > 2 and token[0] in "وف":
            found = self.words.get(token[1:], "")
        return found

    def particle(self, token: str) -> str:
        """The kind of particle (also behind و or ف), "" where it is none."""
        found = self.particles.get(token, "")
        if not found and len(token) > 2 and token[0] in "وف":
            found = self.particles.get(token[1:], "")
        return found

    def plan(self, token: str) -> str:
        """The kind of initiative or action that a token heads, "" where it heads none."""
        noun = self.noun(token)
        if noun is not None:
            return noun.row.kind
        bare = token[_CLITICS.match(token).end() :]  # type: ignore[union-attr]
        action = len(token) > 3 and (
            _ACTION.fullmatch(bare) is not None or (bare != token and _MUTUAL.fullmatch(bare) is not None)
        )
        return "act" if action else ""

    def bare(self, token: str) -> str:
        """A token without و ف, a preposition and the article."""
        token = token[1:] if len(token) > 3 and token[0] in "وف" and token not in self.words else token
        for lead in ("بال", "لل", "ال", "ب", "ل"):
            if token.startswith(lead) and len(token) - len(lead) > 2:
                return token[len(lead) :]
        return token

    def classes(self, token: str) -> frozenset[str]:
        """What rules may begin at a token: shapes of verbs, "offer", kinds of phrases."""
        forms, noun, begun = self.forms(token), self.noun(token), self._begun
        opens, behind = begun.get(token, NOTHING), begun.get(token[1:], NOTHING) if token[0] in "وف" else NOTHING
        if not forms and noun is None and not opens and not behind and token not in self.words:
            return NOTHING
        found = {"verb" if form.shape in ("past", "present") else form.shape for form in forms} | opens | behind
        if noun is not None and (noun.row.kind == "offer" or noun.row.noun in LAUNCHED):
            found.add("offer")
        if self.words.get(token) == "up to":
            found.add("ought")
        return frozenset(found) or NOTHING


Phrases = dict[str, list[tuple[tuple[str, ...], str]]]
"""Phrases with the keys of their rows, by their first word."""


def _openers(phrases: Phrases) -> dict[str, list[tuple[list[str], str]]]:
    """The further words of phrases and the keys of their rows, by the token that they begin with, و or ف before it."""
    found: dict[str, list[tuple[list[str], str]]] = {}
    for token in sorted({lead + first for first in phrases for lead in ("", "و", "ف")}):
        words = (token, token[1:]) if token[0] in "وف" else (token,)
        found[token] = [(list(parts[1:]), key) for word in words for parts, key in phrases.get(word, ())]
    return found


def _forms(lex: Lexicon) -> dict[str, tuple[Form, ...]]:
    found: dict[str, list[Form]] = {}
    for row in lex.stances.values():
        barred = {fold_text(word) for word in row.barred}
        for token, form in verb_forms(row):
            if token not in barred:
                known = found.setdefault(token, [])
                if not any(f.row is row and f.shape == form.shape for f in known):
                    known.append(form)
    return {token: tuple(forms) for token, forms in found.items()}


@cache
def lore(lex: Lexicon) -> Lore:
    """The stance tables of the lexicon, made once."""
    return Lore(lex)
