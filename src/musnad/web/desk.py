"""What all pages share: the store, the words, the guard, what many readings show together, and how a page is made."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

from fastapi import HTTPException, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from musnad.records import Record
from musnad.relations import Relations
from musnad.store import NoSuchPage, Store
from musnad.store.actors import Often, actors
from musnad.store.latest import Totals, totals
from musnad.store.queue import Offer
from musnad.store.saving import Item
from musnad.web import shown
from musnad.web.guard import SESSION, Guard
from musnad.web.headers import HEADERS
from musnad.web.kept import Kept
from musnad.web.languages import COOKIE, OTHER, Language, language_of
from musnad.web.matters import Matters, Stand, Turn, gathered
from musnad.web.static import static_url
from musnad.web.words import words

_HERE = Path(__file__).parent
NAVIGATION = (
    ("/", "nav.home"), ("/stories", "nav.stories"), ("/initiatives", "nav.initiatives"), ("/actors", "nav.actors"),
    ("/search", "nav.search"), ("/review", "nav.review"), ("/add", "nav.add"),
    ("/about", "nav.about"),
)  # fmt: skip
"""The pages that every page leads to, with the keys of their names."""
THEME = "theme"
THEMES = ("auto", "light", "dark")
MOMENT = 20.0
"""Seconds for which the totals of the store are not counted again."""
YEAR = 31_536_000
SAFE = "/:.~-_"
"""What stands in the path of an address as it is."""

Read = Callable[[Offer], Iterator[Item | str]]
"""Reads what somebody added: each page that it holds, or in one line why one cannot be read."""
Relate = Callable[[Iterator[Record]], Relations]
TellRule = Callable[[str, str, Language], str]
"""What a rule of a room (page, name, said, stance, event) says of itself, "" where nothing is known of it."""


class Hands(NamedTuple):
    """What the pages cannot do themselves, and are given by the command line."""

    read: Read
    relate: Relate
    tell_rule: TellRule
    stand: Stand


class Desk:
    """One desk over one store."""

    def __init__(self, store: Store, hands: Hands, token: str = "") -> None:
        self.store = store
        self.hands = hands
        self.guard = Guard(token)
        self._matters = Kept(lambda: gathered(store, hands.stand))
        self._actors = Kept(lambda: actors(store))
        self._totals: tuple[float, Totals] | None = None
        self._rules: dict[tuple[str, str, Language], str] = {}

    def matters(self) -> Matters:
        """Who stands where, as it was when it was last found what all pages show together."""
        return self._matters.at(self.store.relations_version())

    def turns(self) -> tuple[Turn, ...] | None:
        """Who changed his stance last; None while that is still being gathered for the first time."""
        matters = self._matters.ready(self.store.relations_version())
        return None if matters is None else matters.turns

    def totals(self) -> Totals:
        """How much the store holds, as it was a moment ago."""
        now = time.monotonic()
        if self._totals is None or now > self._totals[0] + MOMENT:
            self._totals = (now, totals(self.store))
        return self._totals[1]

    def actors(self) -> list[Often]:
        """Who speaks and takes stances, as it was then."""
        return self._actors.at(self.store.relations_version())

    def rule(self, rule: str, room: str, language: Language) -> str:
        """What a rule says of itself; asked once and kept."""
        key = (rule, room, language)
        if key not in self._rules:
            self._rules[key] = self.hands.tell_rule(rule, room, language)
        return self._rules[key]

    def record(self, page: str) -> Record:
        """The record of the page whose identifier starts so; 404 where there is none, or several."""
        try:
            record = self.store.load(self.store.one(page))
        except NoSuchPage as error:
            raise HTTPException(404, str(error)) from error
        if record is None:
            raise HTTPException(404)
        return record

    def page(self, request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        """A page in the language of the request, with what every page needs."""
        language = language_of(
            request.url.path, request.headers.get("accept-language", ""), request.cookies.get(COOKIE, "")
        )
        session = request.cookies.get(SESSION, "") or secrets.token_urlsafe(18)
        text = environment().get_template(template).render(**self._shared(request, language, session), **values)
        answer = HTMLResponse(text, status, {**HEADERS, "Cache-Control": "private, no-cache"})
        if session != request.cookies.get(SESSION):
            answer.set_cookie(SESSION, session, httponly=True, samesite="strict")
        if language != request.cookies.get(COOKIE):
            answer.set_cookie(COOKIE, language, max_age=YEAR, httponly=True, samesite="lax")
        return answer

    def _shared(self, request: Request, language: Language, session: str) -> dict[str, Any]:
        here = quote(request.url.path.removeprefix(f"/{language}"), safe=SAFE) or "/"
        query = f"?{request.url.query}" if request.url.query else ""
        theme = request.cookies.get(THEME, "auto")
        return {
            "t": words(language), "lang": language, "dir": "rtl" if language == "ar" else "ltr",
            "other": f"/{OTHER[language]}{here if here.startswith('/') else '/'}{query}", "other_lang": OTHER[language],
            "here": here, "back": f"{quote(request.url.path, safe=SAFE)}{query}",
            "theme": theme if theme in THEMES else "auto",
            "form_key": self.guard.form_key(session), "may_write": self.guard.may_write(request),
            "to": lambda path, **asked: to(language, path, **asked),
        }  # fmt: skip


def to(language: Language, path: str, **asked: object) -> str:
    """The address of a page in a language: `to("ar", "/search", q="...")`; what is asked but empty is left out."""
    given = {name: value for name, value in asked.items() if value not in ("", None, False)}
    return f"/{language}{quote(path, safe=SAFE)}" + (f"?{urlencode(given)}" if given else "")


def desk_of(request: Request) -> Desk:
    """The desk that serves a request."""
    desk = request.app.state.desk
    assert isinstance(desk, Desk)  # noqa: S101  said for the type checker
    return desk


@cache
def environment() -> Environment:
    """The templates: everything is escaped, and a name that is not given is an error."""
    made = Environment(
        loader=FileSystemLoader(_HERE / "templates"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.filters.update(
        bdi=shown.bdi, shown=shown.shown, flat=shown.flat, link=shown.link, langattr=shown.lang, day=_day
    )
    made.globals.update(static=static_url, navigation=NAVIGATION)
    return made


def _day(value: str, language: Language) -> Markup:
    told = words(language).day(value)
    return Markup('<time datetime="{}">{}</time>').format(value[:10], told) if told != value else shown.bdi(value)
