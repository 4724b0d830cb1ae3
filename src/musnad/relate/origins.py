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
from musnad.relate.stated import Stated, own_house
from musnad.relations import OriginGroup, Origins

REWRITTEN = 0.55
"""Articles whose telling words are so much alike may be one text, rewritten."""
SOME = 15
"""So many shared words of narration may come from one text."""
SURELY = 0.3
"""Two texts credited to one agency that are so much alike are taken for one dispatch."""
_OWN_WORDS = 90
_OWN_PART = 0.5
"""An article with so many words of its own, and so much of it its own, may be an origin of its own."""


class Told(Struct, frozen=True):
    """Why two articles, by place, go back to one origin; `sure` tells whether that is settled."""

    left: int
    right: int
    sure: bool
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
    sure, all_ = Merged(), Merged()
    for one in told:
        all_.join(one.left, one.right)
        if one.sure:
            sure.join(one.left, one.right)
    groups = all_.sets(members)
    more = sum(1 for place in members if _adds(ties, members, place))
    high = min(len(sure.sets(members)) + more, len(members))
    made = tuple(
        _group(ties, group, [one for one in told if all_.of(one.left) == all_.of(group[0])]) for group in groups
    )
    return Origins(len(groups), max(high, len(groups)), made, loops(ties.prints, ties.said, members))


def _copies(ties: Ties, members: Sequence[int]) -> list[Told]:
    found: list[Told] = []
    for left, right in _pairs(members):
        share = ties.shares.get((left, right))
        if share is not None and share.copy:
            ids = _ids(ties, left, right)
            found.append(Told(left, right, True, f"{ids} share {share.shared.narration} words of narration"))
    return found


def _stated(ties: Ties, members: Sequence[int], texts: list[Told]) -> list[Told]:
    """Articles that name one outlet, or that stand in it; the credit of a text counts once for all who carry it."""
    merged = Merged()
    for one in texts:
        merged.join(one.left, one.right)
    found: list[Told] = []
    by_house: defaultdict[str, list[tuple[int, Stated | None]]] = defaultdict(list)
    for group in merged.sets(members):
        for place, named in _label(ties, group):
            by_house[named.id if named else own_house(ties.prints[place].given)].append((place, named))
    for rows in by_house.values():
        first = min(rows, key=lambda row: (row[1] is not None, row[0]))
        if any(named for _, named in rows):
            found += [_one_house(ties, first, other) for other in rows if other[0] != first[0]]
    return found


def _label(ties: Ties, group: list[int]) -> list[tuple[int, Stated | None]]:
    """The outlet that a text goes back to, with the article that says so; and the outlets that carry it, unnamed."""
    votes = Counter(one.id for place in group for one in ties.said[place][:1])
    best = sorted(votes, key=lambda house: (-votes[house], house))[:1]
    found: list[tuple[int, Stated | None]] = []
    for house in best:
        place = next(place for place in group for one in ties.said[place][:1] if one.id == house)
        found.append((place, ties.said[place][0]))
    known = ("", *best)
    found += [(p, None) for p in group if not ties.said[p] and own_house(ties.prints[p].given) not in known]
    return found


def _one_house(ties: Ties, first: tuple[int, Stated | None], other: tuple[int, Stated | None]) -> Told:
    left, right = first[0], other[0]
    one = other[1] or first[1]
    name = one.name if one else ""
    source = one is not None and one.kind == "source"
    sure = source or ties.alike(left, right) >= SURELY
    ids = _ids(ties, left, right)
    if first[1] is None:
        return Told(
            left,
            right,
            sure,
            f"{ties.prints[right].given.id} names {name}, which published {ties.prints[left].given.id}",
        )
    return Told(left, right, sure, f"{ids} both {'name' if source else 'credit'} {name}")


def _rewritten(ties: Ties, members: Sequence[int]) -> list[Told]:
    found = []
    for left, right in _pairs(members):
        share = ties.shares.get((left, right))
        if share is not None and share.copy:
            continue
        if share is not None and share.narration >= SOME:
            ids = _ids(ties, left, right)
            found.append(Told(left, right, False, f"{ids} share {share.shared.narration} words, too few to settle it"))
        elif ties.alike(left, right) >= REWRITTEN:
            found.append(Told(left, right, False, f"{_ids(ties, left, right)} tell it in the same order and terms"))
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
    labels = [one for _, one in _label(ties, group) if one is not None]
    first = ties.prints[group[0]].given
    origin = labels[0].name if labels else first.outlet or first.id
    reasons = sorted({one.reason for one in told if one.left in group})
    return OriginGroup(tuple(names), origin, _all_unnamed(ties, group), tuple(reasons + _doubts(ties, group, labels)))


def _doubts(ties: Ties, group: list[int], labels: list[Stated]) -> list[str]:
    """Credits that contradict the text that is carried."""
    return [
        f"doubtful: {ties.prints[place].given.id} credits {one.name}, yet carries the text of {labels[0].name}"
        for place in group
        for one in ties.said[place][:1]
        if labels and one.id != labels[0].id and one.agency and labels[0].agency
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
