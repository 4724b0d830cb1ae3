"""knowledge/ -> one frozen Lexicon.

Each table is a TSV file: comment lines start with ``#``, the first other line names the columns, a cell with
several values separates them by ``|``, an empty cell takes the column's default. The columns are the fields of the
table's row type (the types below): an unknown or missing column, a duplicate key, a value of the wrong kind is
refused, naming file and line. The first column is the key.
"""

from __future__ import annotations

from collections.abc import Container
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypeVar, get_type_hints

import msgspec
from msgspec import Struct

from musnad.aliases import shared
from musnad.rows import (
    Ambiguous,
    BodyNoun,
    Cue,
    FrameClass,
    Furniture,
    Holder,
    InitiativeNoun,
    NamePart,
    Noun,
    Office,
    OfficeRole,
    Opener,
    Organization,
    Outlet,
    PageWords,
    Particle,
    Person,
    Place,
    Silence,
    StanceVerb,
    StanceWeight,
    StanceWord,
    State,
    Title,
)
from musnad.rows_events import EventVerb, EventWords
from musnad.rows_text import Abbreviation, Clitic, DateWord, Ending, Month, Numeral, Shape, Weekday
from musnad.text.fold import fold_text

KNOWLEDGE = files("musnad") / "knowledge"
R = TypeVar("R", bound=Struct)


class LexiconError(ValueError):
    """A knowledge file that cannot be trusted as it stands; the message names file and line."""


def read_table(name: str, row: type[R], folder: Traversable = KNOWLEDGE) -> dict[str, R]:
    """Read `folder/name.tsv` into rows by key, in file order.

    Raises `LexiconError` with file and line for an unknown or missing column, a duplicate key or a bad value.
    """
    where = f"{name}.tsv"
    try:
        text = (folder / where).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"{where}: cannot be read: {error}") from error
    lines = [(n, line) for n, line in enumerate(text.split("\n"), 1) if line.strip() and not line.startswith("#")]
    if not lines:
        raise LexiconError(f"{where}: no header line")
    number, header = lines[0]
    columns = header.split("\t")
    _check_columns(f"{where}:{number}", columns, row)
    hints = get_type_hints(row)
    many = [column for column in columns if getattr(hints[column], "__origin__", None) is tuple]
    values = [_values(f"{where}:{number}", columns, line.split("\t"), many) for number, line in lines[1:]]
    rows: dict[str, R] = {}
    for (number, line), made in zip(lines[1:], _make_rows(where, lines[1:], values, row), strict=True):
        key = line.partition("\t")[0]
        if key in rows:
            raise LexiconError(f"{where}:{number}: {key!r} stands twice")
        rows[key] = made
    return rows


def _check_columns(where: str, columns: list[str], row: type[Struct]) -> None:
    for column in columns:
        if column not in row.__struct_fields__:
            raise LexiconError(f"{where}: unknown column {column!r}; known are {', '.join(row.__struct_fields__)}")
    required = {field.name for field in msgspec.structs.fields(row) if field.required}
    for column in required.difference(columns):
        raise LexiconError(f"{where}: the column {column!r} is missing")
    if len(set(columns)) != len(columns):
        raise LexiconError(f"{where}: a column stands twice")


def _values(where: str, columns: list[str], cells: list[str], many: list[str]) -> dict[str, object]:
    if len(cells) != len(columns):
        raise LexiconError(f"{where}: {len(cells)} cells for {len(columns)} columns")
    values: dict[str, object] = {column: cell for column, cell in zip(columns, cells, strict=True) if cell}
    for column in many:
        if column in values:
            values[column] = str(values[column]).split("|")
    return values


def _make_rows(where: str, lines: list[tuple[int, str]], values: list[dict[str, object]], row: type[R]) -> list[R]:
    try:
        return msgspec.convert(values, list[row], strict=False)  # type: ignore[valid-type]
    except msgspec.ValidationError:  # all at once is quicker; one by one tells the line
        for (number, _), one in zip(lines, values, strict=True):
            try:
                msgspec.convert(one, row, strict=False)
            except msgspec.ValidationError as error:
                raise LexiconError(f"{where}:{number}: {error}") from error
        raise


