"""Review: a person confirms, corrects or rejects a finding; what he says is kept apart, with who and when."""

from __future__ import annotations

from typing import Any, NamedTuple, cast, get_args
from urllib.parse import quote, unquote

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool

from musnad.corrections import Finding, Letter, Reviewed, Verdict
from musnad.names import BadName, Name, parse_name
from musnad.records import Attribution, Evidence, Mention, Reading, Stance, evidences
from musnad.store.latest import worth_a_look
from musnad.store.reviewing import BadCorrection, findings
from musnad.web.desk import YEAR, Desk, desk_of, to
from musnad.web.languages import Language
from musnad.web.marking import Mark, marked
from musnad.web.proposals import FIELDS, NotInText, changes, value_of
from musnad.web.shown import seen

router = APIRouter(include_in_schema=False)
WHO = "who"
SHOWN = 20
AROUND = 160
"""So many letters before and after a finding are shown with it, to the ends of words."""
ROOMS: dict[str, str] = {"a": "said", "s": "stance", "m": "name", "e": "event"}


class Asked(NamedTuple):
    """The finding that is looked at."""

    name: Name
    page: str
    letter: Letter
    reading: Reading
    finding: Finding

    @property
    def id(self) -> str:
        """The identifier of the finding."""
        return f"{self.reading.article.id}.{self.letter}{self.name.number}"


@router.get("/{lang:lang}/review")
def reviews(request: Request) -> HTMLResponse:
    """What was reviewed last, and what a look would help most."""
    desk = desk_of(request)
    pages = desk.store.corrected_pages()[-SHOWN:]
    made = [one for page in pages for one in desk.store.corrections(page)]
    made.sort(key=lambda one: one.correction.key, reverse=True)
    return desk.page(request, "reviews.html", made=made[:SHOWN], unsure=worth_a_look(desk.store, SHOWN))


@router.get("/{lang:lang}/review/{name}")
def review(request: Request, lang: Language, name: str) -> HTMLResponse:
    """One finding in its place, what was said of it before, and the form to say more."""
    desk = desk_of(request)
    return _page(request, desk, lang, _asked(desk, name))


@router.post("/{lang:lang}/review/{name}", response_model=None)
async def judge(request: Request, lang: Language, name: str) -> Response:
    """Keep what somebody says of a finding, then show it among what was said."""
    form = {key: value for key, value in (await request.form()).items() if isinstance(value, str)}
    return await run_in_threadpool(_judge, request, lang, name, form)


def _judge(request: Request, lang: Language, name: str, form: dict[str, str]) -> Response:
    desk = desk_of(request)
    desk.guard.check_writer(request, form.get("key", ""))
    asked = _asked(desk, name)
    verdict, who = form.get("verdict", ""), form.get("who", "").strip()
    if verdict not in get_args(Verdict):
        raise HTTPException(422)
    try:
        said = changes(asked.finding, asked.letter, asked.reading.article.text, form) if verdict == "correct" else {}
        if verdict == "correct" and not said:
            return _page(request, desk, lang, asked, form, "review.bad.same")
        place = (asked.page, asked.name.article or 0, asked.letter, asked.name.number)
        desk.store.correct(place, cast("Verdict", verdict), who, said, form.get("note", "").strip())
    except NotInText as error:
        return _page(request, desk, lang, asked, form, "review.bad.words", str(error))
    except BadCorrection as error:
        return _page(request, desk, lang, asked, form, "review.bad.other" if who else "review.bad.who", str(error))
    answer = RedirectResponse(to(lang, f"/review/{asked.id}") + "#said", 303)
    answer.set_cookie(WHO, quote(who), max_age=YEAR, httponly=True, samesite="strict")
    return answer


def _page(
    request: Request, desk: Desk, lang: Language, asked: Asked, form: dict[str, str] | None = None, problem: str = "",
    field: str = "",
) -> HTMLResponse:  # fmt: skip
    fields = FIELDS[asked.letter]
    values = {one.name: value_of(asked.finding, one) for one in fields}
    if form is not None:
        values = {name: seen(form.get(name, "")) for name in values}
    before = [one for one in desk.store.corrections(asked.page) if one.name == asked.id]
    rule: Any = asked.finding.rule
    return desk.page(
        request, "review.html", 422 if problem else 200, asked=asked, fields=fields, values=values, before=before,
        problem=problem, field=field, note=seen((form or {}).get("note", "")), who=_who(request, form),
        context=_context(asked), rule=rule, told=desk.rule(rule, ROOMS[asked.letter], lang),
    )  # fmt: skip


def _who(request: Request, form: dict[str, str] | None) -> str:
    return seen(form.get("who", "") if form is not None else unquote(request.cookies.get(WHO, ""))[:200])


def _asked(desk: Desk, name: str) -> Asked:
    """The finding of that name; 404 where there is none, or none that can be reviewed."""
    try:
        parsed = parse_name(name)
    except BadName as error:
        raise HTTPException(404) from error
    record = desk.record(parsed.page)
    number = parsed.article
    if number is None or number >= len(record.readings) or parsed.letter not in FIELDS:
        raise HTTPException(404)
    letter = parsed.letter
    found = findings(record.readings[number], letter)
    if parsed.number >= len(found):
        raise HTTPException(404)
    return Asked(parsed, record.page.id, letter, record.readings[number], found[parsed.number])


def _context(asked: Asked) -> Markup:
    """The finding in the words around it, its parts marked."""
    text = asked.reading.article.text
    spans = [one for one in evidences(asked.finding) if one.on == "article"]
    start = max(0, min(one.start for one in spans) - AROUND)
    stop = min(len(text), max(one.stop for one in spans) + AROUND)
    start = text.rfind(" ", 0, start) + 1 if start else 0
    stop = end if (end := text.find(" ", stop)) >= 0 else len(text)
    return marked(text, start, stop, [*_parts(asked.finding)])


def _parts(finding: Finding) -> list[Mark]:
    if isinstance(finding, Attribution):
        parts: list[tuple[Evidence | None, str]] = [
            (finding.content, "said"), (finding.source, "source"), (finding.cue, "cue"),
        ]  # fmt: skip
    elif isinstance(finding, Stance):
        parts = [(finding.evidence, "said")]
    elif isinstance(finding, Mention):
        parts = [(finding.where, "said")]
    else:
        parts = [(finding.trigger, "cue"), *((one, "source") for one in (*finding.actor, *finding.recipient))]
    shape = Markup(' class="{}"')
    return [
        Mark(where.start, where.stop, rank, "span", shape.format(kind))
        for rank, (where, kind) in enumerate(parts)
        if where is not None and where.on == "article"
    ]


def verdicts(desk: Desk, page: str) -> dict[str, Reviewed]:
    """What counts of what was said of the findings of a page, by their names."""
    return {one.name: one for one in desk.store.corrections(page) if one.name and one.current}
