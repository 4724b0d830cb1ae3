"""Roles: small rules in a visible order that say what each atom of a page is; what no rule knows is boilerplate."""

from __future__ import annotations

from collections.abc import Callable

from musnad.page.articles_in import Draft, find_articles
from musnad.page.atoms import Atom
from musnad.page.layout import Layout
from musnad.page.marks import opens_sentence, words_of_kind
from musnad.page.starts import agency_words, dateline_end

_SIMILAR = 0.65
_LONGEST_HEADLINE = 34


class Labelled:
    """A laid out page with roles; `titles` holds the atom of each article's headline, None where it has none."""

    __slots__ = ("drafts", "empty", "page", "titles")

    def __init__(self, page: Layout, drafts: list[Draft], empty: str) -> None:
        self.page = page
        self.drafts = drafts
        self.empty = empty
        self.titles: list[Atom | None] = []


Rule = Callable[[Labelled], None]


def label(page: Layout) -> Labelled:
    """Find the articles of a page and give every atom a role."""
    drafts, empty = find_articles(page)
    made = Labelled(page, drafts, empty)
    for rule in RULES:
        rule(made)
    return made


def take(atom: Atom, role: str, rule: str, article: int = -1) -> None:
    """Give an atom its role, unless an earlier rule has."""
    if not atom.role:
        atom.role, atom.rule, atom.article = role, rule, article


def bodies(made: Labelled) -> None:
    """Inside an article what is no furniture is body."""
    for number, draft in enumerate(made.drafts):
        for atom in made.page.atoms[draft.first : draft.last + 1]:
            _inside(made.page, atom, number)


def _inside(page: Layout, atom: Atom, number: int) -> None:
    mark = atom.mark
    if mark is not None:
        take(atom, mark.role, mark.rule, number)
    elif page.html and atom.hint in (
        "related",
        "share",
        "caption",
        "promo",
        "tags",
        "comment",
        "navigation",
        "boilerplate",
    ):
        if not (atom.final and atom.words > 25 and atom.links < 0.5 and atom.hint != "caption"):
            take(atom, atom.hint, f"markup:{atom.hint}", number)
    elif page.html and atom.links > 0.9 and atom.first and atom.last and not atom.final and 3 <= atom.words <= 30:
        take(atom, "promo", "link alone", number)


def promo_headlines(made: Labelled) -> None:
    """Behind a promo the headline it points to, where the line or the next line holds it."""
    page = made.page
    n = 0
    while n < len(page.atoms):
        atom = page.atoms[n]
        if (
            atom.mark is not None
            and atom.mark.role == "promo"
            and atom.mark.place == "inside"
            and n + 1 < len(page.atoms)
        ):
            _promo(page, n, made)
        n += 1


def _promo(page: Layout, n: int, made: Labelled) -> None:
    atom, following = page.atoms[n], page.atoms[n + 1]
    if following.mark is not None or following.role or not _in_body(made, n + 1):
        return
    article = _in_body(made, n + 1) - 1
    if page.flat and not following.first:
        at = _end_of_headline(page, following)
        if at > following.i:
            _split(made, n + 1, at)
            take(page.atoms[n + 1], "promo", "headline behind a promo", article)
    elif (
        not page.flat
        and atom.last
        and following.last
        and not following.final
        and 3 <= following.words <= 30
        and len(page.forms(atom)) <= 4
    ):
        take(following, "promo", "headline behind a promo", article)


def _end_of_headline(page: Layout, atom: Atom) -> int:
    """Where a headline glued before a sentence ends: before the first word that opens a sentence, from the fourth on."""
    tokens, connective = page.tokens, words_of_kind("connective")
    if tokens.form[atom.i] in connective or opens_sentence(tokens, atom.i):
        return atom.i
    for k in range(atom.i + 4, min(atom.i + 30, atom.j - 3)):
        form = tokens.form[k]
        strong = form[0] == "و" and (form in connective or opens_sentence(tokens, k))
        if strong or form in ("لكن", "كما", "فيما", "بينما") or (opens_sentence(tokens, k) and k - atom.i > 6):
            return k
    return atom.i


