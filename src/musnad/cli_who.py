"""`musnad who`: whom a phrase means on a day."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from musnad.extract.roles import Resolution, resolve_role
from musnad.labels import Labels
from musnad.lexicon import Lexicon, lexicon
from musnad.terminal import Screen, complain, safe

STREAM = Path("-")


def run_who(phrases: Iterable[str], file: Path | None, on: str | None, form: str, labels: Labels) -> int:
    """Print whom each phrase means on the day `on`, a line each; 1 where a line could not be read."""
    lex, screen, bad = lexicon(), Screen(), 0
    asked = ((0, phrase.encode("utf-8", "surrogateescape")) for phrase in phrases)
    for number, raw in (*asked, *(_lines(file) if file is not None else ())):
        try:
            phrase = raw.decode("utf-8").strip()
        except UnicodeDecodeError:
            complain(f"{file or 'phrase'}: line {number}: not UTF-8")
            bad = 1
            continue
        found = resolve_role(phrase, on, lex)
        if form == "json":
            sys.stdout.write(_json(phrase, on, found) + "\n")
        else:
            screen.line(_told(phrase, on, found, lex, labels))
    return bad


def _lines(file: Path) -> Iterator[tuple[int, bytes]]:
    """The lines of a file with their numbers, blank ones left out; read as they come."""
    if file == STREAM:
        yield from _numbered(sys.stdin.buffer)
        return
    with file.open("rb") as lines:
        yield from _numbered(lines)


def _numbered(lines: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield number, line


def _json(phrase: str, on: str | None, found: Resolution) -> str:
    told = {
        "phrase": phrase, "on": on, "id": found.id, "name_ar": found.name_ar, "name_en": found.name_en or None,
        "type": found.type, "basis": found.basis or None, "candidates": found.candidates,
    }  # fmt: skip
    return msgspec.json.encode(told).decode()


def _told(phrase: str, on: str | None, found: Resolution, lex: Lexicon, labels: Labels) -> str:
    """One line for people: the phrase, the day, who it is or may be, and why."""
    asked = f"{safe(phrase)} ({on})" if on else safe(phrase)
    if found.id is not None:
        names = [name for name in (found.name_ar, found.name_en) if name]
        return f"{asked}: {' · '.join([*names, found.id, labels(f'meant.{found.basis}')])}"
    if found.candidates:
        names = [name_in(one, lex, labels) for one in found.candidates]
        return f"{asked}: {labels('meant.several')} {labels.listed(names)}"
    return f"{asked}: {labels('meant.nobody')}"


def name_in(one: str, lex: Lexicon, labels: Labels) -> str:
    """The name of an identifier in the language of the labels, the identifier itself where no table has it."""
    for table in (lex.persons, lex.organizations, lex.states, lex.places, lex.outlets):
        row = table.get(one)
        if row is not None:
            return row.name_ar if labels.language == "ar" else row.name_en or row.name_ar
    return one
