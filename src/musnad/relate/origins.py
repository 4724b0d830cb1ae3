"""Independent origins: what the text says (credits, named sources) joined with what it shows (shared wording).

Articles of one text go back to one origin, whatever their bylines say. Groups of articles that name the same outlet, or
one of which stands in that outlet, are one origin; how sure that is depends on the wording. The answer is an interval:
`low` counts the groups when all that may be one is one, `high` when only what surely is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from musnad.relate.copies import Shares
from musnad.relate.grouping import Merged
from musnad.relate.likeness import Likeness
from musnad.relate.loops import loops
from musnad.relate.prints import Print
from musnad.relate.stated import Stated, is_agency, own_house
from musnad.relations import OriginGroup, Origins

REWRITTEN, PERHAPS = 0.62, 0.52
"""Articles whose telling words are so much alike are likely one text, rewritten; or may be."""
POSSIBLE, LIKELY, SURE = 1, 2, 3
"""How sure it is that two articles have one origin: `low` takes all for one, groups the likely, `high` the sure."""
SOME = 15
"""So many shared words of narration may come from one text."""
SURELY = 0.3
"""Two texts credited to one agency that are so much alike are taken for one dispatch."""
_OWN_WORDS = 90
_OWN_PART = 0.5
"""An article with so many words of its own, and so much of it its own, may be an origin of its own."""


class Told(Struct, frozen=True):
    """Why two articles, by place, go back to one origin, and how sure that is."""

    left: int
    right: int
    how: int
    reason: str


class Ties(Struct, frozen=True, eq=False):
    """All that origins are found from: the prints, what each article states, and the pairs that share text."""

    prints: Sequence[Print]
    said: Sequence[tuple[Stated, ...]]
    shares: Mapping[tuple[int, int], Shares]
    alike: Likeness


def origins_of(ties: Ties, members: Sequence[int]) -> Origins:
    """The independent origins behind some articles of one story."""
    texts = _copies(ties, members)
    told = texts + _stated(ties, members, texts) + _rewritten(ties, members)
    at_least, likely, sure = (_merged(told, how) for how in (POSSIBLE, LIKELY, SURE))
    more = sum(1 for place in members if _adds(ties, members, place))
    kept = [one for one in told if one.how >= LIKELY]
    groups = likely.sets(members)
    made = (_group(ties, group, [one for one in kept if likely.of(one.left) == group[0]]) for group in groups)
    high = min(len(sure.sets(members)) + more, len(members))
    return Origins(len(at_least.sets(members)), high, tuple(made), loops(ties.prints, ties.said, members))


def _merged(told: Iterable[Told], how: int) -> Merged:
    merged = Merged()
    for one in told:
        if one.how >= how:
            merged.join(one.left, one.right)
    return merged


def _copies(ties: Ties, members: Sequence[int]) -> list[Told]:
    found: list[Told] = []
    for left, right in _pairs(members):
        share = ties.shares.get((left, right))
        if share is not None and share.copy:
            ids = _ids(ties, left, right)
            found.append(Told(left, right, SURE, f"{ids} share {share.shared.narration} words of narration"))
    return found


def _stated(ties: Ties, members: Sequence[int], texts: list[Told]) -> list[Told]:
    """Articles that name one outlet, or that stand in it; the credit of a text counts once for all who carry it."""
    merged = Merged()
    for one in texts:
        merged.join(one.left, one.right)
    named: defaultdict[str, list[tuple[int, Stated]]] = defaultdict(list)
    for group in merged.sets(members):
        if (label := _label(ties, group)) is not None:
            named[label[1].id].append(label)
    found: list[Told] = []
    for outlet, rows in named.items():
        there = [place for place in members if own_house(ties.prints[place].given) == outlet]
        for place, house_said in rows:
            if others := [other for other in there or [rows[0][0]] if other != place]:
                nearest = max(others, key=lambda other: (ties.alike(place, other), -other))
                found.append(_one_house(ties, place, nearest, house_said, bool(there)))
    return found


def _label(ties: Ties, group: list[int]) -> tuple[int, Stated] | None:
    """The outlet that a text goes back to by most of its carriers, with the first article that says so."""
    votes = Counter(one.id for place in group for one in ties.said[place][:1])
    if not votes:
        return None
    best = min(votes, key=lambda outlet: (-votes[outlet], outlet))
    return next((place, one) for place in group for one in ties.said[place][:1] if one.id == best)


def _one_house(ties: Ties, place: int, other: int, one: Stated, there: bool) -> Told:
    sure = one.kind == "source" or ties.alike(place, other) >= SURELY
    how = "names" if one.kind == "source" else "credits"
    ids = ties.prints[place].given.id, ties.prints[other].given.id
    reason = f"{ids[0]} {how} {one.name}, " + (f"which published {ids[1]}" if there else f"as does {ids[1]}")
    return Told(min(place, other), max(place, other), LIKELY if not sure else SURE, reason)


def _rewritten(ties: Ties, members: Sequence[int]) -> list[Told]:
    found = []
    for left, right in _pairs(members):
        share = ties.shares.get((left, right))
        if share is not None and share.copy:
            continue
        if share is not None and share.narration >= SOME:
            ids = _ids(ties, left, right)
            found.append(Told(left, right, LIKELY, f"{ids} share {share.shared.narration} words, too few to settle it"))
        elif (alike := ties.alike(left, right)) >= PERHAPS:
            how = LIKELY if alike >= REWRITTEN else POSSIBLE
            found.append(Told(left, right, how, f"{_ids(ties, left, right)} tell it in the same order and terms"))
    return found


def _adds(ties: Ties, members: Sequence[int], place: int) -> bool:
    """Whether an article has much of its own besides what it carries, and more than those it carries it from."""
    size = len(ties.prints[place].body)
    carried = {
        other: share.shared.words
        for other in members
        if (share := ties.shares.get((min(place, other), max(place, other)))) is not None and share.copy
    }
    if not carried or size - max(carried.values()) < max(_OWN_WORDS, size * _OWN_PART):
        return False
    return all(len(ties.prints[other].body) < size for other in carried)


def _group(ties: Ties, group: list[int], told: list[Told]) -> OriginGroup:
    names = [ties.prints[place].given.id for place in group]
    label = _label(ties, group)
    agency = next((place for place in group if is_agency(ties.prints[place].given)), None)
    first = ties.prints[group[0] if agency is None else agency].given
    origin = label[1].name if label and agency is None else first.outlet or first.id
    doubts = _doubts(ties, group, label[1] if label else None)
    reasons = sorted({one.reason for one in told if one.left in group})
    return OriginGroup(
        tuple(names),
        origin,
        _all_unnamed(ties, group),
        (*reasons, *doubts),
    )


def _doubts(ties: Ties, group: list[int], label: Stated | None) -> list[str]:
    """Credits that contradict the text that is carried."""
    return [
        f"doubtful: {ties.prints[place].given.id} credits {one.name}, yet carries the text of {label.name}"
        for place in group
        for one in ties.said[place][:1]
        if label and one.id != label.id and one.agency and label.agency
    ]


def _all_unnamed(ties: Ties, group: Iterable[int]) -> bool:
    """Whether all that the articles report goes back to sources that are not named."""
    said = [one for place in group for one in ties.prints[place].given.said if one.kind != "no_comment"]
    inner = [one for one in said if not (one.speaker_id or "").startswith("outlet:")]
    return bool(inner) and all(one.unnamed for one in inner)


def _pairs(members: Sequence[int]) -> list[tuple[int, int]]:
    return [(a, b) for n, a in enumerate(members) for b in members[n + 1 :]]


def _ids(ties: Ties, left: int, right: int) -> str:
    return f"{ties.prints[left].given.id} and {ties.prints[right].given.id}"