def _in_body(made: Labelled, n: int) -> int:
    """The number of the article (from 1) whose body holds the atom `n`, 0 for none."""
    for number, draft in enumerate(made.drafts):
        if draft.first <= n <= draft.last:
            return number + 1
    return 0


def _split(made: Labelled, n: int, at: int) -> None:
    before = len(made.page.atoms)
    made.page.split(n, at)
    if len(made.page.atoms) == before:
        return
    for draft in made.drafts:
        draft.first += draft.first > n
        draft.last += draft.last >= n


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
    for n in range(first - 1, low - 1, -1):
        atom = page.atoms[n]
        if atom.mark is not None or atom.role or not 2 <= atom.words <= _LONGEST_HEADLINE:
            continue
        score = _title_score(page, atom, first - n)
        if score > best_score:
            best, best_score = atom, score
    return best


def _title_score(page: Layout, atom: Atom, distance: int) -> float:
    score = 2.2 - 0.12 * distance - (0.8 if atom.final else 0.0)
    score += {"h1": 2.0, "h2": 0.8, "h3": 0.4}.get(atom.tag, 0.0) + (0.8 if atom.hint == "title" else 0.0)
    if atom.hint in (
        "navigation",
        "related",
        "share",
        "comment",
        "caption",
        "tags",
        "byline",
        "date",
        "boilerplate",
        "section",
    ):
        score -= 1.5
    forms = set(page.forms(atom))
    if any(m.name in ("og:title", "title", "twitter:title") and _share(forms, m.value) > 0.7 for m in page.meta):
        score += 2.0
    if atom.links > 0.7:
        score -= 0.7
    score -= 0.8 * (atom.words < 4)
    return score


def _share(forms: set[str], text: str) -> float:
    """The share of `forms` that stand in a text."""
    from musnad.text.fold import fold_text

    return sum(f in fold_text(text) for f in forms) / max(1, len(forms))


def _flat_title(made: Labelled, low: int, first: int) -> Atom | None:
    page, tokens = made.page, made.page.tokens
    start, stop = page.atoms[low].i if low < len(page.atoms) else 0, page.atoms[first].i
    repeats = [r for r in page.repeats if start <= r.i and r.j <= stop and r.words <= _LONGEST_HEADLINE + 6]
    repeats = [r for r in repeats if not any(m.i <= r.i < m.j for m in page.marks)]
    # a repeat near the body, and a long one: what is said twice above a body is its headline
    best = max(repeats, key=lambda r: (min(r.words, 14) - 0.05 * min(stop - r.j, 200), r.i), default=None)
    if best is not None and (best.words >= 5 or stop - best.j < 12):
        return _cut_out(made, best.i, _with_tail(tokens, best.j), "headline that stands twice")
    for n in range(first - 1, max(low - 1, first - 8), -1):
        atom = page.atoms[n]
        if atom.mark is None and not atom.role and 4 <= atom.words <= _LONGEST_HEADLINE:
            return atom
    return None


def _with_tail(tokens, stop: int) -> int:  # type: ignore[no-untyped-def]
    """Take a closing mark behind a repeat along."""
    if stop < len(tokens) and tokens.form[stop] in '"”»!؟?)':
        return stop + 1
    return stop


def _cut_out(made: Labelled, i: int, j: int, rule: str) -> Atom | None:
    """Make the tokens `[i, j)` an atom of their own."""
    page = made.page
    for n, atom in enumerate(page.atoms):
        if atom.i <= i < atom.j:
            _split(made, n, i)
            n += page.atoms[n].i != i
            atom = page.atoms[n]
            if atom.i < j < atom.j:
                _split(made, n, j)
            if atom.mark is not None:
                return None
            page.atoms[n].rule = rule
            return page.atoms[n]
    return None


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
        _split(made, n, atom.i + hits[-1] + 1)
        take(page.atoms[n], "title", "headline again", number)


