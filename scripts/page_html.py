"""Test pages as HTML: one dress for each family of sites."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Any


@dataclass(frozen=True)
class Part:
    """A stretch of a page with its role and article (-1: none); `joined`: the next part goes on in the same line.

    `menu` words are cut at " | " into links; a `listed` part is a headline of another article, `headline` the place
    of one inside the part's words.
    """

    role: str
    text: str
    article: int = -1
    joined: bool = False
    menu: bool = False
    listed: bool = False
    headline: tuple[int, int] | None = None


# what each family wraps a role in; "" stands for any other role
FAMILIES: dict[str, dict[str, str]] = {
    "semantic": {
        "title": "<h1>{}</h1>",
        "body": "<p>{}</p>",
        "navigation": "<nav>{}</nav>",
        "caption": "<figure><img src='i.jpg' alt=''><figcaption>{}</figcaption></figure>",
        "date": "<time>{}</time>",
        "related": "<aside>{}</aside>",
        "comment": "<section class='comments'><p>{}</p></section>",
        "boilerplate": "<footer>{}</footer>",
        "article": "<div class='story-body'>\n{}\n</div>",
        "": "<div class='{role}'>{}</div>",
    },
    "divs": {
        "title": "<h1 class='news-title'>{}</h1>",
        "body": "<p>{}</p>",
        "navigation": "<div class='top-menu'>{}</div>",
        "caption": "<div class='img'><img src='i.jpg'><span>{}</span></div>",
        "date": "<div class='meta'><span>{}</span></div>",
        "article": "<div class='news-text' id='content'>\n{}\n</div>",
        "": "<div class='box-{role}'>{}</div>",
    },
    "table": {
        "title": "<tr><td class='t1'><b><font size='5'>{}</font></b></td></tr>",
        "body": "{}<br><br>",
        "navigation": "<tr><td align='center'>{}</td></tr>",
        "article": "<tr><td class='details' dir='rtl'>\n{}\n</td></tr>",
        "": "<tr><td><font color='#666'>{}</font></td></tr>",
        "page": "<table width='100%'>\n{}\n</table>",
    },
    "wp": {
        "title": "<h1 class='entry-title'>{}</h1>",
        "body": "<p>{}</p>",
        "navigation": "<div class='menu-container'>{}</div>",
        "caption": "<div class='wp-caption'><img src='i.jpg'><p class='wp-caption-text'>{}</p></div>",
        "date": "<span class='posted-on'>{}</span>",
        "byline": "<span class='author vcard'>{}</span>",
        "tags": "<div class='tagcloud'>{}</div>",
        "comment": "<div id='respond'>{}</div>",
        "article": "<div class='entry-content'>\n{}\n</div>",
        "": "<div class='widget widget-{role}'>{}</div>",
    },
    "plain": {"title": "<h2>{}</h2>", "body": "<p>{}</p>", "": "<p>{}</p>", "article": "{}"},
}
SCRIPT = "<script>var dataLayer = [{'page': 'نص لا يراه القارئ'}]; if (1 < 2) { document.write('<p>لا</p>'); }</script>"


def html(parts: list[Part], style: dict[str, Any], title: str, url: str, published: str) -> str:
    """The whole page as HTML; `published` stands in its head where the style says so."""
    family = FAMILIES[style["html"]]
    inner = "\n".join(dressed(parts, family))
    inner = family.get("page", "{}").replace("{}", inner)
    head = "\n".join(head_lines(style, title, url, published))
    return (
        f"<!DOCTYPE html>\n<html lang='ar' dir='rtl'>\n<head>\n<meta charset='utf-8'>\n{head}\n{SCRIPT}\n</head>\n"
        f"<body>\n<!-- page -->\n{inner}\n{SCRIPT}\n</body>\n</html>\n"
    )


def head_lines(style: dict[str, Any], title: str, url: str, published: str) -> Iterator[str]:
    """Title, address and metadata of the head."""
    yield f"<title>{escape(title)} - {escape(style['site'])}</title>"
    yield f"<link rel='canonical' href='{url}'>"
    if style["meta"] == "og":
        yield f'<meta property="og:title" content="{escape(title, quote=True)}">'
        yield f'<meta property="og:site_name" content="{escape(style["site"], quote=True)}">'
        if published:
            yield f'<meta property="article:published_time" content="{published}T08:15:00+03:00">'
    if style["meta"] == "jsonld" and published:
        data = {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": title,
            "datePublished": f"{published}T08:15:00+03:00",
            "publisher": {"@type": "Organization", "name": style["site"]},
        }
        yield f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>'


def dressed(parts: list[Part], family: dict[str, str]) -> Iterator[str]:
    """The lines of the page, the lines of each article's body in one container."""
    lines = list(in_lines(parts))
    bodies = [{part.article for part in line if part.role == "body"} for line in lines]
    last = {article: i for i, found in enumerate(bodies) for article in found}
    open_line: list[str] = []
    for i, line in enumerate(lines):
        words = dress(line, family)
        if bodies[i] or open_line:
            open_line.append(words)
            if i in last.values():
                yield family["article"].replace("{}", "\n".join(open_line))
                open_line = []
        else:
            yield words


def in_lines(parts: list[Part]) -> Iterator[list[Part]]:
    """Parts that stand in one line together, and runs of listed headlines."""
    line: list[Part] = []
    for listed, run in groupby(parts, key=lambda part: part.listed):
        if listed:
            yield list(run)
            continue
        for part in run:
            line.append(part)
            if not part.joined:
                yield line
                line = []


def dress(line: list[Part], family: dict[str, str]) -> str:
    """One line in the family's dress."""
    first = line[0]
    if first.listed:
        items = "\n".join(f"<li><a href='/a/{i}'>{escape(part.text)}</a></li>" for i, part in enumerate(line))
        return wrap("related", f"<ul>\n{items}\n</ul>", family)
    if any(part.role == "body" for part in line):
        pieces = [escape(p.text) if p.role == "body" else f"<span class='{p.role}'>{inside(p)}</span>" for p in line]
        return wrap("body", " ".join(pieces), family)
    return wrap(first.role, " ".join(inside(part) for part in line), family)


def inside(part: Part) -> str:
    """A part's words, its menu and its headline as links."""
    if part.menu:
        items = "".join(
            f"<li><a href='/s/{i}'>{escape(item)}</a></li>" for i, item in enumerate(part.text.split(" | "))
        )
        return f"<ul>{items}</ul>"
    if part.headline:
        start, stop = part.headline
        link = f"<a href='/r/1'>{escape(part.text[start:stop])}</a>"
        return escape(part.text[:start]) + link + escape(part.text[stop:])
    return escape(part.text)


def wrap(role: str, words: str, family: dict[str, str]) -> str:
    """The words in the tags of their role."""
    return family.get(role, family[""]).replace("{role}", role).replace("{}", words)
