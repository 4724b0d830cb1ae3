"""Roles: small rules in a visible order that say what each atom of a page is; what no rule knows is boilerplate."""

from __future__ import annotations

from collections.abc import Callable

from musnad.page.articles_in import find_articles
from musnad.page.atoms import Atom
from musnad.page.headlines import repeated_headlines, titles
from musnad.page.judged import judged
from musnad.page.labelled import Labelled, split_atom, take
from musnad.page.layout import Layout
from musnad.page.marks import opens_sentence, words_of_kind
from musnad.page.starts import agency_words, dateline_end

_ZONES = frozenset(("بتوقيت", "توقيت"))

Rule = Callable[[Labelled], None]


def label(page: Layout) -> Labelled:
    """Find the articles of a page and give every atom a role: by rules, on flat pages judged by the model."""
    made = by_rules(page)
    return made if page.html else judged(made)


def by_rules(page: Layout) -> Labelled:
    """Find the articles of a page and give every atom a role by the rules alone."""
    drafts, empty = find_articles(page)
    made = Labelled(page, drafts, empty)
    for rule in RULES:
        rule(made)
    return made


def bodies(made: Labelled) -> None:
    """Inside an article what is no furniture is body."""
    for number, draft in enumerate(made.drafts):
        for atom in made.page.atoms[draft.first : draft.last + 1]:
            _inside(made.page, atom, number)


def _inside(page: Layout, atom: Atom, number: int) -> None:
    mark = atom.mark
    if mark is not None:
        lone = atom.first and atom.last
        told = not lone and (
            (mark.kind == "day" and not (mark.day is not None and mark.day.time))
            or (mark.kind == "phrase" and mark.place == "head" and mark.takes == "self")
        )
        if not told:
            take(atom, mark.role, mark.rule, number)
    elif atom.first and not atom.final and atom.words <= 8 and _stands_again(page, atom):
        take(atom, "navigation", "page header again", number)
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


def _stands_again(page: Layout, atom: Atom) -> bool:
    """Whether a short line, or what stands on it before a date, stands above the body too."""
    ends = atom.last or atom.j in page.days
    return ends and not page.flat and any(r.i <= atom.i and atom.j <= r.j + 1 for r in page.repeats)


def promo_headlines(made: Labelled) -> None:
    """Behind a promo the headline it points to, where the line or the next line holds it."""
    page = made.page
    n = 0
    while n < len(page.atoms) - 1:
        atom = page.atoms[n]
        if atom.mark is not None and _points_to_others(page, atom):
            _promo(page, n, made)
        n += 1


def _points_to_others(page: Layout, atom: Atom) -> bool:
    """Whether a mark stands before the headline of another article: a promo, in flat text also a list's heading."""
    mark = atom.mark
    if mark is None:
        return False
    return (mark.role == "promo" and mark.place == "inside") or (page.flat and mark.role == "related")


def _promo(page: Layout, n: int, made: Labelled) -> None:
    atom, following = page.atoms[n], page.atoms[n + 1]
    if following.mark is not None or following.role or not _in_body(made, n + 1):
        return
    article = _in_body(made, n + 1) - 1
    if page.flat and not following.first:
        behind = page.atoms[n + 2] if n + 2 < len(page.atoms) else None
        whole = not following.final and following.words <= 25 and (behind is None or behind.mark is not None)
        at = following.j if whole else _end_of_headline(page, following)
        if at > following.i:
            split_atom(made, n + 1, at)
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
    """Where a headline glued before a sentence ends: before the first word from the fourth on that opens one."""
    tokens, connective = page.tokens, words_of_kind("connective")
    start = atom.i
    while start < atom.j - 1 and not tokens.form[start][0].isalnum() and tokens.form[start] not in '"«“':
        start += 1
    if tokens.form[start] in connective or opens_sentence(tokens, start):
        return start
    for k in range(start + 4, min(start + 30, atom.j - 3)):
        form = tokens.form[k]
        strong = form[0] == "و" and (form in connective or opens_sentence(tokens, k))
        if strong or form in ("لكن", "كما", "فيما", "بينما") or (opens_sentence(tokens, k) and k - start > 6):
            return k
    return atom.i


def _in_body(made: Labelled, n: int) -> int:
    """The number of the article (from 1) whose body holds the atom `n`, 0 for none."""
    for number, draft in enumerate(made.drafts):
        if draft.first <= n <= draft.last:
            return number + 1
    return 0


def body_text(made: Labelled) -> None:
    """All that is left inside an article is its body."""
    for number, draft in enumerate(made.drafts):
        for atom in made.page.atoms[draft.first : draft.last + 1]:
            take(atom, "body", "running text", number)


def hollow(made: Labelled) -> None:
    """An article all of whose text is furniture by its markup is none."""
    whole = sorted({atom.article for atom in made.page.atoms if atom.role == "body"})
    if len(whole) == len(made.drafts):
        return
    for atom in made.page.atoms:
        if atom.article >= 0 and atom.article not in whole and atom.role == "title":
            atom.role = atom.rule = ""
        atom.article = whole.index(atom.article) if atom.article in whole else -1
    made.drafts, made.titles = [made.drafts[n] for n in whole], [made.titles[n] for n in whole]
    if not whole:
        made.empty = "no running text: what reads like it is furniture by its markup"


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
    if atom.role in ("dateline", "caption", "byline") and atom.article < 0 and atom.mark is None:
        atom.article = number
    if atom.role and atom.article < 0 and atom.mark is not None and atom.mark.kind.startswith("day"):
        atom.article = number
    if not forms or atom.role:
        return
    if forms[0] in _ZONES:
        take(atom, "date", "time zone of a date", number)
    elif n + 1 == body and dateline_end(page.tokens, atom.i, page.atoms[body].j) >= atom.j:
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
    """Behind the heading of a list stand headlines of other articles, or comments, up to a mark that ends it."""
    page, zone, rule = made.page, "", ""
    after_body = made.drafts[-1].last if made.drafts else -1
    for n, atom in enumerate(page.atoms):
        if atom.role in ("body", "title"):
            zone = ""
        if atom.mark is not None:
            if atom.mark.takes == "list" or (atom.mark.role == "promo" and atom.mark.place == "inside"):
                zone, rule = atom.mark.role, atom.mark.rule
                zone = "related" if zone == "promo" else zone
            elif atom.mark.role == "tags":
                zone, rule = "tags", atom.mark.rule
            elif atom.mark.role in ("boilerplate", "tags", "share", "promo") and atom.mark.kind != "address":
                zone = ""
        elif not atom.role and zone == "tags" and page.flat and not atom.final and atom.words <= 40:
            take(atom, "tags", rule)
            zone = ""
        elif not atom.role and zone == "comment":
            take(atom, "comment", rule)
        elif not atom.role and zone == "related" and _is_headline(page, atom):
            take(atom, "related", rule)
        elif (
            not atom.role
            and not made.drafts
            and _is_headline(page, atom)
            and atom.first
            and atom.words >= 4
            and not page.flat
        ):
            take(atom, "related", "headline on a page without an article")
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
    bodies, promo_headlines, titles, repeated_headlines, body_text, hollow, marked, hinted, heads, lists, rest,
)  # fmt: skip
