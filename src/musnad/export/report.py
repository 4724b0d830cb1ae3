"""A story as one HTML file that needs nothing else: no script, no request, and made to be printed as well as read.

Whoever makes the report gives every phrase in the reader's language; here they are only laid out, each escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Literal

from msgspec import Struct

from musnad.export.iri import web_address
from musnad.records import Span

STYLE = """
:root { color-scheme: light; }
body { font: 16px/1.6 "IBM Plex Sans Arabic", "Noto Naskh Arabic", "Segoe UI", Tahoma, sans-serif;
  color: #1b1b1b; background: #fff; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; line-height: 1.35; margin: 0 0 .3rem; }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; border-bottom: 2px solid #1b1b1b; }
h3 { font-size: 1.05rem; margin: 1.4rem 0 .2rem; }
p { margin: .3rem 0; }
.meta, .id { color: #555; font-size: .85rem; }
.id { font-family: ui-monospace, monospace; direction: ltr; unicode-bidi: isolate; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0; }
th, td { border: 1px solid #999; padding: .35rem .5rem; text-align: start; vertical-align: top; }
th { background: #eee; }
mark { background: #ffe58a; color: inherit; }
a { color: #0b4f8a; overflow-wrap: anywhere; }
@media print {
  body { margin: 0; max-width: none; padding: 0; font-size: 10.5pt; }
  h2, h3 { break-after: avoid; } tr { break-inside: avoid; } thead { display: table-header-group; }
  a { color: inherit; text-decoration: none; } mark { background: none; font-weight: bold; text-decoration: underline; }
  .wide { overflow: visible; }
}
@page { margin: 18mm 15mm; }
"""


class Marked(Struct, frozen=True):
    """Words with the stretches of them that are marked."""

    text: str
    marks: tuple[Span, ...] = ()


class Table(Struct, frozen=True):
    """Named columns and rows of cells."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str | Marked, ...], ...]


class Section(Struct, frozen=True):
    """A heading of the second or third rank with what stands below it."""

    title: str
    lines: tuple[str, ...] = ()
    table: Table | None = None
    url: str = ""
    id: str = ""
    rank: Literal[2, 3] = 2


class Report(Struct, frozen=True):
    """A report in one language: its title, the lines below it, and its sections in order."""

    language: Literal["ar", "en"]
    title: str
    lines: tuple[str, ...]
    sections: tuple[Section, ...]


def html(report: Report) -> str:
    """The report as one page of HTML."""
    direction = "rtl" if report.language == "ar" else "ltr"
    return "\n".join(
        [
            "<!doctype html>",
            f'<html lang="{report.language}" dir="{direction}">',
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
            '<meta name="referrer" content="no-referrer">',
            f"<title>{escape(report.title)}</title>",
            f"<style>{STYLE}</style>",
            f'<header><h1 dir="auto">{escape(report.title)}</h1>',
            *(f'<p class="meta" dir="auto">{escape(line)}</p>' for line in report.lines),
            "</header><main>",
            *(line for section in report.sections for line in _section(section)),
            "</main></html>\n",
        ]
    )


def _section(section: Section) -> Iterator[str]:
    yield f'<section><h{section.rank} dir="auto">{escape(section.title)}</h{section.rank}>'
    if section.id:
        yield f'<p class="id">{escape(section.id)}</p>'
    if address := web_address(section.url):
        yield f'<p class="meta"><a rel="noreferrer" dir="ltr" href="{escape(address)}">{escape(address)}</a></p>'
    for line in section.lines:
        yield f'<p dir="auto">{escape(line)}</p>'
    if section.table is not None:
        yield from _table(section.table)
    yield "</section>"


def _table(table: Table) -> Iterator[str]:
    yield '<div class="wide"><table><thead><tr>'
    yield from (f'<th scope="col">{escape(name)}</th>' for name in table.columns)
    yield "</tr></thead><tbody>"
    for row in table.rows:
        yield f"<tr>{''.join(_cells(row))}</tr>"
    yield "</tbody></table></div>"


def _cells(row: Iterable[str | Marked]) -> Iterator[str]:
    for cell in row:
        yield f'<td dir="auto">{_marked(cell) if isinstance(cell, Marked) else escape(cell)}</td>'


def _marked(cell: Marked) -> str:
    made, last = "", 0
    for start, stop in sorted(cell.marks):
        if start >= last:
            made += f"{escape(cell.text[last:start])}<mark>{escape(cell.text[start:stop])}</mark>"
            last = stop
    return made + escape(cell.text[last:])
