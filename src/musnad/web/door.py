"""The door: the way in, and what a visitor sets for himself (the theme, the token)."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from musnad.web.desk import THEME, THEMES, YEAR, desk_of, to
from musnad.web.guard import TOKEN
from musnad.web.languages import COOKIE, Language, preferred

router = APIRouter(include_in_schema=False)


@router.get("/")
def door(request: Request) -> RedirectResponse:
    """To the home page, in the language that the visitor had last or prefers."""
    language = preferred(request.headers.get("accept-language", ""), request.cookies.get(COOKIE, ""))
    return RedirectResponse(to(language, "/"), 307, {"Vary": "Accept-Language, Cookie"})


@router.post("/theme")
def theme(theme: Annotated[str, Form()], back: Annotated[str, Form()] = "/") -> RedirectResponse:
    """Remember the theme that the visitor wants, and go back."""
    answer = RedirectResponse(_here(back), 303)
    answer.set_cookie(THEME, theme if theme in THEMES else "auto", max_age=YEAR, httponly=True, samesite="lax")
    return answer


@router.get("/{lang:lang}/token")
def ask_token(request: Request, back: str = "/") -> HTMLResponse:
    """Ask for the token that lets write."""
    return desk_of(request).page(request, "token.html", goes_back=_here(back), wrong=False)


@router.post("/{lang:lang}/token")
def take_token(
    request: Request,
    token: Annotated[str, Form()] = "",
    key: Annotated[str, Form()] = "",
    back: Annotated[str, Form()] = "/",
) -> Response:
    """Remember the token for this visit, where it is the right one."""
    desk = desk_of(request)
    desk.guard.check_form(request, key)
    if not desk.guard.knows(token):
        return desk.page(request, "token.html", 403, goes_back=_here(back), wrong=True)
    answer = RedirectResponse(_here(back), 303)
    answer.set_cookie(TOKEN, token, httponly=True, samesite="strict")
    return answer


@router.get("/{lang:lang}")
def without_slash(lang: Language) -> RedirectResponse:
    """The home page has its slash."""
    return RedirectResponse(to(lang, "/"), 308)


def _here(path: str) -> str:
    """A path of ours to go back to; the door for anything else."""
    ours = path.startswith("/") and not path.startswith("//") and "\\" not in path and path.isprintable()
    return path if ours else "/"
