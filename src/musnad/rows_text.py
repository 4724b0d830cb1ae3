"""The row types of the tables that the text layer reads: forms and clitics, abbreviations, dates, numbers.

One row type a table, as in `rows`; `lexicon.py` reads the tables.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct


class Ending(Struct, frozen=True):
    """A form of the verb: what is put before and after one of its stems; `joined` is the ending before a pronoun."""

    form: str
    tense: Literal["perfect", "imperfect", "jussive", "participle", "masdar"]
    person: Literal[0, 1, 3]
    number: Literal["s", "d", "p"]
    stem: str
    example: str = ""
    gender: str = ""
    case: str = ""
    prefix: str = ""
    ending: str = ""
    joined: str = ""


class Clitic(Struct, frozen=True):
    """A particle or pronoun that is written together with a word; `rank` orders those before it."""

    clitic: str
    side: Literal["before", "after"]
    on: Literal["any", "noun", "verb", "imperfect"]
    example: str
    rank: int = 0
    person: int = 0
    number: str = ""
    gender: str = ""

    @property
    def letters(self) -> str:
        """The clitic without the hyphen that shows its side."""
        return self.clitic.strip("-")


class Abbreviation(Struct, frozen=True):
    """An abbreviation that is written with a full stop which ends no sentence."""

    abbreviation: str
    kind: Literal["title", "reference", "body", "goes on"]
    example: str


class Month(Struct, frozen=True):
    """A name of a month; `month` counts from 1 in its calendar."""

    name: str
    month: int
    calendar: Literal["gregorian", "hijri"]
    example: str
    region: str = ""


class Weekday(Struct, frozen=True):
    """A name of a day of the week; Monday is 1."""

    name: str
    number: int
    example: str


class EnglishWord(Struct, frozen=True):
    """An English word by which a question means a state, or none in particular; `means` is the state's id or ""."""

    word: str
    example: str
    means: str = ""


class Numeral(Struct, frozen=True):
    """A number word; `kind` tells how it joins others."""

    word: str
    value: float
    kind: str
    example: str


class WawWord(Struct, frozen=True):
    """How words start whose first letter و is their own, in folded spelling."""

    start: str
    word: str
    example: str


class Shape(Struct, frozen=True):
    """What a folded word is by its shape alone; `bare`: the pattern is of the word without article."""

    shape: str
    pattern: str
    fits: tuple[str, ...]
    others: tuple[str, ...]
    bare: bool = False


class DateWord(Struct, frozen=True):
    """A word that stands in dates beside names and numbers."""

    word: str
    kind: tuple[str, ...]
    example: str
