"""Pages of one article with one statement, for tests of what is found in a store."""

from __future__ import annotations

import hashlib

from musnad.records import Article, Attribution, Block, Day, Link, Page, Reading, Record, Stance, evidence


def page(number: int, title: str, body: str, day: str = "", outlet: str = "") -> tuple[Record, bytes]:
    """A page with one article; what follows إن or إنه is a statement of مصدر or of the subject before."""
    text = f"{title}\n\n{body}"
    data = f"{number} {text}".encode()
    page_id = hashlib.sha256(data).hexdigest()
    said = text.find(" إن")
    attributions: tuple[Attribution, ...] = ()
    stances: tuple[Stance, ...] = ()
    if said > 0:
        content = evidence(text, said + 4, len(text) - 1)
        cue = evidence(text, text.index("قال"), text.index("قال") + 3)
        speaker = text[cue.stop : said].lstrip("ت").strip()
        chain = (
            Link(outlet, None, "outlet", "publisher", None),
            Link("رويترز", "outlet:reuters", "agency", "credit", None),
        )
        attributions = (
            Attribution(
                content, cue, None, speaker, "person:trainer" if "مدرب" in speaker else None, "indirect", "statement",
                "مصدر" in speaker, chain, "made",
            ),
        )  # fmt: skip
        stances = (Stance(speaker, attributions[0].speaker_id, "supports", "الخطة", None, content, 0, "made"),)
    published = Day(day, "page") if day else None
    house = "outlet:sada" if outlet == "صدى الجبل" else None
    article = Article(
        f"{page_id[:16]}.0", text, len(title) + 2, page_id, outlet=outlet, outlet_id=house, published=published
    )
    whole = Page(page_id, data.decode(), "text", (Block("body", 0, len(data.decode()), "made"),))
    record = Record(whole, (Reading(article, attributions=attributions, stances=stances),))
    return record, data
