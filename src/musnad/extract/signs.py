"""What the name model sees of a token: signs of the word itself, and of the place where it stands."""

from __future__ import annotations

from functools import cache

from musnad.extract.grammar import Grammar
from musnad.extract.looker import Looker
from musnad.extract.memory import Memory
from musnad.extract.name_lists import listed

PAD = "\n"
"""What stands before and after each sentence; no word."""


def word_features(word: str, grammar: Grammar) -> list[str]:
    """What a folded token shows by itself."""
    if word == PAD:
        return ["pad"]
    found = [f"w={word}", f"n={min(len(word), 8)}", f"k={_classes(grammar)[word]}"]
    if not word[0].isalpha():
        return ["digit" if word[0].isdigit() else "mark", *found[:1]]
    if word[0].isascii():
        return ["latin", *found]
    found += [f"p{n}={word[:n]}" for n in (1, 2, 3, 4) if len(word) > n]
    found += [f"s{n}={word[-n:]}" for n in (1, 2, 3, 4) if len(word) > n]
    stem = word[1:] if word[0] in "وفبلك" and len(word) > 3 else word
    if stem.startswith("ال") and len(stem) > 4:
        found.append("al")
        stem = stem[2:]
    elif word.startswith("لل"):
        found.append("al")
        stem = word[2:]
    found.append(f"b={stem}")
    part = grammar.parts.get(word) or grammar.parts.get(stem)
    if part is not None:
        found.append(f"g={part.kind}{'?' if part.common else ''}{'' if part is grammar.parts.get(word) else '~'}")
    for start in grammar.names.starts(word)[:1]:
        found.append(f"t={start.target.table}{'+' if start.rest else ''}{'~' if start.clitics else ''}")
    found += listed(word)
    return found


@cache
def _classes(grammar: Grammar) -> Memory[str]:
    return Memory(lambda word: word_class(word, grammar))


def word_class(word: str, grammar: Grammar) -> str:
    """The part that a folded token plays in the phrases around names."""
    head = grammar.heads.get(word)
    if head is not None:
        return head.kind[0] + head.number + ("d" if head.definite else "") + ("c" if head.clitics else "")
    particle = grammar.particles.get(word) or (grammar.particles.get(word[1:]) if word[0] in "وف" else None)
    if particle:
        return particle
    if word in grammar.verbs:
        return "verb"
    if word in grammar.demonyms:
        return "nisba"
    bare = word[1:] if word[0] in "وفبلك" else word
    if bare.startswith("ال") or word.startswith("لل"):
        return "aln" if bare[2:] in grammar.demonyms else "al"
    return "x" if word[0].isalpha() else word[0] if not word[0].isdigit() else "0"


_LEADS = {"p": 1, "s": 1, "b": 2, "o": 3}
_SHOWN = ("", "x", "al", "nisba", "aln")
_KNOWN = ("", *(kind + part for kind in ("PER", "ORG", "LOC", "OTHER") for part in "1BI"))
PLACES = tuple(f"{run}{shown}{known}" for run in range(5) for shown in _SHOWN for known in _KNOWN)
"""All places a token may have: the run it stands in, the class it shows there, the known name that covers it."""
_RUN = len(_SHOWN) * len(_KNOWN)
_KNOWN_AT = {kind: _KNOWN.index(kind + "1") for kind in ("PER", "ORG", "LOC", "OTHER")}


def places_of(reader: Looker) -> list[int]:
    """The place of each token of the document, as its number in `PLACES`."""
    traits, folded, names = _traits(reader.grammar), reader.folded, reader.all_known
    found: list[int] = []
    for first, last in reader.doc.sentences:
        run, known_until, inside = 0, first, 0
        for at in range(first, last):
            shown, lead, goes_on = traits[folded[at]]
            if at < known_until:
                shown += inside
            elif at in names:
                name = names[at]
                known = _KNOWN_AT[name.target.type]
                known_until, inside = at + 1 + len(name.rest), known + 2
                shown += known + (1 if name.rest else 0)
            found.append(run * _RUN + shown)
            if lead:
                run = lead if run != 1 or lead == 4 else run
            elif run and (run == 4 or not goes_on):
                run = 0
    return found


@cache
def _traits(grammar: Grammar) -> Memory[tuple[int, int, bool]]:
    return Memory(lambda word: _trait(word, grammar))


def _trait(word: str, grammar: Grammar) -> tuple[int, int, bool]:
    """What `places_of` asks of a word: class shown, run that it opens, whether a run goes on."""
    kind = _classes(grammar)[word]
    shown = _SHOWN.index(kind) * len(_KNOWN) if kind in _SHOWN else 0
    head = grammar.heads.get(word)
    lead = _LEADS.get(head.kind[0], 0) if head is not None else 4 if kind == "verb" else 0
    goes_on = kind in ("al", "nisba", "aln", "inside", "fixed")
    return shown, lead, goes_on
