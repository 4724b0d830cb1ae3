"""Make test pages with their gold out of written parts: every style as HTML, as lines and flat.

    make_pages.py -o DIR [--seed 7] [--each 2] [--split train|held_out|all] [--form html|lines|flat|all]

writes pages.jsonl (id, url, text or html), gold.jsonl and texts.jsonl (for the page scorer: lines and flat pages, in
offsets), words.jsonl (the gold of all pages in words: the only one for HTML, whose text the reader makes). The same
seed makes the same pages. `resolve` turns a gold in words into offsets into the text a reader made.
"""

from __future__ import annotations

import argparse
import datetime
import json
import random
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from page_html import Part, html
from page_parts import CREDITS, Body, authors, bodies_for, date_fields, day, headlines, pairs, styles

FORMS = ("html", "lines", "flat")
ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
Style = dict[str, Any]
Gold = dict[str, Any]


@dataclass(frozen=True)
class Stock:
    """Bodies and headlines that take the place of the written ones."""

    bodies: list[Body]
    headlines: list[str]
    authors: list[str]
    credits: list[str]


class Maker:
    """Fills one page of one style."""

    def __init__(self, style: Style, key: str, stock: Stock | None = None) -> None:
        self.style = style
        self.rng = random.Random(key)  # noqa: S311
        self.listed = stock.headlines if stock else None
        self.authors = stock.authors if stock else list(authors())
        self.credits = stock.credits if stock else list(CREDITS)
        pool = stock.bodies if stock else bodies_for(style)
        near = [body for body in pool if body.region in style["regions"]]
        shelf = near if len(near) > 5 else pool[:8] if stock is None else pool
        self.stock = self.rng.sample(shelf, len(shelf))
        self.parts: list[Part] = []
        self.articles: list[dict[str, Any]] = []
        self.body = self.stock[0]
        self.fields = self.new_fields()
        later = self.date + datetime.timedelta(days=self.rng.randrange(900))
        self.today = self.fill("{wd} {d} {gm} {y}", date_fields(later, self.rng))

    # --- words

    def new_fields(self, date: datetime.date | None = None) -> dict[str, str]:
        """A day of publication and what goes with it."""
        self.date = date or day(self.rng)
        found = date_fields(self.date, self.rng)
        credit, author = self.rng.choice(self.credits), self.rng.choice(self.authors)
        return found | {"credit": credit, "author": author, "count": str(self.rng.randrange(90, 9000))}

    def fill(self, words: str, fields: dict[str, str] | None = None) -> str:
        """The words with their braces filled in."""
        fields = fields or self.fields
        body = self.body
        known = fields | {
            "site": self.style["site"],
            "title": body.title,
            "variant": body.variant,
            "section": body.section,
            "place": body.place,
            "caption": body.caption,
            "subtitle": body.subtitle,
            "tags": (" ، " if self.rng.random() < 0.4 else " ").join(body.tags),
        }
        if "{today}" in words:
            known["today"] = self.today
        if "{date}" in words:
            known["date"] = self.fill(self.style["date"], fields)
        words = re.sub(r"\{(\w+)\}", lambda m: known.get(m[1], m[0]), words)
        numbers = self.style.get("digits") == "arabic" and words != body.title
        return words.translate(ARABIC_DIGITS) if numbers else words

    def others(self, count: int) -> list[str]:
        """Headlines of other articles."""
        if self.listed is None:
            return headlines(self.style, self.rng, count)
        return self.rng.sample(self.listed, count)

    def listing(self, count: int) -> list[Part]:
        """Headlines of a list, behind bullets or numbers where the style has them."""
        bullet = self.style.get("bullet", "")
        found = []
        for n, text in enumerate(self.others(count), 1):
            before = bullet.replace("{n}", str(n))
            spot = (len(before), len(before) + len(text))
            found.append(Part("related", before + text, listed=not before, headline=spot if before else None))
        return found

    def part(self, role: str, words: str, article: int = -1, **kind: Any) -> Part:
        """A part of the page, its listed headline marked."""
        before, brace, after = words.partition("{related}")
        if not brace:
            return Part(role, self.fill(words), article, menu=" | " in words, **kind)
        headline = self.others(1)[0]
        before = self.fill(before)
        spot = len(before), len(before) + len(headline)
        return Part(role, before + headline + self.fill(after), article, headline=spot, **kind)

    # --- the page

    def page(self) -> None:
        """All parts in the style's order."""
        for item in self.style["page"]:
            name, _, words = item.partition(":")
            name, words = name.strip(), words.strip()
            word, _, count = name.partition(" ")
            if word in ("related", "teasers", "comments", "digest"):
                getattr(self, word)(int(count), words)
            elif word in ("title", "body", "embedded", "subtitle"):
                getattr(self, f"put_{word}")(words)
            elif not word.endswith("?") or (self.body.caption if "caption" in word else self.rng.random() < 0.7):
                self.parts.append(self.part(word.rstrip("?+"), words, joined=word.endswith("+")))
            if "{credit}" in words and self.articles:
                self.articles[0]["credits"].append(self.fields["credit"])
        if self.articles and not self.articles[0]["credits"] and any("{credit}" in item for item in self.style["page"]):
            self.articles[0]["credits"].append(self.fields["credit"])

    def put_title(self, words: str) -> None:
        """The headline, as part of an article that the next body opens."""
        self.parts.append(self.part("title", words or "{title}", len(self.articles)))

    def put_subtitle(self, _: str) -> None:
        """A second headline under the first, which is no body."""
        if self.body.subtitle:
            self.parts.append(Part("subtitle", self.body.subtitle))

    def put_body(self, _: str) -> None:
        """The paragraphs with the style's furniture between them."""
        article = len(self.articles)
        self.articles.append(
            {"published": self.date.isoformat() if self.style.get("dated", True) else "", "credits": []}
        )
        paragraphs = [Part("body", words, article) for words in self.body.paragraphs]
        for item in self.style.get("inside", ()):
            self.furnish(paragraphs, item, article)
        if self.style.get("repeat_title") and self.body.variant:
            paragraphs.insert(self.between(paragraphs), Part("title", self.body.variant))
        self.parts += paragraphs

    def between(self, paragraphs: list[Part]) -> int:
        """A place between two paragraphs that cuts no sentence."""
        places = [i for i in range(1, len(paragraphs)) if not paragraphs[i - 1].joined]
        return self.rng.choice(places)

    def furnish(self, paragraphs: list[Part], item: str, article: int) -> None:
        """Put one piece of furniture into the body."""
        name, _, words = item.partition(": ")
        if name.startswith("mid "):
            self.cut(paragraphs, self.part(name.removeprefix("mid "), words, joined=True), article)
            return
        at = self.between(paragraphs)
        word, _, count = name.partition(" ")
        if word == "related":
            listed = self.listing(int(count))
            paragraphs[at:at] = [Part("related", words), *listed]
        else:
            paragraphs.insert(at, self.part(word, words))

    def cut(self, paragraphs: list[Part], piece: Part, article: int) -> None:
        """Put a piece into the middle of a sentence."""
        at = self.rng.choice([i for i, p in enumerate(paragraphs) if p.role == "body" and len(p.text.split()) > 12])
        words = paragraphs[at].text.split(" ")
        half = self.rng.randrange(5, len(words) - 4)
        first, second = " ".join(words[:half]), " ".join(words[half:])
        paragraphs[at : at + 1] = [Part("body", first, article, joined=True), piece, Part("body", second, article)]

    def next_body(self) -> Body:
        """Another body of the stock."""
        self.stock = [*self.stock[1:], self.stock[0]]
        return self.stock[0]

    def put_embedded(self, lead: str) -> None:
        """A whole second article, with a day of its own in some pages."""
        mine = self.body, self.fields, self.date, self.style
        self.body, self.fields = self.next_body(), self.new_fields()
        self.parts.append(Part("promo", lead))
        order = self.rng.choice(self.style.get("embedded", ("title", "title", "title", "title date", "title date")))
        self.put_order(order, "{wd} {d} {gm} {y}", {"inside": (), "repeat_title": False})
        self.body, self.fields, self.date, self.style = mine

    def put_order(self, order: str, date: str, changed: Style) -> None:
        """Another article: its head in order, its body, and what the order has behind `body`."""
        head, _, tail = order.partition(" body")
        for name in [*head.split(), "body", *tail.split()]:
            if name == "title":
                self.put_title("")
            elif name == "date":
                self.parts.append(Part("date", self.fill(date)))
            elif name == "body":
                self.style = {**self.style, **changed, "dated": "date" in order}
                self.put_body("")
            elif name == "credit":
                self.parts.append(
                    Part("credit", self.fill(self.rng.choice(("المصدر: {credit}", "{credit}", "({credit})"))))
                )
                self.articles[-1]["credits"].append(self.fields["credit"])
            else:
                self.parts.append(Part("byline", self.fill("{author}")))

    def digest(self, count: int, _: str) -> None:
        """Several articles, one under another."""
        for i in range(count):
            if i:
                self.body = self.next_body()
                self.fields = self.new_fields(self.date - datetime.timedelta(days=self.rng.randrange(3)))
                if between := self.style.get("between"):
                    self.parts.append(Part("promo", self.rng.choice(between)))
            self.put_order(self.style.get("digest", "title date"), self.style["date"], {})

    def related(self, count: int, lead: str) -> None:
        """A list of other headlines under its lead."""
        self.parts.append(self.part("related", lead))
        self.parts += self.listing(count)

    def teasers(self, count: int, lead: str) -> None:
        """Openings of other stories, cut off with dots."""
        self.parts.append(self.part("related", lead))
        for _ in range(count):
            self.parts.append(Part("related", self.opening(12, 22, " ...")))

    def opening(self, low: int, high: int, dots: str) -> str:
        """The first words of another story, cut off; longer ones, of several sentences, where the style says so."""
        body = self.next_body()
        if not self.style.get("long_teasers"):
            return " ".join(body.paragraphs[0].split(" ")[: self.rng.randrange(low, high)]) + dots
        size = self.rng.randrange(8, self.rng.randrange(20, 70))
        dots = self.rng.choice(
            (" ...", "...", "…", " [...]", " […]", " . . .", " (...)", "..", " … المزيد", "... اقرأ المزيد", dots)
        )
        return " ".join(" ".join(body.paragraphs).split(" ")[:size]) + dots

    def comments(self, count: int, lead: str) -> None:
        """What readers wrote."""
        self.parts.append(self.part("comment", lead))
        for name, words in self.rng.sample(pairs("comments.txt"), count):
            self.parts.append(Part("comment", f"{name}: {words}"))

    def archive(self) -> None:
        """The archive of a tag: no article at all."""
        self.parts += [
            self.part("navigation", item.partition(": ")[2]) for item in self.style["page"] if item[:3] == "nav"
        ]
        self.parts.append(Part("navigation", f"الوسم: {self.body.tags[0] if self.body.tags else self.body.section}"))
        dated = not self.style.get("long_teasers") or self.rng.random() < 0.7
        for text in self.others(5 if dated else self.rng.randrange(3, 9)):
            self.parts.append(Part("related", text, listed=True))
            if dated:
                self.parts.append(Part("date", self.fill("{date}", date_fields(day(self.rng), self.rng))))
            self.parts.append(Part("related", self.opening(12, 24, " [...]")))
        self.parts.append(Part("navigation", "1 | 2 | 3 | التالي »", menu=True))


