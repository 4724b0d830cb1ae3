"""Headlines: which line is an article's, where it comes again, in flat text where it ends."""

from __future__ import annotations

from collections import Counter

from musnad.page.atoms import Atom
from musnad.page.labelled import Labelled, split_atom, take
from musnad.page.layout import Layout
from musnad.page.marks import opens_sentence, words_of_kind
from musnad.page.starts import dateline_end
from musnad.page.tokens import Tokens
from musnad.text.fold import fold_text

_SIMILAR = 0.65
_LONGEST_TITLE, _MOST_TITLES = 1000, 5
"""Of a page's own metadata: letters, and how many."""
LONGEST_HEADLINE = 34


def titles(made: Labelled) -> None:
    """The headline of each article: nearest above its body, by what repeats or the markup says, else by its looks."""
    for number, draft in enumerate(made.drafts):
        low = made.drafts[number - 1].last + 1 if number else 0
        atom = _title(made, low, draft.first)
        made.titles.append(atom)
        if atom is not None:
            atom.role, atom.rule, atom.article = "title", atom.rule or "headline above the body", number


def _title(made: Labelled, low: int, first: int) -> Atom | None:
    page = made.page
    if page.flat:
        return _flat_title(made, low, first)
    best, best_score = None, 0.0
    lead = {f for f in page.tokens.form[page.atoms[first].i : page.atoms[first].i + 60] if len(f) > 2}
    named = ("og:title", "title", "twitter:title")
    told = [fold_text(m.value[:_LONGEST_TITLE]) for m in page.meta if m.name in named][:_MOST_TITLES]
    for n in range(first - 1, low - 1, -1):
        atom = page.atoms[n]
        if atom.mark is not None or atom.role or not 2 <= atom.words <= LONGEST_HEADLINE:
            continue
        score = _title_score(page, atom, first - n, lead, told)
        if score > best_score:
            best, best_score = atom, score
    return best


def _title_score(page: Layout, atom: Atom, distance: int, lead: set[str], told: list[str]) -> float:
    """How much a line looks like the headline of the body `distance` atoms below it.

    `lead` are the first words of the body, `told` the folded titles that the page's own metadata tell.
    """
    score = 2.2 - 0.12 * distance - (0.5 if atom.final else 0.0)
    score += {"h1": 2.0, "h2": 0.8, "h3": 0.4}.get(atom.tag, 0.0) + (0.8 if atom.hint == "title" else 0.0)
    if atom.hint and atom.hint not in ("title", "promo", "credit"):
        score -= 1.5
    forms = set(page.forms(atom))
    if any(_share(forms, title) > 0.7 for title in told):
        score += 2.0
    score -= 0.7 * (atom.links > 0.7) + 0.8 * (atom.words < 4) + 0.6 * (not (atom.first and atom.last))
    score += 1.2 * len(forms & lead) / max(1, len(forms)) + 0.5 * (5 <= atom.words <= 20)
    score += 1.2 * any(r.i < atom.j and atom.i < r.j and r.words >= 0.7 * len(forms) for r in page.repeats)
    score -= 1.2 * (page.tokens.form[atom.i] in "([" or bool(forms & words_of_kind("photo")))
    return score - 1.0 * (atom.words <= 6 and _has_names(page, atom))


def _has_names(page: Layout, atom: Atom) -> bool:
    """Whether a short line has the signs of a byline or dateline."""
    return any(form in ":-–/|" for form in page.tokens.form[atom.i : atom.j])


def _share(forms: set[str], folded: str) -> float:
    """The share of `forms` that stand in a folded text."""
    return sum(f in folded for f in forms) / max(1, len(forms))


def _flat_title(made: Labelled, low: int, first: int) -> Atom | None:
    page, tokens = made.page, made.page.tokens
    start, stop = page.atoms[low].i if low < len(page.atoms) else 0, page.atoms[first].i
    repeats = [r for r in page.repeats if start <= r.i and r.j <= stop and r.words <= LONGEST_HEADLINE + 6]
    repeats = [r for r in repeats if not any(m.i <= r.i < m.j for m in page.marks)]
    # a repeat near the body, and a long one: what is said twice above a body is its headline
    twice = Counter(r.group for r in repeats)
    opening = {r.group: r.i for r in reversed(page.repeats)}
    best = max(
        repeats,
        key=lambda r: (
            10 * (twice[r.group] > 1) + 5 * (opening[r.group] < 60) + min(r.words, 14) - 0.05 * min(stop - r.j, 200),
            r.i,
        ),
        default=None,
    )
    if best is not None and (best.words >= 6 or twice[best.group] > 1):
        return _cut_out(made, _with_head(tokens, best.i), _with_tail(tokens, best.j), "headline that stands twice")
    lead = {f for f in tokens.form[stop : stop + 60] if len(f) > 2}
    for n in range(first - 1, max(low - 1, first - 8), -1):
        atom = page.atoms[n]
        fits = atom.mark is None and not atom.role and 4 <= atom.words <= 3 * LONGEST_HEADLINE
        if fits and dateline_end(tokens, atom.i, atom.j + 4) < atom.j:
            return _trimmed(made, n, lead)
    return _page_title(made, low, first)


