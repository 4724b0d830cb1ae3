"""Which stretches of a page are articles: the main one, embedded ones, or none, with the reason."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from musnad.page.head_lines import begins_another, is_head_line, is_lead
from musnad.page.layout import Layout
from musnad.page.marks import Mark, opens_sentence, words_of_kind
from musnad.page.runs import Run, breaks, find_runs, joined
from musnad.page.starts import refine

_LIST_PATH = re.compile(
    r"/(?:tags?|category|categories|author|authors|archives?/category|section|topics?|search|keyword)(?:/|$)",
    re.IGNORECASE,
)
_LIST_QUERY = re.compile(r"(?:^|&)(?:cat|tag|author|s|q|search|m)=", re.IGNORECASE)
_LEAST_WORDS = 25
_EMBEDDED_WORDS = 45
_HEAD = 25


class Draft:
    """An article in the making: atoms `[first, last]` hold its body."""

    __slots__ = ("first", "last", "run")

    def __init__(self, run: Run) -> None:
        self.run = run
        self.first = run.first
        self.last = run.last


def find_articles(page: Layout) -> tuple[list[Draft], str]:
    """The articles of the page in order; where there is none, why."""
    runs = parted(page, joined(page.tokens, page.atoms, find_runs(page.atoms), flat=page.flat))
    runs = [_stretched(page, run) for run in runs]
    runs = [run for run in runs if _words(page, run) >= 12]
    if not any(page.tokens.form):
        return [], "no text"
    if not runs:
        teasers = sum(atom.short and atom.words >= 8 for atom in page.atoms)
        if teasers >= 2:
            return [], f"a list of openings ({teasers} are cut off), no article of its own"
        return [], "no running text: menus, headlines or single lines only"
    main = max(range(len(runs)), key=lambda n: runs[n].weight * (1.0 if n == 0 else 0.97))
    if reason := why_listing(page, runs[main]):
        return [], reason
    if _words(page, runs[main]) < _LEAST_WORDS and not page.html:
        return [], "no article: the longest running text has fewer than 25 words"
    found = [run for run in runs[:main] if is_elder(page, run, runs[main])]
    found += [runs[main]] + [run for run in runs[main + 1 :] if is_embedded(page, run)]
    # from the last to the first: splitting an atom moves those behind it
    drafts: list[Draft] = []
    for run in reversed(found):
        size = len(page.atoms)
        draft = _draft(page, run)
        for later in drafts:
            later.first += len(page.atoms) - size
            later.last += len(page.atoms) - size
        drafts.append(draft)
    return drafts[::-1], ""


def parted(page: Layout, runs: list[Run]) -> list[Run]:
    """Part a run where a headline with its date line begins another article."""
    found: list[Run] = []
    for run in runs:
        low = run.first
        for n in range(run.first + 2, run.last):
            if n - low > 2 and begins_another(page, n):
                last = n - 1 - is_lead(page.atoms[n - 1])
                found.append(_part(page, low, last, run.after if low == run.first else page.atoms[n].mark))
                low = n
        found.append(_part(page, low, run.last, run.after if low == run.first else None))
    return found


def _part(page: Layout, first: int, last: int, after: Mark | None) -> Run:
    return Run(first, last, sum(atom.weight for atom in page.atoms[first : last + 1]), after)


def _stretched(page: Layout, run: Run) -> Run:
    """Let a run take in the whole sentences right behind it that are too plain to weigh much."""
    last = n = run.last
    while n + 1 < len(page.atoms) and n - last < 4:
        n += 1
        atom = page.atoms[n]
        if atom.mark is not None and atom.mark.place in ("inside", "any") and not breaks(atom.mark):
            continue
        plain = atom.mark is None and atom.final and not atom.short and atom.words >= 5 and not atom.hint
        if not plain or atom.weight < -0.4 * atom.words or atom.in_body != page.atoms[run.last].in_body:
            break
        if page.tokens.form[atom.j - 1] in "?؟!" and not page.atoms[last].final:
            break
        last = n
    return Run(_lead(page, run), last, run.weight, run.after)


def _lead(page: Layout, run: Run) -> int:
    """The first atom of a run, or of the lead that furniture has cut off from it: a line without a stop."""
    n, cut = run.first, False
    while not page.flat and n > 0 and run.first - n < 4:
        n -= 1
        atom = page.atoms[n]
        if atom.mark is not None:
            if breaks(atom.mark) or atom.mark.day is not None:
                break
            cut = True
            continue
        whole = atom.first and atom.last and not atom.final and atom.words >= 8 and not atom.hint
        if cut and whole and opens_sentence(page.tokens, atom.i) and atom.tag not in ("h1", "h2", "h3"):
            return n
        if atom.words > 5:
            break
    return run.first


def _words(page: Layout, run: Run) -> int:
    return sum(atom.words for atom in page.atoms[run.first : run.last + 1] if atom.mark is None)


def why_listing(page: Layout, main: Run) -> str:
    """Why a page is a list of articles and none itself, "" where it is not."""
    atoms = page.atoms
    url = urlsplit(page.url) if page.url else None
    by_url = 0
    if url is not None:
        by_url = 2 * bool(_LIST_PATH.search(url.path) or _LIST_QUERY.search(url.query))
        by_url = by_url or 2 * (url.path.strip("/").lower() in ("", "index.php", "home", "ar", "index.html", "news"))
    teasers = sum(atom.short and atom.words >= 8 for atom in atoms)
    whole = sum(a.final and not a.short and a.words >= 8 for a in atoms[main.first : main.last + 1])
    by_head = not words_of_kind("listing").isdisjoint(_head(page))
    inside = sum(a.short and a.words >= 8 for a in atoms[main.first : main.last + 1])
    if url is not None and not url.path.strip("/") and not url.query:
        return "a home page: headlines and openings, no article of its own"
    if by_url and by_head:
        return f"a list of articles ({teasers} openings are cut off), no article of its own"
    dated = sum(a.mark is not None and a.mark.kind == "day" for a in atoms[main.first : main.last + 1])
    if dated >= 4 and dated >= whole / 3:
        return f"a list of {dated} dated openings, no article of its own"
    score = by_url + 2 * by_head + min(3, teasers) + 2 * (inside >= 2)
    if whole >= 8 and inside < 2 and score < 5:
        return ""
    if score >= 5 or (score >= 4 and whole <= 6) or (by_url and by_head):
        return f"a list of openings ({teasers} are cut off), no article of its own"
    return ""


def _head(page: Layout) -> list[str]:
    """The first words of a page; of HTML those that are no links, as a menu leads to lists from every page."""
    if not page.html:
        return page.tokens.form[:_HEAD]
    head: list[str] = []
    for atom in page.atoms:
        if atom.links < 0.5:
            head += page.tokens.form[atom.i : atom.j]
        if len(head) >= _HEAD:
            break
    return head[:_HEAD]


def is_embedded(page: Layout, run: Run) -> bool:
    """Whether a later run is an article of its own: long, whole, with a headline, behind no list and no comments."""
    atoms = page.atoms[run.first : run.last + 1]
    least, sentences = (_EMBEDDED_WORDS, 2) if page.flat else (_LEAST_WORDS, 1)
    if _words(page, run) < least or sum(a.final for a in atoms) < sentences or any(a.short for a in atoms):
        return False
    if page.atoms[run.first].mark is None and run.first + 1 < len(page.atoms) and begins_another(page, run.first):
        return True
    opener = _opener_mark(page, run)
    if opener is None or opener.role not in ("promo", "related"):
        return False
    if page.flat and opener.role != "promo":
        return False
    return page.flat or has_headline(page, run)


def is_elder(page: Layout, run: Run, main: Run) -> bool:
    """Whether a run before the longest one is an article too, and the longest one embedded below it."""
    atoms = page.atoms[run.first : run.last + 1]
    whole = (
        _words(page, run) >= _EMBEDDED_WORDS and sum(a.final for a in atoms) >= 2 and not any(a.short for a in atoms)
    )
    return whole and is_embedded(page, main) and (page.flat or has_headline(page, run))


def _opener_mark(page: Layout, run: Run) -> Mark | None:
    """The last mark before a run that says what follows, at most a headline and its furniture away."""
    words = 0
    for n in range(run.first - 1, -1, -1):
        atom = page.atoms[n]
        if atom.mark is not None and atom.mark.role in (
            "promo",
            "related",
            "comment",
            "tags",
            "boilerplate",
            "disclaimer",
            "share",
        ):
            return atom.mark
        words += atom.words
        if words > 60:
            return None
    return None


def has_headline(page: Layout, run: Run) -> bool:
    """Whether a line that reads like a headline stands right before a run, or is its first line."""
    for n in range(run.first, max(-1, run.first - 5), -1):
        atom = page.atoms[n]
        if atom.mark is None and atom.first and atom.last and not atom.final and 3 <= atom.words <= 30:
            return True
        if n < run.first and atom.mark is None and atom.words > 5:
            return False
    return False


def _draft(page: Layout, run: Run) -> Draft:
    """Move the start of a run behind the headline and the rest of the head that it may hold."""
    draft = Draft(run)
    first = _past_head_lines(page, run)
    atom = page.atoms[first]
    titled = _is_titled(page, first)
    end, start, role = refine(page.tokens, atom.i, atom.j, page.repeats, titled, page.days, page.flat)
    for at in sorted({end, start}):
        before = page.atoms[first]
        if before.i < at < before.j:
            page.split(first, at)
            first += 1
            draft.last += 1
    if role and first and page.atoms[first - 1].j == start and page.atoms[first - 1].i >= end:
        page.atoms[first - 1].role, page.atoms[first - 1].rule = role, f"{role} before the body"
    draft.first = first
    return draft


def _past_head_lines(page: Layout, run: Run) -> int:
    """The first atom of a run that is no headline, subtitle, byline or caption of its head."""
    n = run.first
    while n < run.last and page.atoms[n].mark is not None:
        n += 1
    if page.flat:
        return _past_head_marks(page, run, n)
    open_ended = sum(not a.final for a in page.atoms[n : run.last + 1] if a.first and a.last) > (run.last - n) / 2
    limit = 1 if open_ended else 4
    while n < run.last - 1 and n < run.first + limit:
        atom = page.atoms[n]
        if not (is_head_line(page, atom) or atom.mark is not None):
            break
        n += 1
    return n


def _past_headline(page: Layout, run: Run, first: int) -> int:
    """The first atom of a run behind the page's headline, where that stands again inside of the run's first part."""
    low, high = page.atoms[first].i, page.atoms[run.last].j
    seen: set[int] = set()
    end = low
    for repeat in page.repeats:
        again = repeat.group in seen
        seen.add(repeat.group)
        if again and repeat.words >= 5 and low <= repeat.i < low + 0.4 * (high - low):
            opening = next(r for r in page.repeats if r.group == repeat.group)
            end = max(end, repeat.j) if opening.i < 40 else end
    n = first
    while n < run.last and page.atoms[n].j <= end:
        n += 1
    return n


def _past_head_marks(page: Layout, run: Run, first: int) -> int:
    """The first atom behind the last head mark before the run's first whole sentence."""
    first = _past_headline(page, run, first)
    best, words = first, 0
    for n in range(first, run.last):
        atom = page.atoms[n]
        words += atom.words
        if (atom.mark is None and n > first and atom.final and opens_sentence(page.tokens, atom.i)) or words > 90:
            break
        if atom.mark is not None and (atom.mark.kind in ("day", "count") or atom.mark.place == "head"):
            best = n + 1
        elif atom.final:
            break
    while best < run.last and page.atoms[best].mark is not None:
        best += 1
    return best


def _is_titled(page: Layout, first: int) -> bool:
    """Whether a headline, a date or the like ends right before the atom."""
    if first == 0:
        return False
    before = page.atoms[first - 1]
    if before.mark is not None and before.mark.place in ("head", "any", "inside"):
        return before.mark.kind in ("day", "count") or before.mark.role not in ("promo", "caption")
    if page.flat:
        return any(r.j == page.atoms[first].i for r in page.repeats)
    return True