# --- forms -------------------------------------------------------------------------------------------------


def spread(parts: list[Part], form: str, glue: float, rng: random.Random) -> tuple[str, list[tuple[int, int]]]:
    """The parts as one text, and where each stands."""
    menu = rng.choice((" | ", "   ", "\n")) if form == "lines" else rng.choice((" ", " ", ""))
    text, spans = "", []
    for i, part in enumerate(parts):
        words = part.text.replace(" | ", menu) if part.menu else part.text
        spans.append((len(text), len(text) + len(words)))
        text += words
        if i + 1 < len(parts):
            text += gap(part, parts[i + 1], form, glue, rng)
    return text + ("\n" if form == "lines" else ""), spans


def gap(part: Part, after: Part, form: str, glue: float, rng: random.Random) -> str:
    """What stands between two parts."""
    if part.joined:
        return " "
    if form == "lines":
        return "\n\n" if {part.role, after.role} & {"body", "title"} else "\n"
    near = glue / 3 if part.role == after.role == "body" else glue
    return "" if rng.random() < near else " "


def gold_of(key: str, parts: list[Part], spans: list[tuple[int, int]], articles: list[dict[str, Any]]) -> Gold:
    """The gold in offsets."""
    found: Gold = {"id": key, "articles": [], "related": [], "blocks": []}
    for number, facts in enumerate(articles):
        mine = [(part, span) for part, span in zip(parts, spans, strict=True) if part.article == number]
        title = next((span for part, span in mine if part.role == "title"), None)
        body = [span for part, span in mine if part.role == "body"]
        found["articles"].append({"title": title, "body": body, **facts})
    for part, (start, stop) in zip(parts, spans, strict=True):
        found["blocks"].append({"role": part.role, "span": (start, stop), "article": part.article})
        if part.listed:
            found["related"].append((start, stop))
        elif part.headline:
            found["related"].append((start + part.headline[0], start + part.headline[1]))
    return found


