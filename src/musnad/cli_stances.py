"""`musnad stances`: actors by initiatives over the whole store, the latest stance and its trail."""

from __future__ import annotations

import sys
from collections.abc import Iterable

import msgspec

from musnad.cli_who import name_in
from musnad.labels import Labels
from musnad.lexicon import lexicon
from musnad.relate.standing import chosen, matrix
from musnad.relations import Cell, Held, Matrix, Party, Step
from musnad.store import open_store
from musnad.store.standings import held
from musnad.terminal import Screen, complain, safe
from musnad.text.meaning import Meaning, meaning


def run_stances(actor: str, initiative: str, where: str, form: str, labels: Labels) -> int:
    """Print who stands where; 1 where the store has no such stance."""
    with open_store(where, create=False) as store:
        sense = meaning()
        found = chosen(side_by_side(held(store), sense), actor, initiative, sense)
    if initiative and sense is None:
        complain(labels("stances.no_meaning"))
    if not found.cells:
        complain(labels("stances.none"))
        return 1
    if form == "json":
        sys.stdout.write(msgspec.json.encode(_told(found)).decode() + "\n")
    else:
        _print(found, Screen(), labels)
    return 0


def side_by_side(stances: Iterable[Held], sense: Meaning | None = None) -> Matrix:
    """Gather stances into a matrix of actors by initiatives, the actors that tables know with their English names."""
    return matrix(stances, _english, sense)


def _english(one: str) -> str:
    name = name_in(one, lexicon(), Labels("en")) if one else ""
    return name if name != one else ""


def _name(party: Party, labels: Labels) -> str:
    """The name in the language of the labels, where the tables know the actor; else as the articles have it."""
    return party.english if party.english and labels.language == "en" else party.name


def _told(found: Matrix) -> dict[str, object]:
    return {
        "actors": [{"id": one.id, "name_ar": one.name, "name_en": one.english or None} for one in found.actors],
        "initiatives": [{"name": one.name, "names": one.names} for one in found.initiatives],
        "cells": [
            {
                "actor": cell.actor, "initiative": cell.initiative, "latest": cell.latest, "day": cell.day or None,
                "changed": [step.held.finding for step in cell.changes], "trail": [_step(step) for step in cell.trail],
            }
            for cell in found.cells
        ],
    }  # fmt: skip


def _step(step: Step) -> dict[str, object]:
    one = step.held
    return {
        "finding": one.finding, "article": one.article, "outlet": one.outlet or None, "stance": one.stance,
        "day": one.day or None, "day_basis": ("stance" if one.stated else "article") if one.day else None,
        "evidence": one.evidence, "speaker": one.speaker or None, "unnamed": one.unnamed, "again": step.again,
    }  # fmt: skip


def _print(found: Matrix, screen: Screen, labels: Labels) -> None:
    """First the matrix, a line for each actor, then the trail behind each stance."""
    for n, matter in enumerate(found.initiatives, 1):
        screen.line(f"[{n}] {safe(matter.name)}", "bold")
    screen.line()
    for n, party in enumerate(found.actors):
        cells = [cell for cell in found.cells if cell.actor == n]
        stands = labels.listed(f"[{cell.initiative + 1}] {_latest(cell, labels)}" for cell in cells)
        screen.line(f"{safe(_name(party, labels)) or labels('actor.unknown')}: {stands}")
    for cell in found.cells:
        screen.line()
        screen.line(f"{safe(_name(found.actors[cell.actor], labels))} [{cell.initiative + 1}]", "bold")
        for step in cell.trail:
            _print_step(step, step in cell.changes, screen, labels)


def _latest(cell: Cell, labels: Labels) -> str:
    value = labels(f"stance.{cell.latest}") if cell.latest else labels("stances.unclear")
    return f"{value} ({cell.day})" if cell.day else value


def _print_step(step: Step, turned: bool, screen: Screen, labels: Labels) -> None:
    one = step.held
    value = labels(f"stance.{one.stance}") + (f" ({labels('stances.changed')})" if turned else "")
    screen.line(f"{one.day or labels('day.unknown')}  {value}  «{safe(one.evidence)}»  {one.finding}", indent=2)
    if one.speaker and one.speaker != one.actor:
        told = f"{labels('stances.word')}: {safe(one.speaker)}"
        screen.line(told + (f" ({labels('unnamed')})" if one.unnamed else ""), "dim", 4)
    if step.again:
        screen.line(f"{labels('stances.again')}: {labels.listed(step.again)}", "dim", 4)
