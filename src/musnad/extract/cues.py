"""Cue forms: which folded token can be which reporting cue, and how it is inflected."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from musnad.extract.memory import Memory
from musnad.lexicon import Lexicon
from musnad.rows import Cue, Silence
from musnad.text.fold import fold_text

Shape = Literal["past", "present", "participle", "masdar", "phrase"]
_OBJECTS = ("", "ه", "ها", "هم", "هما")
_OWNERS = ("ه", "ها", "هم", "هما", "هن")


class Frame(Struct, frozen=True):
    """What may bring in the content of a cue; the notation is told in the comments of `cues.tsv`."""

    mark: str
    addressee: bool = False
    keeps_object: bool = False
    weak: bool = False
    kind: str = ""


class Form(Struct, frozen=True):
    """One reading of a token as a cue.

    `gender` is m, f or "" (both), `number` s, d or p; `owner` the pronoun at its end; `joined` the letters before
    the stem that are proclitics (و ف س ب ل, the article); `adverbial`: a participle in the accusative (مؤكدا).
    """

    row: str
    table: Literal["cues", "silences"]
    shape: Shape
    kind: str
    strength: str
    frames: tuple[Frame, ...]
    gender: str = "m"
    number: str = "s"
    owner: str = ""
    joined: str = ""
    adverbial: bool = False
    silence: Silence | None = None

    def has(self, mark: str) -> Frame | None:
        """The frame with this mark, if the cue has it."""
        for frame in self.frames:
            if frame.mark == mark:
                return frame
        return None


_PROCLITICS, _SHORTEST = frozenset("وفسبل"), 3


class Cues:
    """Looks tokens up as cues; made once from the lexicon by `cues`."""

    def __init__(self, forms: dict[str, tuple[Form, ...]]) -> None:
        self._forms = forms
        self.get: Callable[[str], tuple[Form, ...]] = Memory(self.find).__getitem__
        """What `find` finds, remembered."""

    def find(self, token: str) -> tuple[Form, ...]:
        """All readings of a folded token as a cue; empty where it is none."""
        forms, first, size = self._forms, token[:1], len(token)
        found = forms.get(token, ())
        if first not in _PROCLITICS or size < _SHORTEST:
            return found
        behind: list[Form] = []
        rest = forms.get(token[1:])
        if first in "وف":
            behind = [_joined(form, first) for form in rest or ()]
            if token[1] == "س":
                behind += self._future(token[2:], token[:2])
        elif first == "س" and size > 4 and rest:
            behind += self._future(token[1:], "س")
        elif first in "بل" and size > 3 and rest:
            behind = [_joined(form, first) for form in rest if form.shape == "masdar"]
        return (*found, *behind) if behind else found

    def _future(self, stem: str, before: str) -> list[Form]:
        return [_joined(form, before) for form in self._forms.get(stem, ()) if form.shape == "present"]


def _joined(form: Form, before: str) -> Form:
    values = {name: getattr(form, name) for name in form.__struct_fields__}
    return Form(**{**values, "joined": before + form.joined})


@cache
def cues(lex: Lexicon) -> Cues:
    """All forms of the lexicon's cues and silences."""
    found: dict[str, list[Form]] = {}
    for row in lex.cues.values():
        for token, form in _of_cue(row):
            _add(found, token, form)
    for silence in lex.silences.values():
        for token, form in _of_silence(silence):
            _add(found, token, form)
    return Cues({token: tuple(forms) for token, forms in found.items()})


def _add(found: dict[str, list[Form]], token: str, form: Form) -> None:
    known = found.setdefault(token, [])
    if not any(f.row == form.row and f.table == form.table and f.shape == form.shape for f in known):
        known.append(form)


def parse_frame(text: str) -> Frame:
    """One frame in the notation of `cues.tsv`."""
    body, _, kind = text.partition("=")
    weak = text.endswith("?")
    mark = fold_text(body.rstrip("?").lstrip("@+"))
    return Frame(mark, body.startswith("@"), body.startswith("+"), weak, kind.rstrip("?"))


