"""Credits inside an article's text: the outlets and agencies it says that it comes from.

`RULES` is their order: the headline's label, the line or brackets at the end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from musnad.extract.grammar import grammar
from musnad.lexicon import Lexicon
from musnad.records import Credit, evidence
from musnad.text.doc import Doc
from musnad.text.words import words

_LABEL = re.compile(r"(?:المصدر|المصادر)\s*:\s*([^\n.]{2,60})\s*\.?\s*$")
_BRACKETS = re.compile(r"[(\[]([^()\[\]\n]{2,50})[)\]]\s*\.?\s*$")
_HEADLINE = re.compile(r"\s*[\"«“]?([^\"«»“”:\n]{2,40})[\"»”]?\s*:")
_PARTS = re.compile(r"\s*(?:[+/،,;|&]|\s[-–]\s)\s*")
_TRANSLATION = re.compile(r"^(?:ترجمة|عن|خاص|نقلا عن)\s+")
_AGENCIES = frozenset(("وكالات", "الوكالات", "وكالات الأنباء"))

Rule = Callable[[Doc, Lexicon], Iterator[Credit]]


def find_credits(doc: Doc, lex: Lexicon) -> tuple[Credit, ...]:
    """The credits that the text of an article states, each once, in text order."""
    found: dict[str, Credit] = {}
    for rule in RULES:
        for credit in rule(doc, lex):
            found.setdefault(credit.id or credit.name, credit)
    return tuple(found.values())


def headline_label(doc: Doc, lex: Lexicon) -> Iterator[Credit]:
    """«"نيويورك تايمز": ...»: an outlet before the colon of the headline."""
    match = _HEADLINE.match(doc.text[: doc.body])
    if match is not None:
        yield from _credits(doc, lex, match.start(1), match.end(1), "headline", "headline_label", known_only=True)


def source_line(doc: Doc, lex: Lexicon) -> Iterator[Credit]:
    """«المصدر: رويترز» at the end of the text."""
    match = _LABEL.search(doc.text, max(doc.body, len(doc.text) - 120))
    if match is not None:
        yield from _credits(doc, lex, match.start(1), match.end(1), "text", "source_line", known_only=False)


def closing_brackets(doc: Doc, lex: Lexicon) -> Iterator[Credit]:
    """«(أ ف ب)», «(واج - وكالات)» at the end of the text."""
    match = _BRACKETS.search(doc.text, max(doc.body, len(doc.text) - 70))
    if match is not None:
        yield from _credits(doc, lex, match.start(1), match.end(1), "text", "closing_brackets", known_only=True)


RULES: tuple[Rule, ...] = (headline_label, source_line, closing_brackets)


def _credits(
    doc: Doc, lex: Lexicon, start: int, stop: int, basis: str, rule: str, known_only: bool
) -> Iterator[Credit]:
    parts = list(_split(doc.text, start, stop))
    ids = [_outlet(doc.text[low:high], lex) for low, high in parts]
    if known_only and not any(ids):
        return
    for (low, high), outlet in zip(parts, ids, strict=True):
        name = doc.text[low:high]
        yield Credit(name, outlet if outlet not in ("", "*") else None, basis, evidence(doc.text, low, high), rule)  # type: ignore[arg-type]


def _split(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    at = start
    for match in [*_PARTS.finditer(text, start, stop), None]:
        end = match.start() if match else stop
        raw = text[at:end]
        lead = _TRANSLATION.match(raw.lstrip())
        low = at + (len(raw) - len(raw.lstrip())) + (lead.end() if lead else 0)
        high = at + len(raw.rstrip(' ."»”'))
        if low < high:
            yield low, high
        at = match.end() if match else stop


def _outlet(name: str, lex: Lexicon) -> str:
    """The id of the outlet that a name means, "*" for agencies in general, "" where it is none."""
    if name.strip() in _AGENCIES:
        return "*"
    seen = words(name)
    head = grammar(lex).heads.get(seen.folded[0]) if len(seen) else None
    first = 1 if head is not None and head.kind == "outlet" and len(seen) > 1 else 0
    for at in (0, first):
        found = grammar(lex).names.at(seen.folded, at, len(seen))
        if found is not None and found.target.table == "outlets" and at + 1 + len(found.rest) == len(seen):
            return found.target.ids[0]
    return ""
