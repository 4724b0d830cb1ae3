"""Who stands where on what, over many articles: actors by initiatives, with the latest stance and a dated trail."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

from msgspec import structs

from musnad.relate.asking import asked_for
from musnad.relate.matters import Matters
from musnad.relate.naming import bare
from musnad.relations import Cell, Held, Matrix, Matter, Party, Step
from musnad.text.fold import fold_text
from musnad.text.meaning import Meaning
from musnad.text.words import folded_words


def matrix(stances: Iterable[Held], english: Callable[[str], str], meaning: Meaning | None = None) -> Matrix:
    """Gather stances into a matrix; `english` answers an identifier with its English name or "".

    With `meaning`, initiatives are one as well that share a word and are near in meaning. The order in which stances
    come plays no part.
    """
    rows = sorted(stances, key=lambda held: (held.day or "9", held.article, held.finding))
    matters, parties = Matters(one.initiative for one in rows), _Parties(english)
    cells: defaultdict[tuple[int, int], list[Held]] = defaultdict(list)
    placed = [(one, parties.of(one), matters.of(one.initiative, one.article)) for one in rows]
    first = matters.joined(meaning) if meaning is not None else list(range(len(matters.names)))
    number = {matter: n for n, matter in enumerate(sorted(set(first)))}
    for one, actor, matter in placed:
        cells[actor, number[first[matter]]].append(one)
    names: list[Counter[str]] = [Counter() for _ in number]
    for matter, some in enumerate(matters.names):
        names[number[first[matter]]].update(some)
    named = tuple(map(_matter, names))
    made = tuple(_cell(actor, matter, held) for (actor, matter), held in sorted(cells.items()))
    return Matrix(parties.all(), named, made)


def chosen(whole: Matrix, actor: str, initiative: str, meaning: Meaning | None = None) -> Matrix:
    """The part of a matrix whose actor and initiative are asked for ("": any), numbered anew.

    An actor has all words of what is asked for in his name, or is found by his identifier or English name. An
    initiative has them in a name; one that is asked for in Latin letters is found by what it names, and with
    `meaning` by that.
    """
    actors = [
        n
        for n, one in enumerate(whole.actors)
        if one.id == actor or _holds(one.name, actor) or _holds(one.english, actor)
    ]
    matters = asked_for(whole, initiative, meaning)
    kept = [cell for cell in whole.cells if cell.actor in actors and cell.initiative in matters]
    actors = sorted({cell.actor for cell in kept})
    matters = sorted({cell.initiative for cell in kept})
    cells = (
        structs.replace(one, actor=actors.index(one.actor), initiative=matters.index(one.initiative)) for one in kept
    )
    return Matrix(tuple(whole.actors[n] for n in actors), tuple(whole.initiatives[n] for n in matters), tuple(cells))


def _holds(name: str, asked: str) -> bool:
    return {bare(word) for word in folded_words(asked)} <= {bare(word) for word in folded_words(name)}


class _Parties:
    """The actors, each with its number: known ones by their id, others by name within their own article."""

    def __init__(self, english: Callable[[str], str]) -> None:
        self._english = english
        self._number: dict[tuple[str, str], int] = {}
        self._found: list[Party] = []

    def of(self, held: Held) -> int:
        key = (held.actor_id, "") if held.actor_id else (held.article, fold_text(held.actor))
        number = self._number.get(key)
        if number is None:
            number = self._number[key] = len(self._found)
            self._found.append(Party(held.actor_id, held.actor, self._english(held.actor_id or "")))
        elif len(held.actor) > len(self._found[number].name):
            self._found[number] = structs.replace(self._found[number], name=held.actor)
        return number

    def all(self) -> tuple[Party, ...]:
        return tuple(self._found)


def _matter(names: dict[str, int]) -> Matter:
    ordered = sorted(names, key=lambda name: (-names[name], -len(name), name))
    return Matter(ordered[0], tuple(ordered))


def _cell(actor: int, matter: int, held: list[Held]) -> Cell:
    trail = _trail(held)
    dated = [step.held for step in trail if step.held.day]
    values = {one.stance for one in held}
    if dated:
        return Cell(actor, matter, dated[-1].stance, dated[-1].day, trail)
    return Cell(actor, matter, held[0].stance if len(values) == 1 else None, "", trail)


def _trail(held: list[Held]) -> tuple[Step, ...]:
    """The stances in the order of their days, undated ones last; what is told in the same words stands once."""
    steps: dict[tuple[str, str], Step] = {}
    for one in held:
        key = (one.stance, fold_text(one.evidence))
        first = steps.get(key)
        steps[key] = Step(one) if first is None else structs.replace(first, again=(*first.again, one.finding))
    return tuple(steps.values())
