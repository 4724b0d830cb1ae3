"""From raw findings to attributions: the speaker, the chain, the unnamed source."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from musnad.extract.documents import STATEMENTS
from musnad.extract.findings import Finding
from musnad.extract.heads import heads
from musnad.extract.named_later import named_later
from musnad.extract.scene import class_words
from musnad.extract.unnamed import Told, detail, is_unnamed, told_at
from musnad.extract.who import Cast, Said, Who
from musnad.lexicon import Lexicon
from musnad.records import Article, Attribution, CarrierType, Evidence, Kind, Link, Span, evidence
from musnad.text.doc import Doc
from musnad.text.fold import fold_text

_OWN = STATEMENTS - {"مذكره", "نص", "مقال", "حوار", "مقابله", "شهاده"}
"""Documents in which one speaks oneself, so that they stand between nobody and his words."""

_WORD = 20
"""A word has fewer characters."""

_NEAR = 60
"""How many characters at most stand between a mention and why it is not named."""


def attribute(
    article: Article, doc: Doc, findings: Sequence[Finding], cast: Cast, lex: Lexicon
) -> tuple[Attribution, ...]:
    """The attributions of `article` from its findings, in text order."""
    said: list[Said] = []
    made: list[Attribution] = []
    speakers: list[tuple[Finding, Who | None]] = []
    told = _told(doc, findings, cast, lex)
    named = named_later(doc, findings, cast, lex)
    for finding in findings:
        outer = (
            cast.subject(finding.cue[0], finding.through.gender, finding.through.number, said, goes_on=True)
            if finding.through
            else None
        )
        who = _speaker(finding, cast, said, speakers)
        if who is not None:
            who = named.get((who.start, who.stop), who)
        if outer is None and who is not None and finding.inner and who == cast.who(*finding.inner):
            outer = next((w for f, w in reversed(speakers) if f.sentence == finding.sentence), None)
            finding = structs.replace(finding, carriers=(*finding.back, *finding.carriers))
        teller = _speaks_on(finding, cast, outer, lex)
        # a person goes on with what he told; where an office told it, its head speaks on within the sentence
        last = (who, teller) if teller is not None and teller.type == "PER" else (teller, who)
        speakers += [(finding, one) for one in last if one is not None]
        said += [Said(finding.cue[0], *finding.content, one) for one in (who, teller) if one is not None]
        made.append(_attribution(article, finding, who, cast, lex, outer, told))
    return tuple(made)


def _told(doc: Doc, findings: Sequence[Finding], cast: Cast, lex: Lexicon) -> dict[Span, Told]:
    """What is told of each source at any of its mentions, by the place of its fullest form."""
    mentions: dict[Span, list[Span]] = {}
    for finding in findings:
        for span in (finding.source, *finding.carriers, *finding.after):
            if span is not None:
                who = cast.who(*span)
                mentions.setdefault((who.start, who.stop), [(who.start, who.stop)]).append(span)
    return {key: told_at(spans, doc, lex) for key, spans in mentions.items()}


def _speaks_on(finding: Finding, cast: Cast, outer: Who | None, lex: Lexicon) -> Who | None:
    """Who goes on speaking behind a nested report: the one who told it, where that is no outlet or paper."""
    who = cast.who(*finding.within) if finding.within is not None else outer
    if who is None or carrier_type(who.text, who.id, lex) not in ("person", "unnamed"):
        return None
    return who


def _speaker(finding: Finding, cast: Cast, said: list[Said], speakers: list[tuple[Finding, Who | None]]) -> Who | None:
    if finding.source is not None:
        return cast.who(*finding.source)
    form = finding.form
    gender, number = form.gender, form.number
    if form.owner:
        gender, number = (
            {"ه": ("m", "s"), "ها": ("f", "s")}.get(form.owner, ("", "p"))
            if form.shape == "masdar"
            else (gender, number)
        )
    if number == "d":  # two speak: one paper or one man does not
        two = (who for _, who in reversed(speakers) if who is not None and who.number == "d")
        return next(two, None)
    if finding.leans:
        same = [who for f, who in speakers if f.sentence == finding.sentence and who is not None]
        if same:
            agreeing = [w for w in reversed(same) if not gender or w.gender == gender]
            if not agreeing and finding.inner is not None and (inner := cast.who(*finding.inner)).gender == gender:
                return inner
            return (agreeing or same[::-1])[0]
        if finding.subject is not None:
            return cast.who(*finding.subject)
    return cast.subject(finding.cue[0], gender, number, said)


def _attribution(
    article: Article,
    finding: Finding,
    who: Who | None,
    cast: Cast,
    lex: Lexicon,
    outer: Who | None,
    told: dict[Span, Told],
) -> Attribution:
    text = article.text
    chain = _chain(article, finding, who, cast, outer, lex, told)
    speaker = who.text if who is not None else ""
    hidden = who is not None and is_unnamed(who, lex, bool(cast.actors.at(who.start, who.stop).name))
    return Attribution(
        content=evidence(text, *finding.content),
        cue=evidence(text, *finding.cue),
        source=evidence(text, *finding.source) if finding.source else None,
        speaker=speaker,
        speaker_id=who.id if who is not None else None,
        manner=finding.manner,
        kind=_kind(finding, who, lex),
        unnamed=hidden,
        chain=chain,
        rule=finding.rule,
        row=f"{finding.form.table}:{finding.form.row}",
        strength=finding.form.strength,
        detail=detail(who, told.get((who.start, who.stop), Told()), lex) if hidden and who is not None else None,
    )


def _kind(finding: Finding, who: Who | None, lex: Lexicon) -> Kind:
    """An outlet or document that tells of events reports; whoever else says, states."""
    if finding.kind == "report" and who is not None and who.type == "PER":
        return "statement"
    if finding.kind not in ("statement", "belief") or who is None:
        return finding.kind
    first = fold_text(who.text).split()[0] if who.text.split() else ""
    head = heads(lex).get(first) or heads(lex).get(first.removesuffix("ا"))
    if head is not None and head.kind in ("outlet", "document"):
        return "report"
    if who.id is not None and who.id.startswith("outlet:"):
        return "report"
    return finding.kind


def _chain(
    article: Article,
    finding: Finding,
    who: Who | None,
    cast: Cast,
    outer: Who | None,
    lex: Lexicon,
    told: dict[Span, Told],
) -> tuple[Link, ...]:
    """The carriers, the publisher first, then credits, then those the sentence states."""
    links: list[Link] = []
    if article.outlet:
        links.append(Link(article.outlet, article.outlet_id, "outlet", "publisher", None))
    if article.byline is not None:
        links.append(Link(article.byline.text, None, "person", "byline", article.byline))
    links += [Link(c.name, c.id, carrier_type(c.name, c.id, lex), "credit", c.evidence) for c in article.credits]
    names: set[str] = {who.text} if who is not None else set()
    spans = [*(span for span in finding.after if _carries(article, span, lex)), *finding.carriers]
    carriers = [(span, cast.who(*span)) for span in spans]
    if outer is not None:
        carriers.append((finding.cue, outer))
    for span, carrier in carriers:
        itself = _own_statement(carrier.text, lex) or _this_paper(article.text, span, carrier, lex)
        if carrier.text and carrier.text not in names and not itself:
            names.add(carrier.text)
            reason = told.get((carrier.start, carrier.stop), Told()).reason
            shown = _with_reason(article.text, span, reason)
            links.append(_link(article.text, shown, carrier, finding.form.strength, lex))
    return tuple(links)


def _with_reason(text: str, span: Span, reason: Evidence | None) -> Span:
    """A mention with why it is not named, where that stands right behind it."""
    near = reason is not None and 0 <= reason.start - span[1] < _NEAR and "\n" not in text[span[0] : reason.start]
    return (span[0], reason.stop) if near and reason is not None else span


def _carries(article: Article, span: Span, lex: Lexicon) -> bool:
    """Whether a source after the content hands it on: figures and texts of the speaker himself do not."""
    words = fold_text(article.text[span[0] : span[1]]).split()
    if len(words) == 1 and _own_statement(words[0], lex):
        return False  # «..., حسب البيان»
    return words[0].removeprefix("ال") not in class_words(lex, "figures")


def _own_statement(text: str, lex: Lexicon) -> bool:
    """Whether a statement is meant of which nothing tells that another issued it."""
    head = heads(lex).get(fold_text(text).split()[0]) if text else None
    return head is not None and head.noun in _OWN


def _this_paper(text: str, span: Span, carrier: Who, lex: Lexicon) -> bool:
    """Whether «اطلعت عليها الصحيفة» tells of no outlet named before: it is the article's own."""
    words = fold_text(carrier.text).split()
    head = heads(lex).get(words[0]) if len(words) == 1 else None
    if head is None or head.kind != "outlet" or not head.definite or head.number != "s":
        return False
    before = fold_text(text[max(0, span[0] - _WORD) : span[0]]).split()
    return bool(before) and before[-1] in class_words(lex, "upon_it")