def _similar(left: set[str], right: set[str]) -> bool:
    return bool(left) and len(left & right) >= _SIMILAR * max(len(left), len(right))


def body_text(made: Labelled) -> None:
    """All that is left inside an article is its body."""
    for number, draft in enumerate(made.drafts):
        for atom in made.page.atoms[draft.first : draft.last + 1]:
            take(atom, "body", "running text", number)


def marked(made: Labelled) -> None:
    """Outside of articles a mark says its own role."""
    for atom in made.page.atoms:
        if atom.mark is not None:
            take(atom, atom.mark.role, atom.mark.rule)


def hinted(made: Labelled) -> None:
    """What the markup calls it."""
    for atom in made.page.atoms:
        if atom.hint and atom.hint != "title":
            take(atom, atom.hint, f"markup:{atom.hint}")


def heads(made: Labelled) -> None:
    """Between a headline and its body: dateline, byline, caption, or a subtitle (which is no body)."""
    page = made.page
    for number, (draft, title) in enumerate(zip(made.drafts, made.titles, strict=True)):
        if title is None:
            continue
        after = next(n for n, a in enumerate(page.atoms) if a is title)
        for n in range(after + 1, draft.first):
            _head(page, n, number, draft.first)


def _head(page: Layout, n: int, number: int, body: int) -> None:
    atom = page.atoms[n]
    forms = page.forms(atom)
    if atom.role and atom.article < 0 and atom.mark is not None and atom.mark.kind.startswith("day"):
        atom.article = number
    if not forms or atom.role:
        return
    if n + 1 == body and dateline_end(page.tokens, atom.i, page.atoms[body].j) >= atom.j:
        take(atom, "dateline", "dateline before the body", number)
    elif set(forms) & words_of_kind("photo") and len(forms) <= 25:
        take(atom, "caption", "photo words", number)
    elif len(forms) <= 6 and (set(forms) & agency_words() or not atom.functions):
        following = page.atoms[n + 1]
        kind = (
            "section"
            if following.mark is not None
            and following.mark.day is not None
            and forms[-1] != ""
            and page.tokens.form[atom.j - 1] in "~|"
            else "byline"
        )
        take(atom, kind, "short line under the headline", number)
    else:
        take(atom, "caption" if page.flat else "boilerplate", "line between headline and body", number)


def lists(made: Labelled) -> None:
    """Behind the heading of a list stand headlines of other articles (or comments), up to the next mark that ends it."""
    page, zone, rule = made.page, "", ""
    after_body = made.drafts[-1].last if made.drafts else -1
    for n, atom in enumerate(page.atoms):
        if atom.role in ("body", "title"):
            zone = ""
        if atom.mark is not None:
            if atom.mark.takes == "list" or (atom.mark.role == "promo" and atom.mark.place == "inside"):
                zone, rule = atom.mark.role, atom.mark.rule
                zone = "related" if zone == "promo" else zone
            elif atom.mark.role in ("boilerplate", "tags", "share", "promo") and atom.mark.kind != "address":
                zone = ""
        elif not atom.role and zone == "comment":
            take(atom, "comment", rule)
        elif not atom.role and zone == "related" and _is_headline(page, atom):
            take(atom, "related", rule)
        elif not atom.role and n > after_body and made.drafts and _is_headline(page, atom) and atom.words >= 5:
            take(atom, "related", "headline below the article")


def _is_headline(page: Layout, atom: Atom) -> bool:
    return 3 <= atom.words <= 40 and (page.flat or atom.first) and not (atom.final and atom.words > 25)


def rest(made: Labelled) -> None:
    """What nothing else says anything about."""
    first = made.drafts[0].first if made.drafts else len(made.page.atoms)
    for n, atom in enumerate(made.page.atoms):
        if n < first:
            take(atom, "navigation", "before the article")
        else:
            take(atom, "boilerplate", "after the article")


RULES: tuple[Rule, ...] = (
    bodies, promo_headlines, titles, repeated_headlines, body_text, marked, hinted, heads, lists, rest,
)  # fmt: skip