def _of_cue(row: Cue) -> Iterator[tuple[str, Form]]:
    frames = tuple(parse_frame(text) for text in row.frames)

    def form(shape: Shape, **more: object) -> Form:
        return Form(row.cue, "cues", shape, row.kind, row.strength, frames, **more)  # type: ignore[arg-type]

    stem = fold_text(row.cue)
    if row.type == "phrase":
        yield stem, form("phrase")
        return
    if row.type == "noun":
        base = stem.removesuffix("ه")
        if stem.startswith("ال"):
            yield stem, form("masdar")
            return
        for owner in _OWNERS:
            yield base + owner, form("masdar", owner=owner)
        return
    yield from ((token, form("past", gender=g, number=n, owner=o)) for token, g, n, o in past(stem))
    if row.imperfect:
        yield from (
            (token, form("present", gender=g, number=n, owner=o))
            for token, g, n, o in present(fold_text(row.imperfect))
        )
    if row.participle:
        for token, gender, number, adverbial in participle(fold_text(row.participle)):
            yield token, form("participle", gender=gender, number=number, adverbial=adverbial)
    if row.masdar:
        for token, owner, article in masdar(fold_text(row.masdar)):
            yield token, form("masdar", owner=owner, joined=article)


def _of_silence(row: Silence) -> Iterator[tuple[str, Form]]:
    frames = tuple(parse_frame(text) for text in row.frames)

    def form(shape: Shape, gender: str, number: str, beside: bool = False) -> Form:
        made = Form(row.cue, "silences", shape, "no_comment", "neutral", frames, gender, number, silence=row)
        return replace(made, adverbial=beside)

    yield from ((token, form("past", g, n)) for token, g, n, o in past(fold_text(row.cue)) if not o)
    stem = fold_text(row.imperfect)
    yield from ((token, form("present", g, n)) for token, g, n, o in present(stem) if not o)
    if stem.endswith(("ي", "و")) or stem[-2] in "اوي":  # the jussive: لم يدل, لم يجب
        short = stem[:-1] if stem.endswith(("ي", "و")) else stem[:-2] + stem[-1]
        yield short, form("present", "m", "s")
        yield "ت" + short[1:], form("present", "f", "s")
    if row.participle:
        for token, gender, number, adverbial in participle(fold_text(row.participle)):
            yield token, form("participle", gender, number, adverbial)


def past(stem: str) -> Iterator[tuple[str, str, str, str]]:
    """Forms of the perfect of a folded stem: token, gender, number, pronoun."""
    weak = stem.endswith(("ا", "ي"))
    base = stem[:-1] if weak else stem
    for owner in _OBJECTS:
        yield (base + "ا" if weak and owner else stem) + owner, "m", "s", owner
        yield base + "ت" + owner, "f", "s", owner
        yield base + "وا" if not owner else base + "و" + owner, "m", "p", owner
    yield (base + ("و" if stem.endswith("ا") else "ي") if weak else stem) + "ا", "m", "d", ""
    yield base + "تا", "f", "d", ""


def present(stem: str) -> Iterator[tuple[str, str, str, str]]:
    """Forms of the imperfect of a folded stem that starts with ي: token, gender, number, pronoun."""
    rest = stem[1:]
    base = rest[:-1] if rest.endswith(("و", "ي", "ا")) else rest
    for owner in _OBJECTS:
        yield "ي" + rest + owner, "m", "s", owner
        yield "ت" + rest + owner, "f", "s", owner
    if rest == "ري":
        for owner in _OBJECTS[1:]:
            yield "يرا" + owner, "m", "s", owner
            yield "ترا" + owner, "f", "s", owner
    for end in ("ون", "وا"):
        yield "ي" + base + end, "m", "p", ""
    for end in ("ان", "ا"):
        yield "ي" + rest + end, "m", "d", ""
        yield "ت" + rest + end, "f", "d", ""
    yield "ي" + base + "ونه", "m", "p", "ه"


def participle(stem: str) -> Iterator[tuple[str, str, str, bool]]:
    """Forms of the participle: token, gender, number, whether it is an accusative that adds a clause."""
    base = stem.removesuffix("ي")
    yield stem, "m", "s", False
    yield stem + "ا", "m", "s", True
    yield stem + "ه", "f", "s", True
    yield base + "ين", "", "p", True
    yield base + "ون", "m", "p", False
    yield stem + "ات", "f", "p", True
    yield stem + "ان", "m", "d", False


def masdar(stem: str) -> Iterator[tuple[str, str, str]]:
    """Forms of the verbal noun: token, pronoun, article."""
    base = stem[:-1] + "ت" if stem.endswith("ه") else stem
    yield stem, "", ""
    yield "ال" + stem, "", "ال"
    if not stem.endswith("ه"):
        yield stem + "ات", "", ""  # «تصريحات الوزير بأن»
    for owner in _OWNERS:
        yield base + owner, owner, ""
        yield base + "ات" + owner, owner, ""