def _trimmed(made: Labelled, n: int, lead: set[str]) -> Atom:
    """The headline without what separators set off from it: the name of the site, a photo's credit."""
    page = made.page
    atom = page.atoms[n]
    photo = words_of_kind("photo")
    signs = [k for k in range(atom.i, atom.j) if page.tokens.form[k] in "|~"]
    # a caption that runs into a headline begins with its word for the picture
    signs += [k for k in range(atom.i + 6, atom.j - 3) if page.tokens.form[k] in photo]
    if signs and signs[0] - atom.i >= 4:
        split_atom(made, n, signs[0])
    start = _past_menu(page, page.atoms[n], lead)
    if start > page.atoms[n].i:
        split_atom(made, n, start)
        n += 1
    return page.atoms[n]


def _past_menu(page: Layout, atom: Atom, lead: set[str]) -> int:
    """Where a headline starts that a menu runs into: the suffix most like sentences and like the lead."""
    menu, functions = words_of_kind("menu"), words_of_kind("function")
    best, total, start = 0.0, 0.0, atom.i
    for k in range(atom.j - 1, atom.i - 1, -1):
        form = page.tokens.form[k]
        if form in "|>»›~•":
            total -= 3.0
        elif form in menu:
            total -= 1.0
        elif form in lead or (len(form) > 3 and form[1:] in lead):
            total += 1.0
        elif form in functions or opens_sentence(page.tokens, k) or form.isdigit():
            total += 0.6
        elif form[0].isalpha():
            total -= 0.15 if atom.j - k <= 12 else 0.35
        if total > best and atom.j - k >= 3:
            best, start = total, k
    return start if best > 0 else atom.i


def _page_title(made: Labelled, low: int, first: int) -> Atom | None:
    """The headline that opens a page, parted from the name of the site by a sign."""
    tokens = made.page.tokens
    if low or not made.page.atoms or made.page.atoms[first].i < 8:
        return None
    for k in range(4, min(32, made.page.atoms[first].i)):
        if tokens.form[k] in "|~":
            return _cut_out(made, 0, k, "title of the page")
    return None


def _with_tail(tokens: Tokens, stop: int) -> int:
    """Take the closing marks behind a repeat along; a full stop is none of them."""
    end = stop
    while end < min(len(tokens), stop + 5) and tokens.form[end] in '"”»!؟?).…':
        end += 1
    dots = "".join(tokens.form[stop:end])
    return stop if dots == "." else end


def _with_head(tokens: Tokens, start: int) -> int:
    """Take an opening quotation mark before a repeat along."""
    return start - 1 if start and tokens.form[start - 1] in '"“«' else start


def _cut_out(made: Labelled, i: int, j: int, rule: str) -> Atom | None:
    """Make the tokens `[i, j)` an atom of their own."""
    page = made.page
    for n, atom in enumerate(page.atoms):
        if atom.i <= i < atom.j:
            split_atom(made, n, i)
            n += page.atoms[n].i != i
            atom = page.atoms[n]
            _merge(made, n, j)
            if atom.i < j < atom.j:
                split_atom(made, n, j)
            if atom.mark is not None:
                return None
            page.atoms[n].rule = rule
            return page.atoms[n]
    return None


def _merge(made: Labelled, n: int, stop: int) -> None:
    """Let the atom `n` take in those behind it up to the token `stop`: dots inside of a headline have parted them."""
    atoms = made.page.atoms
    while atoms[n].j < stop and n + 1 < len(atoms):
        following = atoms[n + 1]
        if following.mark is not None or following.role or any(d.first <= n + 1 <= d.last for d in made.drafts):
            return
        atoms[n].j, atoms[n].last, atoms[n].final = following.j, following.last, following.final
        atoms[n].words += following.words
        del atoms[n + 1]
        for draft in made.drafts:
            draft.first -= draft.first > n
            draft.last -= draft.last > n


def repeated_headlines(made: Labelled) -> None:
    """A headline that comes again, also in another spelling, is no part of the body."""
    page = made.page
    for number, (draft, title) in enumerate(zip(made.drafts, made.titles, strict=True)):
        if title is None or title.words < 4:
            continue
        words = set(page.forms(title))
        for n in range(len(page.atoms) - 1, -1, -1):
            atom = page.atoms[n]
            if atom is title or atom.role not in ("", "body") or atom.mark is not None:
                continue
            if page.flat and draft.first < n <= draft.last:
                _flat_variant(made, n, words, number)
            elif _similar(set(page.forms(atom)), words) and (
                n < draft.first or (atom.first and atom.last and not atom.final)
            ):
                take(
                    atom,
                    "title" if draft.first <= n <= draft.last or n < draft.first else "related",
                    "headline again",
                    number,
                )


def _flat_variant(made: Labelled, n: int, words: set[str], number: int) -> None:
    page = made.page
    atom = page.atoms[n]
    forms = page.tokens.form[atom.i : min(atom.j, atom.i + 2 * len(words) + 8)]
    hits = [k for k, f in enumerate(forms[: len(words) + 6]) if f in words]
    if len(hits) >= 0.7 * len(words) and hits[0] <= 1 and len(hits) >= 0.7 * (hits[-1] + 1) and len(words) >= 6:
        split_atom(made, n, atom.i + hits[-1] + 1)
        take(page.atoms[n], "title", "headline again", number)


def _similar(left: set[str], right: set[str]) -> bool:
    return bool(left) and len(left & right) >= _SIMILAR * max(len(left), len(right))
