"""The row types of the knowledge base of names: states, places, offices, persons, bodies, outlets, words.

One row type a table; `lexicon.py` reads the tables. Ids are stable: `state:fr`, `person:emmanuel-macron`.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from musnad.records import StanceValue
from musnad.terms import check_term


class State(Struct, frozen=True):
    """A state and what the press calls it; `capital` is a key of places, `seats` stand for its government."""

    id: str
    iso2: str
    name_ar: str
    name_en: str
    capital: str
    official_ar: str = ""
    variants: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    """Without article; in a demonym of two words both take it (كوري جنوبي: الكوري الجنوبي)."""
    seats: tuple[str, ...] = ()
    common: tuple[str, ...] = ()
    """Those of its forms that are everyday words or names of persons as well (مالي, قمري)."""


class Place(Struct, frozen=True):
    """A city, region, water or crossing; `state` is a key of states, "" where it belongs to none or to several."""

    id: str
    name_ar: str
    name_en: str
    kind: str
    state: str = ""
    variants: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    common: tuple[str, ...] = ()
    """Those of its forms that are everyday words or names of persons as well (الباب, صور, حجة)."""


class OfficeRole(Struct, frozen=True):
    """What an office is called in any state: الرئيس الفرنسي, رئيس فرنسا; counterparts share the `rank`."""

    role: str
    rank: str
    construct: tuple[str, ...]
    """Before the name of a state or body: وزير خارجية (فرنسا)."""
    definite: tuple[str, ...]
    """Before a demonym, or alone: وزير الخارجية (الفرنسي)."""
    example: str


class Office(Struct, frozen=True):
    """An office of a state or body (`of`); `names` tell it without more context (ساكن الإليزيه)."""

    id: str
    of: str
    role: str
    names: tuple[str, ...] = ()
    note: str = ""


class Holder(Struct, frozen=True):
    """Who held an office from `since` to `until` (YYYY-MM-DD, YYYY-MM or YYYY, as far as it is known).

    An empty `until` means: in office when last `seen`.
    """

    key: str
    office: str
    person: str
    since: str
    until: str = ""
    seen: str = ""
    status: str = ""
    """"" in full, else acting, caretaker or disputed."""
    note: str = ""
    end: Literal["", "revolt", "force", "death"] = ""
    """How a holder left: driven out by a revolt (المخلوع), by an army, a parliament, a court or a head (المعزول), or
    by death in office (الراحل)."""

    def __post_init__(self) -> None:
        check_term(self.since, self.until, self.seen)


class Person(Struct, frozen=True):
    """A public person; `variants` tell who it is alone, `short` forms only after a title or the full name."""

    id: str
    name_ar: str
    name_en: str
    gender: str
    of: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    note: str = ""


class Organization(Struct, frozen=True):
    """A body with a name of its own; `of` is its state, "" where it has none or several."""

    id: str
    name_ar: str
    name_en: str
    kind: str
    of: str = ""
    variants: tuple[str, ...] = ()
    common: tuple[str, ...] = ()
    """Those of its forms that are everyday words as well (فتح, أمل)."""


class Outlet(Struct, frozen=True):
    """An agency, newspaper, channel, radio, site or magazine; `country` is a key of states."""

    id: str
    name_ar: str
    name_en: str
    kind: str
    country: str = ""
    variants: tuple[str, ...] = ()
    common: tuple[str, ...] = ()
    """Those of its forms that are everyday words or names of other things as well (الحياة, الشرق الأوسط)."""
    domains: tuple[str, ...] = ()


class Title(Struct, frozen=True):
    """A word for a person by honour, role, profession or relation, with its other forms (without article)."""

    title: str
    kind: str
    example: str
    feminine: tuple[str, ...] = ()
    plural: tuple[str, ...] = ()
    """All plural and dual forms, construct ones too."""


class BodyNoun(Struct, frozen=True):
    """A common noun that heads the name of a body (وزارة الدفاع)."""

    noun: str
    kind: str
    example: str
    plural: tuple[str, ...] = ()


class NamePart(Struct, frozen=True):
    """A word that names of persons are made of; `common` says that it is an everyday word as well."""

    name: str
    kind: str
    gender: str = ""
    common: bool = False


class Ambiguous(Struct, frozen=True):
    """A form that several rows share, with the keys of all of them; readers keep all as candidates."""

    form: str
    ids: tuple[str, ...]


class Noun(Struct, frozen=True):
    """A head noun of those who speak or of what speaks for them, with the grammar that agreement needs.

    `kind` is person, source, body, outlet or document; `gender` (m, f) is that of `noun`.
    """

    noun: str
    kind: str
    gender: str
    example: str
    plural: tuple[str, ...] = ()
    feminine: str = ""


class Particle(Struct, frozen=True):
    """A word that ends, opens or goes on with a noun phrase; `kind` is told in the table's comments."""

    word: str
    kind: str
    example: str


# --- attributions ------------------------------------------------------------------------------------------


class Cue(Struct, frozen=True):
    """A reporting verb (by its perfect), noun or phrase; `frames` tell what may bring in its content.

    The notation of frames, types and strengths is told in the table's comments.
    """

    cue: str
    type: str
    frames: tuple[str, ...]
    kind: str
    strength: str
    example: str
    imperfect: str = ""
    participle: str = ""
    masdar: str = ""


class FrameClass(Struct, frozen=True):
    """A closed class of words that the frame of a report is made of."""

    kind: str
    words: tuple[str, ...]
    example: str


class Silence(Struct, frozen=True):
    """A verb by which someone says nothing: denied itself, or followed by one of `objects`."""

    cue: str
    imperfect: str
    frames: tuple[str, ...]
    example: str
    denied: bool = False
    participle: str = ""
    objects: tuple[str, ...] = ()
    weak: bool = False


# --- stances -----------------------------------------------------------------------------------------------


class StanceVerb(Struct, frozen=True):
    """A verb that says where an actor stands; past, present, participle and masdar are the stems of its forms."""

    lemma: str
    value: StanceValue
    force: str
    past: str
    present: str
    frame: tuple[str, ...]
    gate: str
    example: str
    participle: str = ""
    masdar: str = ""
    barred: tuple[str, ...] = ()
    negated: StanceValue | Literal[""] = ""
    """The stance where it is denied, "" for none."""


class StanceWord(Struct, frozen=True):
    """A word or phrase around stances: a need, a verdict, a condition, a silence, a vote."""

    phrase: str
    kind: str
    example: str


class InitiativeNoun(Struct, frozen=True):
    """A noun that heads the name of an initiative."""

    noun: str
    kind: str
    example: str
    plural: tuple[str, ...] = ()


# --- pages -------------------------------------------------------------------------------------------------


class Furniture(Struct, frozen=True):
    """A phrase that stands on pages around articles; the table tells what its columns mean."""

    phrase: str
    role: Literal[
        "related", "promo", "tags", "comment", "share", "disclaimer", "boilerplate", "navigation", "date", "caption"
    ]
    place: Literal["head", "tail", "inside", "any"]
    takes: Literal["self", "line", "list"]
    example: str
    when: Literal["", "start", "alone", "short"] = ""


class Opener(Struct, frozen=True):
    """A verb that opens a news lead."""

    verb: str
    example: str


class PageWords(Struct, frozen=True):
    """A class of words that tells running text from furniture."""

    kind: str
    words: tuple[str, ...]
    example: str


class StanceWeight(Struct, frozen=True):
    """What a trait of a stance candidate counts; learnt by scripts/train_stances.py."""

    trait: str
    weight: float
