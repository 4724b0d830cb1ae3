"""What the names that web designers give to elements say of the text in them."""

from __future__ import annotations

import re
from functools import lru_cache

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "button",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)

_BY_TAG = {
    "nav": "navigation", "menu": "navigation", "select": "navigation", "option": "navigation", "button": "navigation",
    "form": "navigation", "footer": "boilerplate", "aside": "related", "figcaption": "caption", "caption": "caption",
    "time": "date", "address": "byline", "h1": "title",
}  # fmt: skip
_BODY = re.compile(
    r"article-?_?body|articlebody|entry-?_?content|post-?_?(?:content|body)|story-?_?(?:body|content|text)|"
    r"article-?_?(?:content|text)|news-?_?(?:content|body|text|details)|content-?_?body|field--?name-(?:field-)?body|"
    r"wysiwyg|paragraph-list|item-?_?(?:full)?text|details-?_?(?:text|body)"
)
_NAMES = re.compile(
    r"(?P<comment>comment|disqus|respond)"
    r"|(?P<related>related|similar|most-?_?(?:read|view|pop|comment)|latest|recommend|read-?_?(?:more|also|next)|also-?read"
    r"|trending|popular|more-?_?(?:news|from|in)|suggest|sidebar|widget|recent-?_?(?:post|news)|ticker|breaking-?_?news)"
    r"|(?P<share>share|sharing|social|addtoany|follow-?us|font-?_?size|toolbar|print)"
    r"|(?P<promo>newsletter|subscri|promo|app-?_?download|donat)"
    r"|(?P<navigation>(?<![a-z])nav(?![e-z])|navbar|menu|breadcrumb|pagination|pager|login|search|skip-?link|off-?canvas)"
    r"|(?P<caption>caption|photo-?_?(?:credit|desc)|image-?_?(?:credit|desc|text))"
    r"|(?P<tags>(?<![a-z])tags?(?![a-z])|keywords|tagcloud|post-?_?tags)"
    r"|(?P<credit>(?<![a-z])source(?![a-z]))"
    r"|(?P<date>(?<![a-z])(?:date|time|datetime|timestamp|published|posted-?_?on)(?![a-z])|publish-?_?date|post-?_?date"
    r"|entry-?_?date|article-?_?date|datepublished)"
    r"|(?P<byline>author|byline|writer|reporter)"
    r"|(?P<title>headline|entry-?_?title|post-?_?title|article-?_?title|news-?_?title)"
    r"|(?P<section>(?<![a-z])(?:category|section-?_?name|cat-?_?links?|kicker)(?![a-z]))"
    r"|(?P<boilerplate>(?<![a-z])(?:ads?|advert\w*|banner|sponsor\w*)(?![a-z])|copyright|cookie|consent|popup|modal"
    r"|site-?_?footer|footer)"
)
_NUMBER = re.compile(r"\d+")
_NAMED = ("class", "id", "itemprop", "rel", "role", "data-component")
_WHOLE = frozenset(("html", "body", "main", "article", "table", "tbody", "tr", "h2", "h3", "h4"))
"""Elements too large, or too plain, for the names they carry to tell their role."""


def hint_of(tag: str, attributes: dict[str, str]) -> tuple[str, bool]:
    """The role that an element's tag and names speak for ("" for none), and whether it holds the article's body."""
    by_tag = _BY_TAG.get(tag, "")
    if not attributes or tag in ("html", "body"):
        return by_tag, False
    if "hidden" in attributes or "display:none" in attributes.get("style", "").replace(" ", "")[:200]:
        return "boilerplate", False
    names = " ".join([attributes[key] for key in _NAMED if key in attributes])[:400].lower()
    if not names:
        return by_tag, False
    told = [_told(name) for name in _NUMBER.sub("0", names).split()]
    if tag not in ("li", "a", "span", "ul") and any(body for _, body in told):
        return "", True
    if tag in _WHOLE:
        return by_tag, False
    return next((role for role, _ in told if role), by_tag), False


@lru_cache(maxsize=8192)
def _told(name: str) -> tuple[str, bool]:
    """The role that one name speaks for, and whether it is one of an article's body."""
    match = _NAMES.search(name)
    return match.lastgroup or "" if match else "", _BODY.search(name) is not None
