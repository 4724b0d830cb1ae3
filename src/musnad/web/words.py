"""What the pages say, in both languages, from one table; what findings are called comes from the labels of all."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from markupsafe import Markup, escape

from musnad.labels import Label, Labels
from musnad.lexicon import read_table
from musnad.records import Unclear
from musnad.relations import Reason
from musnad.web.languages import Language
from musnad.web.shown import bdi

_HERE = Path(__file__).parent


class Words:
    """The phrases of one language: `words("search.total", total=3)`; a phrase that is missing is an error."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._labels = Labels(language)
        self._phrases = {key: row.ar if language == "ar" else row.en for key, row in table().items()}

    def __call__(self, key: str, **values: object) -> Markup:
        """The phrase with its marks filled in; values are escaped unless they are markup already."""
        phrase = self._phrases.get(key) or self._labels(key)
        return escape(phrase).format(**values) if values else escape(phrase)

    def reason(self, reason: Reason, named: Callable[[str], Markup]) -> Markup:
        """Why something was decided, in words; `named` shows an article by its identifier."""
        one, two = [*map(named, reason.articles), "", ""][:2]
        return escape(self._labels.phrase(f"reason.{reason.rule}")).format(
            one=one, two=two, outlet=bdi(reason.outlet), other=named(reason.other) if reason.other else "",
            count=reason.count, part=reason.part,
        )  # fmt: skip

    def note(self, item: Unclear) -> Markup:
        """Why something stayed unclear."""
        return bdi(self._labels.note(item))

    def of(self, kind: str, value: str) -> Markup:
        """What a value of a record is called: `words.of("stance", "opposes")`."""
        return self(f"{kind}.{value}")

    def day(self, value: str) -> str:
        """A day as far as it is known (YYYY-MM-DD, YYYY-MM, YYYY) in words; anything else as it is."""
        parts = value[:10].split("-")
        if not all(part.isdigit() for part in parts) or len(parts) > 3:
            return value
        month = [self._phrases[f"month.{int(parts[1])}"]] if len(parts) > 1 and 1 <= int(parts[1]) <= 12 else []
        return " ".join([*(str(int(day)) for day in parts[2:]), *month, parts[0]])


@cache
def table() -> dict[str, Label]:
    """Every phrase of the pages by its key."""
    return read_table("words", Label, _HERE) | read_table("words_together", Label, _HERE)


@cache
def words(language: Language) -> Words:
    """The phrases of a language."""
    return Words(language)
