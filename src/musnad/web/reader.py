"""The reader: an article with everything found in it, and the raw page that it stood on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from markupsafe import Markup

from musnad.names import BadName, Name, parse_name
from musnad.records import Attribution, Block, Evidence, Link, Reading, Record, Span
from musnad.store.latest import stories_of
from musnad.web.desk import desk_of, to
from musnad.web.languages import Language
from musnad.web.marking import Mark, marked
from musnad.web.review import verdicts
from musnad.web.shown import lang as lang_of
from musnad.web.words import words

router = APIRouter(include_in_schema=False)
NEWS = frozenset({"title", "body", "byline", "dateline", "credit", "date", "caption", "section"})


class Paragraph(NamedTuple):
    """A line of an article's text, marked."""

    text: Markup
    lang: Markup


class Step(NamedTuple):
    """A link of a chain with the anchor of its evidence in the text or on the page, "" where it has none."""

    link: Link
    place: str


class Stretch(NamedTuple):
    """A block of a page: its text with the statements in it."""

    number: int
    block: Block
    news: bool
    text: Markup


@router.get("/{lang:lang}/article/{name}", response_model=None)
def article(request: Request, lang: Language, name: str) -> HTMLResponse | RedirectResponse:
    """An article with its statements, stances and names; a finding's name leads to its place there."""
    desk = desk_of(request)
    asked = _named(name)
    record = desk.record(asked.page)
    number = asked.article or 0
    if number >= len(record.readings):
        raise HTTPException(404)
    if asked.letter:
        place = to(lang, f"/article/{asked._replace(letter='')}") + f"#{asked.letter}{asked.number}"
        return RedirectResponse(place, 303)
    reading = record.readings[number]
    return desk.page(
        request, "article.html", record=record, reading=reading, article=reading.article,
        title=marked(reading.article.text, 0, len(reading.article.title), _marks(reading, lang)),
        paragraphs=tuple(_paragraphs(reading, lang)), chains=[_chain(one) for one in reading.attributions],
        rule=lambda rule, room: desk.rule(rule, room, lang), stories=stories_of(desk.store, reading.article.id),
        names=_names(reading), verdicts=verdicts(desk, record.page.id),
    )  # fmt: skip


@router.get("/{lang:lang}/page/{name}")
def page(request: Request, lang: Language, name: str) -> HTMLResponse:
    """The raw page, every stretch of it with its role and the rule that saw it; what is not news is greyed."""
    desk = desk_of(request)
    record = desk.record(_named(name).page)
    return desk.page(
        request, "page.html", record=record, page=record.page, stretches=tuple(_stretches(record, lang)),
        rule=lambda rule: desk.rule(rule, "page", lang),
    )  # fmt: skip


def _named(name: str) -> Name:
    try:
        return parse_name(name)
    except BadName as error:
        raise HTTPException(404) from error


def _paragraphs(reading: Reading, lang: Language) -> Iterator[Paragraph]:
    """The lines of the body that are not empty, each with its marks."""
    text, marks = reading.article.text, _marks(reading, lang)
    start = reading.article.body
    for line in text[start:].splitlines(keepends=True):
        stop = start + len(line.rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"))
        if line.strip():
            here = [mark for mark in marks if mark.start < stop and mark.stop > start]
            yield Paragraph(marked(text, start, stop, here), lang_of(line))
        start += len(line)


def _marks(reading: Reading, lang: Language) -> list[Mark]:
    """Everything that is marked in an article's text: what is outside first."""
    marks: list[Mark] = []
    for n, stance in enumerate(reading.stances):
        marks.append(_mark(stance.evidence, 0, f"held held-{stance.stance}", f"s{n}", _note("s", n, lang)))
    for n, one in enumerate(reading.attributions):
        marks.append(_mark(one.content, 1, f"said said-{one.kind}", f"a{n}", _note("a", n, lang)))
        marks.append(_mark(one.cue, 3, "cue"))
        if one.source is not None and one.source.on == "article":
            marks.append(_mark(one.source, 2, "source"))
    for mention in reading.mentions:
        where = mention.where
        if mention.entity is None:
            marks.append(_mark(where, 4, "who"))
        else:
            to_actor = Markup(' class="who" href="{}"').format(to(lang, f"/actor/{mention.entity}"))
            marks.append(Mark(where.start, where.stop, 4, "a", to_actor))
    return marks


def _mark(where: Evidence, rank: int, kind: str, anchor: str = "", after: Markup = Markup("")) -> Mark:  # noqa: B008
    return Mark(where.start, where.stop, rank, "span", Markup(' class="{}"').format(kind), anchor, after)


def _note(letter: str, n: int, lang: Language) -> Markup:
    """The number behind a statement or stance, which leads to what is told of it."""
    told = words(lang)("reader.note.a" if letter == "a" else "reader.note.s", n=n + 1)
    shape = Markup('<a class="note note-{0}" href="#card-{0}{1}" aria-label="{2}">{3}</a>')
    return shape.format(letter, n, told, n + 1)


def _chain(one: Attribution) -> tuple[Step, ...]:
    """The carriers from the outlet inward; what two links in a row name alike stands once."""
    steps: list[Step] = []
    for link in one.chain:
        if not steps or steps[-1].link.carrier != link.carrier:
            steps.append(Step(link, link.evidence.on if link.evidence else ""))
    return tuple(steps)


def _names(reading: Reading) -> tuple[tuple[str, str, str, int, int], ...]:
    """Who and what is named: id, name in both languages, how often, the first mention; the most often named first."""
    found: dict[str, list[int]] = {}
    for n, mention in enumerate(reading.mentions):
        if mention.entity is not None:
            found.setdefault(mention.entity, []).append(n)
    known = {one.id: one for one in reading.entities}
    return tuple(
        (name, known[name].name_ar, known[name].name_en, len(mentions), mentions[0])
        for name, mentions in sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))
        if name in known
    )


def _stretches(record: Record, lang: Language) -> Iterator[Stretch]:
    """The blocks of a page, with the statements of its articles marked where they stand on it."""
    marks = list(_on_page(record.readings, lang))
    for n, block in enumerate(record.page.blocks):
        here = [mark for mark in marks if mark.start < block.stop and mark.stop > block.start]
        news = block.article >= 0 and block.role in NEWS
        yield Stretch(n, block, news, marked(record.page.text, block.start, block.stop, here))


def _on_page(readings: Sequence[Reading], lang: Language) -> Iterator[Mark]:
    for place, reading in enumerate(readings):
        for n, one in enumerate(reading.attributions):
            spans: tuple[Span, ...] = reading.article.on_page(*one.content.span)
            back = to(lang, f"/article/{reading.article.id}") + f"#a{n}"
            for part, (start, stop) in enumerate(spans):
                anchor = f"p{place}-a{n}" if part == 0 else ""
                href = Markup(' class="said" href="{}"').format(back)
                yield Mark(start, stop, 0, "a", href, anchor)