_BY_KIND: dict[str, CarrierType] = {
    "agency": "agency", "newspaper": "newspaper", "magazine": "newspaper", "channel": "channel", "radio": "channel",
    "site": "outlet",
}  # fmt: skip
_BY_NOUN: dict[str, CarrierType] = {
    "وكاله": "agency", "صحيفه": "newspaper", "جريده": "newspaper", "مجله": "newspaper", "يوميه": "newspaper",
    "اسبوعيه": "newspaper", "قناه": "channel", "تلفزيون": "channel", "اذاعه": "channel", "شبكه": "channel",
}  # fmt: skip


def carrier_type(name: str, entity: str | None, lex: Lexicon) -> CarrierType:
    """What hands the words on: by the outlet's row, failing that by the head noun of the phrase."""
    row = lex.outlets.get(entity or "")
    if row is not None:
        return _BY_KIND.get(row.kind, "outlet")
    first = next(iter(fold_text(name).replace('"', " ").split()), "")
    head = heads(lex).get(first) or heads(lex).get(first.removesuffix("ا"))
    if head is None:
        return "person"
    if head.kind == "document":
        return "document"
    if head.kind == "source":
        return "unnamed"
    return _BY_NOUN.get(head.noun, "outlet" if head.kind == "outlet" else "person")


def _link(text: str, span: Span, carrier: Who, strength: str, lex: Lexicon) -> Link:
    kind = carrier_type(carrier.text, carrier.id, lex)
    if kind == "person" and is_unnamed(carrier, lex):
        kind = "unnamed"
    return Link(carrier.text, carrier.id, kind, "sentence", evidence(text, *span), strength)
