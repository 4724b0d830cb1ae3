"""A record as a person reads it: who said what on whose word, who stands where, and what stayed unclear."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from rich.text import Text

from musnad.happenings import Happening, happenings
from musnad.labels import Labels
from musnad.records import Article, Attribution, Block, Day, Initiative, Reading, Record, Stance, Unclear, Unnamed
from musnad.terminal import Screen, safe
from musnad.text.fold import fold_text

STANCE_STYLES = {"supports": "green", "opposes": "red", "proposes": "cyan", "conditional": "yellow"}
MARKS = ("negated", "future", "hypothetical", "historical")
"""How an event may be meant other than plainly."""
NEWS = ("title", "body")
"""The roles that make an article; all others are set aside."""
LISTING = ("related", "promo")
"""The roles that show headlines of other articles."""
POINTERS = " \n\t:.…•●▪*-–—"
"""Signs around a headline in a list that are not its own."""


def print_record(record: Record, outcome: str, screen: Screen, labels: Labels) -> None:
    """Print the digest of a page; `outcome` is what became of it in the store."""
    with screen.at_once():
        _print_page(record, outcome, screen, labels)


def _print_page(record: Record, outcome: str, screen: Screen, labels: Labels) -> None:
    page = record.page
    screen.rule()
    head = Text.assemble((safe(page.name or page.url), "bold"), "  ", (page.id[:16], "dim"))
    if outcome != "added":
        head.append(f"  {labels(f'page.{outcome}')}", "yellow")
    screen.line(head)
    if page.url and page.url != page.name:
        screen.line(safe(page.url), "dim")
    if "damaged" in page.encoding_basis:
        screen.line(f"{page.encoding} ({safe(page.encoding_basis)})", "yellow")
    if not record.readings:
        screen.line(labels("page.empty", reason=safe(page.empty)), "yellow")
    for reading in record.readings:
        screen.line()
        print_reading(reading, screen, labels)
    _print_furniture(page.blocks, page.text, screen, labels)
    screen.line()


def print_reading(reading: Reading, screen: Screen, labels: Labels) -> None:
    """Print the digest of one article."""
    article = reading.article
    screen.line(safe(article.title) or labels("untitled"), "bold cyan")
    missing = {"outlet": not article.outlet, "day": not article.published}
    for label, value in article_facts(article, labels):
        told = (safe(value), "yellow" if missing.get(label) else "")
        screen.line(Text.assemble((f"{labels(label)}: ", "dim"), told), indent=2)
    _heading("statements", len(reading.attributions), screen, labels)
    if not reading.attributions:
        screen.line(labels("statements.none"), "dim", 2)
    for n, attribution in enumerate(reading.attributions):
        print_attribution(attribution, f"{article.id}.a{n}", screen, labels)
    if reading.stances:
        _heading("stances", len(reading.stances), screen, labels)
        _print_stances(reading, screen, labels)
    if reading.events:
        _heading("events", len(reading.events), screen, labels)
        print_events(happenings(reading), screen, labels)
    if alone := [one for one in reading.quantities if one.event is None]:
        _heading("quantities", len(alone), screen, labels)
        screen.line(labels.listed(quantity_line(one.where.text, one.about, labels) for one in alone), indent=2)
    if reading.unclear:
        _heading("unclear", len(reading.unclear), screen, labels)
    for item in reading.unclear:
        screen.line(unclear_line(item, labels), indent=2)


def article_facts(article: Article, labels: Labels) -> Iterable[tuple[str, str]]:
    """Label and value of what is known of an article as a whole; outlet and day also where they are not known."""
    yield "outlet", article.outlet or labels("outlet.unknown")
    yield "day", day_line(article, labels)
    if article.byline:
        yield "byline", article.byline.text
    if article.dateline:
        yield "dateline", article.dateline.text
    if article.section:
        yield "section", article.section
    if article.credits:
        named = {credit.name: labels(f"credit.{credit.basis}") for credit in reversed(article.credits)}
        yield "credits", labels.listed(f"{name} ({how})" for name, how in reversed(named.items()))


def day_line(article: Article, labels: Labels) -> str:
    """The day of an article and how it is known; where it is not, that, and the hint."""
    if article.published:
        return f"{article.published.value} ({_basis(article.published, labels)})"
    if hint := article.published_hint:
        told = labels("day.hint", day=hint.value, basis=_basis(hint, labels))
        return f"{labels('day.unknown')} ({told})"
    return labels("day.unknown")


def _basis(day: Day, labels: Labels) -> str:
    how = labels(f"basis.{day.basis}")
    return f"{how}: «{safe(day.evidence.text)}»" if day.evidence else how


def chain_line(attribution: Attribution, labels: Labels, whole: bool = False) -> str:
    """The way of the words in one line, outermost carrier first, the speaker last, as the names stand in the text.

    Carriers of the whole article (its outlet and credits) stand at its head; they are repeated here if `whole`.
    """
    carriers = [link.carrier for link in attribution.chain] if whole else attribution.via
    return _way([*carriers, attribution.speaker or labels("speaker.unknown")])


def _way(steps: list[str]) -> str:
    return " ← ".join(safe(step) for n, step in enumerate(steps) if n == 0 or step != steps[n - 1])


def kind_line(one: Attribution, labels: Labels) -> str:
    """What kind of words they are, how they are given, and whom among those behind them the text does not name."""
    told = [labels(f"kind.{one.kind}"), labels(f"manner.{one.manner}")]
    if one.unnamed:
        told.append(_unnamed(one.detail, labels))
    if any(link.type == "unnamed" for link in one.chain):
        told.append(labels("unnamed.carrier"))
    return " · ".join(told)


def _unnamed(detail: Unnamed | None, labels: Labels) -> str:
    if detail is not None and (detail.count or 0) > 1:
        return labels("unnamed.count", count=detail.count)
    return labels("unnamed.several" if detail is not None and detail.plural else "unnamed")


def print_attribution(one: Attribution, name: str, screen: Screen, labels: Labels) -> None:
    """Print one statement: its chain and speaker, its words, its kind, its identifier."""
    screen.line(chain_line(one, labels), "bold", 2)
    screen.line(safe(one.content.text), indent=4)
    if one.detail:
        for label, where in (("access", one.detail.access), ("reason", one.detail.reason)):
            if where:
                screen.line(f"{labels(label)}: «{safe(where.text)}»", "dim", 4)
    screen.line(Text.assemble((kind_line(one, labels), "magenta"), "  ", (name, "dim")), indent=4)


def _print_stances(reading: Reading, screen: Screen, labels: Labels) -> None:
    by_initiative: dict[str, list[tuple[int, Stance]]] = {}
    for n, stance in enumerate(reading.stances):
        by_initiative.setdefault(stance.initiative_id or stance.initiative, []).append((n, stance))
    known = {one.id: one for one in reading.initiatives}
    for key, group in by_initiative.items():
        screen.line(safe(group[0][1].initiative), "bold", 2)
        if key in known:
            _print_terms(known[key], screen, labels)
        for n, stance in group:
            screen.line(_stance_line(stance, f"{reading.article.id}.s{n}", labels), indent=4)
            if stance.condition:
                screen.line(f"{labels('condition')}: «{safe(stance.condition.text)}»", "dim", 6)
            if word := word_line(stance, reading.attributions):
                screen.line(f"{labels('word')}: {word}", "dim", 6)


def _print_terms(one: Initiative, screen: Screen, labels: Labels) -> None:
    """To whom an initiative is put, and what the article says that it includes or not."""
    if one.addressees:
        screen.line(f"{labels('addressees')}: {labels.listed(safe(name) for name in one.addressees)}", "dim", 4)
    for term in one.terms:
        screen.line(f"{labels('terms')}: «{safe(term.text)}»", "dim", 4)


def word_line(stance: Stance, said: tuple[Attribution, ...]) -> str:
    """On whose word the stance is told: the carriers, and the speaker where that is not the actor; "" for none."""
    if stance.attribution is None or stance.attribution >= len(said):
        return ""
    one = said[stance.attribution]
    own = stance.actor in (one.speaker, "")
    return _way([*one.via, *([] if own else [one.speaker])])


def _stance_line(stance: Stance, name: str, labels: Labels) -> Text:
    actor = safe(stance.actor) or labels("actor.unknown")
    value = (labels(f"stance.{stance.stance}"), STANCE_STYLES.get(stance.stance, ""))
    return Text.assemble(value, f": {actor}  ", (name, "dim"))


def print_events(found: Iterable[Happening], screen: Screen, labels: Labels) -> None:
    """Print events: what kind, who, whom, and below how they are meant and what amounts they tell."""
    for one in found:
        screen.line(Text.assemble(event_line(one, labels), (f"  {one.id}", "dim")), indent=2)
        if told := event_marks(one, labels):
            screen.line(told, "dim", 4)


def event_line(one: Happening, labels: Labels) -> Text:
    """What kind of event it is, the words that tell it, who did it to whom."""
    kind = labels(f"event.{one.type}") + (f" ({one.mode})" if one.mode else "")
    who = labels.listed(safe(part.text) for part in one.actor) or labels("actor.unknown")
    whom = labels.listed(safe(part.text) for part in one.recipient)
    return Text.assemble((kind, "cyan"), f": {who} — «{safe(one.trigger)}»" + (f" ← {whom}" if whom else ""))


def event_marks(one: Happening, labels: Labels) -> str:
    """The day of an event, how it is meant, whose word it is, what amounts it tells; "" where nothing is told."""
    told = [one.day] if one.day else []
    told += [labels(f"mark.{mark}") for mark in MARKS if getattr(one, mark)]
    if one.attribution:
        told.append(f"{labels('stances.word')}: {safe(one.speaker) or labels('speaker.unknown')}")
    told += [quantity_line(amount.text, amount.about, labels) for amount in one.amounts]
    return " · ".join(told)


def quantity_line(words: str, about: bool, labels: Labels) -> str:
    """An amount or count as it stands, and whether the text says that it is only about so much."""
    return (f"{labels('quantity.about')} " if about else "") + safe(words)


def unclear_line(item: Unclear, labels: Labels) -> str:
    """What was not settled, why, and where."""
    where = f" «{safe(item.evidence.text)}»" if item.evidence else ""
    return f"{labels(f'what.{item.what}')}: {safe(labels.note(item))}{where}"


def _print_furniture(blocks: Iterable[Block], text: str, screen: Screen, labels: Labels) -> None:
    aside = [block for block in blocks if (block.role not in NEWS and block.article < 0) or block.role == "promo"]
    _print_listed([block for block in aside if block.role in LISTING], text, screen, labels)
    if counts := Counter(block.role for block in aside):
        told = labels.listed(f"{labels(f'role.{role}')} {count}" for role, count in counts.most_common())
        screen.line()
        screen.line(Text.assemble((f"{labels('furniture')}: ", "bold"), told))


def _print_listed(listed: list[Block], text: str, screen: Screen, labels: Labels) -> None:
    """Print the headlines of other articles, each list under the phrase that stands over it on the page."""
    headline = [not _only_points(block, text) for block in listed]
    if any(headline):
        screen.line()
        screen.line(f"{labels('related')} ({sum(headline)})", "bold")
    for n, block in enumerate(listed):
        if headline[n]:
            screen.line(_listed_line(block, text, labels), indent=4)
        elif any(headline[n + 1 : n + 2]):
            screen.line(safe(text[block.start : block.stop]), "dim", 2)


def _only_points(block: Block, text: str) -> bool:
    """Whether a block is no headline but the phrase above or before some («مقالات مشابهة», «اقرأ أيضا:»)."""
    phrase = block.rule.removeprefix("furniture:")
    return fold_text(text[block.start : block.stop]).strip(POINTERS) == fold_text(phrase)


def _listed_line(block: Block, text: str, labels: Labels) -> Text:
    source = labels.listed(safe(part) for part in block.detail if part)
    told = f"  ({labels('related.source', source=source)})" if source else ""
    return Text.assemble(safe(text[block.start : block.stop]).lstrip(POINTERS), (told, "dim"))


def _heading(label: str, count: int, screen: Screen, labels: Labels) -> None:
    screen.line()
    screen.line(f"{labels(label)} ({count})", "bold", 2)


def print_summary(counts: Counter[str], store: str, example: str, screen: Screen, labels: Labels) -> None:
    """Print what became of all pages, where they are, and how to ask about a finding."""
    told = labels("summary", **{name: counts[name] for name in SUMMED})
    screen.line(told)
    if counts["failed"]:
        screen.line(labels("summary.failed", failed=counts["failed"]), "red")
    screen.line(labels("summary.store", store=safe(store)), "dim")
    if example:
        screen.line(labels("ask", id=example, store=safe(store)), "dim")


SUMMED = ("pages", "added", "known", "replaced", "articles", "statements", "stances")
