"""Made pages as heavy as real ones: scripts, styles, menus of a hundred links, lists of headlines, comments."""

from __future__ import annotations

import random
from html import escape
from typing import Any

from page_parts import headlines, pairs

SECTIONS = (
    "الرئيسية", "أخبار محلية", "العالم العربي", "دوليات", "اقتصاد", "رياضة", "ثقافة وفنون", "علوم وتكنولوجيا", "صحة",
    "منوعات", "آراء", "تحقيقات", "فيديو", "صور", "بودكاست", "الطقس", "أسعار العملات", "وفيات", "وظائف", "من نحن",
    "اتصل بنا", "أعلن معنا", "سياسة الخصوصية", "شروط الاستخدام", "النسخة الإنجليزية", "الأرشيف", "خدمة الرسائل",
)  # fmt: skip
NAMED = {"head": "site-header", "menu": "mega-menu", "side": "sidebar", "foot": "site-footer", "talk": "comments-area"}
PLAIN = {"head": "c1", "menu": "c2", "side": "c3", "foot": "c4", "talk": "comments"}


def heavier(markup: str, style: dict[str, Any], key: str, *, comments: bool) -> str:
    """The page with what real pages carry around their text; half of the pages name the parts, half do not."""
    chance = random.Random(key)  # noqa: S311
    names = NAMED if chance.random() < 0.5 else PLAIN
    head = "".join(_style(chance) + _script(chance) for _ in range(chance.randint(2, 4)))
    top = _script(chance) + _menu(chance, names)
    below = _side(style, chance, names) + (_talk(chance, names) if comments else "")
    foot = _foot(chance, names) + "".join(_script(chance) for _ in range(chance.randint(3, 7)))
    before, body, after = markup.partition("<body>")
    inner, close, end = after.rpartition("</body>")
    return before.replace("</head>", head + "</head>") + body + top + inner + below + foot + close + end


def _style(chance: random.Random) -> str:
    rules = "\n".join(
        f".r{chance.randrange(10**6)} > a:hover, #w{n} .x{n} {{ color: #{chance.randrange(16**6):06x}; top: {n}px; }}"
        for n in range(chance.randint(60, 140))
    )
    return f"<style type='text/css'>\n{rules}\n</style>\n"


def _script(chance: random.Random) -> str:
    lines = "\n".join(
        f"window._q = window._q || []; _q.push(['slot-{n}', {{w: {chance.randrange(900)}, html: \"<p>لا يُقرأ</p>\"}}]);"
        for n in range(chance.randint(20, 60))
    )
    return f"<script>\n(function () {{ if (a < b && c > d) {{ return '<div>'; }} }})();\n{lines}\n</script>\n"


def _link(words: str, number: int) -> str:
    icon = "<svg viewBox='0 0 24 24'><path d='M12 2L2 7l10 5 10-5-10-5z'/></svg>" if number % 9 == 0 else ""
    return (
        f"<li class='menu-item menu-item-{number} level-{number % 3}' data-track='{{\"pos\": {number}}}'>"
        f"<a href='/s/{number}?ref=menu' target='_self' title='{escape(words)}'>{icon}<span>{escape(words)}</span></a>"
        "</li>\n"
    )


def _menu(chance: random.Random, names: dict[str, str]) -> str:
    items = "".join(_link(chance.choice(SECTIONS), n) for n in range(chance.randint(100, 180)))
    search = "<form action='/search'><input name='q' placeholder='ابحث'><button type='submit'>بحث</button></form>"
    return f"<div class='{names['head']}'>{search}<div class='{names['menu']}'><ul>\n{items}</ul></div></div>\n"


def _side(style: dict[str, Any], chance: random.Random, names: dict[str, str]) -> str:
    cards = "".join(
        f"<div class='card'><a href='/n/{n}'><img src='/i/{n}.webp' alt='' loading='lazy' width='320' height='180'></a>"
        f"<h3><a href='/n/{n}'>{escape(words)}</a></h3><span class='d'>منذ {n + 2} ساعات</span></div>\n"
        for n, words in enumerate(headlines(style, chance, 12))
    )
    return f"<div class='{names['side']}'><h4>الأكثر قراءة</h4>\n{cards}</div>\n"


def _talk(chance: random.Random, names: dict[str, str]) -> str:
    said = [chance.choice(pairs("comments.txt")) for _ in range(chance.randint(8, 25))]
    rows = "".join(
        f"<li><div class='c'><b>{escape(name)}</b> <small>منذ {n + 1} أيام</small><p>{escape(words)}</p></div></li>\n"
        for n, (name, words) in enumerate(said)
    )
    return f"<div id='{names['talk']}'><h3>التعليقات</h3><ol>\n{rows}</ol></div>\n"


def _foot(chance: random.Random, names: dict[str, str]) -> str:
    columns = "".join(
        "<div class='col'><ul>" + "".join(_link(chance.choice(SECTIONS), n) for n in range(12)) + "</ul></div>"
        for _ in range(4)
    )
    return f"<div class='{names['foot']}'>{columns}<p>جميع الحقوق محفوظة © 2024</p></div>\n"
