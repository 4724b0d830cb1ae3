"""The nouns of what several readings show together: copies, stories, claims, origins, who stands where; frozen."""

from __future__ import annotations

from itertools import pairwise
from typing import Literal

from msgspec import Struct

from musnad.records import StanceValue

Rule = Literal[
    "narration", "few_words", "words", "names_publisher", "names_same", "credits_publisher", "credits_same", "alike",
    "credits", "earlier", "part", "no_order", "doubt_time", "doubt_credit",
]  # fmt: skip
"""What decides; each is told by the phrase `reason.RULE` of labels.tsv in either language."""
Sure = Literal["possible", "likely", "sure"]


class Reason(Struct, frozen=True):
    """Why something was decided: the rule, and what its phrase tells of: articles, outlets, counts of words."""

    rule: Rule
    articles: tuple[str, ...] = ()
    outlet: str = ""
    other: str = ""
    count: int = 0
    part: int = 0


class Tie(Struct, frozen=True):
    """What ties two articles that are no copies to one origin, and how sure that is."""

    left: str
    right: str
    how: Sure
    reason: Reason


class Passage(Struct, frozen=True):
    """A stretch that two articles share, as spans on both sides."""

    from_start: int
    from_stop: int
    to_start: int
    to_stop: int


class Copy(Struct, frozen=True):
    """Two articles with one text under both; `overlap` is the share of the words of `to` that stand in `origin`."""

    origin: str
    to: str
    overlap: float
    passages: tuple[Passage, ...]
    direction: Literal["stated", "time", "containment", "unknown"]
    reasons: tuple[Reason, ...]


class OriginGroup(Struct, frozen=True):
    """Articles that go back to one origin, each merge with its reason."""

    articles: tuple[str, ...]
    origin: str
    unnamed: bool
    reasons: tuple[Reason, ...]


class Origins(Struct, frozen=True):
    """How many independent origins stand behind something: at least `low`, at most `high`."""

    low: int
    high: int
    groups: tuple[OriginGroup, ...]
    loops: tuple[tuple[str, ...], ...] = ()


class Drift(Struct, frozen=True):
    """What changed between two reports of one claim: commitment, number of sources, anonymity, or a figure."""

    what: Literal["commitment", "sources", "anonymity", "number"]
    origin: str
    """The article that has `before`."""
    to: str
    """The article that has `after`."""
    before: str
    after: str


class Claim(Struct, frozen=True):
    """Attributions of several articles that report the same words, or the same proposition, of the same speaker.

    An attribution is named by its article and its place there; `text` is its content in the first of them.
    """

    id: str
    speaker: str
    attributions: tuple[tuple[str, int], ...]
    origins: Origins
    basis: Literal["words", "proposition"] = "words"
    text: str = ""
    drift: tuple[Drift, ...] = ()
    story: str = ""


class Story(Struct, frozen=True):
    """Articles that tell the same happening, in order of their days; `start` and `stop` are the first and the last day.

    `houses` names the outlet of each article, by the identifier that namings use, "" where it is not known;
    `by_headline` are those articles of which the headline alone is known. `ties` tell, beside the copies, what may
    tie articles to one origin.
    """

    id: str
    title: str
    articles: tuple[str, ...]
    first: str
    origins: Origins
    start: str = ""
    stop: str = ""
    outlets: tuple[str, ...] = ()
    by_headline: tuple[str, ...] = ()
    houses: tuple[str, ...] = ()
    ties: tuple[Tie, ...] = ()


class Naming(Struct, frozen=True):
    """An article says where it comes from: a credit for its text, or the source of what it reports.

    `id` is the outlet's, or its name folded where no table has it; `rule` is what found it, `evidence` where in the
    article's text.
    """

    article: str
    outlet: str
    id: str
    how: Literal["credit", "source"]
    rule: str
    evidence: tuple[int, int] | None = None


class Relations(Struct, frozen=True):
    """What several readings show together."""

    copies: tuple[Copy, ...] = ()
    namings: tuple[Naming, ...] = ()
    stories: tuple[Story, ...] = ()
    claims: tuple[Claim, ...] = ()


class Held(Struct, frozen=True):
    """One stance as an article tells it; `finding` is its name, `day` "" where neither stance nor article has one.

    `speaker` is on whose word it is told, "" for the writer's own; `stated` says that the day is the stance's own, not
    the article's.
    """

    finding: str
    article: str
    outlet: str
    actor: str
    actor_id: str | None
    stance: StanceValue
    initiative: str
    evidence: str
    day: str = ""
    stated: bool = False
    speaker: str = ""
    unnamed: bool = False
    initiative_id: str | None = None


class Step(Struct, frozen=True):
    """A stance in a trail, with the further articles that tell it in the same words."""

    held: Held
    again: tuple[str, ...] = ()


class Cell(Struct, frozen=True):
    """One actor on one initiative, both by number; `latest` is empty where undated stances contradict each other."""

    actor: int
    initiative: int
    latest: StanceValue | None
    day: str
    trail: tuple[Step, ...]

    @property
    def changes(self) -> tuple[Step, ...]:
        """The dated steps at which the stance is another than the one before."""
        dated = [step for step in self.trail if step.held.day]
        turned = [two for one, two in pairwise(dated) if one.held.stance != two.held.stance]
        return tuple(turned)


class Party(Struct, frozen=True):
    """An actor: the id of a known one, the fullest of the names that the articles use, and one in English or ""."""

    id: str | None
    name: str
    english: str = ""


class Matter(Struct, frozen=True):
    """An initiative over all articles: its commonest name, and all of them."""

    name: str
    names: tuple[str, ...]


class Matrix(Struct, frozen=True):
    """Actors by initiatives."""

    actors: tuple[Party, ...]
    initiatives: tuple[Matter, ...]
    cells: tuple[Cell, ...]
