"""Who stands where on what, over all articles: the matrix, and its initiatives and actors by their identifiers."""

from __future__ import annotations

import multiprocessing
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from multiprocessing.connection import Connection
from typing import NamedTuple

import msgspec
from msgspec import Struct

from musnad.relations import Cell, Held, Matrix, Party, Step
from musnad.store import Store, StoreError
from musnad.store.standings import held

_PROCESSES = multiprocessing.get_context("spawn")
Stand = Callable[[Iterable[Held]], Matrix]
"""Gathers stances into a matrix of actors by initiatives."""
MANY = 20_000
"""So many stances are laid side by side in a process of their own."""
TURNS = 50
"""So many changes of stance are kept, the last ones."""


class Matter(Struct, frozen=True):
    """An initiative over all articles: every id that an article has for it, its names, and who stands where on it.

    `id` is the one of its earliest stance; whoever knows another of them finds it as well.
    """

    id: str
    ids: tuple[str, ...]
    name: str
    names: tuple[str, ...]
    cells: tuple[Cell, ...]
    stances: int
    first: str
    last: str


class Matters:
    """The matrix, and its initiatives by every id that they have."""

    def __init__(self, matrix: Matrix, rows: Iterable[Held]) -> None:
        self.matrix = matrix
        name = {one.finding: one.initiative_id or "" for one in rows}
        columns: defaultdict[int, list[Cell]] = defaultdict(list)
        for cell in matrix.cells:
            columns[cell.initiative].append(cell)
        found = [_matter(one.name, one.names, columns[n], name) for n, one in enumerate(matrix.initiatives)]
        self.all = sorted(found, key=lambda one: one.id)
        self.newest = sorted(self.all, key=lambda one: (one.last, one.stances), reverse=True)
        self._by_id = {one: matter for matter in found for one in matter.ids}
        self._of_actor: defaultdict[str, list[Cell]] = defaultdict(list)
        for cell in matrix.cells:
            if actor := matrix.actors[cell.actor].id:
                self._of_actor[actor].append(cell)

        self.turns = _turns(matrix, self._by_id)

    def find(self, initiative: str) -> Matter | None:
        """The initiative that has this id in some article."""
        return self._by_id.get(initiative)

    def of_actor(self, actor: str) -> list[tuple[Matter, Cell]]:
        """Where an actor stands, by the initiatives."""
        return [(self._by_id[_id_in(cell)], cell) for cell in self._of_actor.get(actor, ())]


class Turn(NamedTuple):
    """An actor who took another stance on an initiative than he had before."""

    actor: Party
    matter: Matter
    before: Step
    after: Step


def gathered(store: Store, stand: Stand) -> Matters:
    """Who stands where, over all articles of a store."""
    rows = list(held(store))
    return Matters(stand(rows) if len(rows) < MANY else stood_apart(stand, rows), rows)


def stood_apart(stand: Stand, rows: Sequence[Held]) -> Matrix:
    """The matrix of stances, made in a process of its own, so that pages need not wait for one another."""
    here, there = _PROCESSES.Pipe()
    process = _PROCESSES.Process(target=_stand_there, args=(stand, there), daemon=True, name="musnad matrix")
    process.start()
    there.close()
    try:
        with here:
            here.send_bytes(msgspec.msgpack.encode(rows))
            return msgspec.msgpack.decode(here.recv_bytes(), type=Matrix)
    except (EOFError, OSError) as error:
        raise StoreError("", "who stands where could not be gathered: its process ended; ask again") from error
    finally:
        process.join()


def _stand_there(stand: Stand, there: Connection) -> None:
    os.nice(5)
    with there:
        there.send_bytes(msgspec.msgpack.encode(stand(msgspec.msgpack.decode(there.recv_bytes(), type=list[Held]))))


def _id_in(cell: Cell) -> str:
    return cell.trail[0].held.initiative_id or ""


def _turns(matrix: Matrix, by_id: dict[str, Matter]) -> tuple[Turn, ...]:
    """The changes of stance with both days known, the last first."""
    found = [
        Turn(matrix.actors[cell.actor], by_id[_id_in(cell)], before, after)
        for cell in matrix.cells
        for before, after in pairwise(step for step in cell.trail if step.held.day)
        if before.held.stance != after.held.stance
    ]
    return tuple(sorted(found, key=lambda turn: turn.after.held.day, reverse=True)[:TURNS])


def _matter(name: str, names: tuple[str, ...], cells: list[Cell], id_of: dict[str, str]) -> Matter:
    steps = [step for cell in cells for step in cell.trail]
    steps.sort(key=lambda step: (step.held.day or "9", step.held.article, step.held.finding))
    findings = [*(step.held.finding for step in steps), *(one for step in steps for one in step.again)]
    ids = tuple(dict.fromkeys(id_of[one] for one in findings))
    days = [step.held.day for step in steps if step.held.day] or [""]
    return Matter(ids[0], ids, name, names, tuple(cells), len(findings), days[0], days[-1])
