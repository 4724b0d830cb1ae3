"""A plain reading of HTML, apart from the reader under test: good enough to find gold words in."""

from __future__ import annotations

import re
from html.parser import HTMLParser

BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "p div li ul ol h1 h2 h3 h4 h5 h6 article section header footer nav aside figure figcaption table tr td th br "
        "time title blockquote form option main hr body html head dl dd dt",
    )
)


class Plain(HTMLParser):
    """The visible text of HTML, a line for each block."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Hide what is not shown; break the line before a block."""
        del attrs
        if tag in ("script", "style", "noscript", "template"):
            self.hidden += 1
        elif tag in BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """Show again what follows; break the line after a block."""
        if tag in ("script", "style", "noscript", "template"):
            self.hidden -= 1
        elif tag in BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        """Keep shown words, white space as one space."""
        if not self.hidden:
            self.parts.append(re.sub(r"\s+", " ", data))


def html_text(html: str) -> str:
    """A plain reading of HTML, good enough to find gold words in."""
    parser = Plain()
    parser.feed(html)
    parser.close()
    lines = (line.strip() for line in "".join(parser.parts).split("\n"))
    return "\n".join(line for line in lines if line)
