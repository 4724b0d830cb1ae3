"""Officials who are named later: «قال مسؤول كبير ... وأضاف نائب الوزير زياد الحمداني», «المسؤول، وهو نائب الوزير»."""

from __future__ import annotations

from collections.abc import Sequence

from musnad.extract.actors import Actor
from musnad.extract.findings import Finding
from musnad.extract.scene import class_words
from musnad.extract.who import Cast, Who
from musnad.lexicon import Lexicon
from musnad.records import Span
from musnad.text.doc import Doc


def named_later(doc: Doc, findings: Sequence[Finding], cast: Cast, lex: Lexicon) -> dict[Span, Who]:
    """Who an unnamed official turns out to be, by the place of his fullest form."""
    found: dict[Span, Who] = {}
    told = [(finding, cast.who(*finding.source)) for finding in findings if finding.source is not None]
    for at, (finding, who) in enumerate(told):
        key = (who.start, who.stop)
        if key in found or not _anyone(cast.actors.at(*key), lex):
            continue
        named = _aside(doc, cast, finding)
        if named is None and at + 1 < len(told) and not any(w == who for _, w in told[:at]):
            named = _next(cast, finding, who, *told[at + 1], lex, at == 0)
        if named is not None:
            found[key] = named
    return found


def _anyone(actor: Actor, lex: Lexicon) -> bool:
    """Whether a phrase is one official without a name («مسؤول كبير»)."""
    head = actor.head
    if head is None or actor.name or head.definite or head.number != "s":
        return False
    return head.noun in class_words(lex, "any_official")


def _aside(doc: Doc, cast: Cast, finding: Finding) -> Who | None:
    """Who stands behind «وهو» right after the source."""
    if finding.source is None:
        return None
    folded = doc.words.folded
    at = doc.words.at(finding.source[1] - 1) + 1
    at += at < len(folded) and folded[at] in "،,"
    if at + 1 >= len(folded) or folded[at] not in ("وهو", "وهي"):
        return None
    actor = next((a for a in cast.actors.all if a.start == at + 1 and a.name), None)
    return cast.who(*cast.actors.place(actor)) if actor is not None else None


def _next(cast: Cast, finding: Finding, who: Who, later: Finding, other: Who, lex: Lexicon, first: bool) -> Who | None:
    """The named person who goes on in the next sentence, where the verb or a word of the phrase says that it is he."""
    if not 0 < later.sentence - finding.sentence <= 2 or other.type != "PER" or other.gender != who.gender:
        return None
    one, two = cast.actors.at(who.start, who.stop), cast.actors.at(other.start, other.stop)
    if two.head is None or two.head.kind != "person" or two.number != "s" or not (two.name or two.construct):
        return None
    goes_on = later.form.row in lex.frame_words["going_on"].words
    shared = {word for word in one.modifiers & two.modifiers if not word.startswith("@")}
    return other if (goes_on and (two.name or first)) or (shared and len(two.name) > 1) else None
