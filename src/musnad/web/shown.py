"""Text that users and pages made, as it may stand in a page: inert, in a direction of its own, nothing hidden.

Nothing that is stored is changed: characters that turn the direction of what follows, or that cannot be seen, are
shown by their number.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

from markupsafe import Markup, escape

from musnad.export.iri import web_address

_SUSPECT = re.compile(r"[^\t\n\x20-\x7e\u0600-\u0605\u0610-\u061b\u061d-\u06ff\u200c\u200d]")
_ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]")
_LATIN = re.compile(r"[A-Za-z]")
_AR, _EN = Markup(' lang="ar"'), Markup(' lang="en"')
_SIGN = Markup('<span class="ctl" lang="en" dir="ltr">{}</span>')
_HIDDEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
_NAMES = {
    "\u200e": "LRM", "\u200f": "RLM", "\u061c": "ALM", "\u202a": "LRE", "\u202b": "RLE", "\u202c": "PDF",
    "\u202d": "LRO", "\u202e": "RLO", "\u2066": "LRI", "\u2067": "RLI", "\u2068": "FSI", "\u2069": "PDI",
    "\ufeff": "BOM", "\u200b": "ZWSP", "\u00ad": "SHY",
}  # fmt: skip


def shown(text: str) -> Markup:
    """Text as markup: escaped, with what cannot be seen or would turn directions shown as a sign."""
    parts: list[Markup] = []
    last = 0
    for found in _SUSPECT.finditer(text):
        if (name := _name(found[0])) is not None:
            parts += [escape(text[last : found.start()]), _SIGN.format(name)]
            last = found.end()
    return Markup("").join([*parts, escape(text[last:])])


def flat(text: str) -> str:
    """Text on one line for attributes and titles, where no markup can stand."""
    clean = _SUSPECT.sub(lambda found: f"[{name}]" if (name := _name(found[0])) else found[0], text)
    return " ".join(clean.split())


def hidden(text: str) -> list[int]:
    """The places of the characters that `shown` shows by a sign."""
    return [found.start() for found in _SUSPECT.finditer(text) if _name(found[0]) is not None]


def seen(text: str) -> str:
    """What can be seen of a text, on one line; for fields that are typed into."""
    gone = set(hidden(text))
    return " ".join("".join(sign for n, sign in enumerate(text) if n not in gone).split())


def bdi(text: str) -> Markup:
    """Text in a direction of its own, with its language."""
    return Markup("<bdi{}>{}</bdi>").format(lang(text), shown(text))


def lang(text: str) -> Markup:
    """The `lang` attribute for a text: Arabic where it has an Arabic letter, English where it has only Latin ones."""
    if _ARABIC.search(text):
        return _AR
    return _EN if _LATIN.search(text) else Markup("")


def link(url: str) -> Markup:
    """A link to an original where it has an address of the web, its text in any case."""
    if (address := web_address(url)) is None:
        return bdi(url)
    words = Markup('<a href="{}" rel="noreferrer noopener nofollow external" dir="ltr">{}</a>')
    return words.format(_SUSPECT.sub(_encoded, address), bdi(address))


def _encoded(found: re.Match[str]) -> str:
    """A character of an address as it is, or by its bytes where it could not be seen."""
    return quote(found[0]) if _name(found[0]) else found[0]


def _name(character: str) -> str | None:
    """How a character that must not stand as it is is called; None for one that may."""
    if character in _NAMES:
        return _NAMES[character]
    return f"U+{ord(character):04X}" if unicodedata.category(character) in _HIDDEN else None
