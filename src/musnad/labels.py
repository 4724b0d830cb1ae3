"""What the command line prints, in the language of its user."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from musnad.lexicon import read_table
from musnad.records import Unclear
from musnad.relations import Reason

Language = Literal["ar", "en"]
_NOTED = re.compile(r"(?:a hint|any of): (.*)|a misprint for (.*)\?$")
"""What a note of the record names: a day, or those who may be meant."""


class Label(Struct, frozen=True):
    """One printed phrase in both languages."""

    key: str
    ar: str
    en: str


class Labels:
    """The phrases of one language: `labels("day.hint", day="2024")`."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._phrases = {
            key: row.ar if language == "ar" else row.en for key, row in read_table("labels", Label).items()
        }

    def __call__(self, key: str, **values: object) -> str:
        """The phrase with its marks filled in; a key without a phrase is shown as it is."""
        phrase = self._phrases.get(key)
        return phrase.format(**values) if phrase is not None else key.rpartition(".")[2]

    def phrase(self, key: str) -> str:
        """The phrase with its marks as they are."""
        return self._phrases[key]

    def reason(self, reason: Reason) -> str:
        """Why something was decided, in words."""
        one, other = (*reason.articles, "", "")[:2]
        return self(
            f"reason.{reason.rule}", one=one, two=other, outlet=reason.outlet, other=reason.other, count=reason.count,
            part=reason.part,
        )  # fmt: skip

    def note(self, item: Unclear) -> str:
        """Why something stayed unclear; a note that no phrase tells is shown as the record has it."""
        found = _NOTED.search(item.note)
        value = next(filter(None, found.groups()), "") if found else ""
        kind = (
            "misprint" if item.note.startswith("a misprint") else "hint" if item.what == "day" and value else item.what
        )
        row = read_table("labels", Label).get(f"note.{kind}")
        told = row is not None and row.en.format(value=value) == item.note
        return self._phrases[f"note.{kind}"].format(value=value) if told else item.note

    def listed(self, items: Iterable[str]) -> str:
        """Several things in a row, with the language's comma."""
        return f"{self('comma')} ".join(items)


def language_of(environment: dict[str, str] | os._Environ[str]) -> Language:
    """Arabic where the locale says so, else English."""
    named = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    return "ar" if named.lower().startswith("ar") else "en"