def words_of(gold: Gold, text: str) -> Gold:
    """The same gold with words in place of offsets."""

    def cut(node: Any) -> Any:
        if isinstance(node, tuple) and len(node) == 2:
            return text[node[0] : node[1]]
        if isinstance(node, list):
            return [cut(item) for item in node]
        return {key: cut(value) for key, value in node.items()} if isinstance(node, dict) else node

    found: Gold = cut(gold)
    return found


def resolve(words: Gold, text: str) -> Gold:
    """A gold in words as offsets into `text`: each stretch after the one before; what is not there is left out."""
    at = 0

    def find(stretch: str, low: int) -> tuple[int, int] | None:
        hit = re.compile(r"\s*".join(re.escape(word) for word in stretch.split())).search(text, low)
        return hit.span() if hit else None

    found: Gold = {"id": words["id"], "articles": [], "related": []}
    for article in words["articles"]:
        body = []
        for paragraph in article["body"]:
            span = find(paragraph, at) or find(paragraph, 0)
            if span:
                body.append(span)
                at = span[1]
        title = find(article["title"], 0) if article["title"] else None
        found["articles"].append({**article, "title": title, "body": body})
    taken = [span for article in found["articles"] for span in article["body"]]
    for headline in words["related"]:
        span = find(headline, 0)
        if span and not any(span[0] < stop and span[1] > start for start, stop in taken):
            found["related"].append(span)
    return found


