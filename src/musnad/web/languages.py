"""The language of a page: the first part of its path; at the door, what the browser says it prefers."""

from __future__ import annotations

from typing import Literal

from starlette.convertors import Convertor, register_url_convertor

Language = Literal["ar", "en"]
OTHER: dict[Language, Language] = {"ar": "en", "en": "ar"}
COOKIE = "lang"


class _Convertor(Convertor[str]):
    regex = "ar|en"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("lang", _Convertor())


def preferred(accepts: str, remembered: str = "") -> Language:
    """The language remembered, else the first of ours among the `Accept-Language` of a browser, else Arabic."""
    if remembered in ("ar", "en"):
        return "ar" if remembered == "ar" else "en"
    weighed = sorted((_weight(part), -n, part) for n, part in enumerate(accepts.split(",")[:30]))
    for weight, _, part in reversed(weighed):
        name = part.strip().lower()[:2]
        if weight > 0 and name in ("ar", "en"):
            return "ar" if name == "ar" else "en"
    return "ar"


def language_of(path: str, accepts: str = "", remembered: str = "") -> Language:
    """The language that a path names, else the preferred one; for pages that no route serves."""
    first = path.split("/", 2)[1] if path.startswith("/") else ""
    return preferred(accepts, first if first in ("ar", "en") else remembered)


def _weight(part: str) -> float:
    _, _, weight = part.partition(";q=")
    try:
        return float(weight or 1)
    except ValueError:
        return 0.0
