"""What the command line prints, in the language of its user."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from musnad.lexicon import read_table
from musnad.relations import Reason

Language = Literal["ar", "en"]


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

    def listed(self, items: Iterable[str]) -> str:
        """Several things in a row, with the language's comma."""
        return f"{self('comma')} ".join(items)


def language_of(environment: dict[str, str] | os._Environ[str]) -> Language:
    """Arabic where the locale says so, else English."""
    named = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    return "ar" if named.lower().startswith("ar") else "en"
