"""Text from pages made safe for a terminal, and lines that wrap where there is one."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import TextIO

from rich.console import Console
from rich.text import Text

from musnad.labels import Labels

WIDEST = 110
"""Longer lines are hard to read, however wide the terminal is."""

# Signs of the category Cf that are seen or that shape letters: the Arabic number and verse signs, the joiners.
_SEEN = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u0890\u0891\u08e2\u200c\u200d")
_SUSPECT = re.compile(r"[^\x20-\x7e\u0621-\u064a]")
_SPACE = re.compile(r"[\s\u2028\u2029]+")


def safe(text: str) -> str:
    """`text` on one line, with no character that could steer a terminal or turn the direction of what follows.

    Control characters are shown as escapes, invisible format characters (bidi controls, tags) are left out.
    """
    return inert(text).strip()


def inert(text: str) -> str:
    """`safe` for a part of a line: space at its ends stays."""
    return _SUSPECT.sub(_shown, _SPACE.sub(" ", text))


def _shown(match: re.Match[str]) -> str:
    character = match[0]
    category = unicodedata.category(character)
    if category == "Cf":
        return character if character in _SEEN else ""
    if category in ("Cc", "Cs"):
        return f"\\x{ord(character):02x}"
    return character


def marked(text: str, around: tuple[int, int], *spans: tuple[int, int]) -> Text:
    """The stretch `around` of a text, each of the spans in it between [[ and ]]; cut words at its ends end in dots."""
    start, stop = around
    made = Text("" if start == 0 or text[start - 1].isspace() else "…")
    cuts = sorted({start, stop, *(end for span in spans for end in span)})
    for low, high in pairwise([*cuts, stop]):
        made.append("]]" * sum(span[1] == low for span in spans), "dim")
        made.append("[[" * sum(span[0] == low for span in spans), "dim")
        inside = any(span[0] <= low < span[1] for span in spans)
        made.append(inert(text[low:high]), "bold" if inside else "")
    return made.append("" if stop == len(text) or text[stop].isspace() else "…")


class Screen:
    """Where digests are printed: wrapped and coloured in a terminal, plain whole lines in a pipe or file."""

    def __init__(self, file: TextIO | None = None, width: int | None = None) -> None:
        self.console = Console(file=file, width=width, highlight=False, markup=False, emoji=False, soft_wrap=True)
        self._held: list[Text] | None = None
        terminal = self.console.is_terminal or width is not None
        self.width = min(self.console.width, WIDEST) if terminal else None

    def line(self, text: str | Text = "", style: str = "", indent: int = 0) -> None:
        """Print one line; where it wraps, the rest stands two columns further in."""
        made = Text(text, style) if isinstance(text, str) else text
        if self.width is None:
            self._put(indent, made)
            return
        room = max(self.width - indent - 2, 16)
        first, *rest = made.wrap(self.console, room, overflow="fold") or [made]
        self._put(indent, first)
        for part in rest:
            self._put(indent + 2, part)

    def rule(self) -> None:
        """A line across, between pages."""
        self.line("─" * (self.width - 2 if self.width else 60), "dim")

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """What is printed inside goes out in one piece: a bar below it is drawn again once, not for each line."""
        held: list[Text] = []
        self._held = held
        try:
            yield
        finally:
            self._held = None
        self.console.print(Text("\n").join(held))

    def _put(self, indent: int, text: Text) -> None:
        text.rstrip()
        made = Text(" " * indent) + text if indent else text
        if self._held is None:
            self.console.print(made)
        else:
            self._held.append(made)


def complain(message: str) -> None:
    """One line on standard error, named for the program."""
    print(f"musnad: {safe(message)}", file=sys.stderr, flush=True)


@contextmanager
def needing(extra: str, labels: Labels) -> Iterator[None]:
    """Import what an extra brings; where it is not installed the program ends with a line that names it."""
    try:
        yield
    except ModuleNotFoundError as error:
        complain(labels("extra.missing", module=error.name, extra=extra))
        raise SystemExit(1) from error
