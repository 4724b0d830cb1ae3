"""Outlets and agencies by their names and domains, and the names of houses in a line of credits."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import urlsplit

from musnad.lexicon import lexicon
from musnad.records import Meta
from musnad.rows import Outlet
from musnad.text.fold import fold_text

_PARTS = re.compile(r"\s*(?:[+/،,;|&]|\s-\s|\s–\s|(?<=\s)و(?=\s))\s*")
_ARTICLE = re.compile(r"^(?:وكاله (?:الانباء )?|صحيفه |جريده |موقع |قناه |مجله |شبكه |بوابه )")
_TITLE_TAIL = re.compile(r"\s[|\-–—:]+\s+")


@cache
def _by_name() -> dict[str, Outlet]:
    found: dict[str, Outlet] = {}
    for row in lexicon().outlets.values():
        for name in (row.name_ar, row.name_en, *row.variants):
            found.setdefault(_key(name), row)
    return found


@cache
def _by_domain() -> dict[str, Outlet]:
    return {domain.lower(): row for row in lexicon().outlets.values() for domain in row.domains}


def _key(name: str) -> str:
    return " ".join(re.sub(r"[\"«»“”'().،,:\-ـ]", " ", fold_text(name)).split())


def house_named(name: str) -> Outlet | None:
    """The outlet or agency that a name means, also with its kind before it («صحيفة ...»)."""
    key = _key(name)
    return _by_name().get(key) or _by_name().get(_ARTICLE.sub("", key))


def house_at(url: str) -> Outlet | None:
    """The outlet whose domain, or a part of it, a URL is on."""
    try:
        host = (urlsplit(url if "//" in url else f"//{url}").hostname or "").removeprefix("www.")
    except ValueError:
        return None
    while "." in host:
        if host in _by_domain():
            return _by_domain()[host]
        host = host.partition(".")[2]
    return None


def houses_in(text: str) -> list[tuple[str, int, int]]:
    """The parts of a line of credits, as they stand, with their offsets in it («رويترز + وكالات»)."""
    found, at = [], 0
    for match in [*_PARTS.finditer(text), None]:
        stop = match.start() if match else len(text)
        part = text[at:stop]
        clean = part.strip(' \n\t.:()[]"«»“”-–ـ*#')
        if clean and any(c.isalpha() for c in clean):
            start = at + part.index(clean)
            found.append((clean, start, start + len(clean)))
        at = match.end() if match else stop
    return found


def publisher(url: str, meta: tuple[Meta, ...], copyright_line: str) -> tuple[str, str | None]:
    """The house that publishes a page and its id ("" and None: nothing tells), by what was
    given with it, domain, meta tags, copyright line.
    """
    if given := next((m.value for m in meta if m.basis == "input" and m.name == "outlet"), ""):
        house = house_named(given) or house_at(given)
        return given, house.id if house else None
    if house := house_at(url):
        return house.name_ar or house.name_en, house.id
    values = {m.name: m.value for m in reversed(meta) if m.basis in ("meta", "html")}
    address = values.get("og:url") or values.get("canonical") or ""
    if house := house_at(address):
        return house.name_ar or house.name_en, house.id
    named = values.get("og:site_name") or values.get("application-name") or ""
    if named:
        house = house_named(named)
        return named, house.id if house else None
    parts = _TITLE_TAIL.split(values.get("title", ""))
    for part in reversed(parts[1:]):
        if house := house_named(part):
            return part, house.id
    name = _of_copyright(copyright_line)
    house = house_named(name) if name else None
    return name, house.id if house else None


_OWNER = re.compile(r"محفوظه (?:لدي |ل ?[-ـ]? ?|@ |© )?(?P<name>[^\d©|.\n,،]{3,40})")


def _of_copyright(line: str) -> str:
    """The name of the house in a copyright line, as it stands; "" where none can be told."""
    folded = fold_text(line)
    if len(folded) != len(line) or not (match := _OWNER.search(folded)):
        return ""
    name = line[match.start("name") : match.end("name")].strip(" -–ـ:")
    key = _ARTICLE.sub("", _key(name))
    return name if 1 <= len(key.split()) <= 5 and house_named(name) else ""
