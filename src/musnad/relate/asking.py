"""Which initiatives a question means: by the words of their names, by what it names, by meaning across languages."""

from __future__ import annotations

from musnad.relate.naming import foreign, key, keys
from musnad.relations import Matrix
from musnad.text.meaning import Meaning
from musnad.text.words import folded_words

_NEAR, _NAMED = 0.55, 0.25
"""How near in meaning a name must be to a question; less is enough where what the question names is named too."""


def asked_for(whole: Matrix, asked: str, meaning: Meaning | None) -> list[int]:
    """The initiatives of a matrix that are asked for, by number ("": all)."""
    names = _names(whole)
    by_words = [n for n, texts in enumerate(names) if any(_holds(text, asked) for text in texts)]
    question = foreign(asked)
    if by_words or (question is None and meaning is None):
        return by_words
    told = _told(whole, names)
    wanted = question.names if question is not None else ()
    named = {n for n, texts in enumerate(told) if wanted and all(one & keys(*texts) for one in wanted)}
    if meaning is None or (question is not None and not question.rest):
        return sorted(named)
    wordings = [asked, question.rest] if question is not None else [asked]
    meaning.learn([*wordings, *(text for texts in names for text in texts)])
    near = [max(meaning.near(one, text) for one in wordings for text in texts) for texts in names]
    return [n for n, value in enumerate(near) if value >= (_NAMED if n in named else _NEAR)]


def _names(whole: Matrix) -> list[list[str]]:
    """The names of each initiative, alone and with who proposes it: «تحالف دولي ضد الإرهاب (الرئيس الفرنسي)»."""
    found = [list(one.names) for one in whole.initiatives]
    for cell in whole.cells:
        proposers = {step.held.actor for step in cell.trail if step.held.stance == "proposes"}
        name = whole.initiatives[cell.initiative].name
        found[cell.initiative] += [f"{name} ({one})" for one in sorted(proposers)]
    return found


def _told(whole: Matrix, names: list[list[str]]) -> list[list[str]]:
    """What may tell whose an initiative is: its names, and the evidence for stances on it."""
    found = [list(texts) for texts in names]
    for cell in whole.cells:
        found[cell.initiative] += [step.held.evidence for step in cell.trail]
    return found


def _holds(name: str, asked: str) -> bool:
    return {key(word) for word in folded_words(asked)} <= {key(word) for word in folded_words(name)}
