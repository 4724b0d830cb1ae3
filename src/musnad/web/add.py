"""Adding pages: files or pasted text are put into the queue; how far they are is shown until all are read."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile

from musnad.export.iri import web_address
from musnad.store.latest import AddedArticle, articles_of
from musnad.store.queue import Offer, Progress, count, progress, put
from musnad.web.bodies import LARGEST
from musnad.web.desk import Desk, desk_of, to
from musnad.web.languages import Language

router = APIRouter(include_in_schema=False)
FILES = 500
PASTED = 20_000_000
SHOWN = 200
"""So many of the pages of a batch are told with their articles; of the rest only how many there are."""
_MARKUP = ("<!doctype", "<html", "<body", "<article", "<div", "<p>", "<p ")


class Added(NamedTuple):
    """One thing that was added, how far it is, and the articles found on its pages."""

    progress: Progress
    articles: tuple[AddedArticle, ...]


@router.get("/{lang:lang}/add")
def add(request: Request) -> HTMLResponse:
    """The form to add pages with."""
    return _form(request, "")


@router.post("/{lang:lang}/add", response_model=None)
async def take(request: Request, lang: Language) -> Response:
    """Put what is added into the queue, and go where its progress is shown."""
    desk = desk_of(request)
    if not desk.guard.may_write(request):  # before a byte of it is read
        raise HTTPException(403, "guard.token")
    if int(request.headers.get("content-length", "0")) > LARGEST:
        raise HTTPException(413)
    async with request.form(max_files=FILES, max_part_size=PASTED) as form:
        desk.guard.check_writer(request, str(form.get("key", "")))
        offers = await _offers(form)
    if not offers:
        return await run_in_threadpool(_form, request, "add.bad.nothing")
    batch = await run_in_threadpool(put, desk.store, offers)
    return RedirectResponse(to(lang, f"/add/{batch}"), 303)


@router.get("/{lang:lang}/add/{batch}")
def batch(request: Request, batch: str) -> HTMLResponse:
    """How far everything is that was added at once."""
    desk = desk_of(request)
    told = progress(desk.store, batch)
    if not told:
        raise HTTPException(404)
    done = sum(one.state == "done" for one in told)
    return desk.page(
        request, "batch.html", added=_added(desk, told), done=done, every=len(told), waiting=count(desk.store)
    )


def _form(request: Request, problem: str) -> HTMLResponse:
    return desk_of(request).page(request, "add.html", 422 if problem else 200, problem=problem)


async def _offers(form: FormData) -> list[Offer]:
    """What a form holds: its files, then the text that was pasted."""
    files = [one for one in form.getlist("files") if isinstance(one, UploadFile) and (one.filename or one.size)]
    offers = [Offer(await one.read(), one.filename or "", "", one.content_type or "") for one in files]
    text = str(form.get("text", "")).replace("\r\n", "\n")
    if text.strip():
        url = web_address(str(form.get("url", "")).strip()) or ""
        offers.append(_pasted(text, url))
    return offers


def _pasted(text: str, url: str) -> Offer:
    form = "html" if any(sign in text[:5000].lower() for sign in _MARKUP) else "plain"
    name = "pasted.html" if form == "html" else "pasted.txt"
    return Offer(text.encode("utf-8", "replace"), name, url, f"text/{form}; charset=utf-8")


def _added(desk: Desk, told: tuple[Progress, ...]) -> list[Added]:
    pages = [page for one in told for page in one.pages][:SHOWN]
    found: defaultdict[str, list[AddedArticle]] = defaultdict(list)
    for article in articles_of(desk.store, pages):
        found[article.page].append(article)
    return [Added(one, tuple(article for page in one.pages for article in found[page])) for one in told]
