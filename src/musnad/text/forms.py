"""Verb forms: every inflected form of a verb that news uses, generated from four forms that a row names.

A verb's class (sound, doubled, hollow, ending in a weak letter or a hamza) is told by its perfect and imperfect; the
class gives the stems, and `endings.tsv` what is put around them. Keys are folded and bare: whoever looks a word up
takes و ف س ل ب ك ال off first, with `proclitics`. Unvocalised, the passive (ذُكر) and the active are one form.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TypeVar

from msgspec import Struct

from musnad.lexicon import lexicon
from musnad.rows_text import Clitic, Ending
from musnad.text.fold import fold_text

T = TypeVar("T")
Stems = dict[str, tuple[str, ...]]
"""The stems of a verb by the name that `endings.tsv` gives them; several where spelling varies."""

_WEAK = frozenset("اوي")
_CONSONANT = frozenset(["short", "nun"])
"""The stems that a consonant follows."""
_SHORTEST = 3
"""The letters of a plain verb."""
_ARTICLE = 3
"""The rank of ال, the last particle before a noun."""


class Analysis(Struct, frozen=True, order=True):
    """What a form of a verb is.

    `person` is 0 for participles and masdars; `suffix` is the folded pronoun written on it (object of a verb, owner
    of a masdar); `case` is "acc" where the form shows the accusative. "jussive" is also the subjunctive where that
    looks alike.
    """

    tense: str
    person: int
    number: str
    gender: str = ""
    suffix: str = ""
    case: str = ""


Forms = dict[str, tuple[Analysis, ...]]


def verb_forms(perfect: str, imperfect: str, participle: str = "", masdar: str = "", *, objects: bool = True) -> Forms:
    """Generate the forms of a verb from its perfect and imperfect (3rd masculine singular), participle and masdar.

    They are spelled as usual without vowels, with hamza, ى and ة («دعا», «يدعو», «داع» or «داعي», «دعوة»); "" leaves
    one out. `objects` adds the forms with an object pronoun. The forms come folded, each with all that it may be.
    """
    perfect, imperfect, participle, masdar = map(_bare, (perfect, imperfect, participle, masdar))
    stems = {
        "perfect": _perfect_stems(perfect, imperfect) if perfect else {},
        "imperfect": _imperfect_stems(perfect, imperfect) if imperfect else {},
        "participle": _participle_stems(perfect, participle) if participle else {},
        "masdar": _masdar_stems(perfect, masdar) if masdar else {},
    }
    stems["jussive"] = stems["imperfect"]
    made: dict[str, dict[Analysis, None]] = {}
    for ending in lexicon().endings.values():
        for form, analysis in _inflect(ending, stems[ending.tense], objects):
            made.setdefault(fold_text(form), {})[analysis] = None
    return {form: tuple(analyses) for form, analyses in made.items()}


def _bare(word: str) -> str:
    """The word without its vowel marks, but with its hamzas."""
    composed = unicodedata.normalize("NFC", word.strip())
    return "".join(char for char in composed if not unicodedata.combining(char) and char != "ـ")


def _inflect(row: Ending, stems: Stems, objects: bool) -> Iterator[tuple[str, Analysis]]:
    """The forms of one row: alone, and with each pronoun that may stand on it."""
    plain = Analysis(row.tense, row.person, row.number, row.gender, "", row.case)
    for stem in stems.get(row.stem, ()):
        yield _join(row, stem, row.ending), plain
    if row.joined == "-" or (row.tense != "masdar" and not objects):
        return
    for stem in stems.get(f"{row.stem} joined", stems.get(row.stem, ())):
        body = _join(row, stem, row.joined)
        for pronoun in _pronouns("noun" if row.tense == "masdar" else "verb", row.person):
            yield body + pronoun, Analysis(row.tense, row.person, row.number, row.gender, pronoun, row.case)


def _join(row: Ending, stem: str, ending: str) -> str:
    if row.prefix == "أ" and stem[:1] == "أ":
        return f"آ{stem[1:]}{ending}"
    if row.stem in _CONSONANT and stem[-1:] == ending[:1]:  # أعلنّا, أثبتّ: two letters alike are written as one
        stem = stem[:-1]
    return f"{row.prefix}{stem}{ending}".replace("أا", "آ").replace("آا", "آ")


@cache
def _pronouns(kind: str, subject: int) -> tuple[str, ...]:
    """The pronouns that may stand on a verb or a noun; "I ... us" has no such form."""
    rows = [row for row in lexicon().clitics.values() if row.side == "after" and row.on in ("any", kind)]
    return tuple(row.letters for row in rows if not row.person == subject == 1)


# --- stems -------------------------------------------------------------------------------------------------


def _perfect_stems(perfect: str, imperfect: str) -> Stems:
    root, last = perfect[:-1], perfect[-1:]
    if last == "ى" or (last == "ي" and len(perfect) > _SHORTEST):  # the second: ى spelled with dots
        return _stems(root + "ى", feminine=root, plural=root, dual=root + "ي", short=root + "ي", joined=root + "ا")
    if last == "ي":  # بقي, or نفى spelled with dots
        return _stems(perfect, feminine=(perfect, root), plural=root, joined=(perfect, root + "ا"))
    if last == "ا":  # دعا يدعو; حيا يحيي
        weak = root + ("و" if imperfect[-1:] == "و" else "ي")
        return _stems(perfect, feminine=root, plural=root, dual=weak, short=weak)
    if last in ("أ", "ء") and root[-1:] != "ا":
        return _stems(perfect, plural=(perfect, root + "ؤ", root + "ء"))
    if _is_hollow(perfect, imperfect):
        plural = (perfect, root + "ؤ") if last == "ء" else perfect
        seat = "ا" if len(perfect) > _SHORTEST else "و" if imperfect[-2] == "و" else "ي"
        return _stems(perfect, plural=plural, short=_without_middle(perfect, seat))
    return _stems(perfect, short=_doubled(perfect, perfect, imperfect))


def _imperfect_stems(perfect: str, imperfect: str) -> Stems:
    stem = imperfect[1:]
    root, last = stem[:-1], stem[-1:]
    if last == "ى" or (last == "ي" and perfect[:1] == "ت"):  # the second: يتبنى spelled with dots
        return _stems(root + "ى", plural=root, dual=root + "ي", nun=root + "ي", short=root, joined=root + "ا")
    if last in ("ي", "و"):
        return _stems(stem, plural=root, short=root)
    if last in ("أ", "ء") and root[-1:] not in _WEAK:
        varied = (stem, root + "ؤ", root + "ء")
        return _stems(stem, plural=varied, joined=varied)
    if _is_hollow(perfect, imperfect):
        short = _without_middle(stem, stem[-2])
        seats = (stem, root + "ئ", root + "ؤ") if last == "ء" else (stem,)
        return _stems(stem, plural=seats, dual=seats, joined=seats, nun=short, short=short)
    doubled = _doubled(stem, perfect, imperfect)
    return _stems(stem, nun=doubled, short=(*dict.fromkeys((stem, *doubled)),))


def _participle_stems(perfect: str, participle: str) -> Stems:
    """ناف or نافي: both are written, and the plural has no ي."""
    if not participle.endswith("ي") and perfect[-1:] not in ("ى", "ا", "ي"):
        return dict.fromkeys(("bare", "base", "plural"), (participle,))
    root = participle.removesuffix("ي")
    base = (root[:-1] + "ئي",) if root.endswith("ء") else (root + "ي",)
    return {"bare": (root, *base), "base": base, "plural": (root,)}


def _masdar_stems(perfect: str, masdar: str) -> Stems:
    root, last = masdar[:-1], masdar[-1:]
    if last == "ة":
        # before ات an alif of the stem becomes ي again: مناداة, مناديات
        counted = root[:-1] + "ي" if root.endswith("ا") else root
        return {"bare": (masdar,), "bare joined": (root + "ت",), "counted": (counted,)}
    if last in ("ء", "أ"):
        stems = {"bare": (masdar,), "bare joined": (masdar, root + "ؤ", root + "ئ"), "counted": (masdar,)}
        return stems if last == "أ" or root.endswith("ا") else stems | {"accusative": (masdar,)}
    if last == "ى":
        return {"bare": (masdar,), "bare joined": (root + "ا",)}
    if perfect[:1] == "ت" and perfect[-1:] in ("ى", "ي"):  # تبن or تبني
        root = masdar.removesuffix("ي")
        masdar = root + "ي"
        return {"bare": (root, masdar), "bare joined": (masdar,), "accusative": (masdar,)}
    stems = {"bare": (masdar,), "bare joined": (masdar,), "accusative": (masdar,)}
    return stems | {"counted": (masdar,)} if len(masdar) > _SHORTEST else stems


def _stems(
    bare: str,
    *,
    feminine: str | tuple[str, ...] = "",
    plural: str | tuple[str, ...] = "",
    dual: str | tuple[str, ...] = "",
    short: str | tuple[str, ...] = "",
    nun: str | tuple[str, ...] = "",
    joined: str | tuple[str, ...] = "",
) -> Stems:
    """The stems of a finite form; those not told are as the bare one."""
    given = {"feminine": feminine, "plural": plural, "dual": dual, "short": short, "nun": nun, "bare joined": joined}
    return {"bare": (bare,)} | {
        name: (stem or bare,) if isinstance(stem, str) else stem for name, stem in given.items()
    }


def _is_hollow(perfect: str, imperfect: str) -> bool:
    """Whether the middle letter is weak: قال يقول, أضاف يضيف, اختار يختار."""
    return perfect[-2:-1] == "ا" and imperfect[-2:-1] in _WEAK


def _without_middle(stem: str, letter: str) -> str:
    """قال without its weak letter (قل); a hamza at the end goes on the seat of `letter` (جئ, سؤ, يستأ)."""
    if stem[-1] != "ء":
        return stem[:-2] + stem[-1]
    return stem[:-2] + {"ا": "أ", "و": "ؤ"}.get(letter, "ئ")


def _doubled(stem: str, perfect: str, imperfect: str) -> tuple[str, ...]:
    """`stem` before a consonant: with its last letter twice where that stands for two (حث, حثثت), else as it is.

    Both where spelling does not tell: استمر is doubled, استمع is not.
    """
    twice = stem + stem[-1:]
    if len(perfect) == 2 or (perfect[:1] in ("أ", "ا") and len(perfect) == _SHORTEST and imperfect[1:] == perfect[1:]):
        return (twice,)
    infixed = len(perfect) == 4 and perfect[1] not in "تطد" and (perfect[2] in "تطد" or perfect[1] == "ن")
    tenth = len(perfect) == 5 and perfect[1:3] == "ست"
    return (twice, stem) if perfect[:1] == "ا" and (infixed or tenth) else (stem,)


# --- looking a word up -------------------------------------------------------------------------------------


def proclitics(word: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every way to take particles off the front of a folded `word`, the word itself first.

    وسيقول gives ((), وسيقول), ((و), سيقول), ((و, س), يقول).
    Their order and which exclude each other is kept; `fits` tells whether they fit the rest.
    """
    yield (), word
    rows = _particles()
    queue: list[tuple[tuple[str, ...], str, int]] = [((), word, 0)]
    for taken, rest, rank in queue:
        row = rows.get(rest[:1])
        options = [row] if row and row.rank > rank else []
        if rest.startswith("ال") and rank < _ARTICLE:
            options.append(rows["ال"])
        for option in options:
            found = ((*taken, option.letters), rest[len(option.letters) :], option.rank)
            if found[1]:
                queue.append(found)
                yield found[:2]
        if rest.startswith("لل") and rank < _ARTICLE - 1:
            # ل swallows the alif of ال, and ل ل ل is written with two
            for left in (rest[2:], rest[1:]):
                if left:
                    yield (*taken, "ل", "ال"), left


def fits(taken: tuple[str, ...], analysis: Analysis) -> bool:
    """Whether a form of that analysis can stand after these particles."""
    if analysis.tense in ("participle", "masdar"):
        return "س" not in taken and not ("ال" in taken and analysis.suffix)
    nominal = {"ب", "ك", "ال"}.intersection(taken)
    return not nominal and (analysis.tense != "perfect" or "س" not in taken)


def look_up(word: str, forms: Mapping[str, T]) -> Iterator[tuple[tuple[str, ...], str, T]]:
    """The entries of `forms` that a folded `word` may be, with the particles taken off, the word itself first."""
    for taken, rest in proclitics(word):
        entry = forms.get(rest)
        if entry is not None:
            yield taken, rest, entry


@cache
def _particles() -> dict[str, Clitic]:
    return {row.letters: row for row in lexicon().clitics.values() if row.side == "before"}