def read_names(
    name: str, row: type[R], ambiguous: Container[str] = (), folder: Traversable = KNOWLEDGE
) -> dict[str, R]:
    """Read a table of names; a form of two rows that is not among the folded `ambiguous` is refused as well."""
    rows = read_table(name, row, folder)
    for form, first, second in shared(rows, ambiguous):
        lines = (folder / f"{name}.tsv").read_text(encoding="utf-8").split("\n")
        number = next(n for n, line in enumerate(lines, 1) if line.startswith(f"{second}\t"))
        raise LexiconError(f"{name}.tsv:{number}: {form!r} stands for {first} already")
    return rows


class Lexicon(Struct, frozen=True, eq=False):
    """All knowledge tables, read once."""

    states: dict[str, State]
    places: dict[str, Place]
    office_roles: dict[str, OfficeRole]
    offices: dict[str, Office]
    holders: dict[str, Holder]
    persons: dict[str, Person]
    organizations: dict[str, Organization]
    outlets: dict[str, Outlet]
    titles: dict[str, Title]
    bodies: dict[str, BodyNoun]
    given_names: dict[str, NamePart]
    ambiguous: dict[str, Ambiguous]
    nouns: dict[str, Noun]
    particles: dict[str, Particle]
    cues: dict[str, Cue]
    frame_words: dict[str, FrameClass]
    role_words: dict[str, FrameClass]
    shapes: dict[str, Shape]
    silences: dict[str, Silence]
    unnamed: dict[str, FrameClass]
    stances: dict[str, StanceVerb]
    stance_words: dict[str, StanceWord]
    stance_weights: dict[str, StanceWeight]
    initiatives: dict[str, InitiativeNoun]
    event_verbs: dict[str, EventVerb]
    event_words: dict[str, EventWords]
    endings: dict[str, Ending]
    clitics: dict[str, Clitic]
    abbreviations: dict[str, Abbreviation]
    months: dict[str, Month]
    weekdays: dict[str, Weekday]
    numerals: dict[str, Numeral]
    date_words: dict[str, DateWord]
    furniture: dict[str, Furniture]
    openers: dict[str, Opener]
    page_words: dict[str, PageWords]


@cache
def lexicon() -> Lexicon:
    """The project's lexicon, read at the first call."""
    ambiguous = read_table("ambiguous", Ambiguous)
    several = {fold_text(form) for form in ambiguous}
    return Lexicon(
        states=read_names("states", State, several),
        places=read_names("places", Place, several),
        office_roles=read_table("office_roles", OfficeRole),
        offices=read_names("offices", Office, several),
        holders=read_table("holders", Holder),
        persons=read_names("persons", Person, several),
        organizations=read_names("organizations", Organization, several),
        outlets=read_names("outlets", Outlet, several),
        titles=read_table("titles", Title),
        bodies=read_table("bodies", BodyNoun),
        given_names=read_table("given_names", NamePart),
        ambiguous=ambiguous,
        nouns=read_table("nouns", Noun),
        particles=read_table("particles", Particle),
        cues=read_table("cues", Cue),
        frame_words=read_table("frame_words", FrameClass),
        role_words=read_table("role_words", FrameClass),
        shapes=read_table("shapes", Shape),
        silences=read_table("silences", Silence),
        unnamed=read_table("unnamed", FrameClass),
        stances=read_table("stances", StanceVerb),
        stance_words=read_table("stance_words", StanceWord),
        stance_weights=read_table("stance_weights", StanceWeight),
        initiatives=read_table("initiatives", InitiativeNoun),
        event_verbs=read_table("event_verbs", EventVerb),
        event_words=read_table("event_words", EventWords),
        endings=read_table("endings", Ending),
        clitics=read_table("clitics", Clitic),
        abbreviations=read_table("abbreviations", Abbreviation),
        months=read_table("months", Month),
        weekdays=read_table("weekdays", Weekday),
        numerals=read_table("numerals", Numeral),
        date_words=read_table("date_words", DateWord),
        furniture=read_table("furniture", Furniture),
        openers=read_table("openers", Opener),
        page_words=read_table("page_words", PageWords),
    )
