"""HTML -> the text as it is shown, a line for each block, with what the markup says of each line.

A scanner over the markup, not a tree: one pass, no recursion, time and memory bounded by the length of the page
whatever it holds (10^5 open tags, attributes of megabytes, comments and scripts that never end).
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from sys import intern

from musnad.page.hints import BLOCKS, VOID, hint_of
from musnad.records import Meta

_TAG = re.compile(r"""<(?:(/?)([a-zA-Z][a-zA-Z0-9:-]*+)((?:[^<>"']++|"[^"]*+"|'[^']*+')*+)>|(!--|!|\?))""")
_LOOSE = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*+)[^>]{0,4096}+>")
"""A tag whose quotes do not match; it ends at the first bracket."""
_RAW = frozenset(("script", "style", "noscript", "template", "textarea", "iframe", "svg", "math", "object", "title"))
_ATTRIBUTE = re.compile(r"""([a-zA-Z][\w:.-]*+)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++))""")
_TELLING = ("class", "id", "itemprop", "rel", "role", "data-component", "style")
"""What the attributes that say something of the text are called (hidden has an "id" in it)."""
_LONGEST_ATTRIBUTES = 20_000
_MOST_TAGS = 400_000
"""More tags than any page holds: the rest is taken as text, its tags dropped unread."""


_MOST, _NEARLY_ALL = 0.5, 0.75
"""Shares of a page's text, links left out."""
_IMPLIED = frozenset(("p", "li", "tr", "td", "option", "dt", "dd"))
_SHORT_TAG, _MOST_KNOWN = 80, 4096
_AFTER_NAME = re.compile(r"[\s>]")
_SELF_CLOSED = (" /", '"/', "'/")
_ANY_TAG = re.compile(r"<[^<>]*+>")


class Line:
    """A line of the shown text: `[start, stop)`, the block tag it is in, characters inside links, hint, body or not."""

    __slots__ = ("hint", "hint_id", "in_body", "links", "start", "stop", "tag")

    def __init__(self, start: int, stop: int, tag: str, links: int, hint: str, hint_id: int, in_body: bool) -> None:
        self.start = start
        self.stop = stop
        self.tag = tag
        self.links = links
        self.hint = hint
        self.hint_id = hint_id
        self.in_body = in_body


class Shown:
    """The text that a page shows, its lines, and what it says of itself."""

    __slots__ = ("lines", "meta", "text")

    def __init__(self, text: str, lines: list[Line], meta: list[Meta]) -> None:
        self.text = text
        self.lines = lines
        self.meta = meta


def show(markup: str) -> Shown:
    """Render `markup` to lines; offsets of the lines count in the text that comes with them."""
    scan = _Scan(markup)
    scan.run()
    _distrust(scan.lines, scan.titled)
    return Shown("\n".join(scan.texts), scan.lines, scan.meta)


def _distrust(lines: list[Line], titled: set[int]) -> None:
    """Forget the hint of an element that holds most of the page's text: a form or sidebar around the whole of it."""
    plain: dict[int, int] = {}
    for line in lines:
        plain[line.hint_id] = plain.get(line.hint_id, 0) + line.stop - line.start - line.links
    whole = sum(plain.values())
    told = any(line.in_body for line in lines)
    for line in lines:
        share = plain[line.hint_id] / max(1, whole)
        lone = share > _NEARLY_ALL and not told and line.hint != "comment"
        if line.hint_id and line.tag != "h1" and (lone or (share > _MOST and line.hint_id in titled)):
            line.hint, line.hint_id = "", 0


class _Tag:
    """A tag: its name, what its names say of the text in it, and how it is to be treated."""

    __slots__ = ("block", "body", "closing", "ends", "hint", "link", "name")

    def __init__(self, name: str, hint: str, body: bool, *, closing: bool = False) -> None:
        self.name = intern(name)
        self.hint = hint
        self.body = body
        self.closing = closing
        self.block = name in BLOCKS
        self.ends = name in _IMPLIED
        self.link = name == "a"


_KNOWN: dict[str, _Tag] = {}
"""Short tags as they stand, met before on this page or another."""


def _remember(match: re.Match[str], tag: _Tag) -> _Tag:
    if match.re is _TAG and match.end() - match.start() <= _SHORT_TAG:
        if len(_KNOWN) >= _MOST_KNOWN:
            _KNOWN.clear()
        _KNOWN[match[0]] = tag
    return tag


class _Scan:
    """One pass over the markup."""

    def __init__(self, markup: str) -> None:
        self.markup = markup
        self.texts: list[str] = []
        self.lines: list[Line] = []
        self.meta: list[Meta] = []
        self.length = 0
        self.buffer: list[str] = []
        self.buffer_links = 0
        self.buffer_hint: tuple[str, int] | None = None
        self.link_depth = 0
        # open elements: (tag, hint, hint id, inside the article's body); and how many of each tag are open
        self.stack: list[tuple[str, str, int, bool]] = [("", "", 0, False)]
        self.open: dict[str, int] = {}
        self.hints = 0
        self.unclosed: set[str] = set()
        # the hints of elements that hold a headline
        self.titled: set[int] = set()

    def run(self) -> None:
        markup, find, known = self.markup, self.markup.find, _KNOWN
        at = 0
        for _ in range(_MOST_TAGS):
            lt = find("<", at)
            if lt < 0:
                break
            if lt > at:
                self.add(markup[at:lt])
            at = find(">", lt, lt + _SHORT_TAG) + 1
            tag = known.get(markup[lt:at])
            if tag is None:
                at = self.unknown(lt)
            elif tag.closing:
                self.close(tag)
            else:
                self.push(tag)
        else:
            markup, at = _ANY_TAG.sub(" ", markup[at:]), 0
        self.add(markup[at:])
        self.flush()

    def unknown(self, lt: int) -> int:
        """Past a tag that was not met before, or whatever begins with the bracket at `lt`."""
        match = _TAG.match(self.markup, lt) or _LOOSE.match(self.markup, lt)
        if match is None:
            self.add("<")
            return lt + 1
        if match.re is _TAG and match[4]:
            return self.skip_declaration(lt, match[4])
        name, attributes = match[2].lower(), match[3] if match.re is _TAG else ""
        if match[1]:
            self.close(_remember(match, _Tag(name, "", False, closing=True)))
        elif name in _RAW:
            return self.raw(name, match.end(), attributes)
        elif name in ("br", "hr"):
            self.flush()
        elif name == "meta":
            self.note(attributes)
        elif name not in VOID and not attributes.endswith(_SELF_CLOSED):
            if name == "time" and "datetime" in (values := _attributes(attributes)):
                self.meta.append(Meta("time", values["datetime"][:40], "html"))
                self.push(_opening(name, attributes))
            else:
                self.push(_remember(match, _opening(name, attributes)))
        return match.end()

    def skip_declaration(self, lt: int, kind: str) -> int:
        """Past a comment, a doctype or an instruction; one that never ends is left as it is."""
        mark = "-->" if kind == "!--" else ">"
        end = self.find(mark, lt + 1)
        return end + len(mark) if end >= 0 else lt + 1 + len(kind)

    def find(self, mark: str, start: int) -> int:
        """`str.find` that does not search twice for what never comes."""
        if mark in self.unclosed:
            return -1
        found = self.markup.find(mark, start)
        if found < 0:
            self.unclosed.add(mark)
        return found

    def raw(self, tag: str, start: int, attributes: str) -> int:
        """Past an element whose content is no markup of the page; keep JSON-LD and the title."""
        if tag in self.unclosed:
            return start
        stop = self.end_of(tag, start)
        if stop < 0:
            self.unclosed.add(tag)
            return start if tag in ("svg", "math", "object", "iframe", "noscript", "template") else len(self.markup)
        content = self.markup[start:stop]
        if tag == "script" and "ld+json" in attributes and len(content) < 1_000_000:
            self.meta.append(Meta("ld+json", content.strip(), "json-ld"))
        elif tag == "title" and not any(m.name == "title" for m in self.meta):
            self.meta.append(Meta("title", " ".join(unescape(content[:2000]).split()), "html"))
        return self.markup.find(">", stop) + 1 or len(self.markup)

    def end_of(self, tag: str, start: int) -> int:
        """Where the end tag of an element begins, -1 where there is none."""
        markup, size = self.markup, len(tag) + 2
        at = markup.find("</", start)
        while at >= 0:
            if markup[at + 2 : at + size].lower() == tag and _AFTER_NAME.match(markup, at + size):
                return at
            at = markup.find("</", at + 2)
        return -1

    def note(self, attributes: str) -> None:
        values = _attributes(attributes)
        name = values.get("property") or values.get("name") or values.get("itemprop") or ""
        if name and "content" in values:
            self.meta.append(Meta(name.lower(), " ".join(unescape(values["content"]).split()), "meta"))

    def push(self, tag: _Tag) -> None:
        if tag.block:
            if self.buffer:
                self.flush()
            # an open element of the same kind ends where the next begins, when it is the innermost
            if tag.ends and self.stack[-1][0] is tag.name:
                self.close(tag)
        elif tag.link:
            self.link_depth += 1
            if self.buffer:
                self.buffer.append(" ")
        _, hint, hint_id, in_body = self.stack[-1]
        if tag.name == "h1":
            self.titled.add(hint_id)
        if tag.body:
            hint, hint_id, in_body = "", 0, True
        if tag.hint:
            self.hints += 1
            hint, hint_id = tag.hint, self.hints
        self.stack.append((tag.name, hint, hint_id, in_body))
        self.open[tag.name] = self.open.get(tag.name, 0) + 1

    def close(self, tag: _Tag) -> None:
        if tag.block and self.buffer:
            self.flush()
        name, opened, stack = tag.name, self.open, self.stack
        if not opened.get(name):
            return
        while True:
            last = stack.pop()[0]
            opened[last] -= 1
            if last == "a":
                self.link_depth -= 1
            if last == name:
                return

    def add(self, text: str) -> None:
        if "&" in text:
            text = unescape(text)
        if text.isspace():
            if self.buffer:
                self.buffer.append(" ")
            return
        if not text:
            return
        self.buffer.append(text)
        # the hint of a line is that of all its text: parts with other hints make it plain
        _, hint, hint_id, _ = self.stack[-1]
        if self.buffer_hint is None:
            self.buffer_hint = (hint, hint_id)
        elif self.buffer_hint != (hint, hint_id):
            self.buffer_hint = ("", 0)
        if self.link_depth:
            self.buffer_links += len(text.strip())

    def flush(self) -> None:
        if not self.buffer:
            return
        text = " ".join("".join(self.buffer).split())
        self.buffer.clear()
        links, self.buffer_links = self.buffer_links, 0
        here, self.buffer_hint = self.buffer_hint, None
        if not text:
            return
        tag, hint, hint_id, in_body = self.stack[-1]
        if here and here[0]:
            hint, hint_id = here
        if tag not in BLOCKS:
            tag = next((t for t, *_ in self.stack[:-8:-1] if t in BLOCKS), "")
        stop = self.length + len(text)
        self.lines.append(Line(self.length, stop, tag, min(links, len(text)), hint, hint_id, in_body))
        self.texts.append(text)
        self.length = stop + 1


def _opening(name: str, attributes: str) -> _Tag:
    lowered = attributes.lower()
    for sign in _TELLING:
        if sign in lowered:
            return _Tag(name, *hint_of(name, _attributes(attributes)))
    return _plain(name)


@lru_cache(maxsize=1024)
def _plain(name: str) -> _Tag:
    """The opening tag of an element whose attributes tell nothing."""
    return _Tag(name, *hint_of(name, {}))


def _attributes(text: str) -> dict[str, str]:
    """The attributes of a tag by name; very long ones are cut."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(text[:_LONGEST_ATTRIBUTES]):
        found.setdefault(match[1].lower(), match[2] or match[3] or match[4] or "")
    return found
