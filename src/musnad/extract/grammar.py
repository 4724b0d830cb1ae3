"""What the tables say of a word inside a noun phrase: particle, head noun, name part, demonym."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from musnad.extract.heads import Heads, heads
from musnad.extract.memory import Memory
from musnad.extract.names import Names, Start, demonyms, names
from musnad.lexicon import Lexicon
from musnad.text.doc import Doc
from musnad.text.fold import fold_text
from musnad.text.places import places
from musnad.text.words import words


class Grammar:
    """The tables that phrases are read with; made once by `grammar`."""

    def __init__(self, lex: Lexicon) -> None:
        self.lex = lex
        self._last: tuple[Doc, dict[int, Start]] | None = None
        self.heads: Heads = heads(lex)
        self.names: Names = names(lex)
        self.demonyms = demonyms(lex)
        self.particles: dict[str, str] = {}
        for row in lex.particles.values():
            self.particles.setdefault(fold_text(row.word), row.kind)
        self.shorts = _shorts(lex)
        former = [row for row in lex.titles.values() if row.kind == "former and acting"]
        self.modifiers = frozenset(fold_text(f) for row in former for f in (row.title, *row.feminine, *row.plural))
        # titles that stand right before the name, also without article: «عميد ركن زياد الحمداني»
        styled = [row for row in lex.titles.values() if row.kind in ("honorific", "military", "title")]
        self.styled = frozenset(fold_text(row.title) for row in styled)
        self.verbs = _verbs(lex)
        self.parts = {fold_text(row.name): row for row in lex.given_names.values()}
        self.opens: Callable[[str], bool] = Memory(
            lambda token: self.heads.get(token) is not None or self.given(token)
        ).__getitem__
        """Whether a phrase of a speaker may start at a folded token, whatever stands around it."""

    def known_in(self, doc: Doc, look: Callable[[int], Start | None]) -> dict[int, Start]:
        """The names at the tokens of a document; remembered for all who read it one after another."""
        last = self._last
        if last is None or last[0] is not doc:
            starts = places(map(self.names.starts, doc.words.folded))
            last = self._last = (doc, {at: found for at in starts if (found := look(at)) is not None})
        return last[1]

    def given(self, token: str) -> bool:
        """Whether the folded token is a part of names and no everyday word."""
        part = self.parts.get(token)
        return part is not None and not part.common


def _shorts(lex: Lexicon) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Short forms that tell a person only after a title, with the ids of all who bear them."""
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for row in lex.persons.values():
        for form in row.short:
            key = tuple(words(form).folded)
            found[key] = (*found.get(key, ()), row.id)
    return found


def _verbs(lex: Lexicon) -> dict[str, bool]:
    """Forms of the reporting verbs, third person, with the proclitics و and ف."""
    forms: dict[str, bool] = {}
    for row in getattr(lex, "cues", {}).values():
        if row.type != "verb":
            continue
        past, present, participle = fold_text(row.cue), fold_text(row.imperfect), fold_text(row.participle)
        masdar = fold_text(row.masdar)
        masdar = masdar[:-1] + "ت" if masdar.endswith("ه") else masdar
        owned = [masdar + end for end in ("ه", "ها", "هم")] if len(masdar) > 2 else []
        made = [*owned, past, past + "ت", past + "وا", present, "ت" + present[1:], participle + "ا", participle + "ه"]
        for form in made:
            if len(form) > 2:
                forms.update({form: True, "و" + form: True, "ف" + form: True})
    return forms


@cache
def grammar(lex: Lexicon) -> Grammar:
    """The grammar of the lexicon, made once."""
    return Grammar(lex)
