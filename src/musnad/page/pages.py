"""Bytes -> Page: decode, render, label."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

from musnad.page.blocks import blocks_of
from musnad.page.decode import Decoded, decode
from musnad.page.details import tell_details
from musnad.page.errors import InputError
from musnad.page.formats import MAX_BYTES, Source, sources_in
from musnad.page.html import Line, show
from musnad.page.labelled import Labelled
from musnad.page.layout import Layout
from musnad.page.roles import label
from musnad.records import Block, Meta, Page

_MARKUP = re.compile(
    r"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<(?:div|p|article|span|meta|script|h1)[\s>][^<>]*>.*?</",
    re.IGNORECASE | re.DOTALL,
)
_ARABIC = re.compile("[\u0620-\u064a\u0671-\u06d3\ufb50-\ufdff\ufe70-\ufefc]+")
_LEAST_ARABIC = 0.25


def open_page(
    data: bytes | Source,
    *,
    name: str = "",
    url: str = "",
    content_type: str = "",
    fetched: str = "",
    max_bytes: int = MAX_BYTES,
) -> Page:
    """Decode the bytes of one page and give every stretch of it a role.

    Raises `InputError` where there is nothing to read: empty, too large, no text at all. A page without an article
    is no error: `Page.empty` says why.
    """
    source = data if isinstance(data, Source) else Source(data, name, url, content_type, fetched)
    where = source.name or source.url or "the input"
    if len(source.data) > max_bytes:
        raise InputError(f"{where}: larger than {max_bytes} bytes ({len(source.data)}); raise the limit to read it")
    decoded = decode(source.data, where, source.content_type)
    if not decoded.text.strip():
        raise InputError(f"{where}: nothing but space ({len(source.data)} bytes); nothing to read")
    form = source.format or _sniff(decoded.text, source)
    return _page(source, decoded, form)


def open_text(text: str, form: Literal["html", "text"], url: str = "", fetched: str = "", name: str = "") -> Page:
    """A page from text that is decoded already; its id is that of the text's bytes in UTF-8."""
    source = Source(text.encode("utf-8", "replace"), name, url, "", fetched, form)
    return _page(source, Decoded(text, "utf-8", "given as text"), form)


def pages_in(
    path: Path, max_bytes: int = MAX_BYTES, trouble: Callable[[InputError], None] | None = None
) -> Iterator[Page]:
    """The pages of one file in order; what cannot be read goes to `trouble`, or is raised where none is given."""
    for source in sources_in(path, max_bytes):
        try:
            if isinstance(source, InputError):
                raise source
            page = open_page(source, max_bytes=max_bytes)
        except InputError as error:
            if trouble is None:
                raise
            trouble(error)
        else:
            yield page


def _sniff(text: str, source: Source) -> Literal["html", "text"]:
    if "html" in source.content_type.lower():
        return "html"
    return "html" if _MARKUP.search(text[:4000]) else "text"


def _page(source: Source, decoded: Decoded, form: Literal["html", "text"]) -> Page:
    text, blocks, meta, empty = label_text(decoded.text, form, source.url)
    return Page(
        id=hashlib.sha256(source.data).hexdigest(),
        text=text,
        format=form,
        blocks=blocks,
        url=source.url,
        name=source.name,
        fetched=source.fetched,
        encoding=decoded.encoding,
        encoding_basis=decoded.basis + (f"; {decoded.damaged} places damaged" if decoded.damaged else ""),
        meta=(*source.given, *meta),
        empty=empty,
    )


def label_text(
    text: str, form: Literal["html", "text"], url: str
) -> tuple[str, tuple[Block, ...], tuple[Meta, ...], str]:
    """The text a page shows, its blocks, its own metadata, and why it has no article ("" where it has)."""
    lines: list[Line] | None = None
    meta: tuple[Meta, ...] = ()
    if form == "html":
        shown = show(text)
        text, lines, meta = shown.text, shown.lines, tuple(shown.meta)
    made: Labelled = label(Layout(text, lines, meta, url))
    if reason := _not_arabic(text):
        made.empty = reason
        for atom in made.page.atoms:
            atom.role, atom.rule, atom.article = "boilerplate", "not Arabic", -1
        made.drafts, made.titles = [], []
    tell_details(made)
    return text, blocks_of(made), meta, made.empty


def _not_arabic(text: str) -> str:
    sample = text[:20000]
    arabic = sum(map(len, _ARABIC.findall(sample)))
    if arabic >= _LEAST_ARABIC * len(sample):
        return ""
    letters = sum(map(str.isalpha, sample))
    if letters and arabic < _LEAST_ARABIC * letters:
        return f"not Arabic: {arabic} of the first {letters} letters are"
    return ""