def make(
    style: Style, form: str, index: int, seed: int, kind: str = "page", stock: Stock | None = None
) -> tuple[Gold, Gold, Gold]:
    """One page: (page, gold in offsets, gold in words); the offsets of HTML count in the same page as lines."""
    key = f"{style['name']}-{form}-{kind[0]}{index}"
    maker = Maker(style, f"{seed}:{key}", stock)
    getattr(maker, kind)()
    url = f"https://www.{style['name'].replace('_', '-')}.example/news/{1000 + 3 * index + FORMS.index(form)}"
    text, spans = spread(maker.parts, "lines" if form == "html" else form, style["glue"], maker.rng)
    gold = gold_of(key, maker.parts, spans, maker.articles)
    if form != "html":
        return {"id": key, "url": url, "text": text}, gold, words_of(gold, text)
    told = style["meta"] != "none" and bool(maker.articles)
    published = maker.date.isoformat() if told else ""
    if told:
        gold["articles"][0]["published"] = published
    title = maker.body.title if maker.articles else f"أرشيف {maker.body.section}"
    whole = html(maker.parts, style, title, url, published)
    del gold["blocks"]
    return {"id": key, "url": url, "html": whole}, gold, words_of(gold, text)


def make_all(seed: int, each: int, split: str, forms: tuple[str, ...]) -> Iterator[tuple[Gold, Gold, Gold]]:
    """All pages of a split, `each` of every style and form, and an archive where the style has one."""
    for style in styles():
        if split in ("all", style["split"]):
            for form in forms:
                for index in range(each):
                    yield make(style, form, index, seed)
                if style.get("archive"):
                    yield make(style, form, 0, seed, "archive")


def main() -> int:
    """Write the files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-o", "--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--each", type=int, default=2, help="pages of each style and form")
    parser.add_argument("--split", choices=("train", "held_out", "all"), default="all")
    parser.add_argument("--form", choices=(*FORMS, "all"), default="all")
    args = parser.parse_args()
    made = list(make_all(args.seed, args.each, args.split, FORMS if args.form == "all" else (args.form,)))
    args.out.mkdir(parents=True, exist_ok=True)
    plain = [row for row in made if "text" in row[0]]
    files = {
        "pages": [page for page, _, _ in made],
        "words": [words for _, _, words in made],
        "gold": [gold for _, gold, _ in plain],
        "texts": [page for page, _, _ in plain],
    }
    for name, rows in files.items():
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (args.out / f"{name}.jsonl").write_text(text, encoding="utf-8")
    articles = sum(len(gold["articles"]) for _, gold, _ in made)
    print(f"{len(made)} pages ({len(plain)} as text), {articles} articles, {len({s['name'] for s in styles()})} styles")
    return 0


if __name__ == "__main__":
    sys.exit(main())
